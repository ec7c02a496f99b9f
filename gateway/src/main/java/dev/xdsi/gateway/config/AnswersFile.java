package dev.xdsi.gateway.config;

import dev.xdsi.soap.addressing.Recipients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Reads of the partners file who may have answers sent where: by the subject of a partner's certificate, addresses of https. */
public record AnswersFile(Path file) {
    static final String LIST = "answers";
    private static final String TO = "to";

    /** What was agreed; nothing where there is no file. */
    public Map<X500Principal, Recipients> read() throws IOException {
        PartnersList list = new PartnersList(file, LIST);
        Map<X500Principal, Recipients> agreed = new LinkedHashMap<>();
        for (Object entry : list.entries()) {
            if (!(entry instanceof Map<?, ?> partner)
                    || !partner.keySet().equals(Set.of(PartnersList.SUBJECT, TO))
                    || !(partner.get(PartnersList.SUBJECT) instanceof String subject)
                    || !(partner.get(TO) instanceof List<?> addresses)) {
                throw new IOException(
                        file + ": each of " + LIST + " has the keys " + PartnersList.SUBJECT + ", that of a partner's"
                                + " certificate, and " + TO + ", a list of https URLs; this has not: " + entry);
            }
            if (agreed.put(list.principal(subject), recipients(addresses)) != null) {
                throw new IOException(file + ": " + LIST + " names a partner twice: " + subject);
            }
        }
        return agreed;
    }

    private Recipients recipients(List<?> addresses) throws IOException {
        List<URI> all = new ArrayList<>();
        for (Object address : addresses) {
            try {
                URI uri = URI.create(String.valueOf(address));
                if (!"https".equals(uri.getScheme())) {
                    throw new IllegalArgumentException("not an https address: " + address);
                }
                all.add(uri);
            } catch (IllegalArgumentException noAddress) {
                throw new IOException(file + ": " + TO + ": " + noAddress.getMessage(), noAddress);
            }
        }
        try {
            return new Recipients(all);
        } catch (IllegalArgumentException ambiguous) {
            throw new IOException(file + ": " + TO + ": " + ambiguous.getMessage(), ambiguous);
        }
    }
}

package dev.xdsi.gateway.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Reads of the partners file what single partners may send to single endpoints, by the subject of a partner's certificate. */
public record LimitsFile(Path file) {
    static final String LIST = "limits";
    private static final String AT = "at";

    /** What is said of whom; nothing where there is no file. */
    public Map<X500Principal, EndpointLimits> read() throws IOException {
        PartnersList list = new PartnersList(file, LIST);
        Map<X500Principal, EndpointLimits> said = new LinkedHashMap<>();
        for (Object entry : list.entries()) {
            if (!(entry instanceof Map<?, ?> partner)
                    || !partner.keySet().equals(Set.of(PartnersList.SUBJECT, AT))
                    || !(partner.get(PartnersList.SUBJECT) instanceof String subject)
                    || !(partner.get(AT) instanceof List<?> endpoints)) {
                throw new IOException(file + ": each of " + LIST + " has the keys " + PartnersList.SUBJECT
                        + ", that of a partner's certificate, and " + AT
                        + ", a list of /path limit=number …; this has not: " + entry);
            }
            if (said.put(list.principal(subject), limits(subject, endpoints)) != null) {
                throw new IOException(file + ": " + LIST + " names a partner twice: " + subject);
            }
        }
        return said;
    }

    private EndpointLimits limits(String subject, List<?> endpoints) throws IOException {
        try {
            return EndpointLimits.ofClient(
                    endpoints.stream().map(String::valueOf).toList());
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + ": " + LIST + " of " + subject + ": " + wrong.getMessage(), wrong);
        }
    }
}

package dev.xdsi.gateway.config;

import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.partner.CallerRule;
import dev.xdsi.imaging.partner.ImagingPartner;
import dev.xdsi.imaging.partner.ImagingPartner.Service;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.partner.UserDemand;
import dev.xdsi.model.Code;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads of the partners file which application entities may query and retrieve over DIMSE and in whose name, which may store, and where
 * C-MOVE sends to.
 *
 * @param users what is made of users where an entry says nothing of them
 * @param callers who may associate and store besides
 */
public record DicomPartnersFile(Path file, SocketFactory tls, UserDemand users, CallerRule callers) {
    static final String LIST = "dicom";
    private static final String AE_TITLE = "ae-title";
    private static final String ADDRESS = "address";
    private static final String ORGANIZATION = "organization";
    private static final String ORGANIZATION_ID = "organization-id";
    private static final String ROLES = "roles";
    private static final String PURPOSES = "purposes";
    private static final String SEND_TO = "send-to";
    private static final String TLS = "tls";
    private static final String USER_IDENTITY = "user-identity";
    private static final String MAY = "may";
    private static final Map<String, Service> SERVICES = Map.of("query", Service.QUERY, "store", Service.STORE);
    private static final Set<String> KEYS = Set.of(
            AE_TITLE,
            PartnersList.SUBJECT,
            ADDRESS,
            ORGANIZATION,
            ORGANIZATION_ID,
            ROLES,
            PURPOSES,
            SEND_TO,
            TLS,
            USER_IDENTITY,
            MAY);

    /** What was agreed; nobody where there is no file. */
    public ImagingPartners read() throws IOException {
        PartnersList list = new PartnersList(file, LIST);
        List<ImagingPartner> partners = new ArrayList<>();
        for (Object entry : list.entries()) {
            if (!(entry instanceof Map<?, ?> said) || !KEYS.containsAll(said.keySet())) {
                throw new IOException(file + ": each of " + LIST + " has no other keys than "
                        + String.join(", ", KEYS.stream().sorted().toList()) + "; this has: " + entry);
            }
            partners.add(partner(list, said));
        }
        try {
            return new ImagingPartners(partners, users, callers);
        } catch (IllegalArgumentException twice) {
            throw new IOException(file + ": " + LIST + ": " + twice.getMessage(), twice);
        }
    }

    private ImagingPartner partner(PartnersList list, Map<?, ?> said) throws IOException {
        try {
            AeTitle title = new AeTitle(required(said, AE_TITLE));
            String subject = text(said, PartnersList.SUBJECT);
            String address = text(said, ADDRESS);
            boolean unsaid = !said.containsKey(ORGANIZATION) && !said.containsKey(ORGANIZATION_ID);
            UserDemand users = demand(said);
            ImagingPartner.Asking asking = subject == null && address == null && unsaid
                    ? null
                    : new ImagingPartner.Asking(
                            subject == null ? null : list.principal(subject), address, user(title, said), users);
            String sendTo = text(said, SEND_TO);
            return new ImagingPartner(
                    title, asking, sendTo == null ? null : destination(title, sendTo, said), services(said));
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + ": " + LIST + ": " + wrong.getMessage(), wrong);
        }
    }

    private static @Nullable UserDemand demand(Map<?, ?> said) {
        String wanted = text(said, USER_IDENTITY);
        if (wanted != null) {
            provable(said, USER_IDENTITY);
        }
        return wanted == null ? null : Values.userDemand(wanted);
    }

    /** An AE title alone proves nothing, and nothing can be made to depend on it. */
    private static void provable(Map<?, ?> said, String key) {
        if (!said.containsKey(PartnersList.SUBJECT) && !said.containsKey(ADDRESS)) {
            throw new IllegalArgumentException(
                    key + " needs " + PartnersList.SUBJECT + " or " + ADDRESS + ": an AE title alone proves nothing");
        }
    }

    private static Caller.User user(AeTitle title, Map<?, ?> said) {
        return new Caller.User(
                new Caller.Identity(title.value(), LIST, title.value(), null),
                new Caller.Affiliation(
                        text(said, ORGANIZATION), text(said, ORGANIZATION_ID), null, null, codes(said, ROLES)),
                new Caller.Intent(codes(said, PURPOSES), null, null, List.of(), List.of()));
    }

    private RemoteEntity destination(AeTitle title, String sendTo, Map<?, ?> said) {
        int colon = sendTo.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException(SEND_TO + " is host:port, not " + sendTo);
        }
        boolean secure = Values.yesOrNo(said.containsKey(TLS) ? String.valueOf(said.get(TLS)) : "false");
        return new RemoteEntity(
                title,
                sendTo.substring(0, colon),
                Values.port(sendTo.substring(colon + 1)),
                secure ? tls : SocketFactory.getDefault());
    }

    /** Without a word on it, it may do what entries were for before they said what. */
    private static Set<Service> services(Map<?, ?> said) {
        Object all = said.get(MAY);
        if (all == null) {
            return Set.of(Service.QUERY);
        }
        if (!(all instanceof List<?> several)
                || several.isEmpty()
                || several.stream().anyMatch(each -> !SERVICES.containsKey(String.valueOf(each)))) {
            throw new IllegalArgumentException(MAY + " is a list of query and store, not " + all);
        }
        provable(said, MAY);
        return several.stream()
                .flatMap(each -> Optional.ofNullable(SERVICES.get(String.valueOf(each))).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Code> codes(Map<?, ?> said, String key) {
        Object all = said.get(key);
        if (all == null) {
            return List.of();
        }
        if (!(all instanceof List<?> several)) {
            throw new IllegalArgumentException(key + " is a list of code^^codingScheme");
        }
        return several.stream()
                .map(each -> Code.parse(String.valueOf(each))
                        .orElseThrow(() -> new IllegalArgumentException(each + " is no code^^codingScheme")))
                .toList();
    }

    private static String required(Map<?, ?> said, String key) {
        String value = text(said, key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    private static @Nullable String text(Map<?, ?> said, String key) {
        Object value = said.get(key);
        return value == null ? null : String.valueOf(value);
    }
}

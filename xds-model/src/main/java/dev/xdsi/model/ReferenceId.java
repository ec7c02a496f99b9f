package dev.xdsi.model;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of referenceIdList in CXi form {@code id^^^authority^type[^home]} (ITI TF-3: Table 4.2.3.1.7-2, CXi).
 *
 * @param assigningAuthority component 4 as written, a namespace or {@code &OID&ISO}; absent for study UIDs
 * @param idType component 5, a URN
 * @param home component 6 as written
 */
public record ReferenceId(
        String id,
        @Nullable String assigningAuthority,
        String idType,
        @Nullable String home) {
    public static final String ACCESSION = "urn:ihe:iti:xds:2013:accession";
    public static final String ORDER = "urn:ihe:iti:xds:2013:order";
    public static final String STUDY_INSTANCE_UID = "urn:ihe:iti:xds:2016:studyInstanceUID";

    private static final Pattern COMPONENT = Pattern.compile("\\^");

    public ReferenceId {
        if (id.isEmpty() || idType.isEmpty() || id.indexOf('^') >= 0 || idType.indexOf('^') >= 0) {
            throw new IllegalArgumentException("a reference id needs an id and a type: " + id + ", " + idType);
        }
    }

    public static ReferenceId ofStudy(Oid studyInstanceUID) {
        return new ReferenceId(studyInstanceUID.value(), null, STUDY_INSTANCE_UID, null);
    }

    public static ReferenceId ofAccession(String accessionNumber, Oid issuer) {
        return new ReferenceId(accessionNumber, "&" + issuer + "&ISO", ACCESSION, null);
    }

    /** @param orderNumber of who placed the order */
    public static ReferenceId ofOrder(String orderNumber, Oid issuer) {
        return new ReferenceId(orderNumber, "&" + issuer + "&ISO", ORDER, null);
    }

    public static Optional<ReferenceId> parse(String cxi) {
        String[] parts = COMPONENT.split(cxi, -1);
        if (parts.length < 5 || parts.length > 6 || parts[0].isEmpty() || parts[4].isEmpty()) {
            return Optional.empty();
        }
        if (!parts[1].isEmpty() || !parts[2].isEmpty()) {
            return Optional.empty();
        }
        String home = parts.length == 6 && !parts[5].isEmpty() ? parts[5] : null;
        return Optional.of(new ReferenceId(parts[0], parts[3].isEmpty() ? null : parts[3], parts[4], home));
    }

    public String cxi() {
        String authority = assigningAuthority == null ? "" : assigningAuthority;
        return id + "^^^" + authority + "^" + idType + (home == null ? "" : "^" + home);
    }

    @Override
    public String toString() {
        return cxi();
    }
}

package dev.xdsi.model;

import java.util.Optional;

/** associationType (ITI TF-3: 4.2.2.2). */
public enum AssociationType {
    HAS_MEMBER("urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember"),
    RPLC("urn:ihe:iti:2007:AssociationType:RPLC"),
    APND("urn:ihe:iti:2007:AssociationType:APND"),
    XFRM("urn:ihe:iti:2007:AssociationType:XFRM"),
    XFRM_RPLC("urn:ihe:iti:2007:AssociationType:XFRM_RPLC"),
    SIGNS("urn:ihe:iti:2007:AssociationType:signs"),
    IS_SNAPSHOT_OF("urn:ihe:iti:2010:AssociationType:IsSnapshotOf"),
    UPDATE_AVAILABILITY_STATUS("urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus"),
    SUBMIT_ASSOCIATION("urn:ihe:iti:2010:AssociationType:SubmitAssociation");

    private final String urn;

    AssociationType(String urn) {
        this.urn = urn;
    }

    public String urn() {
        return urn;
    }

    public static Optional<AssociationType> ofUrn(String urn) {
        for (AssociationType value : values()) {
            if (value.urn.equals(urn)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}

package dev.xdsi.model;

import java.util.Optional;

/** availabilityStatus of a registered object (ITI TF-3: 4.2.3.2.2). */
public enum AvailabilityStatus {
    APPROVED("urn:oasis:names:tc:ebxml-regrep:StatusType:Approved"),
    DEPRECATED("urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated"),
    SUBMITTED("urn:oasis:names:tc:ebxml-regrep:StatusType:Submitted");

    private final String urn;

    AvailabilityStatus(String urn) {
        this.urn = urn;
    }

    public String urn() {
        return urn;
    }

    public static Optional<AvailabilityStatus> ofUrn(String urn) {
        for (AvailabilityStatus value : values()) {
            if (value.urn.equals(urn)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}

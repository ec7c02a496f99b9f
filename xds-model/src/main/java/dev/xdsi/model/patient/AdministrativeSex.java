package dev.xdsi.model.patient;

import java.util.Optional;

/** Administrative sex, in the codes of HL7 v2 (table 0001) and of HL7 v3 (AdministrativeGender, 2.16.840.1.113883.5.1). */
public enum AdministrativeSex {
    FEMALE("F", "F"),
    MALE("M", "M"),
    OTHER("O", "UN");

    private final String v2;
    private final String v3;

    AdministrativeSex(String v2, String v3) {
        this.v2 = v2;
        this.v3 = v3;
    }

    public String v2() {
        return v2;
    }

    public String v3() {
        return v3;
    }

    /** Reads either code; what says that it is unknown, or says something else, is nothing said. */
    public static Optional<AdministrativeSex> of(String code) {
        return switch (code) {
            case "F" -> Optional.of(FEMALE);
            case "M" -> Optional.of(MALE);
            case "O", "A", "N", "UN" -> Optional.of(OTHER);
            default -> Optional.empty();
        };
    }
}

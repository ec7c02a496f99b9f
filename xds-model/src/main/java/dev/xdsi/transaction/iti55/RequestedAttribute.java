package dev.xdsi.transaction.iti55;

import java.util.Arrays;
import java.util.Optional;

/** What a Responding Gateway asks for in addition, codes of 1.3.6.1.4.1.19376.1.2.27.1 (ITI TF-2: 3.55.4.2.2.6). */
public enum RequestedAttribute {
    SEX("LivingSubjectAdministrativeGenderRequested"),
    ADDRESS("PatientAddressRequested"),
    TELECOM("PatientTelecomRequested"),
    BIRTH_PLACE_NAME("LivingSubjectBirthPlaceNameRequested"),
    BIRTH_PLACE_ADDRESS("LivingSubjectBirthPlaceAddressRequested"),
    MOTHERS_MAIDEN_NAME("MothersMaidenNameRequested");

    private final String code;

    RequestedAttribute(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<RequestedAttribute> of(String code) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.code.equals(code))
                .findFirst();
    }
}

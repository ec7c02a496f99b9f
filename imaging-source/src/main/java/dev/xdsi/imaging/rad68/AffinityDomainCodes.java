package dev.xdsi.imaging.rad68;

import dev.xdsi.model.Code;
import java.util.List;

/**
 * The coded values that an affinity domain prescribes and a data set does not say (ITI TF-3: 4.2.3.2).
 *
 * @param typeCode of studies whose procedure is not coded, or coded in a scheme without an OID
 * @param procedureAsTypeCode whether the Procedure Code Sequence (0008,1032) decides the typeCode, where there is one
 */
public record AffinityDomainCodes(
        Code classCode,
        Code typeCode,
        boolean procedureAsTypeCode,
        Code practiceSettingCode,
        Code healthcareFacilityTypeCode,
        List<Code> confidentialityCode,
        Code contentTypeCode,
        String languageCode) {
    public AffinityDomainCodes {
        confidentialityCode = List.copyOf(confidentialityCode);
        if (confidentialityCode.isEmpty()) {
            throw new IllegalArgumentException("at least one confidentialityCode is required");
        }
    }

    /** What most domains start from. */
    public static AffinityDomainCodes common() {
        return new AffinityDomainCodes(
                Code.of("IMAGES", "1.3.6.1.4.1.19376.1.2.6.1", "Images"),
                Code.of("18748-4", "2.16.840.1.113883.6.1", "Diagnostic imaging study"),
                false,
                Code.of("394914008", "2.16.840.1.113883.6.96", "Radiology"),
                Code.of("22232009", "2.16.840.1.113883.6.96", "Hospital"),
                List.of(Code.of("N", "2.16.840.1.113883.5.25", "Normal")),
                Code.of("18748-4", "2.16.840.1.113883.6.1", "Diagnostic imaging study"),
                "en-US");
    }
}

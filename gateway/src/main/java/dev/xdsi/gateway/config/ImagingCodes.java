package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import dev.xdsi.imaging.rad68.AffinityDomainCodes;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys for the codes that an affinity domain prescribes for manifests, and that images do not say. */
public final class ImagingCodes {
    private static final AffinityDomainCodes COMMON = AffinityDomainCodes.common();

    public static final Setting<Code> CLASS = code(
            "class",
            COMMON.classCode(),
            "classCode of manifests, as code^display name^codingScheme, like those that follow.");

    public static final Setting<Code> TYPE = code("type", COMMON.typeCode(), "Their typeCode.");

    public static final Setting<Boolean> TYPE_FROM_PROCEDURE = setting(
            "imaging-source.codes.type-from-procedure",
            "false",
            "Whether the typeCode is instead the first of the Procedure Code Sequence (0008,1032) in the images, where that is of"
                    + " LOINC, SNOMED CT, RadLex or DICOM.",
            Values::yesOrNo);

    public static final Setting<Code> PRACTICE_SETTING =
            code("practice-setting", COMMON.practiceSettingCode(), "Their practiceSettingCode.");

    public static final Setting<Code> FACILITY_TYPE =
            code("healthcare-facility-type", COMMON.healthcareFacilityTypeCode(), "Their healthcareFacilityTypeCode.");

    public static final Setting<Code> CONFIDENTIALITY = code(
            "confidentiality",
            COMMON.confidentialityCode().getFirst(),
            "Their confidentialityCode, where no rule of the publication policy says another.");

    public static final Setting<Optional<Oid>> ACCESSION_AUTHORITY = setting(
            "imaging-source.accession-authority",
            "",
            "Who issues the accession numbers in images that name nobody, an OID. Empty: imaging-source.department-authority.",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(Values.oid(text)));

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = List.of(
            ACCESSION_AUTHORITY, CLASS, TYPE, TYPE_FROM_PROCEDURE, PRACTICE_SETTING, FACILITY_TYPE, CONFIDENTIALITY);

    private ImagingCodes() {}

    /** All of them, as a source of images needs them. */
    public static AffinityDomainCodes of(Configuration configuration) {
        return new AffinityDomainCodes(
                configuration.get(CLASS),
                configuration.get(TYPE),
                configuration.get(TYPE_FROM_PROCEDURE),
                configuration.get(PRACTICE_SETTING),
                configuration.get(FACILITY_TYPE),
                List.of(configuration.get(CONFIDENTIALITY)),
                COMMON.contentTypeCode(),
                configuration.get(Settings.LANGUAGE));
    }

    /** Who issues accession numbers where images name nobody. */
    public static Oid accessionNumbers(Configuration configuration) {
        return configuration.get(ACCESSION_AUTHORITY).orElseGet(() -> configuration.get(Settings.DEPARTMENT_AUTHORITY));
    }

    private static Setting<Code> code(String key, Code usual, String explanation) {
        String name = usual.displayName() == null ? "" : usual.displayName().text();
        Function<String, Code> parse = ImagingCodes::parse;
        return setting(
                "imaging-source.codes." + key,
                usual.code() + "^" + name + "^" + usual.codingScheme(),
                explanation,
                parse);
    }

    private static Code parse(String text) {
        String[] parts = text.split("\\^", -1);
        if (parts.length != 3 || List.of(parts).stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("is not code^display name^codingScheme");
        }
        return Code.of(parts[0].strip(), parts[2].strip(), parts[1].strip());
    }
}

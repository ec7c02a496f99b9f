package dev.xdsi.consumer.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.Optional;
import java.util.Set;

/**
 * What an item of an Image Library is about. Some of the codes had two predecessors, which are still written: those of the change proposal
 * in scheme DCM, and those of the trial implementation in scheme 99IHE.
 */
enum Concept {
    IMAGE_LIBRARY("111028"),
    IMAGE_LIBRARY_GROUP("126200"),
    MODALITY("121139"),
    TARGET_REGION("123014"),
    NUMBER_OF_STUDY_RELATED_SERIES("131565", "ddd009", "MADOTEMP009"),
    SERIES_DATE("131561", "ddd003", "MADOTEMP003"),
    SERIES_TIME("131562", "ddd004", "MADOTEMP004"),
    SERIES_DESCRIPTION("131563", "ddd002", "MADOTEMP002"),
    SERIES_NUMBER("113607"),
    SERIES_INSTANCE_UID("112002"),
    NUMBER_OF_SERIES_RELATED_INSTANCES("131564", "ddd007", "MADOTEMP007"),
    NUMBER_OF_FRAMES("121140"),
    INSTANCE_NUMBER("113609"),
    DOCUMENT_TITLE("121144"),
    KEY_OBJECT_DESCRIPTION("113012");

    private final Set<String> codes;

    Concept(String code) {
        this.codes = Set.of(code + "^DCM");
    }

    Concept(String code, String draft, String trial) {
        this.codes = Set.of(code + "^DCM", draft + "^DCM", trial + "^99IHE");
    }

    static Optional<Concept> of(Attributes item) {
        String code = item.item(Tag.ConceptNameCodeSequence)
                .map(name -> name.string(Tag.CodeValue, "") + "^" + name.string(Tag.CodingSchemeDesignator, ""))
                .orElse("");
        for (Concept concept : values()) {
            if (concept.codes.contains(code)) {
                return Optional.of(concept);
            }
        }
        return Optional.empty();
    }
}

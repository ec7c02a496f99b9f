package dev.xdsi.imaging.policy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.manifest.StudyHeader;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a rule may ask of a study; each series may give an answer of its own. */
public enum Criterion {
    /** Modality (0008,0060). */
    MODALITY("modality", Tag.Modality),
    /** Station AE Title (0008,0055), Performed Station AE Title (0040,0241): the device that made the images. */
    AE_TITLE("ae-title", Tag.StationAETitle, Tag.PerformedStationAETitle),
    /** Body Part Examined (0018,0015), and the code values and meanings of Anatomic Region Sequence (0008,2218). */
    BODY_PART("body-part", Tag.BodyPartExamined) {
        @Override
        Stream<String> further(Attributes dataSet) {
            return dataSet.items(Tag.AnatomicRegionSequence).stream()
                    .flatMap(code -> Stream.of(code.string(Tag.CodeValue, ""), code.string(Tag.CodeMeaning, "")));
        }
    },
    /** Institution Name (0008,0080), Institutional Department Name (0008,1040). */
    INSTITUTION("institution", Tag.InstitutionName, Tag.InstitutionalDepartmentName),
    /** Confidentiality Code (0040,1008), Confidentiality Constraint on Patient Data Description (0040,3001). */
    SENSITIVITY("sensitivity", Tag.ConfidentialityCode, Tag.ConfidentialityConstraintOnPatientDataDescription);

    private final String word;
    private final int[] tags;

    Criterion(String word, int... tags) {
        this.word = word;
        this.tags = tags;
    }

    /** As policies write it. */
    public String word() {
        return word;
    }

    /** Everything that the study says about it. */
    Set<String> of(StudyHeader study) {
        Set<String> values = new LinkedHashSet<>();
        for (Attributes dataSet : study.series()) {
            Stream.concat(ofElements(dataSet), further(dataSet))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .forEach(values::add);
        }
        return values;
    }

    private Stream<String> ofElements(Attributes dataSet) {
        return Arrays.stream(tags).mapToObj(dataSet::strings).flatMap(List::stream);
    }

    Stream<String> further(Attributes dataSet) {
        return Stream.empty();
    }
}

package dev.xdsi.imaging.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.model.Oid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationPolicyTest {
    private static final Treatment NOT = new Treatment(false, List.of(), Duration.ZERO, InstanceChoice.ALL);

    private static PublicationRule rule(String name, Map<Criterion, List<TextPattern>> when) {
        return new PublicationRule(name, when, NOT);
    }

    private static List<TextPattern> texts(String... texts) {
        return List.of(texts).stream().map(TextPattern::new).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "CT, CT, true",
        "ct, CT, true",
        "CT, CTA, false",
        "Psych*, Psychiatrie Süd, true",
        "*SÜD, Psychiatrie Süd, true",
        "P?ych*, Psychiatrie, true",
        "P.ychiatrie, Psychiatrie, false",
        "(CT), (CT), true",
        "**, '', true"
    })
    void textsAreComparedWhateverTheirCase(String pattern, String value, boolean matches) {
        assertThat(new TextPattern(pattern).matches(value)).isEqualTo(matches);
    }

    /** One row for each place in a data set that a criterion looks at. */
    @ParameterizedTest
    @CsvSource({
        "MODALITY, Modality",
        "AE_TITLE, StationAETitle",
        "AE_TITLE, PerformedStationAETitle",
        "BODY_PART, BodyPartExamined",
        "BODY_PART, AnatomicRegionSequence/CodeValue",
        "BODY_PART, AnatomicRegionSequence/CodeMeaning",
        "INSTITUTION, InstitutionName",
        "INSTITUTION, InstitutionalDepartmentName",
        "SENSITIVITY, ConfidentialityCode",
        "SENSITIVITY, ConfidentialityConstraintOnPatientDataDescription"
    })
    void criteriaLookAtEachSeries(Criterion criterion, String place) throws ReflectiveOperationException {
        Attributes said = new Attributes();
        String[] path = place.split("/", -1);
        if (path.length == 1) {
            said.setString(tag(path[0]), " X1 ");
        } else {
            said.setItems(tag(path[0]), new Attributes().setString(tag(path[1]), "X1"));
        }
        PublicationPolicy policy = new PublicationPolicy(List.of(rule("r", Map.of(criterion, texts("Y", "X1")))));

        assertThat(policy.rule(new StudyHeader(List.of(new Attributes(), said))).name())
                .isEqualTo("r");
        assertThat(policy.rule(new StudyHeader(List.of(new Attributes()))).then())
                .isEqualTo(Treatment.COMMON);
    }

    private static int tag(String keyword) throws ReflectiveOperationException {
        return Tag.class.getField(keyword).getInt(null);
    }

    @Test
    void allCriteriaOfARuleMustMatchAndTheFirstRuleDecides() {
        PublicationPolicy policy = new PublicationPolicy(List.of(
                rule("both", Map.of(Criterion.MODALITY, texts("CT"), Criterion.INSTITUTION, texts("North"))),
                rule("one", Map.of(Criterion.MODALITY, texts("CT"))),
                rule("all", Map.of())));
        Attributes ct = new Attributes().setString(Tag.Modality, "CT");

        assertThat(policy.rule(new StudyHeader(List.of(ct))).name()).isEqualTo("one");
        assertThat(policy.rule(new StudyHeader(List.of(ct.copy().setString(Tag.InstitutionName, "North"))))
                        .name())
                .isEqualTo("both");
        assertThat(policy.rule(new StudyHeader(List.of(new Attributes()))).name())
                .isEqualTo("all");
    }

    @ParameterizedTest
    @CsvSource({
        "images, '', 1.2.840.10008.5.1.4.1.1.2, true",
        "images, '', 1.2.840.10008.5.1.4.1.1.88.11, false",
        "1.2.840.10008.5.1.4.1.1.2, '', 1.2.840.10008.5.1.4.1.1.4, false",
        "'', presentation-states, 1.2.840.10008.5.1.4.1.1.11.1, false",
        "'', presentation-states, 1.2.840.10008.5.1.4.1.1.2, true",
        "'', reports, 1.2.840.10008.5.1.4.1.1.88.22, false",
        "'', key-objects, 1.2.840.10008.5.1.4.1.1.88.59, false",
        "'', segmentations, 1.2.840.10008.5.1.4.1.1.66.4, false",
        "'', waveforms, 1.2.840.10008.5.1.4.1.1.9.1.1, false",
        "'', encapsulated-documents, 1.2.840.10008.5.1.4.1.1.104.1, false",
        "'', raw-data, 1.2.840.10008.5.1.4.1.1.66, false",
        "images, 1.2.840.10008.5.1.4.1.1.2, 1.2.840.10008.5.1.4.1.1.2, false",
        "'', images, 1.2.3.4.5, true"
    })
    void instancesAreChosenBySopClass(String only, String without, String sopClass, boolean included) {
        InstanceChoice choice = new InstanceChoice(
                only.isEmpty() ? Set.of() : Set.of(only), without.isEmpty() ? Set.of() : Set.of(without));

        assertThat(choice.includes(new Oid(sopClass))).isEqualTo(included);
        assertThat(InstanceChoice.isKnown(UID.CTImageStorage)).isTrue();
        assertThat(InstanceChoice.isKnown("1.2.3")).isFalse();
    }
}

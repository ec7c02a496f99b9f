package dev.xdsi.model.rules;

import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.model.rules.Faults.assertOneError;
import static dev.xdsi.model.rules.Faults.registryErrors;
import static dev.xdsi.model.rules.Spoilt.entry;
import static dev.xdsi.model.rules.Spoilt.with;
import static dev.xdsi.model.rules.Spoilt.withIdentifier;
import static dev.xdsi.model.rules.Spoilt.without;
import static dev.xdsi.model.rules.Spoilt.withoutSlot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Dtm;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ITI TF-3: 4.2.3: what attributes an object has, and of which form they are. */
class AttributeRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {SlotName.HASH, SlotName.SIZE, SlotName.REPOSITORY_UNIQUE_ID})
    void aSourceMayLeaveToTheRepositoryWhatTheRegistryNeeds(String slot) {
        SubmissionDraft without = entry(draft -> withoutSlot(draft, slot));

        assertThat(MetadataRules.check(without, Side.REPOSITORY)).isEmpty();
        assertOneError(without, "DocumentEntry." + slot + " is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {SlotName.CREATION_TIME, SlotName.LANGUAGE_CODE, SlotName.SOURCE_PATIENT_ID})
    void requiredSlotsAreMissed(String slot) {
        assertOneError(entry(draft -> withoutSlot(draft, slot)), "DocumentEntry." + slot + " is required");
    }

    @ParameterizedTest
    @CsvSource({
        Scheme.DE_CLASS_CODE + ",classCode",
        Scheme.DE_CONFIDENTIALITY_CODE + ",confidentialityCode",
        Scheme.DE_FORMAT_CODE + ",formatCode",
        Scheme.DE_HEALTHCARE_FACILITY_TYPE_CODE + ",healthcareFacilityTypeCode",
        Scheme.DE_PRACTICE_SETTING_CODE + ",practiceSettingCode",
        Scheme.DE_TYPE_CODE + ",typeCode"
    })
    void requiredCodesAreMissed(String scheme, String attribute) {
        assertOneError(entry(draft -> without(draft, scheme)), "DocumentEntry." + attribute + " is required");
    }

    @Test
    void aCodeThatMayOccurOnceOccursTwice() {
        ClassificationDraft second = new ClassificationDraft(
                "x",
                Scheme.DE_TYPE_CODE,
                null,
                uuid("a").value(),
                "T",
                InternationalString.of("T"),
                List.of(SlotDraft.of(SlotName.CODING_SCHEME, "1.2")));

        assertOneError(
                entry(draft -> with(draft, second)), "DocumentEntry.typeCode occurs 2 times, but may occur only once");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SlotName.SERVICE_START_TIME + "|2024-01-01",
                SlotName.SIZE + "|-1",
                SlotName.SIZE + "|12 KB",
                SlotName.REPOSITORY_UNIQUE_ID + "|urn:oid:1.2.3",
                SlotName.LANGUAGE_CODE + "|en_US",
                SlotName.SOURCE_PATIENT_ID + "|4711",
                SlotName.SOURCE_PATIENT_INFO + "|Doe^Mary",
                SlotName.REFERENCE_ID_LIST + "|ACC1"
            })
    void valuesHaveTheirForm(String slot, String value) {
        List<XdsError> errors = registryErrors(entry(draft -> draft.withSlot(slot, value)));

        assertThat(errors).hasSize(1);
        assertThat(errors.getFirst().codeContext()).contains(" is not ").endsWith(": " + value);
    }

    @Test
    void patientAndUniqueIdsHaveTheirForm() {
        assertOneError(
                entry(draft -> withIdentifier(draft, Identifier.DE_UNIQUE_ID, "not an oid")),
                "DocumentEntry.uniqueId is not an OID, or OID^extension of at most 16 characters: not an oid");
        assertThat(MetadataRules.check(
                        entry(draft -> withIdentifier(draft, Identifier.DE_UNIQUE_ID, "1.2.3^v1")), Side.REGISTRY))
                .isEmpty();
        assertThat(registryErrors(entry(draft -> withIdentifier(draft, Identifier.DE_PATIENT_ID, "MARY-1"))))
                .extracting(XdsError::codeContext)
                .anyMatch(text -> text.startsWith("DocumentEntry.patientId is not a patient id"));
    }

    @Test
    void serviceTimesAreComparedInTheirCommonPrecision() {
        assertOneError(
                entry(draft -> draft.withSlot(SlotName.SERVICE_STOP_TIME, "2023")),
                "serviceStopTime is before serviceStartTime");
        assertThat(registryErrors(entry(draft -> draft.withSlot(SlotName.SERVICE_STOP_TIME, "2024"))))
                .isEmpty();
        assertThat(new Dtm("2024").start()).isBefore(new Dtm("202401020304").start());
    }

    @Test
    void birthDateAndSexOccurOnce() {
        assertOneError(
                entry(draft -> draft.withSlot(SlotName.SOURCE_PATIENT_INFO, "PID-7|19700101", "PID-7|19710101")),
                "sourcePatientInfo has PID-7| more than once");
    }

    @Test
    void titlesEndAt128Characters() {
        SubmissionDraft titled = Submissions.of(
                submissionSet("s"),
                manifest("a").toBuilder()
                        .title(InternationalString.of("x".repeat(129)))
                        .build(),
                member("m", uuid("s"), uuid("a")));
        assertOneError(titled, "title has more than 128 characters");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aFolderHasATitle(@Nullable String title) {
        SubmissionDraft untitled = Submissions.of(
                submissionSet("s"),
                folder("f").toBuilder()
                        .title(title == null ? null : InternationalString.of(title))
                        .build(),
                member("m", uuid("s"), uuid("f")));

        assertOneError(untitled, "Folder.title is required");
    }

    @Test
    void extraMetadataPasses() {
        assertThat(registryErrors(entry(draft -> draft.withSlot("urn:example:priority", "high"))))
                .isEmpty();
    }
}

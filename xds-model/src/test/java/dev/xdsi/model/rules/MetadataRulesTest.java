package dev.xdsi.model.rules;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.ofOneManifest;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Code;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataRulesTest {
    private final SubmissionDraft valid = ofOneManifest("a");

    @Test
    void findNothingInAValidSubmission() {
        assertThat(MetadataRules.check(valid, Side.REGISTRY)).isEmpty();
        assertThat(MetadataRules.check(valid, Side.REPOSITORY)).isEmpty();
        valid.objects()
                .forEach(
                        object -> assertThat(DraftReader.registryObject(object)).isNotNull());
    }

    @Test
    void nameEveryFaultOfASubmissionNotOnlyTheFirst() {
        SubmissionDraft spoilt = entry(draft -> without(draft, Scheme.DE_CLASS_CODE)
                .withSlot(SlotName.CREATION_TIME, "yesterday")
                .withSlot(SlotName.HASH, "abc"));

        assertThat(registryErrors(spoilt))
                .extracting(XdsError::codeContext)
                .containsExactly(
                        "DocumentEntry.classCode is required",
                        "DocumentEntry.creationTime is not a time in UTC, YYYY[MM[DD[hh[mm[ss]]]]]: yesterday",
                        "DocumentEntry.hash is not a SHA-1 of 40 hex digits: abc");
        assertThat(registryErrors(spoilt))
                .allMatch(error -> error.errorCode() == ErrorCode.XDSRegistryMetadataError)
                .allMatch(error -> uuid("a").value().equals(error.location()));
        assertThat(MetadataRules.check(spoilt, Side.REPOSITORY))
                .allMatch(error -> error.errorCode() == ErrorCode.XDSRepositoryMetadataError);
    }

    @Test
    void acceptNothingBesideXdsObjects() {
        SubmissionDraft spoilt = new SubmissionDraft(valid.objects(), List.of("a Service is not part of XDS"));

        assertThat(registryErrors(spoilt))
                .containsExactly(XdsError.of(ErrorCode.XDSRegistryMetadataError, "a Service is not part of XDS"));
    }

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
    void allPatientIdsOfASubmissionAreOne() {
        SubmissionDraft two = entry(draft -> withIdentifier(draft, Identifier.DE_PATIENT_ID, JOHN.cx()));

        assertThat(registryErrors(two))
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSPatientIdDoesNotMatch);
    }

    @Test
    void uniqueIdsOccurOnceInAMessage() {
        SubmissionDraft twice = Submissions.of(
                submissionSet("s"),
                manifest("a"),
                manifest("a").toBuilder().entryUUID(uuid("b")).build(),
                member("m", uuid("s"), uuid("a")),
                member("n", uuid("s"), uuid("b")));

        assertThat(registryErrors(twice))
                .extracting(XdsError::errorCode, XdsError::codeContext)
                .containsExactly(tuple(
                        ErrorCode.XDSRegistryDuplicateUniqueIdInMessage,
                        manifest("a").uniqueId()));
        assertThat(MetadataRules.check(twice, Side.REPOSITORY))
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRepositoryDuplicateUniqueIdInMessage);
    }

    @Test
    void exactlyOneSubmissionSet() {
        assertThat(contexts(filter(object -> object.kind() != Kind.RegistryPackage)))
                .contains("a submission has exactly one SubmissionSet, not 0");
        assertThat(contexts(add(Submissions.of(submissionSet("other")))))
                .contains("a submission has exactly one SubmissionSet, not 2");
    }

    @Test
    void everythingSubmittedIsAMember() {
        assertThat(contexts(filter(object -> object.kind() != Kind.Association)))
                .containsExactly("no HasMember association from the SubmissionSet");
        assertThat(contexts(add(Submissions.of(folder("f")))))
                .containsExactly("no HasMember association from the SubmissionSet");
        assertThat(contexts(add(Submissions.of(folder("f"), member("fm", uuid("a-set"), uuid("f"))))))
                .isEmpty();
    }

    @Test
    void membersSubmittedHereAreOriginals() {
        SubmissionDraft reference = Submissions.of(
                submissionSet("s"),
                manifest("a"),
                member("m", uuid("s"), uuid("a")).toBuilder()
                        .submissionSetStatus(SubmissionSetStatus.Reference)
                        .build());

        assertOneError(reference, "SubmissionSetStatus of a document submitted here must be Original");
    }

    @Test
    void membershipHasNoDocumentation() {
        SubmissionDraft documented = Submissions.of(
                submissionSet("s"),
                manifest("a"),
                member("m", uuid("s"), uuid("a")).toBuilder()
                        .documentation(Code.of("x", "1.2", "x"))
                        .build());

        assertOneError(documented, "a HasMember association has no documentation");
    }

    @Test
    void aRelationshipBeginsAtADocumentOfTheSubmission() {
        SubmissionDraft fromOutside = add(Submissions.of(relation(AssociationType.RPLC, uuid("elsewhere"), uuid("a"))));

        assertThat(registryErrors(fromOutside))
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.UnresolvedReferenceException);
        assertThat(registryErrors(add(Submissions.of(relation(AssociationType.RPLC, uuid("a"), uuid("elsewhere"))))))
                .isEmpty();
    }

    @Test
    void idsAreThereAndUnique() {
        assertThat(contexts(add(Submissions.of(member("a-member", uuid("a-set"), uuid("a"))))))
                .containsExactly("id occurs twice: " + uuid("a-member"));
        assertThat(contexts(entry(draft -> draft.with(header -> header.withId(null)))))
                .contains("a ExtrinsicObject has no id");
    }

    @Test
    void uuidsAreTheSameInEitherCase() {
        String upper = "urn:uuid:" + uuid("a-member").value().substring(9).toUpperCase(Locale.ROOT);
        SubmissionDraft again =
                new SubmissionDraft(Submissions.of(member("a-member", uuid("a-set"), uuid("a"))).objects().stream()
                        .map(object -> object.with(header -> header.withId(upper)))
                        .toList());

        assertThat(contexts(add(again))).contains("id occurs twice: " + upper);
    }

    @Test
    void partsNameTheObjectThatContainsThem() {
        assertThat(contexts(entry(draft -> draft.with(header -> header.withId("Document01")))))
                .contains("classifiedObject is not the id of the object that contains it: " + uuid("a"))
                .contains("registryObject is not the id of the object that contains it: " + uuid("a"));
    }

    @Test
    void schemesBelongToTheirKindOfObject() {
        ClassificationDraft folderCode = new ClassificationDraft(
                "x",
                Scheme.FOLDER_CODE_LIST,
                null,
                uuid("a").value(),
                "T",
                InternationalString.of("T"),
                List.of(SlotDraft.of(SlotName.CODING_SCHEME, "1.2")));
        assertOneError(
                entry(draft -> with(draft, folderCode)),
                "classificationScheme does not belong to a DocumentEntry: " + Scheme.FOLDER_CODE_LIST);
    }

    @Test
    void codesAndAuthorsAreComplete() {
        String id = uuid("a").value();
        assertThat(contexts(entry(draft -> with(
                        draft,
                        new ClassificationDraft("x", Scheme.DE_EVENT_CODE_LIST, null, id, "CT", null, List.of())))))
                .containsExactly("code CT needs exactly one codingScheme", "code CT needs a Name, its display name");
        assertThat(contexts(entry(draft -> with(
                        draft,
                        new ClassificationDraft(
                                "x",
                                Scheme.DE_AUTHOR,
                                null,
                                id,
                                "x",
                                null,
                                List.of(SlotDraft.of(SlotName.AUTHOR_ROLE, "Radiologist")))))))
                .containsExactly(
                        "nodeRepresentation of an author must be empty: x",
                        "author needs authorPerson, authorInstitution or authorTelecommunication");
    }

    @Test
    void slotsOccurOnceAndFit() {
        String longValue = "x".repeat(257);
        assertThat(contexts(entry(draft -> new RegistryObjectDraft(
                        draft.kind(),
                        draft.header(),
                        draft.name(),
                        draft.description(),
                        concat(draft.slots(), SlotDraft.of(SlotName.SIZE, "0")),
                        draft.classifications(),
                        draft.externalIdentifiers(),
                        draft.link()))))
                .containsExactly("Slot occurs twice: size");
        assertThat(contexts(entry(draft -> draft.withSlot("urn:x", longValue))))
                .containsExactly("Slot urn:x has a value of more than 256 characters");
    }

    @Test
    void aSlotHasAThousandValuesAtMost() {
        String[] many = Collections.nCopies(1001, "high").toArray(String[]::new);
        assertThat(contexts(entry(draft -> draft.withSlot("urn:x", many))))
                .containsExactly("Slot urn:x has more than 1000 values");
        assertThat(registryErrors(entry(draft -> draft.withSlot("urn:x", Arrays.copyOf(many, 1000)))))
                .isEmpty();
    }

    @Test
    void extraMetadataPasses() {
        assertThat(registryErrors(entry(draft -> draft.withSlot("urn:example:priority", "high"))))
                .isEmpty();
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

    @Test
    void packagesAreSubmissionSetsOrFolders() {
        SubmissionDraft neither = map(
                Kind.RegistryPackage,
                draft -> new RegistryObjectDraft(
                        draft.kind(),
                        draft.header(),
                        draft.name(),
                        draft.description(),
                        draft.slots(),
                        draft.classifications().stream()
                                .filter(part -> part.classificationNode() == null)
                                .toList(),
                        draft.externalIdentifiers(),
                        draft.link()));
        assertThat(contexts(neither)).contains("RegistryPackage must be classified as either SubmissionSet or Folder");
    }

    @Test
    void limitedMetadataIsRefused() {
        ClassificationDraft limited = new ClassificationDraft(
                "x", null, Vocabulary.LIMITED_DOCUMENT_ENTRY, uuid("a").value(), null, null, List.of());
        assertOneError(entry(draft -> with(draft, limited)), "limitedMetadata is not allowed in XDS");
    }

    @Test
    void aHostileSubmissionGetsABoundedAnswerOfPrintableText() {
        SubmissionDraft hostile =
                new SubmissionDraft(Stream.generate(() -> valid.objects().get(1))
                        .limit(5_000)
                        .map(draft -> draft.withSlot(SlotName.SIZE, "1\n2" + "x".repeat(10_000)))
                        .toList());

        assertThat(registryErrors(hostile)).hasSize(Findings.LIMIT);
        assertThat(registryErrors(hostile))
                .allMatch(error -> error.codeContext().length() < 300)
                .noneMatch(error -> error.codeContext().contains("\n"));
    }

    @Test
    void everyRuleSaysWhereTheStandardAsksForIt() {
        assertThat(MetadataRules.ALL).extracting(MetadataRule::name).doesNotHaveDuplicates();
        assertThat(MetadataRules.ALL).allMatch(rule -> rule.reference().matches("ITI TF-[23]: [0-9.]+"));
    }

    private void assertOneError(SubmissionDraft submission, String codeContext) {
        assertThat(contexts(submission)).containsExactly(codeContext);
    }

    private static List<XdsError> registryErrors(SubmissionDraft submission) {
        return MetadataRules.check(submission, Side.REGISTRY);
    }

    private static List<String> contexts(SubmissionDraft submission) {
        return registryErrors(submission).stream().map(XdsError::codeContext).toList();
    }

    private SubmissionDraft entry(UnaryOperator<RegistryObjectDraft> change) {
        return valid.mapDocumentEntries(change);
    }

    private SubmissionDraft map(Kind kind, UnaryOperator<RegistryObjectDraft> change) {
        return new SubmissionDraft(valid.objects().stream()
                .map(object -> object.kind() == kind ? change.apply(object) : object)
                .toList());
    }

    private SubmissionDraft filter(Predicate<RegistryObjectDraft> keep) {
        return new SubmissionDraft(valid.objects().stream().filter(keep).toList());
    }

    private SubmissionDraft add(SubmissionDraft more) {
        return new SubmissionDraft(
                Stream.concat(valid.objects().stream(), more.objects().stream()).toList());
    }

    private static RegistryObjectDraft without(RegistryObjectDraft draft, String scheme) {
        return withClassifications(
                draft,
                draft.classifications().stream()
                        .filter(part -> !scheme.equals(part.classificationScheme()))
                        .toList());
    }

    private static RegistryObjectDraft with(RegistryObjectDraft draft, ClassificationDraft part) {
        return withClassifications(draft, concat(draft.classifications(), part));
    }

    private static RegistryObjectDraft withClassifications(
            RegistryObjectDraft draft, List<ClassificationDraft> classifications) {
        return new RegistryObjectDraft(
                draft.kind(),
                draft.header(),
                draft.name(),
                draft.description(),
                draft.slots(),
                classifications,
                draft.externalIdentifiers(),
                draft.link());
    }

    private static RegistryObjectDraft withoutSlot(RegistryObjectDraft draft, String name) {
        return new RegistryObjectDraft(
                draft.kind(),
                draft.header(),
                draft.name(),
                draft.description(),
                draft.slots().stream().filter(slot -> !slot.name().equals(name)).toList(),
                draft.classifications(),
                draft.externalIdentifiers(),
                draft.link());
    }

    private static RegistryObjectDraft withIdentifier(RegistryObjectDraft draft, String scheme, String value) {
        return new RegistryObjectDraft(
                draft.kind(),
                draft.header(),
                draft.name(),
                draft.description(),
                draft.slots(),
                draft.classifications(),
                draft.externalIdentifiers().stream()
                        .map(part -> scheme.equals(part.identificationScheme())
                                ? new ExternalIdentifierDraft(
                                        part.id(), scheme, part.registryObject(), value, part.name())
                                : part)
                        .toList(),
                draft.link());
    }

    private static <T> List<T> concat(List<T> list, T last) {
        List<T> all = new ArrayList<>(list);
        all.add(last);
        return all;
    }
}

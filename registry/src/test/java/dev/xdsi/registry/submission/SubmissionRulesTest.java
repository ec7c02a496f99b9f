package dev.xdsi.registry.submission;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.History.KnownUniqueId;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.submission.Incoming.Document;
import dev.xdsi.registry.submission.Incoming.Tie;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules one by one, without a store. */
class SubmissionRulesTest {
    private static final Hash HASH = new Hash("00000000000000000000000000000000000000aa");

    private static Incoming incoming(Tie... ties) {
        return new Incoming(
                Optional.of(MARY),
                Optional.of(uuid("submission")),
                Set.of(uuid("submission"), uuid("set"), uuid("new")),
                List.of(),
                List.of(),
                List.of(ties));
    }

    private static Incoming incoming(Document document) {
        return new Incoming(Optional.of(MARY), Optional.empty(), Set.of(), List.of(document), List.of(), List.of());
    }

    private static Tie tie(AssociationType type, String source, String target) {
        return new Tie(type, uuid(source).value(), uuid(target).value(), false);
    }

    private static KnownObject known(String name, ObjectKind kind, PatientId patientId, AvailabilityStatus status) {
        return new KnownObject(kind, patientId, status, uuid(name), 1);
    }

    private static History knows(String name, ObjectKind kind, AvailabilityStatus status) {
        return new History(Map.of(uuid(name), known(name, kind, MARY, status)), Map.of());
    }

    private static History approved(String name) {
        return knows(name, ObjectKind.DOCUMENT_ENTRY, AvailabilityStatus.APPROVED);
    }

    private static History deprecated(String name) {
        return knows(name, ObjectKind.DOCUMENT_ENTRY, AvailabilityStatus.DEPRECATED);
    }

    @Test
    void twoReplacementsOfOneDocumentAreSeenWhateverTheCaseOfItsUuid() {
        Tie loud = new Tie(
                AssociationType.RPLC,
                uuid("set").value(),
                "urn:uuid:" + uuid("old").uuid().toString().toUpperCase(Locale.ROOT),
                false);

        assertThat(errors(incoming(tie(AssociationType.RPLC, "new", "old"), loud), approved("old")))
                .containsExactly(ErrorCode.XDSRegistryMetadataError);
    }

    private static List<ErrorCode> errors(Incoming incoming, History history) {
        return SubmissionRules.check(incoming, history).stream()
                .map(XdsError::errorCode)
                .toList();
    }

    @Test
    void everyRuleHasANameAndItsPlaceInTheStandard() {
        assertThat(SubmissionRules.ALL).extracting(SubmissionRules.Rule::name).doesNotHaveDuplicates();
        assertThat(SubmissionRules.ALL)
                .extracting(SubmissionRules.Rule::reference)
                .allMatch(reference -> reference.matches("ITI TF-[23]: [0-9.]+"));
    }

    @Test
    void aSubmissionWithoutAnythingIsNoMatterOfHistory() {
        assertThat(errors(Incoming.of(new SubmissionDraft(List.of())), History.EMPTY))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RPLC,           UnresolvedReferenceException",
        "XFRM_RPLC,      UnresolvedReferenceException",
        "IS_SNAPSHOT_OF, UnresolvedReferenceException",
        "APND,",
        "XFRM,",
        "SIGNS,",
    })
    void someTargetsMustBeRegisteredAlready(AssociationType type, @Nullable ErrorCode error) {
        assertThat(errors(incoming(tie(type, "new", "new")), History.EMPTY))
                .isEqualTo(error == null ? List.of() : List.of(error));
    }

    @ParameterizedTest
    @EnumSource(
            value = AssociationType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UPDATE_AVAILABILITY_STATUS", "SUBMIT_ASSOCIATION"})
    void anApprovedDocumentMayBeTheTargetOfAnything(AssociationType type) {
        String source = type == AssociationType.HAS_MEMBER ? "set" : "new";

        assertThat(errors(incoming(tie(type, source, "old")), approved("old"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AssociationType.class,
            names = {"UPDATE_AVAILABILITY_STATUS", "SUBMIT_ASSOCIATION"})
    void metadataUpdateHasTransactionsOfItsOwn(AssociationType type) {
        assertThat(errors(incoming(tie(type, "new", "old")), approved("old")))
                .containsExactly(ErrorCode.XDSRegistryMetadataError);
    }

    @ParameterizedTest
    @EnumSource(
            value = AssociationType.class,
            names = {"RPLC", "APND", "XFRM", "XFRM_RPLC", "SIGNS", "IS_SNAPSHOT_OF", "HAS_MEMBER"})
    void nothingIsTiedToADeprecatedDocument(AssociationType type) {
        String source = type == AssociationType.HAS_MEMBER ? "set" : "new";

        assertThat(errors(incoming(tie(type, source, "old")), deprecated("old")))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
    }

    @Test
    void aDeprecatedDocumentMayBeReferredTo() {
        Tie reference = new Tie(
                AssociationType.HAS_MEMBER,
                uuid("submission").value(),
                uuid("old").value(),
                true);
        Tie ofFolder = new Tie(
                AssociationType.HAS_MEMBER, uuid("set").value(), uuid("old").value(), true);

        assertThat(errors(incoming(reference), deprecated("old"))).isEmpty();
        assertThat(errors(incoming(ofFolder), deprecated("old")))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
    }

    @Test
    void aFolderTakesOnlyApprovedDocuments() {
        Map<EntryUuid, KnownObject> known = Map.of(
                uuid("folder"), known("folder", ObjectKind.FOLDER, MARY, AvailabilityStatus.APPROVED),
                uuid("old"), known("old", ObjectKind.DOCUMENT_ENTRY, MARY, AvailabilityStatus.DEPRECATED));

        assertThat(errors(incoming(tie(AssociationType.HAS_MEMBER, "folder", "old")), new History(known, Map.of())))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
    }

    @Test
    void aFolderIsOfTheSamePatient() {
        History johns = new History(
                Map.of(uuid("folder"), known("folder", ObjectKind.FOLDER, JOHN, AvailabilityStatus.APPROVED)),
                Map.of());

        assertThat(errors(incoming(tie(AssociationType.HAS_MEMBER, "folder", "new")), johns))
                .containsExactly(ErrorCode.XDSPatientIdDoesNotMatch);
    }

    @Test
    void everyTieIsJudged() {
        assertThat(errors(
                        incoming(
                                tie(AssociationType.APND, "new", "x"),
                                tie(AssociationType.APND, "new", "y"),
                                new Tie(AssociationType.HAS_MEMBER, "symbol", "another", false)),
                        History.EMPTY))
                .hasSize(4)
                .containsOnly(ErrorCode.UnresolvedReferenceException);
    }

    @Test
    void aLongReferenceIsNotRepeatedInFull() {
        Tie hostile = new Tie(AssociationType.APND, uuid("new").value(), "x".repeat(100_000), false);

        assertThat(SubmissionRules.check(incoming(hostile), History.EMPTY))
                .singleElement()
                .satisfies(error -> assertThat(error.codeContext()).hasSizeLessThan(200));
    }

    @Test
    void anUnknownHashIsNoDifference() {
        History withoutHash =
                new History(Map.of(), Map.of("1.2", new KnownUniqueId(ObjectKind.DOCUMENT_ENTRY, null, null)));

        assertThat(errors(incoming(new Document("1.2", HASH, 5L)), withoutHash)).isEmpty();
        assertThat(errors(incoming(new Document("1.2", null, null)), withoutHash))
                .isEmpty();
    }

    @Test
    void aDelayedDocumentIsNoDifferenceEither() {
        History delayed =
                new History(Map.of(), Map.of("1.2", new KnownUniqueId(ObjectKind.DOCUMENT_ENTRY, Hash.OF_NOTHING, 0L)));

        assertThat(errors(incoming(new Document("1.2", HASH, 5L)), delayed)).isEmpty();
    }

    @Test
    void onlyReplacementsReplace() {
        Incoming incoming = incoming(
                tie(AssociationType.RPLC, "new", "a"),
                tie(AssociationType.XFRM_RPLC, "new", "b"),
                tie(AssociationType.XFRM, "new", "c"),
                tie(AssociationType.APND, "new", "d"));

        assertThat(incoming.replacements()).containsOnlyKeys(uuid("a"), uuid("b"));
    }
}

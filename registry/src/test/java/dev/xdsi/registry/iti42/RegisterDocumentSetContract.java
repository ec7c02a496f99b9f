package dev.xdsi.registry.iti42;

import static dev.xdsi.model.ErrorCode.UnresolvedReferenceException;
import static dev.xdsi.model.ErrorCode.XDSDuplicateUniqueIdInRegistry;
import static dev.xdsi.model.ErrorCode.XDSNonIdenticalHash;
import static dev.xdsi.model.ErrorCode.XDSNonIdenticalSize;
import static dev.xdsi.model.ErrorCode.XDSPatientIdDoesNotMatch;
import static dev.xdsi.model.ErrorCode.XDSRegistryDeprecatedDocumentError;
import static dev.xdsi.model.ErrorCode.XDSRegistryDuplicateUniqueIdInMessage;
import static dev.xdsi.model.ErrorCode.XDSRegistryMetadataError;
import static dev.xdsi.model.ErrorCode.XDSUnknownPatientId;
import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.ofOneManifest;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.disclosure.ConsentFormat;
import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.Slot;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.submission.AffinityDomain;
import dev.xdsi.registry.submission.PrivacyPolicies;
import dev.xdsi.registry.submission.Registrar;
import dev.xdsi.registry.submission.Spoil;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What ITI-42 does, whatever the store. */
interface RegisterDocumentSetContract {
    Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    Hash HASH = new Hash("00000000000000000000000000000000000000aa");

    /** A store with nothing in it; the same one for the whole of a test. */
    RegistryStore store();

    private RegistryResponse register(SubmissionDraft submission) {
        return transaction(PatientDirectory.EVERYONE)
                .perform(new RegisterDocumentSetRequest(submission), Caller.self("test"));
    }

    private static SubmissionDraft consentTo(String... policies) {
        DocumentEntry consent = manifest("a").toBuilder()
                .formatCode(ConsentFormat.BPPC)
                .eventCodeList(Stream.of(policies)
                        .map(oid -> Code.of(oid, "1.2.3.9", "policy"))
                        .toList())
                .build();
        return Submissions.of(submissionSet("set"), consent, member("m", uuid("set"), uuid("a")));
    }

    private RegistryResponse registerConsent(SubmissionDraft consent) {
        return transaction(
                        PatientDirectory.EVERYONE,
                        PrivacyPolicies.of(Map.of("1.2.3.1", "share", "1.2.3.2", "share nothing")))
                .perform(new RegisterDocumentSetRequest(consent), Caller.self("test"));
    }

    @Test
    default void aConsentMayNameThePoliciesOfTheDomainAlone() {
        RegistryResponse response = registerConsent(consentTo("1.2.3.1", "1.2.3.7", "1.2.3.8"));

        assertThat(response.errors()).hasSize(2).allSatisfy(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRegistryMetadataError);
            assertThat(error.codeContext())
                    .contains(manifest("a").uniqueId(), "1.2.3.1 (share), 1.2.3.2 (share nothing)");
        });
        assertThat(response.errors().getFirst().codeContext()).contains("names the policy 1.2.3.7");
        assertThat(count()).isZero();
        assertThat(registerConsent(consentTo("1.2.3.1"))).isEqualTo(RegistryResponse.SUCCESS);
    }

    @Test
    default void aConsentThatNamesNoPolicyIsNone() {
        assertThat(registerConsent(consentTo()).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.codeContext()).contains("names no policy"));
    }

    private RegisterDocumentSet transaction(PatientDirectory patients) {
        return transaction(patients, PrivacyPolicies.ANY);
    }

    private RegisterDocumentSet transaction(PatientDirectory patients, PrivacyPolicies policies) {
        return new RegisterDocumentSet(new Registrar(
                store(),
                new AffinityDomain(patients, policies, () -> PermittedCodes.ANY),
                () -> EntryUuid.of(UUID.randomUUID()),
                InstantSource.fixed(NOW)));
    }

    private void registered(SubmissionDraft submission) {
        assertThat(register(submission)).isEqualTo(RegistryResponse.SUCCESS);
    }

    private List<ErrorCode> errors(SubmissionDraft submission) {
        int before = count();
        RegistryResponse response = register(submission);
        assertThat(response.status()).isEqualTo(Status.FAILURE);
        assertThat(count()).as("nothing is left behind").isEqualTo(before);
        return response.errors().stream().map(XdsError::errorCode).toList();
    }

    private int count() {
        return store().documentEntries(List.of(), 1000).size()
                + store().submissionSets(List.of(), 1000).size()
                + store().folders(List.of(), 1000).size()
                + store().associations(List.of(), 1000).size();
    }

    private RegistryObjectDraft entry(Criterion.OfDocumentEntry... allOf) {
        List<RegisteredEntry> found = store().documentEntries(List.of(allOf), 10);
        assertThat(found).hasSize(1);
        return RegistryObjectXml.read(found.getFirst().object().text());
    }

    private AvailabilityStatus status(String name) {
        return store().documentEntries(List.of(new Criterion.EntryUuidIn(Set.of(uuid(name)))), 1)
                .getFirst()
                .object()
                .availabilityStatus();
    }

    /** One more submission of a document, with further objects in it. */
    private static SubmissionDraft of(DocumentEntry entry, RegistryObject... more) {
        List<RegistryObject> objects = new ArrayList<>(Arrays.asList(more));
        String set = entry.entryUUID().value() + "-set";
        objects.add(submissionSet(set).toBuilder().patientId(entry.patientId()).build());
        objects.add(entry);
        objects.add(member(set + "-member", uuid(set), entry.entryUUID()));
        return Submissions.of(objects.toArray(RegistryObject[]::new));
    }

    @Test
    default void registersWhatIsValid() {
        registered(ofOneManifest("a"));

        assertThat(count()).isEqualTo(3);
    }

    @Test
    default void keepsTheObjectAsItWasWritten() {
        DocumentEntry entry = manifest("a").toBuilder()
                .extraMetadata(List.of(new Slot("urn:example:room", List.of("7", "8"))))
                .build();
        registered(of(entry));

        assertThat(DraftReader.registryObject(entry(new Criterion.EntryUuidIn(Set.of(uuid("a"))))))
                .isEqualTo(entry.toBuilder().logicalID(uuid("a")).version(1).build());
    }

    @Test
    default void approvesWhateverStatusWasSent() {
        registered(of(manifest("a").toBuilder()
                .availabilityStatus(AvailabilityStatus.DEPRECATED)
                .build()));

        assertThat(status("a")).isEqualTo(AvailabilityStatus.APPROVED);
        assertThat(entry().header().status()).isEqualTo(AvailabilityStatus.APPROVED.urn());
    }

    @Test
    default void everyObjectIsTheFirstVersionOfItself() {
        registered(ofOneManifest("a"));

        List<RegistryObjectDraft> all = new ArrayList<>();
        store().documentEntries(List.of(), 9)
                .forEach(found -> all.add(RegistryObjectXml.read(found.object().text())));
        store().submissionSets(List.of(), 9).forEach(found -> all.add(RegistryObjectXml.read(found.text())));
        store().associations(List.of(), 9)
                .forEach(found -> all.add(RegistryObjectXml.read(found.object().text())));
        assertThat(all).hasSize(3).allSatisfy(object -> {
            assertThat(object.header().lid()).isEqualTo(object.id());
            assertThat(object.header().versionName()).isEqualTo("1");
        });
    }

    @Test
    default void symbolicIdsBecomeUuids() {
        registered(Spoil.rename(ofOneManifest("a"), uuid("a").value(), "Document01"));

        RegistryObjectDraft entry = entry();
        assertThat(EntryUuid.isValid(entry.id())).isTrue();
        assertThat(store().associations(List.of(new Criterion.TargetObjectIn(Set.of(new EntryUuid(entry.id())))), 10))
                .hasSize(1);
    }

    @Test
    default void aFolderWasUpdatedNow() {
        registered(of(manifest("a"), folder("f"), member("m", uuid(uuid("a").value() + "-set"), uuid("f"))));

        RegistryObjectDraft folder =
                RegistryObjectXml.read(store().folders(List.of(), 1).getFirst().text());
        assertThat(folder.slotValue("lastUpdateTime"))
                .contains(Dtm.of(NOW).value())
                .contains("20260304050607");
    }

    @Test
    default void aSubmissionWithThreeFaultsReportsThree() {
        registered(ofOneManifest("a"));
        SubmissionDraft again = of(
                manifest("b").toBuilder().languageCode("not a language").build(),
                relation(AssociationType.APND, uuid("b"), uuid("nobody")),
                submissionSet("a-set").toBuilder().entryUUID(uuid("second-set")).build());

        assertThat(errors(again))
                .contains(XDSRegistryMetadataError, UnresolvedReferenceException, XDSDuplicateUniqueIdInRegistry);
    }

    @Test
    default void uniqueIdsOccurOnlyOnceInAMessage() {
        DocumentEntry twin =
                manifest("b").toBuilder().uniqueId(manifest("a").uniqueId()).build();

        assertThat(errors(of(manifest("a"), twin, member("m", uuid(uuid("a").value() + "-set"), uuid("b")))))
                .containsExactly(XDSRegistryDuplicateUniqueIdInMessage);
    }

    @Test
    default void anEntryUuidIsNeverUsedAgain() {
        registered(ofOneManifest("a"));
        SubmissionDraft again =
                Spoil.rename(ofOneManifest("b"), uuid("b").value(), uuid("a").value());

        assertThat(errors(again)).containsExactly(XDSRegistryMetadataError);
    }

    @Test
    default void aSubmissionSetIsSubmittedOnce() {
        registered(ofOneManifest("a"));
        SubmissionDraft again = Spoil.rename(
                Spoil.rename(
                        Spoil.rename(ofOneManifest("a"), uuid("a").value(), "d"),
                        uuid("a-set").value(),
                        "s"),
                uuid("a-member").value(),
                "m");

        assertThat(errors(again)).containsExactly(XDSDuplicateUniqueIdInRegistry);
    }

    @Test
    default void aFolderIsSubmittedOnce() {
        registered(of(manifest("a"), folder("f"), member("m", uuid(uuid("a").value() + "-set"), uuid("f"))));

        assertThat(errors(of(
                        manifest("b"),
                        folder("f").toBuilder().entryUUID(uuid("g")).build(),
                        member("n", uuid(uuid("b").value() + "-set"), uuid("g")))))
                .containsExactly(XDSDuplicateUniqueIdInRegistry);
    }

    @Test
    default void noDocumentTakesTheUniqueIdOfASubmissionSet() {
        registered(ofOneManifest("a"));

        assertThat(errors(of(manifest("b").toBuilder()
                        .uniqueId(submissionSet("a-set").uniqueId().value())
                        .build())))
                .containsExactly(XDSDuplicateUniqueIdInRegistry);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000000000aa, 5,",
        "00000000000000000000000000000000000000AA, 5,",
        "00000000000000000000000000000000000000bb, 5, XDSNonIdenticalHash",
        "00000000000000000000000000000000000000aa, 6, XDSNonIdenticalSize",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709, 0,",
    })
    default void aDocumentMayComeAgainIfItIsTheSame(String hash, long size, @Nullable ErrorCode error) {
        DocumentEntry first = manifest("a").toBuilder().hash(HASH).size(5L).build();
        registered(of(first));
        SubmissionDraft again = of(first.toBuilder()
                .entryUUID(uuid("b"))
                .hash(new Hash(hash))
                .size(size)
                .build());

        if (error == null) {
            registered(again);
        } else {
            assertThat(errors(again)).containsExactly(error);
        }
    }

    @Test
    default void bothHashAndSizeAreNamed() {
        registered(of(manifest("a").toBuilder().hash(HASH).size(5L).build()));

        assertThat(errors(of(manifest("a").toBuilder()
                        .entryUUID(uuid("b"))
                        .hash(new Hash("00000000000000000000000000000000000000bb"))
                        .size(6L)
                        .build())))
                .containsExactly(XDSNonIdenticalHash, XDSNonIdenticalSize);
    }

    @Test
    default void aReplacementDeprecatesWhatItReplaces() {
        registered(ofOneManifest("a"));
        registered(of(manifest("b"), relation(AssociationType.RPLC, uuid("b"), uuid("a"))));

        assertThat(status("a")).isEqualTo(AvailabilityStatus.DEPRECATED);
        assertThat(status("b")).isEqualTo(AvailabilityStatus.APPROVED);
    }

    @Test
    default void anAddendumLeavesItsTargetApproved() {
        registered(ofOneManifest("a"));
        registered(of(manifest("b"), relation(AssociationType.APND, uuid("b"), uuid("a"))));

        assertThat(status("a")).isEqualTo(AvailabilityStatus.APPROVED);
    }

    @ParameterizedTest
    @EnumSource(
            value = AssociationType.class,
            names = {"RPLC", "APND", "XFRM", "XFRM_RPLC"})
    default void whatIsDeprecatedTakesNoRelationships(AssociationType type) {
        registered(ofOneManifest("a"));
        registered(of(manifest("b"), relation(AssociationType.RPLC, uuid("b"), uuid("a"))));

        assertThat(errors(of(manifest("c"), relation(type, uuid("c"), uuid("a")))))
                .containsExactly(XDSRegistryDeprecatedDocumentError);
    }

    @Test
    default void aReplacementIsOfTheSamePatient() {
        registered(of(manifest("a").toBuilder().patientId(JOHN).build()));

        assertThat(errors(of(manifest("b"), relation(AssociationType.RPLC, uuid("b"), uuid("a")))))
                .containsExactly(XDSPatientIdDoesNotMatch);
        assertThat(status("a")).isEqualTo(AvailabilityStatus.APPROVED);
    }

    @Test
    default void onlyWhatIsRegisteredCanBeReplaced() {
        assertThat(errors(of(
                        manifest("a"),
                        manifest("b"),
                        member("m", uuid(uuid("a").value() + "-set"), uuid("b")),
                        relation(AssociationType.RPLC, uuid("a"), uuid("b")))))
                .containsExactly(UnresolvedReferenceException);
        assertThat(errors(of(manifest("a"), relation(AssociationType.RPLC, uuid("a"), uuid("nobody")))))
                .containsExactly(UnresolvedReferenceException);
    }

    @Test
    default void aReplacementIsOfADocument() {
        registered(ofOneManifest("a"));

        assertThat(errors(of(manifest("b"), relation(AssociationType.RPLC, uuid("b"), uuid("a-set")))))
                .containsExactly(UnresolvedReferenceException);
    }

    @Test
    default void membersMustExist() {
        assertThat(errors(of(manifest("a"), member("m", uuid(uuid("a").value() + "-set"), uuid("nobody")))))
                .containsExactly(UnresolvedReferenceException);
        assertThat(errors(of(manifest("a"), member("m", uuid("nobody"), uuid("a")))))
                .containsExactly(UnresolvedReferenceException);
    }

    @Test
    default void aRegisteredFolderTakesNewMembersAndASubmissionSetDoesNot() {
        registered(of(manifest("a"), folder("f"), member("m", uuid(uuid("a").value() + "-set"), uuid("f"))));

        registered(of(manifest("b"), member("f-b", uuid("f"), uuid("b"))));
        assertThat(errors(of(manifest("c"), member("s-c", uuid(uuid("a").value() + "-set"), uuid("c")))))
                .containsExactly(XDSRegistryMetadataError);
    }

    @Test
    default void anotherPatientsDocumentMayBeReferredTo() {
        registered(of(manifest("mother").toBuilder().patientId(JOHN).build()));
        Association original = member("m", uuid(uuid("child").value() + "-set"), uuid("mother"));
        Association reference = original.toBuilder()
                .submissionSetStatus(SubmissionSetStatus.Reference)
                .build();

        assertThat(errors(of(manifest("child"), original)))
                .containsExactlyInAnyOrder(XDSPatientIdDoesNotMatch, XDSRegistryMetadataError);
        registered(of(manifest("child"), reference));
    }

    @Test
    default void onlyKnownPatientsIfADirectorySaysSo() {
        RegistryResponse refused = transaction(MARY::equals)
                .perform(
                        new RegisterDocumentSetRequest(
                                of(manifest("a").toBuilder().patientId(JOHN).build())),
                        Caller.self("test"));

        assertThat(refused.errors()).containsExactly(XdsError.of(XDSUnknownPatientId, JOHN.cx()));
        assertThat(transaction(MARY::equals)
                        .perform(new RegisterDocumentSetRequest(ofOneManifest("b")), Caller.self("test")))
                .isEqualTo(RegistryResponse.SUCCESS);
    }

    @Test
    default void ofManySubmissionSetsWithOneUniqueIdOneIsRegistered() throws Exception {
        int rivals = 6;
        CyclicBarrier start = new CyclicBarrier(rivals);
        List<Callable<RegistryResponse>> tries = new ArrayList<>();
        for (int i = 0; i < rivals; i++) {
            String name = "rival" + i;
            SubmissionDraft submission = Submissions.of(
                    manifest(name),
                    submissionSet(name + "-set").toBuilder()
                            .uniqueId(new Oid("1.2.3"))
                            .build(),
                    member(name + "-member", uuid(name + "-set"), uuid(name)));
            tries.add(() -> {
                start.await(20, TimeUnit.SECONDS);
                return register(submission);
            });
        }

        List<RegistryResponse> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<RegistryResponse> answer : threads.invokeAll(tries, 60, TimeUnit.SECONDS)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).filteredOn(RegistryResponse.SUCCESS::equals).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == Status.FAILURE)
                .hasSize(rivals - 1)
                .allSatisfy(answer -> assertThat(answer.errors())
                        .containsExactly(XdsError.of(XDSDuplicateUniqueIdInRegistry, "1.2.3")));
        assertThat(count()).isEqualTo(3);
    }
}

package dev.xdsi.consumer.initiating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.consumer.community.LocalCommunity;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.community.Service;
import dev.xdsi.consumer.consolidation.Respondent;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Header;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossCommunityQueryTest {
    private static final HomeCommunityId OURS = new HomeCommunityId(new Oid("1.9.1"));
    private static final HomeCommunityId THEIRS = new HomeCommunityId(new Oid("1.9.2"));
    private static final SlotDraft PATIENT = SlotDraft.of("$XDSDocumentEntryPatientId", "'1^^^&1.5&ISO'");
    private static final SlotDraft UUID = SlotDraft.of("$XDSDocumentEntryEntryUUID", "('urn:uuid:1')");
    private static final StoredQueryResponse NOTHING = new StoredQueryResponse(List.of(), List.of(), List.of());

    private final List<StoredQueryRequest> askedHere = new ArrayList<>();
    private final List<StoredQueryRequest> askedThere = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private StoredQueryResponse here = NOTHING;
    private Transaction<StoredQueryRequest, StoredQueryResponse> there = (request, caller) -> NOTHING;
    private PatientIds patientIds = PatientIds.SAME_EVERYWHERE;
    private Duration budget = Duration.ofMinutes(1);

    @Test
    void ourOwnObjectsGetOurHome() {
        here = new StoredQueryResponse(
                List.of(object(Kind.ExtrinsicObject, null), object(Kind.Association, null)),
                List.of(new ObjectRef("urn:uuid:2", null)),
                List.of(XdsError.of(ErrorCode.XDSRegistryError, "half of it")));

        StoredQueryResponse answer = answer(null, PATIENT);

        assertThat(answer.objects())
                .extracting(object -> object.header().home())
                .containsExactly(OURS.urn(), OURS.urn());
        assertThat(answer.refs()).containsExactly(new ObjectRef("urn:uuid:2", OURS.urn()));
        assertThat(answer.errors()).extracting(XdsError::location).containsExactly(OURS.urn());
        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
    }

    @Test
    void ourRegistryIsNotToldOfCommunities() {
        answer(OURS.urn(), PATIENT);

        assertThat(askedHere).extracting(StoredQueryRequest::home).containsExactly((String) null);
        assertThat(askedThere).isEmpty();
    }

    @Test
    void aPatientWhoIsNotKnownThereIsNotAskedAboutThere() {
        patientIds = (patient, community, caller) -> Optional.empty();

        assertThat(answer(null, PATIENT).errors()).isEmpty();
        assertThat(askedHere).hasSize(1);
        assertThat(askedThere).isEmpty();
    }

    @Test
    void theTranslatedIdIsWrittenAsALiteral() {
        patientIds = (patient, community, caller) -> Optional.of(new PatientId("O'Hara", new Oid("1.6")));

        answer(null, PATIENT, SlotDraft.of("$XDSDocumentEntryStatus", "('a')"));

        assertThat(askedThere.getFirst().parameters())
                .containsExactly(
                        SlotDraft.of("$XDSDocumentEntryPatientId", "'O''Hara^^^&1.6&ISO'"),
                        SlotDraft.of("$XDSDocumentEntryStatus", "('a')"));
        assertThat(askedHere.getFirst().parameters()).contains(PATIENT);
    }

    /** FindDocuments and FindDocumentsByReferenceId, FindSubmissionSets, FindFolders, GetAll (ITI TF-2: 3.18.4.1.2.3.7). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$XDSDocumentEntryPatientId",
                "$XDSSubmissionSetPatientId",
                "$XDSFolderPatientId",
                "$patientId",
            })
    void whateverFindsAPatientsObjectsIsAskedOfAllWhoKnowThePatient(String parameter) {
        patientIds = (patient, community, caller) -> Optional.of(new PatientId("2", new Oid("1.6")));
        SlotDraft patient = SlotDraft.of(parameter, "('1^^^&1.5&ISO')");

        answer(null, patient, SlotDraft.of("$XDSFolderStatus", "('a')"));

        assertThat(askedThere.getFirst().parameters())
                .containsExactly(SlotDraft.of(parameter, "'2^^^&1.6&ISO'"), SlotDraft.of("$XDSFolderStatus", "('a')"));
        assertThat(askedHere.getFirst().parameters()).contains(patient);
    }

    /** GetFolders and its like, GetAssociations and GetSubmissionSets, GetRelatedDocuments. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$XDSDocumentEntryEntryUUID",
                "$XDSDocumentEntryUniqueId",
                "$XDSSubmissionSetEntryUUID",
                "$XDSSubmissionSetUniqueId",
                "$XDSFolderEntryUUID",
                "$XDSFolderUniqueId",
                "$uuid",
            })
    void whateverNamesObjectsGoesOnAsItIsWhereItsHomeSays(String parameter) {
        SlotDraft object = SlotDraft.of(parameter, "('urn:uuid:1')");
        SlotDraft types = SlotDraft.of("$AssociationTypes", "('urn:ihe:iti:2007:AssociationType:RPLC')");

        answer(THEIRS.urn(), object, types);

        assertThat(askedThere)
                .singleElement()
                .satisfies(asked -> assertThat(asked.parameters()).containsExactly(object, types))
                .satisfies(asked -> assertThat(asked.home()).isEqualTo(THEIRS.urn()));
        assertThat(askedHere).isEmpty();
    }

    @Test
    void aPatientDiscoveryThatFailsIsTheCommunitysAnswer() {
        patientIds = (patient, community, caller) -> {
            throw new PartnerException("Its patient discovery does not answer.");
        };

        assertThat(answer(null, PATIENT).errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSUnavailableCommunity);
            assertThat(error.codeContext()).endsWith("Its patient discovery does not answer.");
        });
    }

    @Test
    void f34WhoIsLateIsGivenUpAndInterrupted() throws InterruptedException {
        budget = Duration.ofMillis(50);
        CountDownLatch interrupted = new CountDownLatch(1);
        there = (request, caller) -> {
            try {
                never.await();
            } catch (InterruptedException givenUp) {
                interrupted.countDown();
                throw new PartnerException("interrupted", givenUp);
            }
            return NOTHING;
        };

        assertThat(answer(null, PATIENT).errors())
                .singleElement()
                .satisfies(error ->
                        assertThat(error.codeContext()).isEqualTo("theirs (" + THEIRS + "): no answer within 50 ms"));
        interrupted.await();
    }

    @Test
    void f36AllDownIsAFailureThatNamesThem() {
        there = (request, caller) -> {
            throw new PartnerException("It is down.");
        };
        here = StoredQueryResponse.failure(List.of(XdsError.of(ErrorCode.XDSRegistryError, "down too")));

        StoredQueryResponse answer = answer(null, PATIENT);

        assertThat(answer.outcome().status()).isEqualTo(Status.FAILURE);
        assertThat(answer.errors())
                .extracting(error -> error.errorCode() + " " + error.location())
                .containsExactly("XDSRegistryError " + OURS, "XDSUnavailableCommunity " + THEIRS);
    }

    @Test
    void f33NothingElsewhereBesideAnErrorIsAPartialSuccess() {
        there = (request, caller) -> {
            throw new PartnerException("It is down.");
        };

        StoredQueryResponse answer = answer(null, PATIENT);

        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(answer.objects()).isEmpty();
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSUnavailableCommunity);
            assertThat(error.severity()).isEqualTo(XdsError.Severity.ERROR);
            assertThat(error.codeContext()).isEqualTo("theirs (" + THEIRS + "): It is down.");
            assertThat(error.location()).isEqualTo(THEIRS.urn());
        });
    }

    @Test
    void f33OurRegistryDownIsAPartialSuccessIfAnotherHasNothing() {
        here = StoredQueryResponse.failure(List.of(XdsError.of(ErrorCode.XDSRegistryError, "down")));
        there = (request, caller) ->
                StoredQueryResponse.failure(List.of(XdsError.of(ErrorCode.XDSUnknownPatientId, "nobody")));

        assertThat(answer(null, PATIENT).outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
    }

    @Test
    void f33ACommunityThatWasNotAskedHasNotAnswered() {
        here = StoredQueryResponse.failure(List.of(XdsError.of(ErrorCode.XDSRegistryError, "down")));
        patientIds = (patient, community, caller) -> Optional.empty();

        assertThat(answer(null, PATIENT).outcome().status()).isEqualTo(Status.FAILURE);
    }

    @Test
    void f33TheOnlyCommunityAskedIsDown() {
        there = (request, caller) -> {
            throw new PartnerException("It is down.");
        };

        assertThat(answer(THEIRS.urn(), UUID).outcome().status()).isEqualTo(Status.FAILURE);
    }

    @Test
    void anAnswerOfWhichNothingMayBePassedOnIsNone() {
        there = (request, caller) ->
                new StoredQueryResponse(List.of(object(Kind.RegistryPackage, "urn:oid:1.9.7")), List.of(), List.of());

        assertThat(answer(THEIRS.urn(), UUID).outcome().status()).isEqualTo(Status.FAILURE);
    }

    @Test
    void aPartialSuccessWithoutResultsStaysOne() {
        there = (request, caller) -> new StoredQueryResponse(
                List.of(), List.of(), List.of(XdsError.of(ErrorCode.XDSUnavailableCommunity, "one behind it")), true);

        assertThat(answer(THEIRS.urn(), UUID).outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
    }

    @Test
    void anIdOfWhoKnowsWhomGoesOnlyWhereItsHomeSays() {
        assertThat(answer(null, UUID).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSMissingHomeCommunityId);
        assertThat(answer(THEIRS.urn(), UUID).errors()).isEmpty();
        assertThat(askedThere)
                .singleElement()
                .satisfies(request -> assertThat(request.home()).isEqualTo(THEIRS.urn()));
        assertThat(askedHere).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:oid:1.9.3", "1.9.2", "urn:oid:", "nonsense", "urn:oid:1.9.2 "})
    void r15AnUnknownHomeIsUnknown(String home) {
        assertThat(answer(home, PATIENT).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSUnknownCommunity);
        assertThat(askedHere).isEmpty();
        assertThat(askedThere).isEmpty();
    }

    @Test
    void associationsNeedNoHomeButAWrongOneCounts() {
        there = (request, caller) -> new StoredQueryResponse(
                List.of(
                        object(Kind.Association, null),
                        object(Kind.Association, "urn:oid:1.9.7"),
                        object(Kind.RegistryPackage, THEIRS.urn())),
                List.of(),
                List.of());

        StoredQueryResponse answer = answer(null, PATIENT);

        assertThat(answer.objects())
                .extracting(object -> object.kind() + " " + object.header().home())
                .containsExactly("Association " + THEIRS, "RegistryPackage " + THEIRS);
        assertThat(answer.errors()).extracting(XdsError::errorCode).containsExactly(ErrorCode.XDSUnknownCommunity);
    }

    @Test
    void aCommunityThatHangsTakesNoMoreThanItsShare() {
        CallLimit limit = new CallLimit(1);
        Transaction<String, String> busy = limit.around((request, caller) ->
                limit.<String, String>around((again, same) -> "never").perform(request, caller));

        assertThatThrownBy(() -> busy.perform("", Caller.self("test")))
                .isInstanceOf(PartnerException.class)
                .hasMessageContaining("Too many calls");
        assertThat(limit.<String, String>around((request, caller) -> "free again")
                        .perform("", Caller.self("test")))
                .isEqualTo("free again");
    }

    private StoredQueryResponse answer(@Nullable String home, SlotDraft... parameters) {
        AuditTrail audit = new AuditTrail(
                new InMemoryAuditSpool(1 << 20),
                new AuditContext(new AuditSource("s", "t", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                InstantSource.fixed(Instant.EPOCH),
                1 << 20);
        LocalCommunity local = new LocalCommunity(
                OURS,
                new LocalCommunity.Actors(
                        new Service<>(URI.create("http://registry"), (request, caller) -> {
                            askedHere.add(request);
                            return here;
                        }),
                        Map.of(),
                        Map.of()),
                Duration.ofMinutes(1),
                audit);
        OtherCommunities others = new OtherCommunities(this::theirs);
        others.replace(List.of(new RemoteCommunity(
                THEIRS,
                "theirs",
                new RemoteCommunity.Addresses(URI.create("http://theirs"), null, null),
                null,
                budget)));
        return new CrossCommunityQuery(local, others, patientIds, 10)
                .perform(
                        new StoredQueryRequest("urn:uuid:0", ReturnType.LeafClass, home, List.of(parameters)),
                        Caller.self("test"));
    }

    private OtherCommunity theirs(RemoteCommunity remote) {
        Respondent.Identity identity = Respondent.Identity.community(remote.name(), remote.home());
        return new OtherCommunity(
                remote,
                new Respondent<>(identity, remote.budget(), (request, caller) -> {
                    askedThere.add(request);
                    return there.perform(request, caller);
                }),
                new Respondent<>(identity, remote.budget(), (request, caller) -> {
                    throw new UnsupportedOperationException();
                }),
                Optional.empty());
    }

    private static RegistryObjectDraft object(Kind kind, @Nullable String home) {
        return new RegistryObjectDraft(
                kind,
                new Header("urn:uuid:1", null, home, null, null, null, null),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}

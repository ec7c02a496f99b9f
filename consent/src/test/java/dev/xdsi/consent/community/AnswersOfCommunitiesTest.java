package dev.xdsi.consent.community;

import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** C22: what another community lets out is filtered again by our own consents. */
class AnswersOfCommunitiesTest {
    private static final String HOME = "urn:oid:1.2.3.4";
    private static final String FIND_DOCUMENTS = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
    private static final String GET_DOCUMENTS = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
    private static final PatientId OURS = new PatientId("M-OURS", new Oid("1.9.9"));
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Code SECRET = Code.of("SECRET", "1.2.3", "Secret");

    private final List<PatientId> judged = new ArrayList<>();
    private final ConsentDecisionPoint consent = (caller, transaction) -> resource -> {
        judged.add(resource.patientId());
        return resource.classCode() != null && resource.classCode().sameValue(SECRET)
                ? new Decision.Denied("secret")
                : new Decision.Permitted("open", false);
    };
    private List<RegistryObjectDraft> there = List.of();

    private OurConsents consents(OurPatients patients) {
        return new OurConsents(
                consent, patients, new ForeignStudies(ForeignStudies.Limits.DEFAULT, () -> NOW), "urn:oid:1"::equals);
    }

    private StoredQueryResponse query(StoredQueryRequest request, Caller caller) {
        boolean documents = request.queryId().contains("5c4f972b");
        return new StoredQueryResponse(
                there.stream()
                        .filter(object -> !documents || isNamed(object, request))
                        .toList(),
                List.of(),
                List.of());
    }

    private static boolean isNamed(RegistryObjectDraft object, StoredQueryRequest request) {
        String values = request.parameters().getFirst().values().getFirst();
        return object.kind() == RegistryObjectDraft.Kind.ExtrinsicObject
                && (values.contains(object.id())
                        || values.contains("'"
                                + object.externalIdentifiers().stream()
                                        .map(id -> String.valueOf(id.value()))
                                        .filter(id -> id.startsWith("1.2.9."))
                                        .findFirst()
                                        .orElse("-")
                                + "'"));
    }

    private static List<RegistryObjectDraft> foreign(RegistryObject... objects) {
        return Stream.of(objects)
                .map(object -> DraftWriter.draft(object).with(header -> header.withHome(HOME)))
                .toList();
    }

    private static DocumentEntry secret(String name) {
        return manifest(name).toBuilder().classCode(SECRET).build();
    }

    private StoredQueryResponse ask(ReturnType returnType, SlotDraft... parameters) {
        return ask(FIND_DOCUMENTS, returnType, parameters);
    }

    private StoredQueryResponse ask(String queryId, ReturnType returnType, SlotDraft... parameters) {
        return new ConsentedQuery(
                        this::query,
                        consents((theirs, home, caller) -> Optional.of(OURS).filter(ours -> HOME.equals(home))),
                        "ITI-18")
                .perform(new StoredQueryRequest(queryId, returnType, HOME, List.of(parameters)), Caller.self("test"));
    }

    @Test
    void c22_aDocumentThatOurConsentsDenyDoesNotPassInEitherReturnType() {
        there = foreign(
                submissionSet("set"),
                manifest("open"),
                secret("secret"),
                member("m1", uuid("set"), uuid("open")),
                member("m2", uuid("set"), uuid("secret")));

        assertThat(ask(ReturnType.LeafClass).objects())
                .extracting(RegistryObjectDraft::id)
                .containsExactly(
                        uuid("set").value(), uuid("open").value(), uuid("m1").value());
        assertThat(ask(ReturnType.ObjectRef).refs())
                .containsExactly(
                        new ObjectRef(uuid("set").value(), HOME),
                        new ObjectRef(uuid("open").value(), HOME),
                        new ObjectRef(uuid("m1").value(), HOME));
    }

    @Test
    void c22_anAssociationThatComesAloneIsJudgedByItsEnds() {
        there = foreign(secret("secret"), manifest("open"));
        List<RegistryObjectDraft> entries = there;
        List<RegistryObjectDraft> links =
                foreign(member("m1", uuid("set"), uuid("open")), member("m2", uuid("set"), uuid("secret")));
        var query = new ConsentedQuery(
                (request, caller) -> request.queryId().equals("urn:uuid:x")
                        ? new StoredQueryResponse(links, List.of(), List.of())
                        : query(request, caller),
                consents(OurPatients.SAME_EVERYWHERE),
                "ITI-18");

        StoredQueryResponse answer = query.perform(
                new StoredQueryRequest("urn:uuid:x", ReturnType.LeafClass, null, List.of()), Caller.self("test"));

        assertThat(entries).hasSize(2);
        assertThat(answer.objects())
                .extracting(RegistryObjectDraft::id)
                .containsExactly(uuid("m1").value());
    }

    @Test
    void c16_theStatusDoesNotTellWhatWasWithheld() {
        List<XdsError> down = List.of(XdsError.of(ErrorCode.XDSUnavailableCommunity, "down", "urn:oid:1.9.3"));
        for (boolean partial : new boolean[] {false, true}) {
            StoredQueryResponse nothing = new StoredQueryResponse(List.of(), List.of(), down, partial);
            StoredQueryResponse withheld = new StoredQueryResponse(foreign(secret("secret")), List.of(), down, partial);

            assertThat(passed(withheld)).isEqualTo(passed(nothing));
            assertThat(passed(withheld).outcome()).isEqualTo(passed(nothing).outcome());
        }
    }

    private StoredQueryResponse passed(StoredQueryResponse answer) {
        return new ConsentedQuery((request, caller) -> answer, consents(OurPatients.SAME_EVERYWHERE), "ITI-18")
                .perform(
                        new StoredQueryRequest("urn:uuid:x", ReturnType.LeafClass, null, List.of()),
                        Caller.self("test"));
    }

    @Test
    void c22_aPackageOfSecretDocumentsAloneDoesNotPass() {
        there = foreign(submissionSet("set"), secret("secret"), member("m", uuid("set"), uuid("secret")));

        assertThat(ask(ReturnType.LeafClass).objects()).isEmpty();
    }

    @Test
    void ourConsentsAreThoseOfThePatientAskedAboutElseOfTheOneTranslatedBack() {
        there = foreign(manifest("open"));

        ask(FIND_DOCUMENTS, ReturnType.LeafClass, SlotDraft.of("$XDSDocumentEntryPatientId", "'" + MARY.cx() + "'"));
        ask(ReturnType.LeafClass);
        assertThat(judged).containsExactly(MARY, OURS);
    }

    @Test
    void aPatientThatAQueryDoesNotAskByDoesNotChooseWhoseConsentsCount() {
        there = foreign(manifest("open"));

        ask(
                GET_DOCUMENTS,
                ReturnType.LeafClass,
                SlotDraft.of(
                        "$XDSDocumentEntryUniqueId", "('" + manifest("open").uniqueId() + "')"),
                SlotDraft.of("$XDSDocumentEntryPatientId", "'" + MARY.cx() + "'"));
        assertThat(judged).containsExactly(OURS);
    }

    @Test
    void whoCannotBeTranslatedBackIsNotDisclosed() {
        there = List.of(DraftWriter.draft(manifest("open")));

        assertThat(ask(ReturnType.LeafClass).objects()).isEmpty();
    }

    @Test
    void c22_aDeniedDocumentOfAnotherCommunityIsNotEvenFetched() {
        there = foreign(manifest("open"), secret("secret"));
        List<DocumentRequest> fetched = new ArrayList<>();
        var retrieve = new ConsentedRetrieve(
                (request, caller) -> {
                    fetched.addAll(request.documents());
                    return new RetrieveDocumentSetResponse(List.of(), List.of());
                },
                this::query,
                consents(OurPatients.SAME_EVERYWHERE),
                "ITI-43");
        DocumentRequest open = new DocumentRequest(HOME, "1.5", manifest("open").uniqueId());
        DocumentRequest denied =
                new DocumentRequest(HOME, "1.5", secret("secret").uniqueId());
        DocumentRequest unknown = new DocumentRequest(HOME, "1.5", "1.2.9.77");
        DocumentRequest own = new DocumentRequest("urn:oid:1", "1.5", "1.2.9.78");

        RetrieveDocumentSetResponse answer = retrieve.perform(
                new RetrieveDocumentSetRequest(List.of(open, denied, unknown, own)), Caller.self("test"));

        assertThat(fetched).containsExactly(open, own);
        assertThat(answer.errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSDocumentUniqueIdError, ErrorCode.XDSDocumentUniqueIdError);
    }

    @Test
    void aCommunityIsAskedAboutAllDocumentsAtOnce() {
        there = foreign(manifest("open"), manifest("other"), secret("secret"));
        List<StoredQueryRequest> asked = new ArrayList<>();
        List<DocumentRequest> fetched = new ArrayList<>();

        retrieve(asked, fetched, this::query).perform(three(), Caller.self("test"));

        assertThat(asked).hasSize(1);
        assertThat(fetched)
                .extracting(DocumentRequest::documentUniqueId)
                .containsExactly(manifest("open").uniqueId(), manifest("other").uniqueId());
    }

    /** As the registry does with whole entries of several patients (ITI TF-2: 3.18.4.1.2.3.8). */
    @Test
    void whatIsRefusedAllAtOnceIsAskedOneByOne() {
        there = foreign(manifest("open"), manifest("other"), secret("secret"));
        List<StoredQueryRequest> asked = new ArrayList<>();
        List<DocumentRequest> fetched = new ArrayList<>();

        retrieve(
                        asked,
                        fetched,
                        (request, caller) -> asked.size() == 1
                                ? StoredQueryResponse.failure(
                                        List.of(XdsError.of(ErrorCode.XDSResultNotSinglePatient, "several")))
                                : query(request, caller))
                .perform(three(), Caller.self("test"));

        assertThat(asked).hasSize(4);
        assertThat(fetched)
                .extracting(DocumentRequest::documentUniqueId)
                .containsExactly(manifest("open").uniqueId(), manifest("other").uniqueId());
    }

    @Test
    void anEntryThatNobodyAskedForIsNoAnswerToAllAtOnce() {
        there = foreign(manifest("open"), manifest("other"), secret("secret"));
        List<StoredQueryRequest> asked = new ArrayList<>();
        List<DocumentRequest> fetched = new ArrayList<>();

        retrieve(asked, fetched, (request, caller) -> new StoredQueryResponse(there, List.of(), List.of()))
                .perform(new RetrieveDocumentSetRequest(three().documents().subList(0, 2)), Caller.self("test"));

        assertThat(asked).hasSize(3);
        assertThat(fetched).isEmpty();
    }

    private static RetrieveDocumentSetRequest three() {
        return new RetrieveDocumentSetRequest(Stream.of(manifest("open"), manifest("other"), secret("secret"))
                .map(entry -> new DocumentRequest(HOME, "1.5", entry.uniqueId()))
                .toList());
    }

    private ConsentedRetrieve retrieve(
            List<StoredQueryRequest> asked,
            List<DocumentRequest> fetched,
            Transaction<StoredQueryRequest, StoredQueryResponse> query) {
        return new ConsentedRetrieve(
                (request, caller) -> {
                    fetched.addAll(request.documents());
                    return new RetrieveDocumentSetResponse(List.of(), List.of());
                },
                (request, caller) -> {
                    asked.add(request);
                    return query.perform(request, caller);
                },
                consents(OurPatients.SAME_EVERYWHERE),
                "ITI-43");
    }

    @Test
    void aCommunityThatIsDownDoesNotLookLikeOneWithoutTheDocumentAndIsAskedOnce() {
        List<StoredQueryRequest> asked = new ArrayList<>();
        XdsError down = XdsError.of(ErrorCode.XDSUnavailableCommunity, "Hospital B: no answer", HOME);
        var retrieve = new ConsentedRetrieve(
                (request, caller) -> new RetrieveDocumentSetResponse(List.of(), List.of()),
                (request, caller) -> {
                    asked.add(request);
                    return StoredQueryResponse.failure(List.of(down));
                },
                consents(OurPatients.SAME_EVERYWHERE),
                "ITI-43");

        RetrieveDocumentSetResponse answer = retrieve.perform(
                new RetrieveDocumentSetRequest(List.of(
                        new DocumentRequest(HOME, "1.5", "1.2.9.1"), new DocumentRequest(HOME, "1.5", "1.2.9.2"))),
                Caller.self("test"));

        assertThat(answer.errors()).containsExactly(down, down);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatCannotBeDecidedIsNotFetchedAndNotCalledUnknown() {
        var retrieve = new ConsentedRetrieve(
                (request, caller) -> new RetrieveDocumentSetResponse(List.of(), List.of()),
                (request, caller) -> {
                    throw new IllegalStateException("broken");
                },
                consents(OurPatients.SAME_EVERYWHERE),
                "ITI-43");

        assertThat(retrieve.perform(
                                new RetrieveDocumentSetRequest(List.of(new DocumentRequest(HOME, "1.5", "1.2.9.1"))),
                                Caller.self("test"))
                        .errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRepositoryError);
    }
}

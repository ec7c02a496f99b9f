package dev.xdsi.consumer.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.TestStudy;
import dev.xdsi.consumer.consolidation.DividedRetrieve.Nowhere;
import dev.xdsi.consumer.consolidation.DividedRetrieve.To;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.iti43.RetrievedDocument.NewIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DividedRetrieveTest {
    private static final HomeCommunityId HOME = new HomeCommunityId(new Oid("1.9.1"));
    private static final DocumentRequest A = new DocumentRequest(HOME.urn(), "1.1", "a");
    private static final DocumentRequest B = new DocumentRequest(HOME.urn(), "1.2", "b");

    private final Map<String, Respondent<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse>> repositories =
            new HashMap<>();
    private final List<Delivery.Result> closed = new ArrayList<>();

    @Test
    void eachIsAskedForItsOwnAndHearsWhatLeft() throws IOException {
        holds("1.1", request -> gives(request));
        holds("1.2", request -> gives(request));

        RetrieveDocumentSetResponse answer = retrieve(A, B, A);
        for (RetrievedDocument document : answer.documents()) {
            document.content().open().readAllBytes();
        }
        answer.delivery().complete();

        assertThat(answer.outcome().status()).isEqualTo(Status.SUCCESS);
        assertThat(answer.documents()).extracting(RetrievedDocument::request).containsExactlyInAnyOrder(A, B);
        assertThat(closed)
                .extracting(Delivery.Result::sent)
                .containsExactlyInAnyOrder(Map.of("a", 1L), Map.of("b", 1L));
        assertThat(closed).allMatch(Delivery.Result::complete);
    }

    @Test
    void whatIsNeverReadIsNeverReportedAsSent() {
        holds("1.1", request -> gives(request));
        holds("1.2", request -> gives(request));

        retrieve(A, B).delivery().fail(new IOException("the reader went away"));

        assertThat(closed)
                .hasSize(2)
                .allMatch(result -> !result.complete() && result.sent().isEmpty());
    }

    @Test
    void whatWasMadeOnDemandKeepsItsNewIds() {
        NewIds ids = new NewIds("1.1", "2.25.7");
        holds(
                "1.1",
                request -> new RetrieveDocumentSetResponse(
                        request.documents().stream()
                                .map(one -> new RetrievedDocument(
                                        one, "text/plain", TestStudy.content(new byte[] {1}), ids))
                                .toList(),
                        List.of()));

        RetrieveDocumentSetResponse answer = retrieve(A);
        answer.delivery().complete();

        assertThat(answer.documents()).extracting(RetrievedDocument::newIds).containsExactly(ids);
    }

    @Test
    void whoHasNothingIsNoReasonToKeepWhatOthersHave() {
        holds("1.1", request -> gives(request));
        holds("1.2", request -> {
            throw new PartnerException("It is down.");
        });

        RetrieveDocumentSetResponse answer = retrieve(A, B);

        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(answer.errors())
                .containsExactly(XdsError.of(ErrorCode.XDSRepositoryError, "repository 1.2: It is down.", HOME.urn()));
    }

    @Test
    void aLateAnswerIsGivenBack() throws InterruptedException {
        CountDownLatch given = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        repositories.put("1.1", respondent("1.1", Duration.ofMillis(50), (request, caller) -> {
            while (given.getCount() > 0) {
                try {
                    given.await();
                } catch (InterruptedException deaf) {
                    assertThat(deaf).isNotNull();
                }
            }
            RetrieveDocumentSetResponse late = gives(request);
            late.delivery().whenClosed(result -> back.countDown());
            return late;
        }));

        RetrieveDocumentSetResponse answer = retrieve(A);
        given.countDown();

        assertThat(answer.outcome().status()).isEqualTo(Status.FAILURE);
        assertThat(answer.errors().getFirst().codeContext()).endsWith("no answer within 50 ms");
        back.await();
    }

    @Test
    void r13OnlyWhatWasAskedForPasses() {
        holds(
                "1.1",
                request -> new RetrieveDocumentSetResponse(
                        List.of(
                                document(A),
                                document(A),
                                document(B),
                                document(new DocumentRequest("urn:oid:1.9.2", "1.1", "a"))),
                        List.of()));

        RetrieveDocumentSetResponse answer = retrieve(A);

        assertThat(answer.documents()).extracting(RetrievedDocument::request).containsExactly(A);
        assertThat(answer.errors()).extracting(XdsError::errorCode).containsExactly(ErrorCode.XDSUnknownCommunity);
    }

    @Test
    void aDocumentThatIsLostWithoutAWordIsAnError() {
        holds(
                "1.1",
                request -> new RetrieveDocumentSetResponse(
                        List.of(), List.of(XdsError.warning(ErrorCode.XDSRepositoryError, "about something else"))));

        assertThat(retrieve(A).errors()).hasSize(2).last().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSDocumentUniqueIdError);
            assertThat(error.codeContext()).contains("a neither came");
        });
    }

    @Test
    void errorsAreThoseOfTheCommunityWhateverTheySay() {
        holds(
                "1.1",
                request -> new RetrieveDocumentSetResponse(
                        List.of(),
                        List.of(XdsError.of(ErrorCode.XDSDocumentUniqueIdError, "a", "http://inside/path"))));

        assertThat(retrieve(A).errors()).extracting(XdsError::location).containsExactly(HOME.urn());
    }

    @Test
    void whatNobodyHoldsAndWhatNamesNothingIsRefused() {
        assertThat(retrieve(A).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSUnknownRepositoryId);
        assertThat(retrieve().errors()).extracting(XdsError::errorCode).containsExactly(ErrorCode.XDSRepositoryError);
    }

    private RetrieveDocumentSetResponse retrieve(DocumentRequest... documents) {
        return new DividedRetrieve<RetrieveDocumentSetRequest>(HOME, document -> {
                    var respondent = repositories.get(document.repositoryUniqueId());
                    return respondent == null
                            ? new Nowhere<>(
                                    XdsError.of(ErrorCode.XDSUnknownRepositoryId, document.repositoryUniqueId()))
                            : new To<>(respondent);
                })
                .perform(new RetrieveDocumentSetRequest(List.of(documents)), Caller.self("test"));
    }

    private interface Holder {
        RetrieveDocumentSetResponse answer(RetrieveDocumentSetRequest request);
    }

    private void holds(String repository, Holder holder) {
        repositories.put(repository, respondent(repository, Duration.ofMinutes(1), (request, caller) -> {
            assertThat(request.requested())
                    .allMatch(one -> one.repositoryUniqueId().equals(repository));
            RetrieveDocumentSetResponse answer = holder.answer(request);
            answer.delivery().whenClosed(closed::add);
            return answer;
        }));
    }

    private static Respondent<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> respondent(
            String repository,
            Duration budget,
            Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> transaction) {
        return new Respondent<>(
                new Respondent.Identity("repository " + repository, HOME, ErrorCode.XDSRepositoryError),
                budget,
                transaction);
    }

    private static RetrieveDocumentSetResponse gives(RetrieveDocumentSetRequest request) {
        return new RetrieveDocumentSetResponse(
                request.documents().stream().map(DividedRetrieveTest::document).toList(), List.of());
    }

    private static RetrievedDocument document(DocumentRequest request) {
        return new RetrievedDocument(
                request,
                "text/plain",
                TestStudy.content(request.documentUniqueId().getBytes(StandardCharsets.US_ASCII)));
    }
}

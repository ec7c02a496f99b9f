package dev.xdsi.consumer.consolidation;

import dev.xdsi.consumer.consolidation.FanOut.Came;
import dev.xdsi.consumer.consolidation.FanOut.Missing;
import dev.xdsi.consumer.consolidation.FanOut.Question;
import dev.xdsi.consumer.consolidation.FanOut.Reply;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrieveRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A retrieve whose documents lie in several places: each place is asked for its own, all at once, and the answers are made one
 * (ITI TF-2: 3.39.4.1.3, 3.43.4.1.3). Every document asked for is in the answer or is the reason for an error.
 */
public final class DividedRetrieve<Q extends RetrieveRequest<Q>>
        implements Transaction<Q, RetrieveDocumentSetResponse> {
    private final HomeCommunityId home;
    private final Route<Q> route;

    /** Who holds a document. */
    @FunctionalInterface
    public interface Route<Q> {
        Destination<Q> of(DocumentRequest document);
    }

    /** Where a request for a document goes. */
    public sealed interface Destination<Q> {}

    /** @param inspection of the documents that come from there */
    public record To<Q>(Respondent<Q, RetrieveDocumentSetResponse> respondent, Inspection<? super Q> inspection)
            implements Destination<Q> {
        /** To one whose word is taken. */
        public To(Respondent<Q, RetrieveDocumentSetResponse> respondent) {
            this(respondent, Inspection.NONE);
        }
    }

    /** Nowhere, for this reason. */
    public record Nowhere<Q>(XdsError error) implements Destination<Q> {}

    /** @param home this community, whose errors are those of the route */
    public DividedRetrieve(HomeCommunityId home, Route<Q> route) {
        this.home = home;
        this.route = route;
    }

    @Override
    public RetrieveDocumentSetResponse perform(Q request, Caller caller) {
        Consolidation whole = new Consolidation();
        Map<To<Q>, Set<DocumentRequest>> shares = new LinkedHashMap<>();
        request.requested().distinct().forEach(document -> {
            switch (route.of(document)) {
                case To<Q> to ->
                    shares.computeIfAbsent(to, first -> new HashSet<>()).add(document);
                case Nowhere<Q>(XdsError error) -> whole.add(error.at(home.urn()));
            }
        });
        if (request.requested().findAny().isEmpty()) {
            whole.add(XdsError.of(ErrorCode.XDSRepositoryError, "the request names no document", home.urn()));
        }
        List<Share<Q>> asked = new ArrayList<>();
        shares.forEach((to, documents) -> asked.add(new Share<>(to, request.only(documents::contains), documents)));
        ask(asked, caller, whole);
        return whole.response();
    }

    private void ask(List<Share<Q>> shares, Caller caller, Consolidation whole) {
        List<Question<RetrieveDocumentSetResponse>> questions = shares.stream()
                .map(share -> new Question<>(
                        () -> share.respondent().transaction().perform(share.request(), caller),
                        share.respondent().budget()))
                .toList();
        List<Reply<RetrieveDocumentSetResponse>> replies = FanOut.ask(
                questions, late -> late.delivery().fail(new IOException("the answer came when its time was over")));
        for (int i = 0; i < shares.size(); i++) {
            Share<Q> share = shares.get(i);
            switch (replies.get(i)) {
                case Came<RetrieveDocumentSetResponse>(var answer) ->
                    share.check().addTo(whole, answer);
                case Missing<RetrieveDocumentSetResponse>(Throwable reason) ->
                    whole.add(share.respondent().unavailable(reason));
            }
        }
    }

    /** What one of those asked is asked for. */
    private record Share<Q>(To<Q> to, Q request, Set<DocumentRequest> documents) {
        Respondent<Q, RetrieveDocumentSetResponse> respondent() {
            return to.respondent();
        }

        CheckedAnswer check() {
            Respondent.Identity who = respondent().identity();
            return new CheckedAnswer(who, documents, accepted -> to.inspection().of(request, who, accepted));
        }
    }
}

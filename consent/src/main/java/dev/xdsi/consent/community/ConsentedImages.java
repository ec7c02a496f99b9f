package dev.xdsi.consent.community;

import dev.xdsi.disclosure.ConsentDecisionPoint.View;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Around the retrieval of images from other communities (RAD TF-2: 4.75): a study is fetched only where our own consents permit all its
 * manifests that we were told of. One of which we were told nothing is not fetched, and answered alike. Images of our own community pass:
 * our imaging sources decide about them. The study is the one that the request names: that what comes is of it is for {@code retrieve} to see.
 */
public final class ConsentedImages
        implements Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> {
    private final Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieve;
    private final OurConsents consents;
    private final String transaction;

    /** @param transaction by which the decision is asked for: {@code RAD-69} toward our consumers */
    public ConsentedImages(
            Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieve,
            OurConsents consents,
            String transaction) {
        this.retrieve = retrieve;
        this.consents = consents;
        this.transaction = transaction;
    }

    @Override
    public RetrieveDocumentSetResponse perform(RetrieveImagingDocumentSetRequest request, Caller caller) {
        View view = consents.consent().viewOf(caller, transaction);
        List<XdsError> errors = new ArrayList<>();
        List<StudyRequest> disclosed = new ArrayList<>();
        for (StudyRequest study : request.studies()) {
            Map<String, Boolean> known = new HashMap<>();
            disclosed.add(left(
                    study,
                    home -> known.computeIfAbsent(home, it -> isDisclosed(it, study.studyInstanceUID(), view)),
                    errors));
        }
        RetrieveImagingDocumentSetRequest left =
                new RetrieveImagingDocumentSetRequest(disclosed, request.transferSyntaxUIDs()).only(document -> true);
        if (left.studies().isEmpty() && !errors.isEmpty()) {
            return new RetrieveDocumentSetResponse(List.of(), errors);
        }
        RetrieveDocumentSetResponse answer = retrieve.perform(left, caller);
        errors.addAll(answer.errors());
        return new RetrieveDocumentSetResponse(answer.documents(), errors, answer.delivery());
    }

    private StudyRequest left(StudyRequest study, Predicate<String> isDisclosed, List<XdsError> errors) {
        List<SeriesRequest> left = new ArrayList<>();
        for (SeriesRequest series : study.series()) {
            List<DocumentRequest> documents = new ArrayList<>();
            for (DocumentRequest document : series.documents()) {
                String home = document.homeCommunityId();
                if (home == null || home.isEmpty() || consents.isOurs().test(home) || isDisclosed.test(home)) {
                    documents.add(document);
                } else {
                    errors.add(unknown(document, home));
                }
            }
            left.add(new SeriesRequest(series.seriesInstanceUID(), documents));
        }
        return new StudyRequest(study.studyInstanceUID(), left);
    }

    private static XdsError unknown(DocumentRequest document, String home) {
        return XdsError.of(
                ErrorCode.XDSDocumentUniqueIdError,
                document.documentUniqueId() + ": no such document is available there",
                home);
    }

    private boolean isDisclosed(String home, String studyInstanceUID, View view) {
        Collection<Resource> manifests = consents.studies().manifestsOf(home, studyInstanceUID);
        return !manifests.isEmpty()
                && manifests.stream().allMatch(manifest -> view.maySee(manifest).isPermitted());
    }
}

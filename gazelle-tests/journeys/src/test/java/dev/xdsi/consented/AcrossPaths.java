package dev.xdsi.consented;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consent.community.ConsentedImages;
import dev.xdsi.consent.community.ConsentedQuery;
import dev.xdsi.consent.community.ConsentedRetrieve;
import dev.xdsi.consent.community.ForeignStudies;
import dev.xdsi.consent.community.OurConsents;
import dev.xdsi.consent.community.OurPatients;
import dev.xdsi.consented.Contents.Study;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The same contents as if they were another community's that gives out everything: what comes through the decorators around our
 * Initiating Gateway is what our own consents allow.
 */
final class AcrossPaths {
    private static final String HOME = "urn:oid:1.2.3.77";

    private final Domain domain;
    private final Transaction<StoredQueryRequest, StoredQueryResponse> query;
    private final Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> documents;
    private final Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> images;
    private final List<String> fetched = new ArrayList<>();

    AcrossPaths(Domain domain) {
        this.domain = domain;
        OurConsents consents = new OurConsents(
                domain.consent,
                OurPatients.SAME_EVERYWHERE,
                new ForeignStudies(ForeignStudies.Limits.DEFAULT, () -> Domain.NOW),
                home -> false);
        this.query = new ConsentedQuery(this::everything, consents, "ITI-18");
        this.documents = new ConsentedRetrieve(
                (request, caller) -> fetched(request.documents()), this::everything, consents, "ITI-43");
        this.images = new ConsentedImages(
                (request, caller) -> fetched(request.requested().toList()), consents, "RAD-69");
    }

    private StoredQueryResponse everything(StoredQueryRequest request, Caller caller) {
        StoredQueryResponse answer = domain.registry.everything().perform(request.withHome(null), caller);
        return new StoredQueryResponse(
                answer.objects().stream()
                        .map(object -> object.with(header -> header.withHome(HOME)))
                        .toList(),
                answer.refs(),
                answer.errors());
    }

    private RetrieveDocumentSetResponse fetched(List<DocumentRequest> wanted) {
        wanted.forEach(document -> fetched.add(document.documentUniqueId()));
        return new RetrieveDocumentSetResponse(List.of(), List.of());
    }

    /** FindDocuments: the ids of the entries that passed. */
    Set<String> find(Asking asking, PatientId patient) {
        return query
                .perform(
                        new StoredQueryRequest(
                                ReadPaths.FIND_DOCUMENTS,
                                ReturnType.LeafClass,
                                null,
                                List.of(ReadPaths.ofPatient("DocumentEntry", patient, false))),
                        asking.caller())
                .objects()
                .stream()
                .map(RegistryObjectDraft::id)
                .collect(Collectors.toSet());
    }

    /** ITI-43: the uniqueIds of the documents that were fetched there. */
    Set<String> retrieve(Asking asking, List<String> documentUniqueIds) {
        fetched.clear();
        List<XdsError> errors = documents
                .perform(
                        new RetrieveDocumentSetRequest(documentUniqueIds.stream()
                                .map(AcrossPaths::there)
                                .toList()),
                        asking.caller())
                .errors();
        refused(errors, documentUniqueIds.size() - fetched.size());
        return Set.copyOf(fetched);
    }

    /** RAD-69: whether the images were fetched there, all of them, after somebody had asked about the patient. */
    boolean rad69(Asking asking, Study study) {
        find(Asking.NOBODY, study.patient());
        return rad69Alone(asking, study);
    }

    boolean rad69Alone(Asking asking, Study study) {
        fetched.clear();
        List<XdsError> errors = images.perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(new StudyRequest(
                                        study.uid(),
                                        List.of(new SeriesRequest(
                                                study.uid() + ".1",
                                                study.instances().stream()
                                                        .map(AcrossPaths::there)
                                                        .toList())))),
                                List.of("1.2.840.10008.1.2.1")),
                        asking.caller())
                .errors();
        refused(errors, study.instances().size() - fetched.size());
        return fetched.equals(study.instances());
    }

    private static void refused(List<XdsError> errors, int count) {
        assertThat(errors)
                .hasSize(count)
                .allMatch(error -> error.errorCode() == ErrorCode.XDSDocumentUniqueIdError
                        && error.codeContext().endsWith(": no such document is available there"));
    }

    private static DocumentRequest there(String uniqueId) {
        return new DocumentRequest(HOME, Domain.REPOSITORY.value(), uniqueId);
    }
}

package dev.xdsi.interop.ipf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Association;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AvailabilityStatus;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Document;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Folder;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.ObjectReference;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.SubmissionSet;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.XDSMetaClass;
import org.openehealth.ipf.commons.ihe.xds.core.requests.DocumentReference;
import org.openehealth.ipf.commons.ihe.xds.core.requests.ProvideAndRegisterDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.QueryRegistry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RegisterDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RetrieveDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindDocumentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindSubmissionSetsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetDocumentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.QueryReturnType;
import org.openehealth.ipf.commons.ihe.xds.core.responses.ErrorCode;
import org.openehealth.ipf.commons.ihe.xds.core.responses.ErrorInfo;
import org.openehealth.ipf.commons.ihe.xds.core.responses.QueryResponse;
import org.openehealth.ipf.commons.ihe.xds.core.responses.Response;
import org.openehealth.ipf.commons.ihe.xds.core.responses.RetrievedDocument;
import org.openehealth.ipf.commons.ihe.xds.core.responses.RetrievedDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.responses.Severity;
import org.openehealth.ipf.commons.ihe.xds.core.responses.Status;

/** What was submitted, in memory, just well enough to be asked for: it knows no history, no duplicates, and three of the queries. */
final class Shelf {
    private final String repositoryUniqueId;
    private final List<SubmissionSet> submissionSets = new CopyOnWriteArrayList<>();
    private final List<DocumentEntry> entries = new CopyOnWriteArrayList<>();
    private final Map<String, Document> documents = new ConcurrentHashMap<>();

    Shelf(String repositoryUniqueId) {
        this.repositoryUniqueId = repositoryUniqueId;
    }

    Response register(RegisterDocumentSet request) {
        keep(request.getSubmissionSet(), request.getDocumentEntries(), request.getFolders(), request.getAssociations());
        return new Response(Status.SUCCESS);
    }

    Response provide(ProvideAndRegisterDocumentSet request) {
        List<DocumentEntry> described =
                request.getDocuments().stream().map(Document::getDocumentEntry).toList();
        request.getDocuments().forEach(document -> {
            document.getDocumentEntry().setRepositoryUniqueId(repositoryUniqueId);
            documents.put(document.getDocumentEntry().getUniqueId(), document);
        });
        keep(request.getSubmissionSet(), described, request.getFolders(), request.getAssociations());
        return new Response(Status.SUCCESS);
    }

    private void keep(
            SubmissionSet set, List<DocumentEntry> described, List<Folder> folders, List<Association> associations) {
        Stream.concat(Stream.concat(Stream.of(set), described.stream()), folders.stream())
                .forEach(Shelf::approve);
        associations.forEach(Association::assignEntryUuid);
        submissionSets.add(set);
        entries.addAll(described);
    }

    private static void approve(XDSMetaClass object) {
        object.setAvailabilityStatus(AvailabilityStatus.APPROVED);
        if (!object.getEntryUuid().startsWith("urn:uuid:")) {
            object.assignEntryUuid();
        }
    }

    QueryResponse find(QueryRegistry request) {
        return switch (request.getQuery()) {
            case FindDocumentsQuery query ->
                answer(
                        request.getReturnType(),
                        List.of(),
                        entries.stream()
                                .filter(entry -> Objects.equals(entry.getPatientId(), query.getPatientId()))
                                .filter(entry -> query.getStatus().contains(entry.getAvailabilityStatus()))
                                .toList());
            case GetDocumentsQuery query ->
                answer(
                        request.getReturnType(),
                        List.of(),
                        entries.stream()
                                .filter(entry -> has(query.getUuids(), entry.getEntryUuid())
                                        || has(query.getUniqueIds(), entry.getUniqueId()))
                                .toList());
            case FindSubmissionSetsQuery query ->
                answer(
                        request.getReturnType(),
                        submissionSets.stream()
                                .filter(set -> Objects.equals(set.getPatientId(), query.getPatientId()))
                                .toList(),
                        List.of());
            case Object unknown -> {
                QueryResponse refusal = new QueryResponse(Status.FAILURE);
                refusal.setErrors(List.of(
                        error(ErrorCode.UNKNOWN_STORED_QUERY, unknown.getClass().getSimpleName(), null)));
                yield refusal;
            }
        };
    }

    private static boolean has(@Nullable List<String> ids, String id) {
        return ids != null && ids.contains(id);
    }

    private static QueryResponse answer(
            QueryReturnType wanted, List<SubmissionSet> sets, List<DocumentEntry> described) {
        QueryResponse response = new QueryResponse(Status.SUCCESS);
        if (wanted == QueryReturnType.LEAF_CLASS) {
            response.setSubmissionSets(sets);
            response.setDocumentEntries(described);
        } else {
            response.setReferences(Stream.concat(sets.stream(), described.stream())
                    .map(object -> new ObjectReference(object.getEntryUuid()))
                    .toList());
        }
        return response;
    }

    RetrievedDocumentSet retrieve(RetrieveDocumentSet request) {
        RetrievedDocumentSet response = new RetrievedDocumentSet(Status.SUCCESS);
        List<ErrorInfo> errors = new ArrayList<>();
        for (DocumentReference wanted : request.getDocuments()) {
            Document document = documents.get(wanted.getDocumentUniqueId());
            if (document == null || !repositoryUniqueId.equals(wanted.getRepositoryUniqueId())) {
                errors.add(error(
                        ErrorCode.DOCUMENT_UNIQUE_ID_ERROR,
                        wanted.getDocumentUniqueId(),
                        wanted.getDocumentUniqueId()));
            } else {
                response.getDocuments()
                        .add(new RetrievedDocument(
                                document.getDataHandler(),
                                wanted,
                                null,
                                null,
                                document.getDocumentEntry().getMimeType()));
            }
        }
        if (!errors.isEmpty()) {
            response.setStatus(response.getDocuments().isEmpty() ? Status.FAILURE : Status.PARTIAL_SUCCESS);
            response.setErrors(errors);
        }
        return response;
    }

    private static ErrorInfo error(ErrorCode code, String context, @Nullable String location) {
        return new ErrorInfo(code, context, Severity.ERROR, location, null);
    }
}

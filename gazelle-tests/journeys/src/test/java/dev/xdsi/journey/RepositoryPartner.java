package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.imaging.rad68.ProvideAndRegisterImagingDocumentSetClient;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A partner of a gateway's Document Repository and Document Registry: source, consumer and administrator of documents. */
final class RepositoryPartner {
    private final RunningGateway gateway;
    private final ProvideAndRegisterImagingDocumentSetClient repository;
    private final RetrieveDocumentSetClient retrieval;
    private final RegistryStoredQueryClient registry;

    RepositoryPartner(RunningGateway gateway, Path temporary) {
        SoapClients clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID), null, ClientTimeouts.DEFAULT);
        this.gateway = gateway;
        this.repository = new ProvideAndRegisterImagingDocumentSetClient(clients, gateway.ihe("/repository"));
        this.retrieval = new RetrieveDocumentSetClient(clients, gateway.ihe("/repository"));
        this.registry = new RegistryStoredQueryClient(clients, gateway.ihe("/registry"));
    }

    /** Submits an empty document. */
    List<XdsError> provide(DocumentEntry entry, RegistryObject... more) {
        return provide(entry, new PatternedContent(0), more);
    }

    /** Submits a document, with what else belongs to it; what was wrong. */
    List<XdsError> provide(DocumentEntry entry, DocumentContent content, RegistryObject... more) {
        SubmissionSet set = Submissions.submissionSet(setOf(entry)).toBuilder()
                .patientId(entry.patientId())
                .build();
        RegistryObject[] objects = Stream.concat(
                        Stream.of(set, entry, Submissions.member(memberOf(entry), set.entryUUID(), entry.entryUUID())),
                        Stream.of(more))
                .toArray(RegistryObject[]::new);
        return repository
                .perform(
                        new ProvideAndRegisterDocumentSetRequest(
                                Submissions.of(objects),
                                List.of(new ProvidedDocument(entry.entryUUID().value(), content))),
                        Caller.self("source"))
                .errors();
    }

    /** The ids of what {@link #provide} submitted with a document. */
    static List<EntryUuid> submittedWith(DocumentEntry entry) {
        return List.of(Submissions.uuid(setOf(entry)), entry.entryUUID(), Submissions.uuid(memberOf(entry)));
    }

    private static String setOf(DocumentEntry entry) {
        return "set of " + entry.uniqueId();
    }

    private static String memberOf(DocumentEntry entry) {
        return "member " + entry.uniqueId();
    }

    /** The approved entries of one kind, as anybody sees them. */
    List<DocumentEntry> entriesOf(PatientId patient, DocumentEntryType type) {
        StoredQueryResponse response = registry.perform(
                new StoredQueryRequest(
                        StoredQueryId.FindDocuments.urn(),
                        ReturnType.LeafClass,
                        null,
                        List.of(
                                SlotDraft.of("$XDSDocumentEntryPatientId", "'" + patient.cx() + "'"),
                                SlotDraft.of(
                                        "$XDSDocumentEntryStatus",
                                        "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')"),
                                SlotDraft.of("$XDSDocumentEntryType", "('" + type.urn() + "')"))),
                Caller.self("consumer"));
        assertThat(response.errors()).isEmpty();
        return response.objects().stream().map(DraftReader::documentEntry).toList();
    }

    RetrieveDocumentSetResponse retrieve(String documentUniqueId) {
        return retrieval.perform(
                new RetrieveDocumentSetRequest(
                        List.of(new DocumentRequest(null, Settings.REPOSITORY_UNIQUE_ID.initial(), documentUniqueId))),
                Caller.self("consumer"));
    }

    /** ITI-86. */
    void remove(String documentUniqueId) throws Exception {
        administer(
                "/remove-documents",
                "urn:ihe:iti:2017:RemoveDocuments",
                "<RemoveDocumentsRequest xmlns=\"urn:ihe:iti:rmd:2017\" xmlns:x=\"urn:ihe:iti:xds-b:2007\"><x:DocumentRequest>"
                        + "<x:RepositoryUniqueId>" + Settings.REPOSITORY_UNIQUE_ID.initial()
                        + "</x:RepositoryUniqueId><x:DocumentUniqueId>" + documentUniqueId
                        + "</x:DocumentUniqueId></x:DocumentRequest></RemoveDocumentsRequest>");
    }

    /** ITI-62. */
    void removeMetadata(List<EntryUuid> ids) throws Exception {
        administer(
                "/metadata-update",
                "urn:ihe:iti:2010:DeleteDocumentSet",
                "<RemoveObjectsRequest xmlns=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\""
                        + " xmlns:r=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\"><r:ObjectRefList>"
                        + ids.stream()
                                .map(id -> "<r:ObjectRef id=\"" + id.value() + "\"/>")
                                .collect(Collectors.joining())
                        + "</r:ObjectRefList></RemoveObjectsRequest>");
    }

    private void administer(String path, String action, String body) throws Exception {
        String envelope = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
                + " xmlns:a=\"http://www.w3.org/2005/08/addressing\"><s:Header><a:Action s:mustUnderstand=\"1\">"
                + action
                + "</a:Action><a:MessageID>urn:uuid:" + UUID.randomUUID() + "</a:MessageID></s:Header><s:Body>" + body
                + "</s:Body></s:Envelope>";
        byte[] answer = gateway.send(HttpRequest.newBuilder(gateway.ihe(path))
                        .header("Content-Type", "application/soap+xml; charset=UTF-8")
                        .POST(BodyPublishers.ofString(envelope)))
                .body();
        assertThat(new String(answer, StandardCharsets.UTF_8)).contains("ResponseStatusType:Success");
    }
}

package dev.xdsi.consented;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consented.Contents.Study;
import dev.xdsi.consented.Registered.Item;
import dev.xdsi.dicom.UID;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every way in which something is read, and what came out of it. Each checks on the way that a denial looks like something unknown,
 * letter for letter.
 */
final class ReadPaths implements AutoCloseable {
    static final String FIND_DOCUMENTS = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
    static final String GET_DOCUMENTS = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
    static final String FIND_SUBMISSION_SETS = "urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9";
    static final String GET_ASSOCIATIONS = "urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155";
    static final String GET_CONTENTS = "urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83";
    private static final String STATUS = "urn:oasis:names:tc:ebxml-regrep:StatusType:";
    private static final String NOT_FOUND = "There is nothing of that name here.\n";
    private static final String NOT_FOUND_AS_JSON =
            "{\"status\":404,\"message\":\"There is nothing of that name here.\"}\n";
    private static final String NO_SUCH_STUDY = "{\"error\":\"no such study\"}";
    private static final String PORT = "test";

    private final Domain domain;
    private final AtomicReference<Caller> caller = new AtomicReference<>(Caller.self("nobody"));
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ReadPaths(Domain domain) {
        this.domain = domain;
        Callers callers = (request, response) -> Optional.of(caller.get());
        this.server = HttpServer.start(
                "consent",
                HttpSite.empty()
                        .with("/dicom-web/*", domain.images.dicomWeb(callers))
                        .with("/wado", domain.images.wado(callers))
                        .with("/publications/*", domain.images.publications(callers)),
                List.of(new HttpListener.Plain("127.0.0.1", 0, PORT)),
                HttpLimits.DEFAULT);
    }

    /** The publication of a study, by which its sender sees where it stands. */
    boolean publication(Asking asking, String studyInstanceUID) throws Exception {
        return get(asking, "/publications/" + studyInstanceUID, "application/json");
    }

    /** The ids in the answer of a stored query. */
    Set<String> query(String queryId, ReturnType returnType, Asking asking, SlotDraft... parameters) {
        StoredQueryResponse answer = answer(queryId, returnType, asking, parameters);
        assertThat(answer.errors()).isEmpty();
        return Stream.concat(
                        answer.objects().stream().map(RegistryObjectDraft::id),
                        answer.refs().stream().map(ObjectRef::id))
                .collect(Collectors.toSet());
    }

    StoredQueryResponse answer(String queryId, ReturnType returnType, Asking asking, SlotDraft... parameters) {
        return domain.registry
                .registryStoredQuery()
                .perform(new StoredQueryRequest(queryId, returnType, null, List.of(parameters)), asking.caller());
    }

    static SlotDraft[] ofPatient(String kind, PatientId patient, boolean deprecatedToo) {
        return new SlotDraft[] {
            SlotDraft.of("$XDS" + kind + "PatientId", "'" + patient.cx() + "'"),
            SlotDraft.of(
                    "$XDS" + kind + "Status",
                    "('" + STATUS + "Approved'" + (deprecatedToo ? ",'" + STATUS + "Deprecated'" : "") + ")")
        };
    }

    /** To be read and closed by the caller. */
    RetrieveDocumentSetResponse answeredByIti43(Asking asking, List<String> documentUniqueIds) {
        return domain.repository
                .retrieveDocumentSet()
                .perform(
                        new RetrieveDocumentSetRequest(documentUniqueIds.stream()
                                .map(id -> new DocumentRequest(null, Domain.REPOSITORY.value(), id))
                                .toList()),
                        asking.caller());
    }

    /** ITI-43: the uniqueIds of the documents that came. */
    Set<String> retrieve(Asking asking, List<String> documentUniqueIds) {
        RetrieveDocumentSetResponse answer = answeredByIti43(asking, documentUniqueIds);
        answer.delivery().complete();
        Set<String> came = answer.documents().stream()
                .map(document -> document.request().documentUniqueId())
                .collect(Collectors.toSet());
        assertThat(answer.errors())
                .containsExactlyElementsOf(documentUniqueIds.stream()
                        .filter(id -> !came.contains(id))
                        .map(id -> XdsError.of(
                                ErrorCode.XDSDocumentUniqueIdError, id + ": no such document is available here"))
                        .toList());
        return came;
    }

    /** RAD-69: whether the images came, all of them. */
    boolean rad69(Asking asking, Study study) {
        return rad69(asking, study, Domain.LOCATION.value(), UID.ExplicitVRLittleEndian)
                .errors()
                .isEmpty();
    }

    RetrieveDocumentSetResponse rad69(Asking asking, Study study, String location, String transferSyntax) {
        RetrieveDocumentSetResponse answer = answeredByRad69(asking, study, location, transferSyntax);
        answer.delivery().complete();
        assertThat(answer.documents().size() + answer.errors().size())
                .isEqualTo(study.instances().size());
        return answer;
    }

    /** To be read and closed by the caller. */
    RetrieveDocumentSetResponse answeredByRad69(Asking asking, Study study, String location, String transferSyntax) {
        return domain.images
                .retrieveImagingDocumentSet()
                .perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(new RetrieveImagingDocumentSetRequest.StudyRequest(
                                        study.uid(),
                                        List.of(new RetrieveImagingDocumentSetRequest.SeriesRequest(
                                                study.uid() + ".1",
                                                study.instances().stream()
                                                        .map(uid -> new DocumentRequest(null, location, uid))
                                                        .toList())))),
                                List.of(transferSyntax)),
                        asking.caller());
    }

    boolean wadoRs(Asking asking, String studyInstanceUID) throws Exception {
        return get(asking, "/dicom-web/studies/" + studyInstanceUID, "multipart/related; type=\"application/dicom\"");
    }

    boolean wadoRsMetadata(Asking asking, String studyInstanceUID) throws Exception {
        return get(asking, "/dicom-web/studies/" + studyInstanceUID + "/metadata", "application/dicom+json");
    }

    boolean wadoUri(Asking asking, String studyInstanceUID, String instance) throws Exception {
        return get(
                asking,
                "/wado?requestType=WADO&studyUID=" + studyInstanceUID + "&seriesUID=" + studyInstanceUID
                        + ".1&objectUID=" + instance + "&contentType=application/dicom",
                "*/*");
    }

    /** What who declares a study complete is told. */
    String complete(Asking asking, String studyInstanceUID) throws Exception {
        return publications(asking, studyInstanceUID, HttpRequest.newBuilder().POST(BodyPublishers.noBody()));
    }

    /** What who names the patient of a study is told. */
    String link(Asking asking, String studyInstanceUID, PatientId patient) throws Exception {
        return publications(
                asking,
                studyInstanceUID,
                HttpRequest.newBuilder().PUT(BodyPublishers.ofString("{\"patientId\": \"" + patient.cx() + "\"}")));
    }

    private String publications(Asking asking, String studyInstanceUID, HttpRequest.Builder request) throws Exception {
        caller.set(asking.caller());
        HttpResponse<String> response = http.send(
                request.uri(URI.create("http://127.0.0.1:" + server.port(PORT) + "/publications/" + studyInstanceUID))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    /** Whether a document and the study are disclosed, on all paths alike. */
    boolean disclosed(Asking asking, Item document, Study study) throws Exception {
        Set<String> found = query(
                FIND_DOCUMENTS, ReturnType.LeafClass, asking, ofPatient("DocumentEntry", document.patient(), true));
        boolean may = found.contains(document.uuid());
        assertThat(retrieve(asking, List.of(document.uniqueId())).isEmpty()).isEqualTo(!may);
        assertThat(found.contains(study.asDocument().uuid())).isEqualTo(may);
        assertThat(images(asking, study)).containsOnly(may);
        assertThat(wadoRsMetadata(asking, study.uid())).isEqualTo(may);
        return may;
    }

    /** Whether the images of a study are disclosed, by every way. */
    Set<Boolean> images(Asking asking, Study study) throws Exception {
        return new HashSet<>(List.of(
                wadoRs(asking, study.uid()),
                rad69(asking, study),
                wadoUri(asking, study.uid(), study.instances().getFirst()),
                publication(asking, study.uid())));
    }

    private boolean get(Asking asking, String path, String accept) throws Exception {
        caller.set(asking.caller());
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port(PORT) + path))
                        .header("Accept", accept)
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) {
            assertThat(response.body()).isNotEmpty();
            return true;
        }
        assertThat(response.statusCode()).isEqualTo(404);
        String ofDicomWeb = accept.endsWith("json") ? NOT_FOUND_AS_JSON : NOT_FOUND;
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(path.startsWith("/publications/") ? NO_SUCH_STUDY : ofDicomWeb);
        return false;
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.close();
    }
}

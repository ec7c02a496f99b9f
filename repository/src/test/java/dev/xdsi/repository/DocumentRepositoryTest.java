package dev.xdsi.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.store.HeapContent;
import dev.xdsi.repository.store.InMemoryDocumentStore;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The actor as it is put together: its transactions with the duties around them. */
class DocumentRepositoryTest {
    private static final Oid HERE = Submissions.REPOSITORY;
    private static final String MANIFEST = Submissions.manifest("a").uniqueId();
    private static final Caller PARTNER =
            new Caller(new Caller.Node("192.0.2.7", "http://source.example/reply", null), null);

    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private Transaction<RegisterDocumentSetRequest, RegistryResponse> registry =
            (request, caller) -> RegistryResponse.SUCCESS;

    @Test
    void aSubmissionIsRecordedAsImportAndItsRegistrationAsExport() {
        assertThat(provide().status()).isEqualTo(Status.SUCCESS);

        assertThat(records()).hasSize(2);
        assertThat(records().get(0))
                .contains(
                        "ITI-42",
                        "110106",
                        "EventActionCode=\"R\"",
                        "EventOutcomeIndicator=\"0\"",
                        "http://registry.example/");
        assertThat(records().get(1))
                .contains(
                        "ITI-41",
                        "110107",
                        "EventActionCode=\"C\"",
                        "EventOutcomeIndicator=\"0\"",
                        "http://source.example/reply",
                        "http://repository.example/",
                        Submissions.MARY.cx().replace("&", "&amp;"),
                        Submissions.submissionSet("a-set").uniqueId().value());
    }

    @Test
    void aRejectedSubmissionIsRecordedAsSuch() {
        registry = (request, caller) ->
                RegistryResponse.ofSubmission(List.of(XdsError.of(ErrorCode.XDSUnknownPatientId, "MARY")));

        provide();

        assertThat(records())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record).contains("EventOutcomeIndicator=\"8\""));
    }

    @Test
    void theUnexpectedIsAnswered() {
        registry = (request, caller) -> {
            throw new IllegalStateException("secret");
        };

        assertThat(provide().errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRepositoryError);
            assertThat(error.codeContext()).doesNotContain("secret");
        });
        assertThat(records()).hasSize(2);
    }

    @Test
    void aRetrievalIsRecordedWhenItsBytesHaveLeft() {
        provide();
        RetrieveDocumentSetResponse response = retrieve(MANIFEST, "1.9");
        assertThat(records()).hasSize(2);

        response.delivery().sent(MANIFEST, 3);
        response.delivery().complete();

        assertThat(records()).hasSize(3);
        assertThat(records().getLast())
                .contains("ITI-43", "110106", "EventActionCode=\"R\"", "EventOutcomeIndicator=\"4\"", MANIFEST)
                .contains(Base64.getEncoder().encodeToString(HERE.value().getBytes(StandardCharsets.UTF_8)))
                .doesNotContain("\"1.9\"");
    }

    @Test
    void aRetrievalThatBreaksOffNamesOnlyWhatLeft() {
        provide();
        RetrieveDocumentSetResponse response = retrieve(MANIFEST);

        response.delivery().fail(new IOException("connection reset"));

        assertThat(records().getLast()).contains("ITI-43").doesNotContain("EventOutcomeIndicator=\"0\"");
    }

    private RegistryResponse provide() {
        return actor().provideAndRegisterDocumentSet()
                .perform(
                        new ProvideAndRegisterDocumentSetRequest(
                                Submissions.ofOneManifest("a"),
                                List.of(new ProvidedDocument(
                                        Submissions.uuid("a").value(), HeapContent.of("abc")))),
                        PARTNER);
    }

    private RetrieveDocumentSetResponse retrieve(String... uniqueIds) {
        List<DocumentRequest> wanted = List.of(uniqueIds).stream()
                .map(uniqueId -> new DocumentRequest(null, HERE.value(), uniqueId))
                .toList();
        return actor().retrieveDocumentSet().perform(new RetrieveDocumentSetRequest(wanted), PARTNER);
    }

    private DocumentRepository actor() {
        AuditContext us = new AuditContext(
                new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "repository.example");
        AuditTrail audit = new AuditTrail(spool, us, () -> Instant.EPOCH, 1 << 20);
        return new DocumentRepository(
                new DocumentRepository.Configuration(
                        HERE, Path.of("unused"), 1000, URI.create("http://repository.example/")),
                store,
                new DocumentRepository.Registry(
                        URI.create("http://registry.example/"), (request, caller) -> registry.perform(request, caller)),
                audit,
                UUID::randomUUID);
    }

    private List<String> records() {
        return spool.read(0, 100).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }
}

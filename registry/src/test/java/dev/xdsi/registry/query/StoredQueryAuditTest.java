package dev.xdsi.registry.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.registry.iti18.RegistryStoredQuery;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredQueryAuditTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    /** What the message says of the patient, also when the query was refused for the way it was written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$XDSDocumentEntryPatientId | 'A^^^&1.2&ISO'                    | A^^^&amp;1.2&amp;ISO",
                "$patientId                 | ('A^^^&1.2&ISO')                  | A^^^&amp;1.2&amp;ISO",
                "$XDSSubmissionSetPatientId | 'A^^^&1.2&ISO','B^^^&1.2&ISO'     | B^^^&amp;1.2&amp;ISO",
                "$XDSFolderPatientId        | 'A^^^&1.2&ISO                     | &apos;A^^^&amp;1.2&amp;ISO",
            })
    void namesThePatientAskedFor(String parameter, String written, String patient) {
        String message = message(Ask.findDocuments().with(parameter, written));

        assertThat(message.replace("'A", "&apos;A")).contains("ParticipantObjectID=\"" + patient + "\"");
    }

    @ParameterizedTest
    @CsvSource({"urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155, 0", "urn:uuid:unknown, 8"})
    void aQueryWithoutPatientIsRecordedToo(String queryId, String outcome) {
        String message =
                message(Ask.leafClass(queryId).with("$uuid", "('urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155')"));

        assertThat(message)
                .contains("ParticipantObjectID=\"" + queryId + "\"")
                .contains("EventOutcomeIndicator=\"" + outcome + "\"")
                .doesNotContain("Patient Number");
    }

    @Test
    void whatIsTooLongIsRecordedByItsBeginning() {
        String[] many = IntStream.range(0, 20_000)
                .mapToObj(i -> "'" + i + "-" + "x".repeat(100) + "^^^&1.2&ISO'")
                .toArray(String[]::new);

        assertThat(message(Ask.findDocuments().with("$XDSDocumentEntryPatientId", many)))
                .contains("ParticipantObjectID=\"999-x")
                .doesNotContain("ParticipantObjectID=\"1000-x")
                .contains("EventOutcomeIndicator=\"8\"")
                .hasSizeLessThan(1 << 20);
        assertThat(message(Ask.leafClass("y".repeat(1 << 20)))).hasSizeLessThan(1 << 20);
    }

    private static String message(Ask ask) {
        InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 21);
        AuditTrail trail = new AuditTrail(
                spool,
                new AuditContext(
                        new AuditSource("site", "registry", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                CLOCK,
                1 << 20);
        trail.around(
                        new RegistryStoredQuery(new InMemoryRegistryStore(), QueryLimits.DEFAULT),
                        new StoredQueryAudit(
                                AuditedTransaction.ITI_18, trail.context(), URI.create("http://localhost/registry")))
                .perform(ask.request(), Caller.self("consumer"));
        assertThat(spool.read(0, 10)).hasSize(1);
        return new String(spool.read(0, 10).getFirst().message(), StandardCharsets.UTF_8);
    }
}

package dev.xdsi.repository.ondemand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.ondemand.imagingsummary.ImagingSummary;
import dev.xdsi.repository.store.DocumentIndex;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Patients whose documents were here before on-demand documents were get their entry all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnDemandBackfillTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(30));

    private HikariDataSource database;
    private FakeRegistry registry;

    @BeforeAll
    void open() throws Exception {
        database = TestDatabase.open();
        TestDatabase.clear(database);
        DocumentIndex.migrate(database);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() throws Exception {
        registry = new FakeRegistry();
        TestDatabase.empty(database);
        TestDatabase.execute(
                database,
                "truncate repository.on_demand",
                "insert into repository.content (hash, size, checksums) values ('" + "0".repeat(40) + "', 0, '')");
    }

    private OnDemandBackfill backfill() {
        OnDemand.Registry asked = registry.transactions();
        InstantSource clock = InstantSource.fixed(NOW);
        OnDemand offered = new OnDemand(
                new ImagingSummary(new RegisteredEntries(asked.registryStoredQuery()), clock),
                new OnDemandSubmissions(Submissions.REPOSITORY, new Oid("1.2.3"), "Radiology North"),
                asked,
                false,
                new OnDemand.Surroundings(clock, UUID::randomUUID));
        return new OnDemandBackfill(offered, new RegisteredEntries(asked.registryStoredQuery()), database);
    }

    private static PatientId patient(int number) {
        return new PatientId("P" + number, new Oid("1.2.3.4"));
    }

    /** What was held, and registered, at that time. */
    private void held(DocumentEntry entry, Instant receivedAt, boolean registered) throws Exception {
        registry.entries.add(entry);
        TestDatabase.execute(
                database,
                "insert into repository.document (document_unique_id, hash, size, mime_type, registered, received_at) values ('"
                        + entry.uniqueId() + "', '" + "0".repeat(40) + "', 0, 'application/dicom', " + registered
                        + ", '" + receivedAt + "')");
    }

    private static DocumentEntry manifest(String name, PatientId of) {
        return Submissions.manifest(name).toBuilder().patientId(of).build();
    }

    private List<PatientId> given() {
        return registry.registered.stream()
                .flatMap(submission -> submission.documentEntries())
                .map(entry -> DraftReader.documentEntry(entry).patientId())
                .toList();
    }

    @Test
    void eachPatientWithAManifestHasAnEntryOnceHoweverOftenItIsLooked() throws Exception {
        for (int i = 0; i < 250; i++) {
            held(manifest("m" + i, patient(i % 3)), LONG_AGO.plusSeconds(i / 10), true);
        }
        held(
                manifest("letter", patient(7)).toBuilder()
                        .formatCode(Submissions.manifest("x").typeCode())
                        .build(),
                LONG_AGO,
                true);
        held(manifest("refused", patient(8)), LONG_AGO, false);

        assertThat(backfill().goOn()).isEqualTo(251);
        assertThat(given()).containsExactlyInAnyOrder(patient(0), patient(1), patient(2));

        // Another process, or the same one after a restart, has only the last moment to look at again.
        assertThat(backfill().goOn()).isLessThanOrEqualTo(10);
        assertThat(given()).hasSize(3);
    }

    @Test
    void itGoesOnWhereItWasEnded() throws Exception {
        IntStream.range(0, 150).forEach(i -> registry.entries.add(manifest("m" + i, patient(i))));
        List<DocumentEntry> all = List.copyOf(registry.entries);
        registry.entries.clear();
        for (int i = 0; i < all.size(); i++) {
            held(all.get(i), LONG_AGO.plusSeconds(i), true);
        }
        OnDemandBackfill first = backfill();
        // The registry goes down in the second hundred.
        registry.downAfter = 100 + 100 + 20;

        assertThatThrownBy(first::goOn).isInstanceOf(IOException.class);
        int done = given().size();
        assertThat(done).isEqualTo(100);

        registry.downAfter = Integer.MAX_VALUE;
        // One of them twice: others may have come in the same moment.
        assertThat(backfill().goOn()).isEqualTo(51);
        assertThat(given()).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    void whatCameJustNowIsLookedAtAgain() throws Exception {
        held(manifest("late", patient(1)), NOW.minusSeconds(60), false);
        held(manifest("new", patient(2)), NOW.minusSeconds(30), true);
        assertThat(backfill().goOn()).isEqualTo(1);

        TestDatabase.execute(database, "update repository.document set registered = true");

        assertThat(backfill().goOn()).isEqualTo(2);
        assertThat(given()).containsExactly(patient(2), patient(1));
    }

    @Test
    void aPatientWhomTheRegistryRefusesHoldsUpNobodyButABusyRegistryDoes() throws Exception {
        held(manifest("a", patient(1)), LONG_AGO, true);
        registry.answer = RegistryResponse.ofSubmission(List.of(XdsError.of(ErrorCode.XDSRegistryBusy, "later")));
        OnDemandBackfill backfill = backfill();

        assertThatThrownBy(backfill::goOn).isInstanceOf(IOException.class).hasMessageContaining("XDSRegistryBusy");

        registry.answer = RegistryResponse.ofSubmission(List.of(XdsError.of(ErrorCode.XDSUnknownPatientId, "P1")));
        assertThat(backfill.goOn()).isEqualTo(1);
    }
}

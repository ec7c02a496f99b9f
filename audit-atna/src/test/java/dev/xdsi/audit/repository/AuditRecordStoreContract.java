package dev.xdsi.audit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.repository.AuditRecord.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link AuditRecordStore} must do. */
public interface AuditRecordStoreContract {
    Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** A new, empty store. */
    AuditRecordStore store();

    static AuditRecord record(String digest, String type, String... patients) {
        var subjects = new AuditContent.Objects(
                List.of(patients), List.of("1.2.3"), List.of("1.2.3.4"), List.of("urn:uuid:1", "x"));
        var content = new AuditContent(
                NOON.minusSeconds(1), "110112", List.of(type), "E", 0, "gateway", List.of("AE", "<é@ü>"), subjects);
        return new AuditRecord(digest, NOON, "CN=süd, O=Klinik", content, null, "<AuditMessage a=\"ß漢\"/>");
    }

    /** Text that no compression makes small enough for an index, the same every time, and another for each length. */
    static String incompressible(int length) {
        return new Random(length)
                .ints(length, 0x4E00, 0x9FA5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static List<String> digests(List<Stored> stored) {
        return stored.stream().map(one -> one.record().digest()).toList();
    }

    @Test
    default void aRecordComesBackAsItWasStored() {
        AuditRecordStore store = store();
        AuditRecord full = record("a", "ITI-18", "1^^^&1.2&ISO");
        AuditRecord unknown =
                new AuditRecord("b", NOON, "10.0.0.1", AuditContent.UNKNOWN, "not an AuditMessage", "\n<");
        store.add(List.of(full, unknown));
        assertThat(store.newest(10)).extracting(Stored::record).containsExactly(unknown, full);
    }

    @Test
    default void aMessageSentAgainIsKeptOnce() {
        AuditRecordStore store = store();
        store.add(List.of(record("a", "ITI-18")));
        store.add(List.of(record("b", "ITI-18"), record("a", "ITI-18"), record("b", "ITI-18"), record("c", "ITI-18")));
        assertThat(digests(store.after(0, 10))).containsExactly("a", "b", "c");
    }

    @Test
    default void newestComesFirstAndOnlySoMany() {
        AuditRecordStore store = store();
        store.add(List.of(record("a", "ITI-18"), record("b", "ITI-18"), record("c", "ITI-18")));
        assertThat(digests(store.newest(2))).containsExactly("c", "b");
    }

    @Test
    default void whoAsksWithTheLastNumberMissesNone() {
        AuditRecordStore store = store();
        store.add(List.of(record("a", "ITI-18"), record("b", "ITI-18"), record("c", "ITI-18")));
        List<Stored> some = store.after(0, 2);
        assertThat(digests(some)).containsExactly("a", "b");
        store.add(List.of(record("d", "ITI-18")));
        assertThat(digests(store.after(some.getLast().number(), 10))).containsExactly("c", "d");
        assertThat(store.after(store.newest(1).getFirst().number(), 10)).isEmpty();
    }

    @Test
    default void recordsAreFoundByPatientAndByType() {
        AuditRecordStore store = store();
        store.add(List.of(
                record("a", "ITI-18", "1^^^&1.2&ISO"),
                record("b", "ITI-43", "1^^^&1.2&ISO", "2^^^&1.2&ISO"),
                record("c", "ITI-43", "O'Neil^^^&1.2&ISO")));
        assertThat(digests(store.ofPatient("1^^^&1.2&ISO", 10))).containsExactly("b", "a");
        assertThat(digests(store.ofPatient("1^^^&1.2&ISO", 1))).containsExactly("b");
        assertThat(digests(store.ofPatient("O'Neil^^^&1.2&ISO", 10))).containsExactly("c");
        assertThat(store.ofPatient("1", 10)).isEmpty();
        assertThat(digests(store.ofType("ITI-43", 10))).containsExactly("c", "b");
        assertThat(store.ofType("ITI-4", 10)).isEmpty();
    }

    @Test
    default void aLongValueIsKeptAndFound() {
        AuditRecordStore store = store();
        String patient = incompressible(4000);
        String type = incompressible(5000);
        store.add(List.of(record("a", type, patient), record("b", "ITI-18", incompressible(600))));
        assertThat(digests(store.ofPatient(patient, 10))).containsExactly("a");
        assertThat(digests(store.ofType(type, 10))).containsExactly("a");
    }
}

package dev.xdsi.audit.repository;

import dev.xdsi.audit.repository.AuditRecord.Stored;
import java.util.List;

/** What the Audit Record Repository asks of its storage. Records are never changed. */
public interface AuditRecordStore {

    /**
     * Keeps these records, all or none, durable on return; one that is there already (same digest) is passed over. One that
     * the store cannot hold as it is must be kept as unreadable: its sender would send it for ever, and nothing after it.
     */
    void add(List<AuditRecord> records);

    /** The newest records, newest first. */
    List<Stored> newest(int limit);

    /** Records with a greater number than this, oldest first: who asks again with the last number misses none. */
    List<Stored> after(long number, int limit);

    /** The newest records about a patient, by identifier in CX form, newest first; a long one is found by its beginning. */
    List<Stored> ofPatient(String patientId, int limit);

    /** The newest records of a transaction or another event type, as {@code ITI-18} or {@code 110120}, newest first. */
    List<Stored> ofType(String eventType, int limit);
}

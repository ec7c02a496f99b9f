package dev.xdsi.audit.repository;

import dev.xdsi.audit.repository.AuditRecord.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** An {@link AuditRecordStore} for tests. */
public final class InMemoryAuditRecordStore implements AuditRecordStore {
    private final List<Stored> records = new ArrayList<>();
    private final Set<String> digests = new HashSet<>();

    @Override
    public synchronized void add(List<AuditRecord> added) {
        for (AuditRecord record : added) {
            if (digests.add(record.digest())) {
                records.add(new Stored(records.size() + 1L, record));
            }
        }
    }

    @Override
    public List<Stored> newest(int limit) {
        return newest(record -> true, limit);
    }

    private synchronized List<Stored> newest(Predicate<AuditContent> wanted, int limit) {
        return records.reversed().stream()
                .filter(stored -> wanted.test(stored.record().content()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Stored> after(long number, int limit) {
        return records.stream()
                .filter(stored -> stored.number() > number)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Stored> ofPatient(String patientId, int limit) {
        String searched = AuditContent.searchable(patientId);
        return newest(content -> content.subjects().patients().contains(searched), limit);
    }

    @Override
    public List<Stored> ofType(String eventType, int limit) {
        String searched = AuditContent.searchable(eventType);
        return newest(content -> content.eventTypes().contains(searched), limit);
    }
}

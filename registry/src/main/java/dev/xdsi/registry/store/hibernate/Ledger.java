package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Association;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Folder;
import dev.xdsi.model.Hash;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.History.KnownUniqueId;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.Submission;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** One submission inside its database transaction. */
final class Ledger {
    private final Session session;
    private final Duration patience;

    Ledger(Session session, Duration patience) {
        this.session = session;
        this.patience = patience;
    }

    List<XdsError> submit(Submission submission, Function<History, List<XdsError>> rules) {
        boundWaiting();
        lock(submission.identifiers());
        History history = history(submission.identifiers());
        List<XdsError> errors = rules.apply(history);
        if (errors.stream().noneMatch(error -> error.severity() == XdsError.Severity.ERROR)) {
            submission.objects().forEach(added -> add(submission, added, history));
            deprecate(submission.deprecated());
            session.flush();
        }
        return errors;
    }

    History history(Identifiers identifiers) {
        return new History(objects(uuids(identifiers.entryUUIDs())), uniqueIds(identifiers.uniqueIds()));
    }

    /** Whoever else holds what this submission needs, it does not wait for ever. */
    private void boundWaiting() {
        session.createNativeQuery(
                        "select set_config('lock_timeout', :lock, true) || set_config('statement_timeout', '30s',"
                                + " true)",
                        String.class)
                .setParameter("lock", patience.toMillis() + "ms")
                .getSingleResult();
    }

    /** Referenced documents may not change their status until this submission is through; locked in one order for all. */
    private void lock(Identifiers identifiers) {
        if (identifiers.entryUUIDs().isEmpty()) {
            return;
        }
        session.createNativeQuery(
                        "select entry_uuid from registry.document_entry where entry_uuid in :ids"
                                + " order by entry_uuid for update",
                        UUID.class)
                .setParameterList("ids", uuids(identifiers.entryUUIDs()))
                .getResultList();
    }

    private Map<EntryUuid, KnownObject> objects(Collection<UUID> entryUuids) {
        Map<EntryUuid, KnownObject> known = new HashMap<>();
        known.putAll(objects(ObjectKind.DOCUMENT_ENTRY, "DocumentEntryRow", entryUuids));
        known.putAll(objects(ObjectKind.SUBMISSION_SET, "SubmissionSetRow", entryUuids));
        known.putAll(objects(ObjectKind.FOLDER, "FolderRow", entryUuids));
        known.putAll(objects(ObjectKind.ASSOCIATION, "AssociationRow", entryUuids));
        return known;
    }

    private Map<EntryUuid, KnownObject> objects(ObjectKind kind, String rows, Collection<UUID> entryUuids) {
        return session.createSelectionQuery(
                        "select new Found(r.key.entryUuid, r.key.patientId, r.availabilityStatus, '') from " + rows
                                + " r where r.key.entryUuid in :ids",
                        Found.class)
                .setParameterList("ids", entryUuids)
                .getResultStream()
                .collect(Collectors.toMap(found -> EntryUuid.of(found.entryUuid()), found -> found.known(kind)));
    }

    private Map<String, KnownUniqueId> uniqueIds(Set<String> uniqueIds) {
        return session.createSelectionQuery("from UniqueIdRow where uniqueId in :ids", UniqueIdRow.class)
                .setParameterList("ids", uniqueIds)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> Objects.requireNonNull(row.uniqueId),
                        row -> new KnownUniqueId(
                                Objects.requireNonNull(row.kind),
                                row.hash == null ? null : new Hash(row.hash),
                                row.size)));
    }

    private void add(Submission submission, Submission.NewObject added, History history) {
        ObjectRow row = switch (added.object()) {
            case DocumentEntry entry -> new DocumentEntryRow(entry, added.written());
            case SubmissionSet set -> new SubmissionSetRow(set, added.written());
            case Folder folder -> new FolderRow(folder, added.written());
            case Association link -> new AssociationRow(link, submission.patientId(), added.written());
        };
        ObjectKind kind = ObjectKind.of(added.object());
        session.persist(new RegisteredIdRow(Objects.requireNonNull(row.key), kind));
        UniqueIdRow uniqueId = uniqueId(added, kind);
        if (uniqueId != null
                && history.uniqueId(Objects.requireNonNull(uniqueId.uniqueId)).isEmpty()) {
            session.persist(uniqueId);
        }
        session.persist(row);
    }

    private static @Nullable UniqueIdRow uniqueId(Submission.NewObject added, ObjectKind kind) {
        return switch (added.object()) {
            case DocumentEntry entry -> {
                Hash hash = entry.hash();
                yield new UniqueIdRow(entry.uniqueId(), kind, hash == null ? null : hash.hex(), entry.size());
            }
            case SubmissionSet set -> new UniqueIdRow(set.uniqueId().value(), kind, null, null);
            case Folder folder -> new UniqueIdRow(folder.uniqueId().value(), kind, null, null);
            case Association link -> null;
        };
    }

    private void deprecate(Set<EntryUuid> entryUUIDs) {
        if (!entryUUIDs.isEmpty()) {
            session.createMutationQuery(
                            "update DocumentEntryRow set availabilityStatus = :status where key.entryUuid in :ids")
                    .setParameter("status", AvailabilityStatus.DEPRECATED)
                    .setParameterList("ids", uuids(entryUUIDs))
                    .executeUpdate();
        }
    }

    private static List<UUID> uuids(Set<EntryUuid> entryUUIDs) {
        return entryUUIDs.stream().sorted().map(EntryUuid::uuid).toList();
    }
}

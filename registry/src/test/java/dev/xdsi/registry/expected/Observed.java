package dev.xdsi.registry.expected;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Happening;
import dev.xdsi.registry.store.Happenings;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A store of which one learns what happened in it. */
record Observed(RegistryStore store, List<Happening> happened) implements RegistryStore, Happenings {
    Observed(RegistryStore store) {
        this(store, new ArrayList<>());
    }

    @Override
    public List<XdsError> change(Scope scope, Function<Snapshot, Verdict> judge) {
        AtomicReference<Verdict> last = new AtomicReference<>();
        List<XdsError> errors = store.change(scope, snapshot -> {
            Verdict verdict = judge.apply(snapshot);
            last.set(verdict);
            return verdict;
        });
        if (last.get() instanceof Verdict.Accepted(Change change, var warnings)) {
            Map<PatientId, Set<EntryUuid>> objects = Stream.concat(change.added().stream(), change.rewritten().stream())
                    .collect(Collectors.groupingBy(
                            it -> it.patientId(),
                            Collectors.mapping(it -> it.object().entryUUID(), Collectors.toSet())));
            synchronized (happened) {
                objects.forEach((patient, uuids) -> happened.add(new Happening(
                        UUID.randomUUID(), patient, uuids, Clock.systemUTC().instant())));
            }
        }
        return errors;
    }

    @Override
    public List<Happening> next(int atMost) {
        synchronized (happened) {
            return happened.stream().limit(atMost).toList();
        }
    }

    @Override
    public void settled(Set<UUID> ids) {
        synchronized (happened) {
            happened.removeIf(happening -> ids.contains(happening.id()));
        }
    }

    @Override
    public History history(Identifiers identifiers) {
        return store.history(identifiers);
    }

    @Override
    public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return store.documentEntries(allOf, atMost);
    }

    @Override
    public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return store.submissionSets(allOf, atMost);
    }

    @Override
    public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return store.folders(allOf, atMost);
    }

    @Override
    public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return store.associations(allOf, atMost);
    }

    @Override
    public Map<EntryUuid, String> written(List<RegisteredObject> found) {
        return store.written(found);
    }
}

package dev.xdsi.registry.store;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What happens in an {@link InMemoryRegistryStore}. */
public final class InMemoryHappenings implements Happenings {
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final List<Happening> open = new ArrayList<>();

    public InMemoryHappenings(InstantSource clock, Supplier<UUID> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    synchronized void add(Map<PatientId, Set<EntryUuid>> happened) {
        happened.forEach(
                (patientId, objects) -> open.add(new Happening(ids.get(), patientId, objects, clock.instant())));
    }

    @Override
    public synchronized List<Happening> next(int atMost) {
        return open.stream().limit(atMost).toList();
    }

    @Override
    public synchronized void settled(Set<UUID> settled) {
        open.removeIf(happening -> settled.contains(happening.id()));
    }
}

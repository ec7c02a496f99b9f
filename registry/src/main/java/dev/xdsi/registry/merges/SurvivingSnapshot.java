package dev.xdsi.registry.merges;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The same with what is known of given identifiers. */
class SurvivingSnapshot extends SurvivingObjects implements Snapshot {
    private final Snapshot store;
    private final Supplier<Survivors> asking;

    SurvivingSnapshot(Snapshot store, Supplier<Survivors> asking) {
        super(store, asking);
        this.store = store;
        this.asking = asking;
    }

    @Override
    public final History history(Identifiers identifiers) {
        Survivors survivors = asking.get();
        History history = store.history(identifiers);
        Map<EntryUuid, KnownObject> objects = new HashMap<>();
        history.objects()
                .forEach((uuid, known) -> objects.put(
                        uuid,
                        new KnownObject(
                                known.kind(),
                                survivors.of(known.patientId()),
                                known.availabilityStatus(),
                                known.logicalID(),
                                known.version())));
        return new History(objects, history.uniqueIds());
    }
}

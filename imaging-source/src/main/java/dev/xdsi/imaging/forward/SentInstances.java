package dev.xdsi.imaging.forward;

import dev.xdsi.imaging.archive.StoredInstance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a portion of instances was taken.
 *
 * @param fates of those that were tried, in their order
 * @param away why the others were not; empty where there are none
 */
record SentInstances(List<SentInstance> fates, Optional<String> away) {
    /** One of them, and what became of it. */
    record SentInstance(StoredInstance instance, Fate fate) {}

    SentInstances {
        fates = List.copyOf(fates);
    }

    /** SOP Instance UIDs of those that the other side has. */
    Set<String> taken() {
        return fates.stream()
                .filter(each -> each.fate() instanceof Fate.Taken)
                .map(each -> each.instance().uids().sopInstance().value())
                .collect(Collectors.toSet());
    }
}

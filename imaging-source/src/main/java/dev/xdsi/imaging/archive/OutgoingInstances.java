package dev.xdsi.imaging.archive;

import dev.xdsi.transaction.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one answer. Those with which it begins are here before it does, so that it can still be another one. Where that is much of what
 * may be kept here of what is elsewhere, the rest comes while the answer is sent, and each may go when the next is opened.
 */
public final class OutgoingInstances {
    private final Delivery delivery;
    private final List<ElsewhereContent> all = new ArrayList<>();
    private @Nullable ElsewhereContent opened;
    private long bytes;
    /** Who has given one for this answer, or was asked for one, so that it is known whether he gives any. */
    private final Set<InstanceKeeper> asked = new HashSet<>();

    private final Map<InstanceKeeper, InstanceUnavailable> away = new HashMap<>();

    public OutgoingInstances(Delivery delivery) {
        this.delivery = delivery;
        delivery.whenClosed(result -> letGo());
    }

    public Delivery delivery() {
        return delivery;
    }

    /**
     * The file of an instance, which comes when it is opened, if it was not taken ahead.
     *
     * @param here whether it is in use for this answer
     */
    synchronized ElsewhereContent content(InstanceKeeper keeper, StoredInstance instance, boolean here) {
        ElsewhereContent content = new ElsewhereContent(keeper, instance, this, here);
        all.add(content);
        return content;
    }

    /** When an instance comes. */
    enum Coming {
        /** Before the answer begins. */
        AHEAD,
        /** The same, to show whether who has it gives any; where there is no room for it yet, later. */
        AHEAD_IF_ROOM,
        /** When it is opened. */
        LATER
    }

    /**
     * Whether there is room for another one before the answer begins. For the first there always is; the first that is not here is tried, so
     * that nothing is promised of who gives nothing now.
     *
     * @throws InstanceUnavailable where he has not answered for this answer already
     */
    synchronized Coming coming(InstanceKeeper keeper, StoredInstance instance) {
        if (keeper.mostAhead() == Long.MAX_VALUE) {
            return Coming.AHEAD;
        }
        boolean here = keeper.isHere(instance);
        InstanceUnavailable before = away.get(keeper);
        if (!here && before != null) {
            throw new InstanceUnavailable(before.kind(), String.valueOf(before.getMessage()), before);
        }
        boolean shows = !here && asked.add(keeper);
        long with = bytes + instance.file().length();
        if (bytes > 0 && with > keeper.mostAhead()) {
            return shows ? Coming.AHEAD_IF_ROOM : Coming.LATER;
        }
        bytes = with;
        return Coming.AHEAD;
    }

    /** What else of the same is not here is not promised either. */
    synchronized void isAway(InstanceKeeper keeper, InstanceUnavailable why) {
        away.put(keeper, why);
    }

    /** They are sent one after the other. */
    void opens(ElsewhereContent next) {
        ElsewhereContent before;
        synchronized (this) {
            before = opened;
            opened = next;
        }
        if (before != null && before != next) {
            before.letGo();
        }
    }

    private void letGo() {
        List<ElsewhereContent> left;
        synchronized (this) {
            left = List.copyOf(all);
        }
        left.forEach(ElsewhereContent::letGo);
    }
}

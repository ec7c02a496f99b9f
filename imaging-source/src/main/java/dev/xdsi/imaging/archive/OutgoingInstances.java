package dev.xdsi.imaging.archive;

import dev.xdsi.transaction.Delivery;
import java.util.ArrayList;
import java.util.List;
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

    /** Whether there is room for another one before the answer begins; for the first there always is. */
    synchronized boolean takesAhead(InstanceKeeper keeper, StoredInstance instance) {
        if (keeper.mostAhead() == Long.MAX_VALUE) {
            return true;
        }
        long with = bytes + instance.file().length();
        if (bytes > 0 && with > keeper.mostAhead()) {
            return false;
        }
        bytes = with;
        return true;
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

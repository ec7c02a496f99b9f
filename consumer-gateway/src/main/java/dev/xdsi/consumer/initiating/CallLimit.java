package dev.xdsi.consumer.initiating;

import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.transaction.Transaction;
import java.util.concurrent.Semaphore;

/** How many calls to one community may wait for their answer at the same time, so that one that hangs does not take all of us with it. */
final class CallLimit {
    static final int DEFAULT = 64;

    private final Semaphore free;

    CallLimit(int calls) {
        this.free = new Semaphore(calls);
    }

    <Q, R> Transaction<Q, R> around(Transaction<Q, R> inner) {
        return (request, caller) -> {
            if (!free.tryAcquire()) {
                throw new PartnerException("Too many calls wait for its answers already.");
            }
            try {
                return inner.perform(request, caller);
            } finally {
                free.release();
            }
        };
    }
}

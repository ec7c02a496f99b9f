package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Allowance;
import dev.xdsi.registry.store.StoreQuestions.BusyException;
import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The long answers that are under way: all together they are made of a limited number of rows, each of which is taken before it is read and given
 * back when the answer has left or was given up. So the heap is bounded however many ask, and a client that reads slowly takes room from
 * other long answers alone. Short ones, which are most, are not counted.
 *
 * <p>Rows are waited for with nothing in hand, neither rows nor moment nor connection: who finds no room lets go of all that he has, waits for
 * all that he needs, and asks anew. Who has rows may wait for a connection; who has a connection never waits for rows.
 */
public final class LongAnswers {
    private static final int LONGEST_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final QueryLimits limits;
    private final Duration patience;
    private final int rows;
    private final Semaphore free;

    /** As many rows as four of the longest answers have. */
    public LongAnswers(QueryLimits limits) {
        this(limits, PATIENCE);
    }

    LongAnswers(QueryLimits limits, Duration patience) {
        this.limits = limits;
        this.patience = patience;
        this.rows = (int)
                Math.min((long) LONGEST_AT_ONCE * Math.max(limits.leafClass(), limits.objectRef()), Integer.MAX_VALUE);
        this.free = new Semaphore(rows, true);
    }

    QueryLimits limits() {
        return limits;
    }

    int free() {
        return free.availablePermits();
    }

    /**
     * Makes an answer, whose rows are given back when its delivery is closed.
     *
     * @param atMost how many objects it may have
     * @param reading asked again where there was no room at first
     * @throws BusyException where there is none for too long
     */
    QueryAnswer read(int atMost, Function<Allowance, QueryAnswer> reading) {
        Share share = new Share();
        try {
            Allowance allowance = new Allowance(atMost, share::take);
            QueryAnswer answer = share.withRoom(() -> reading.apply(allowance));
            share.keep(answer.length());
            answer.delivery().whenClosed(left -> share.keep(0));
            return answer;
        } catch (RuntimeException | Error e) {
            share.keep(0);
            throw e;
        }
    }

    /** There is no room for what is about to be read. */
    private static final class NoRoomException extends BusyException {
        @Serial
        private static final long serialVersionUID = 1;

        private final int needed;

        NoRoomException(int needed) {
            super("too many long answers at once");
            this.needed = needed;
        }
    }

    /** What one answer has of the rows; never more than all, so that whoever is alone is answered. */
    private final class Share {
        private int held;
        private int taken;

        interface Reading {
            QueryAnswer read();
        }

        /** Each time there is no room more is waited for than before, so there are few times. */
        QueryAnswer withRoom(Reading reading) {
            long end = System.nanoTime() + patience.toNanos();
            while (true) {
                try {
                    return reading.read();
                } catch (NoRoomException full) {
                    keep(0);
                    if (!acquired(full.needed, end - System.nanoTime())) {
                        throw full;
                    }
                    held = full.needed;
                    taken = 0;
                }
            }
        }

        void take(int more) {
            int needed = (int) Math.min((long) taken + more, rows);
            if (needed > held) {
                // Nobody overtakes those who wait, but with what he needs to come to an end.
                boolean room = held == 0 ? acquired(needed, 0) : free.tryAcquire(needed - held);
                if (!room) {
                    throw new NoRoomException(needed);
                }
                held = needed;
            }
            taken = needed;
        }

        void keep(int most) {
            if (held > most) {
                free.release(held - most);
                held = most;
            }
        }
    }

    private boolean acquired(int needed, long nanos) {
        try {
            return free.tryAcquire(needed, nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.xdsi.registry.iti53;

import dev.xdsi.registry.dsub.Notification;
import dev.xdsi.registry.dsub.Notification.Reception;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends a notification that takes too long as a whole. The time-outs of a connection begin anew with every byte that a recipient lets go,
 * and a request that it does not read has none; but a virtual thread that is interrupted closes the socket on which it waits.
 */
public final class Deadline implements Transaction<Notification, Reception> {
    private final Transaction<Notification, Reception> inner;
    private final Duration whole;

    /** @param whole from the connection to the last byte of the answer */
    public Deadline(Transaction<Notification, Reception> inner, Duration whole) {
        this.inner = inner;
        this.whole = whole;
    }

    @Override
    public Reception perform(Notification notification, Caller caller) {
        FutureTask<Reception> call = new FutureTask<>(() -> inner.perform(notification, caller));
        Thread.ofVirtual().name("notification").start(call);
        try {
            return call.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return ended(call, notification, "took longer than " + whole.toSeconds() + " s over a notification");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ended(call, notification, "was not waited for, because this node stops");
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a notification failed", failed.getCause());
        }
    }

    private static Reception ended(FutureTask<?> call, Notification notification, String what) {
        call.cancel(true);
        return new Reception.Failed(notification.subscription().recipient() + " " + what);
    }
}

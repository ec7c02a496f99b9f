package dev.xdsi.registry.iti53;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.dsub.Notification;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends a notification that takes too long as a whole. The time-outs of a connection begin anew with every byte that a recipient lets go,
 * and a request that it does not read has none; but a virtual thread that is interrupted closes the socket on which it waits.
 */
public final class Deadline implements Transaction<Notification, RegistryResponse> {
    private final Transaction<Notification, RegistryResponse> inner;
    private final Duration whole;

    /** @param whole from the connection to the last byte of the answer */
    public Deadline(Transaction<Notification, RegistryResponse> inner, Duration whole) {
        this.inner = inner;
        this.whole = whole;
    }

    @Override
    public RegistryResponse perform(Notification notification, Caller caller) {
        FutureTask<RegistryResponse> call = new FutureTask<>(() -> inner.perform(notification, caller));
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

    private static RegistryResponse ended(FutureTask<?> call, Notification notification, String what) {
        call.cancel(true);
        return RegistryResponse.of(
                List.of(XdsError.of(
                        ErrorCode.XDSRegistryError, notification.subscription().recipient() + " " + what)),
                false);
    }
}

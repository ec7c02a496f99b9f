package dev.xdsi.transaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a streamed response really sent. The edge reports each document as its last byte leaves and closes the delivery
 * exactly once; an audit record that waits for it then says what was disclosed, not what was promised. Thread-safe.
 */
public final class Delivery {
    private final Map<String, Long> sent = new LinkedHashMap<>();
    private final List<Consumer<Result>> listeners = new ArrayList<>();
    private @Nullable Result result;

    /** Everything that left, by document uniqueId or SOP Instance UID, with its bytes; and why it ended early, if it did. */
    public record Result(Map<String, Long> sent, @Nullable Throwable failure) {
        public Result {
            sent = Map.copyOf(sent);
        }

        public boolean complete() {
            return failure == null;
        }
    }

    /** One document, or one SOP instance, has left completely. */
    public synchronized void sent(String uniqueId, long bytes) {
        sent.merge(uniqueId, bytes, Long::sum);
    }

    /** The whole response was written. */
    public void complete() {
        close(null);
    }

    /** The response broke off; what {@link #sent} reported until now has left all the same. */
    public void fail(Throwable failure) {
        close(failure);
    }

    /** Calls {@code listener} once with the result: at once when the delivery is already closed. What it throws, who closes has to hear. */
    public void whenClosed(Consumer<Result> listener) {
        Result closed;
        synchronized (this) {
            closed = result;
            if (closed == null) {
                listeners.add(listener);
                return;
            }
        }
        listener.accept(closed);
    }

    private void close(@Nullable Throwable failure) {
        List<Consumer<Result>> waiting;
        Result closed;
        synchronized (this) {
            if (result != null) {
                return;
            }
            closed = new Result(sent, failure);
            result = closed;
            waiting = List.copyOf(listeners);
            listeners.clear();
        }
        tell(waiting, closed);
    }

    /** All of them, whatever becomes of one: the next may have a record to write, or a connection to give back. */
    private static void tell(List<Consumer<Result>> listeners, Result closed) {
        RuntimeException first = null;
        for (Consumer<Result> listener : listeners) {
            try {
                listener.accept(closed);
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}

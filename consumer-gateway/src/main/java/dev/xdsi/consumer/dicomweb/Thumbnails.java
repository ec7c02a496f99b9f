package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.portal.Session;
import dev.xdsi.transaction.Caller;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Thumbnails made a while ago, each for the user of the session for whom it was made; those unused for longest give way. */
final class Thumbnails {
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<Key, Made> made = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param kept after this time a thumbnail is made anew */
    record Limits(long bytes, Duration kept) {
        static final Limits DEFAULT = new Limits(16 << 20, Duration.ofMinutes(10));
    }

    /** Whose, and what: the user with his purpose, so that an emergency is another question. */
    record Key(Session session, Caller.@Nullable User user, String resource) {}

    /** A thumbnail as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Made(byte[] picture, long since) {}

    Thumbnails(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    synchronized Optional<byte[]> find(Key key) {
        Made known = made.get(key);
        if (known != null && isOld(known)) {
            forget(key);
            return Optional.empty();
        }
        return Optional.ofNullable(known).map(Made::picture);
    }

    synchronized void keep(Key key, byte[] picture) {
        forget(key);
        if (picture.length <= limits.bytes()) {
            made.put(key, new Made(picture, nanoTime.getAsLong()));
            bytes += picture.length;
        }
        Iterator<Map.Entry<Key, Made>> leastUsed = made.entrySet().iterator();
        while (bytes > limits.bytes()) {
            bytes -= leastUsed.next().getValue().picture().length;
            leastUsed.remove();
        }
    }

    /** Forgets all that was made for a session. */
    synchronized void forget(Session session) {
        made.keySet().stream()
                .filter(key -> key.session().equals(session))
                .toList()
                .forEach(this::forget);
    }

    private void forget(Key key) {
        Made known = made.remove(key);
        if (known != null) {
            bytes -= known.picture().length;
        }
    }

    private boolean isOld(Made known) {
        return nanoTime.getAsLong() - known.since() > limits.kept().toNanos();
    }

    synchronized long bytes() {
        return bytes;
    }
}

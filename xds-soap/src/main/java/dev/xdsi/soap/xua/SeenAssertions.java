package dev.xdsi.soap.xua;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The assertions that were accepted and have not expired: an ID stands for one content, for one TLS client where there is one, and, when
 * its issuer said OneTimeUse, for one call (SAML Core 2.5.1.5). Only what was accepted is remembered, so that a stranger cannot use up
 * somebody's ID.
 */
public final class SeenAssertions {
    private static final Duration CLEANING = Duration.ofMinutes(1);

    private final int limit;
    private final Predicate<X509Certificate> ourselves;
    private final Map<Key, Use> uses = new LinkedHashMap<>();
    private Instant cleaned = Instant.EPOCH;

    private record Key(String issuer, String id) {}

    private record Use(String content, @Nullable X509Certificate client, boolean once, Instant until) {}

    /**
     * A memory for so many assertions.
     *
     * @param ourselves this node's own certificate: the actors of a node pass on the assertions that they were called with
     */
    public SeenAssertions(int limit, Predicate<X509Certificate> ourselves) {
        this.limit = limit;
        this.ourselves = ourselves;
    }

    /**
     * Remembers an assertion that is otherwise in order.
     *
     * @param content a digest of what was signed
     */
    synchronized Optional<Refusal> use(String issuer, String id, String content, Terms terms, Presenter presenter) {
        forget(terms.now());
        X509Certificate client = presenter.certificate();
        if (client != null && ourselves.test(client)) {
            client = null;
        }
        Key key = new Key(issuer, id);
        Use before = uses.get(key);
        if (before != null && isReplay(before, content, client, terms)) {
            return Optional.of(Refusal.REPLAYED);
        }
        if (before == null && uses.size() >= limit && !makeRoom()) {
            return Optional.of(Refusal.BUSY);
        }
        X509Certificate bound = before == null || before.client() == null ? client : before.client();
        uses.put(key, new Use(content, bound, terms.once(), terms.until()));
        return Optional.empty();
    }

    /**
     * How long and how often an assertion may be used.
     *
     * @param until when it is refused anyway
     */
    record Terms(boolean once, Instant now, Instant until) {}

    private static boolean isReplay(Use before, String content, @Nullable X509Certificate client, Terms terms) {
        boolean elsewhere =
                before.client() != null && client != null && !before.client().equals(client);
        return before.once() || terms.once() || elsewhere || !before.content().equals(content);
    }

    private void forget(Instant now) {
        if (uses.size() >= limit || now.isAfter(cleaned.plus(CLEANING)) || now.isBefore(cleaned)) {
            uses.values().removeIf(use -> use.until().isBefore(now));
            cleaned = now;
        }
    }

    /** Gives up the oldest that may be used again; those for one use are kept, for they would be usable once more. */
    private boolean makeRoom() {
        for (Iterator<Use> all = uses.values().iterator(); all.hasNext(); ) {
            if (!all.next().once()) {
                all.remove();
                return true;
            }
        }
        return false;
    }
}

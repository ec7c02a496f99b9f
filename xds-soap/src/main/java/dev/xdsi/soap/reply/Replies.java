package dev.xdsi.soap.reply;

import dev.xdsi.soap.tls.NodeTls;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a node that leave on connections of their own: to whom, how many at once, as which node. A partner is known by its
 * certificate, and only where the operator agreed on an address with it is anybody called; whoever else could make this node call whom he
 * likes.
 */
public final class Replies {
    private final ReplyAddresses addresses;
    private final NodeTls tls;
    private final ReplyLimits limits;
    private final Undelivered undelivered;
    private final Map<X500Principal, Integer> underWay = new HashMap<>();
    private int all;

    public Replies(ReplyAddresses addresses, NodeTls tls, ReplyLimits limits, Undelivered undelivered) {
        this.addresses = addresses;
        this.tls = tls;
        this.limits = limits;
        this.undelivered = undelivered;
    }

    /** Whether answers to this caller may go to that address, which is https, as text and in one way only to say it. */
    public boolean allow(@Nullable X509Certificate caller, String address) {
        if (caller == null) {
            return false;
        }
        try {
            URI uri = new URI(address);
            return "https".equals(uri.getScheme()) && addresses.allow(caller.getSubjectX500Principal(), uri);
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    /** Room for one answer to this caller, until it is closed; none when as many are under way as there may be. */
    public synchronized Optional<Turn> turn(X509Certificate caller) {
        X500Principal partner = caller.getSubjectX500Principal();
        int his = underWay.getOrDefault(partner, 0);
        if (all >= limits.underWay() || his >= limits.ofPartner()) {
            return Optional.empty();
        }
        all++;
        underWay.put(partner, his + 1);
        return Optional.of(new Turn(partner));
    }

    /** Answers under way now. */
    public synchronized int underWay() {
        return all;
    }

    private synchronized void end(X500Principal partner) {
        all--;
        underWay.compute(partner, (subject, his) -> his == null || his == 1 ? null : his - 1);
    }

    /** The room that one answer has. */
    public final class Turn implements AutoCloseable {
        private final X500Principal partner;
        private boolean closed;

        private Turn(X500Principal partner) {
            this.partner = partner;
        }

        /** The answer to {@code address}, which was allowed; whoever writes it must finish or abort it. */
        public PostedReply post(String address, String contentType) {
            URI uri = URI.create(address);
            return new PostedReply(
                    uri, contentType, tls, limits, reason -> undelivered.undelivered(partner, uri, reason));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                end(partner);
            }
        }
    }
}

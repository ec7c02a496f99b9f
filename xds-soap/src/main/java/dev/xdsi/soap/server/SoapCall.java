package dev.xdsi.soap.server;

import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.addressing.Addressing;
import dev.xdsi.soap.mtom.Outlet;
import dev.xdsi.soap.reply.PostedReply;
import dev.xdsi.soap.reply.Replies;
import dev.xdsi.soap.xua.Presenter;
import dev.xdsi.soap.xua.Verdict;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The call that the current thread answers, as an endpoint needs it: who calls, and when the answer has left. */
public final class SoapCall {
    private static final Logger LOG = LoggerFactory.getLogger(SoapCall.class);
    private static final ScopedValue<SoapCall> CURRENT = ScopedValue.newInstance();

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final SoapLimits limits;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Closeable> owned = new ArrayList<>();
    private String replyTo = Addressing.ANONYMOUS;
    private Verdict.@Nullable Accepted proven;
    private boolean judged;
    private @Nullable Throwable failure;
    private @Nullable Elsewhere elsewhere;
    private boolean fault;

    private record Elsewhere(Addressing addressing, Replies.Turn turn) {}

    /** @param limits of the client, from the request's beginning to its end */
    SoapCall(HttpServletRequest request, HttpServletResponse response, SoapLimits limits) {
        this.request = request;
        this.response = response;
        this.limits = limits;
    }

    /** The call in whose scope the endpoint's method runs. */
    public static SoapCall current() {
        if (!CURRENT.isBound()) {
            throw new NoSuchElementException("no SOAP call is being answered by this thread");
        }
        return CURRENT.get();
    }

    /** The node, and the user where an assertion was believed, that were proven to call. */
    public Caller caller() {
        Caller.Node node = Callers.node(request, replyTo);
        return proven == null ? new Caller(node, null) : new Caller(node, proven.user(), proven.assertion());
    }

    /** What follows the service's own path in the address that was called, without its leading slash; empty where nothing does. */
    public String resource() {
        String info = request.getPathInfo();
        return info == null || info.isEmpty() ? "" : info.substring(1);
    }

    /** Closes {@code delivery} exactly once: complete when the answer's last byte left, failed when it did not. */
    public void closeWithAnswer(Delivery delivery) {
        deliveries.add(delivery);
    }

    @FunctionalInterface
    interface Body {
        void run() throws java.io.IOException;
    }

    /** @param outlet where large documents leave */
    void answer(Outlet outlet, Body body) throws IOException {
        ScopedValue.where(CURRENT, this).where(Outlet.CURRENT, outlet).call(() -> {
            body.run();
            return this;
        });
    }

    SoapLimits limits() {
        return limits;
    }

    /** Closes {@code resource} after the answer has left. */
    void owns(Closeable resource) {
        owned.add(resource);
    }

    /** Over TLS, as far as this process sees it. */
    boolean isSecure() {
        return request.isSecure();
    }

    String path() {
        return request.getServletPath();
    }

    Presenter presenter() {
        return new Presenter(Callers.certificate(request));
    }

    void proven(Verdict.Accepted accepted) {
        proven = accepted;
    }

    /** The message was understood, and what it asks for was at least begun. */
    void judged() {
        judged = true;
    }

    boolean isJudged() {
        return judged;
    }

    void addressed(Addressing addressing) {
        replyTo = addressing.replyTo();
    }

    /** The answer leaves on a connection of its own, in this turn. */
    void answerElsewhere(Addressing addressing, Replies.Turn turn) {
        elsewhere = new Elsewhere(addressing, turn);
        owns(turn::close);
    }

    void answersWithFault() {
        fault = true;
    }

    boolean isAnsweredElsewhere() {
        return elsewhere != null && elsewhere.addressing().elsewhere(fault).isPresent();
    }

    /** What takes the answer to where it goes, if that is elsewhere. */
    @Nullable
    PostedReply post(String contentType) {
        Elsewhere agreed = elsewhere;
        return agreed == null
                ? null
                : agreed.addressing()
                        .elsewhere(fault)
                        .map(address -> agreed.turn().post(address, contentType))
                        .orElse(null);
    }

    /** Bytes of the answer have left already. */
    boolean isBegun() {
        return response.isCommitted();
    }

    /** The answer began, and did not reach its end. */
    boolean isBroken() {
        return failure != null && isBegun();
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    void failed(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    void close() {
        for (Closeable resource : owned) {
            try {
                resource.close();
            } catch (IOException e) {
                LOG.warn("The attachments of a request could not be given back", e);
            }
        }
        Throwable cause = failure;
        for (Delivery delivery : deliveries) {
            if (cause == null) {
                delivery.complete();
            } else {
                delivery.fail(cause);
            }
        }
    }
}

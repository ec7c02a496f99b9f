package dev.xdsi.soap.server;

import java.time.Duration;

/**
 * What one HTTP server bears.
 *
 * @param requestHeaderBytes request line and headers together
 * @param connections open at the same time, on all listeners together
 * @param idle how long a connection may say nothing, in a request as between two
 * @param stop how long requests that run may still take when the server stops
 * @param shares what of it one client and one endpoint have
 * @param pace at which bodies must come
 */
public record HttpLimits(
        int requestHeaderBytes, int connections, Duration idle, Duration stop, Shares shares, Pace pace) {
    public static final HttpLimits DEFAULT =
            new HttpLimits(32 * 1024, 2_000, Duration.ofSeconds(30), Duration.ofSeconds(20));

    /** For servers whose clients share an address, as those behind a proxy do. */
    public HttpLimits(int requestHeaderBytes, int connections, Duration idle, Duration stop) {
        this(requestHeaderBytes, connections, idle, stop, Shares.NONE, Pace.DEFAULT);
    }

    /** The same, with shares of clients and endpoints. */
    public HttpLimits with(Shares others) {
        return new HttpLimits(requestHeaderBytes, connections, idle, stop, others, pace);
    }

    /**
     * What nobody has more of.
     *
     * @param ofEndpoint requests under way at one endpoint
     * @param ofClient of them, those of one client, known by its certificate, else by its address
     * @param connectionsOfAddress open at the same time
     */
    public record Shares(int ofEndpoint, int ofClient, int connectionsOfAddress) {
        public static final Shares NONE = new Shares(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * How slowly a body may come, over the time in which it was waited for.
     *
     * @param grace before anybody is judged
     */
    public record Pace(long bytesInSecond, Duration grace) {
        public static final Pace DEFAULT = new Pace(256, Duration.ofSeconds(60));
    }
}

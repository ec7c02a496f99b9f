package dev.xdsi.soap.server;

import dev.xdsi.soap.ClientLimits;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one HTTP server bears.
 *
 * @param requestHeaderBytes request line and headers together
 * @param connections open at the same time, on all listeners together
 * @param idle how long a connection may say nothing, in a request as between two
 * @param stop how long requests that run may still take when the server stops
 * @param shares what of it one client and one endpoint have
 * @param pace at which requests must come, and answers be taken
 * @param endpoints what single endpoints bear of each client other than that, by their paths
 */
public record HttpLimits(
        int requestHeaderBytes,
        int connections,
        Duration idle,
        Duration stop,
        Shares shares,
        Pace pace,
        ClientLimits<Map<String, Endpoint>> endpoints) {
    private static final Duration NEVER = Duration.ofDays(3650);

    public static final HttpLimits DEFAULT =
            new HttpLimits(32 * 1024, 2_000, Duration.ofSeconds(30), Duration.ofSeconds(20));

    /** For servers whose clients share an address, as those behind a proxy do. */
    public HttpLimits(int requestHeaderBytes, int connections, Duration idle, Duration stop) {
        this(requestHeaderBytes, connections, idle, stop, Shares.NONE, Pace.DEFAULT, ClientLimits.alike(Map.of()));
    }

    /** The same, with shares of clients and endpoints. */
    public HttpLimits with(Shares others) {
        return new HttpLimits(requestHeaderBytes, connections, idle, stop, others, pace, endpoints);
    }

    /** The same at another pace. */
    public HttpLimits with(Pace other) {
        return new HttpLimits(requestHeaderBytes, connections, idle, stop, shares, other, endpoints);
    }

    /** The same with what single endpoints bear of everybody. */
    public HttpLimits with(Map<String, Endpoint> others) {
        return with(ClientLimits.alike(Map.copyOf(others)));
    }

    /** The same with what single endpoints bear of each client. */
    public HttpLimits with(ClientLimits<Map<String, Endpoint>> others) {
        return new HttpLimits(requestHeaderBytes, connections, idle, stop, shares, pace, others);
    }

    /** The path of the endpoint that serves this path: all that is below {@code /a} is its. */
    static String endpoint(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }

    /** What the endpoint that serves this path bears of the client with this certificate, or of one without. */
    Endpoint at(String path, @Nullable X509Certificate client) {
        Endpoint other = endpoints.of(client).get(endpoint(path));
        return other == null ? new Endpoint(shares.ofEndpoint(), shares.ofClient(), requestHeaderBytes, NEVER) : other;
    }

    /**
     * What one endpoint bears.
     *
     * @param requests under way
     * @param ofClient of them, those of one client
     * @param headerBytes headers of one request, where the server takes more
     * @param whole until a request must have come to its end, over the time in which it was waited for
     */
    public record Endpoint(int requests, int ofClient, int headerBytes, Duration whole) {}

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
     * How slowly a request may come, and an answer be taken.
     *
     * @param bytesInSecond of a body, over the time in which it was waited for
     * @param answerBytesInSecond of an answer, over the time in which the client was waited for, in each grace anew
     * @param grace before anybody is judged by that
     * @param headers until the headers are whole, and before them the handshake
     */
    public record Pace(long bytesInSecond, long answerBytesInSecond, Duration grace, Duration headers) {
        public static final Pace DEFAULT = new Pace(256, 1_024, Duration.ofSeconds(60), Duration.ofSeconds(30));
    }
}

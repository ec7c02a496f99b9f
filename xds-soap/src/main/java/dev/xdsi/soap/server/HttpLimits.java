package dev.xdsi.soap.server;

import java.time.Duration;

/**
 * What one HTTP server bears.
 *
 * @param requestHeaderBytes request line and headers together
 * @param connections open at the same time, on all listeners together
 * @param idle how long a connection may say nothing, in a request as between two
 * @param stop how long requests that run may still take when the server stops
 */
public record HttpLimits(int requestHeaderBytes, int connections, Duration idle, Duration stop) {
    public static final HttpLimits DEFAULT =
            new HttpLimits(32 * 1024, 2_000, Duration.ofSeconds(30), Duration.ofSeconds(20));
}

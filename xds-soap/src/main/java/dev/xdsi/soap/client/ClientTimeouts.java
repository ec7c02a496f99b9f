package dev.xdsi.soap.client;

import java.time.Duration;

/**
 * How long a partner may keep a caller waiting.
 *
 * @param connect until the connection stands
 * @param receive for the next bytes of the answer, each time
 */
public record ClientTimeouts(Duration connect, Duration receive) {
    public static final ClientTimeouts DEFAULT = new ClientTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(60));
}

package dev.xdsi.registry.mllp;

import java.time.Duration;

/**
 * How much an MLLP port takes from strangers.
 *
 * @param connections open at once; one more is closed unheard
 * @param messageBytes of one message
 * @param silence how long a sender may say nothing between two messages
 * @param message how long a sender may take from the first byte of a message to its last, and for the handshake before
 * @param answer how long a sender may take to take an answer
 */
public record MllpLimits(int connections, int messageBytes, Duration silence, Duration message, Duration answer) {
    public static final MllpLimits DEFAULT =
            new MllpLimits(64, 256 * 1024, Duration.ofMinutes(10), Duration.ofSeconds(15), Duration.ofSeconds(10));

    public MllpLimits {
        if (connections < 1 || messageBytes < 1) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}

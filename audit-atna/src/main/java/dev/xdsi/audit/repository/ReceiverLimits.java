package dev.xdsi.audit.repository;

import java.time.Duration;

/**
 * What the repository grants its senders.
 *
 * @param messageBytes the longest message
 * @param connections how many may be connected at once
 * @param silence how long a connection may say nothing
 * @param stall how long a handshake or a message that has begun may pause
 */
public record ReceiverLimits(int messageBytes, int connections, Duration silence, Duration stall) {
    public static final ReceiverLimits DEFAULT =
            new ReceiverLimits(8 << 20, 256, Duration.ofHours(1), Duration.ofSeconds(30));
}

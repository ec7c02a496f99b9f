package dev.xdsi.audit.repository;

import java.time.Duration;

/**
 * What the repository grants its senders.
 *
 * @param messageBytes the longest message
 * @param connections how many that proved who they are may be connected at once
 * @param silence how long a connection may say nothing
 * @param stall how long a message that has begun may pause
 * @param unproven what those have who have not proven who they are
 */
public record ReceiverLimits(int messageBytes, int connections, Duration silence, Duration stall, Unproven unproven) {
    public static final ReceiverLimits DEFAULT = new ReceiverLimits(
            8 << 20, 256, Duration.ofHours(1), Duration.ofSeconds(30), new Unproven(256, 16, Duration.ofSeconds(10)));

    /**
     * Strangers, and nodes until their handshake is done.
     *
     * @param connections how many may be connected at once
     * @param connectionsOfAddress how many of them from one address
     * @param handshake how long a handshake may take from its beginning to its end
     */
    public record Unproven(int connections, int connectionsOfAddress, Duration handshake) {}
}

package dev.xdsi.dicom.net;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a peer is waited for.
 *
 * @param connect until a TCP connection stands
 * @param negotiation from the connection to the whole A-ASSOCIATE-RQ or its answer (ARTIM, PS3.8 9.1.5)
 * @param idle between two messages, and for the response to a request; who is asked for images by C-MOVE or C-GET may say nothing for longer
 * @param progress within a message the peer must send or take at least 1 KB a second, counted over this time
 * @param release for the answer to A-RELEASE-RQ and for the peer to close after release, rejection or abort
 */
public record Timeouts(Duration connect, Duration negotiation, Duration idle, Duration progress, Duration release) {
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    public Timeouts {
        if (Stream.of(connect, negotiation, idle, progress, release).anyMatch(d -> d.toMillis() < 1)) {
            throw new IllegalArgumentException("Every DICOM time-out is at least a millisecond");
        }
    }
}

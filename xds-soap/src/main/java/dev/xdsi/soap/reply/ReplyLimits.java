package dev.xdsi.soap.reply;

import java.time.Duration;

/**
 * What answers that leave on connections of their own may take.
 *
 * @param underWay answers at one time
 * @param ofPartner of them, those of one partner
 * @param tries how often one is offered; an answer that is too large to be kept is offered until its bytes have begun to leave
 * @param pause before the second try; before each further one twice as long
 * @param timeouts of each connection
 */
public record ReplyLimits(int underWay, int ofPartner, int tries, Duration pause, Timeouts timeouts) {
    /** All tries of a small answer take about a minute where nobody listens. */
    public static final ReplyLimits DEFAULT = new ReplyLimits(
            64,
            16,
            6,
            Duration.ofSeconds(2),
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofHours(4)));

    /**
     * How long a receiver is waited for.
     *
     * @param connect until the connection stands
     * @param idle until it takes more bytes, or has answered
     * @param whole for one answer, all its tries together
     */
    public record Timeouts(Duration connect, Duration idle, Duration whole) {}

    public ReplyLimits {
        if (underWay < 1 || ofPartner < 1 || tries < 1) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}

package dev.xdsi.consumer.discovery;

import java.time.Duration;

/**
 * What an operator decides about patient discovery.
 *
 * @param confidence degree of match, 0 to 100, below which an answer is not taken
 * @param found how long it is believed that a patient has an id elsewhere
 * @param notFound how long it is believed that a community does not know a patient
 * @param patience how long a community may take to answer
 * @param atOnce how many questions one community is asked at the same time
 */
public record DiscoverySettings(int confidence, Duration found, Duration notFound, Duration patience, int atOnce) {
    public static final DiscoverySettings DEFAULT =
            new DiscoverySettings(90, Duration.ofHours(24), Duration.ofMinutes(10), Duration.ofSeconds(5), 16);
}

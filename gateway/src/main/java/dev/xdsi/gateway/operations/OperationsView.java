package dev.xdsi.gateway.operations;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/operations} answers; the members in JSON are named by these components. Times of day are ISO 8601 in UTC, durations
 * milliseconds.
 *
 * @param at when this was looked at
 * @param since when this process was started, from which on is counted
 */
record OperationsView(
        String at,
        String since,
        List<ActorView> actors,
        List<PartnerView> partners,
        VolumesView volumes,
        List<TransactionView> transactions,
        List<ErrorView> errors,
        BacklogView backlog) {

    /**
     * An actor, or what all stand on.
     *
     * @param name as in {@code /health}
     * @param since when it came into its state, as far as this process saw
     * @param problem why it is down
     * @param attention what somebody should look at, while it is up
     */
    record ActorView(
            String name,
            String state,
            String since,
            @Nullable String problem,
            @Nullable String attention) {}

    /**
     * A partner community.
     *
     * @param reason of the last failure
     */
    record PartnerView(
            String home,
            String name,
            @Nullable String lastSuccess,
            @Nullable String lastFailure,
            String reason,
            CallsView calls) {}

    /** How many calls there were, how many failed, and within which time half, and nearly all, of the last were answered. */
    record CallsView(long count, long failures, double p50, double p95) {}

    /** Today's numbers; the bytes are of instances in, and of documents and images out. */
    record VolumesView(String since, long documents, long instances, long studies, long bytesIn, long bytesOut) {}

    /**
     * A transaction, on one of its sides.
     *
     * @param minutes calls and failures in each of the last minutes, the oldest first
     */
    record TransactionView(String transaction, String title, String side, CallsView calls, List<int[]> minutes) {}

    /** One of the last errors, as {@link RecentErrors.Recent}. */
    record ErrorView(String at, String id, String transaction, String actor, String partner, String sentence) {}

    /**
     * What waits.
     *
     * @param publications studies by the state of their publication; null where no imaging source runs here, or where they are not known now
     * @param publicationsUnknown where they are not: the database does not answer
     * @param sessions of the portal
     */
    record BacklogView(
            @Nullable PublicationsView publications, boolean publicationsUnknown, AuditView audit, int sessions) {}

    /** Studies that are not published. */
    record PublicationsView(Map<String, Long> studies, List<TroubledView> troubled) {}

    /** A study that needs somebody. */
    record TroubledView(String study, String state, String reason, String since, int attempts) {}

    /**
     * The audit messages that wait for delivery.
     *
     * @param since when the first of them was written
     * @param failing why they are not delivered, if that fails
     * @param refusing why no more are taken, and so no transaction is performed, if that is so
     */
    record AuditView(
            long waiting,
            @Nullable String since,
            @Nullable String failing,
            @Nullable String refusing) {}
}

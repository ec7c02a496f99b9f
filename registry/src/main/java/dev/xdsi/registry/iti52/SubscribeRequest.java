package dev.xdsi.registry.iti52;

import dev.xdsi.transaction.iti18.StoredQueryRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code wsnt:Subscribe} as the subscriber wrote it, before it is judged (ITI TF-2: 3.52.4.1.2).
 *
 * @param consumer {@code ConsumerReference/Address}
 * @param queries the {@code rim:AdhocQuery}s of the filter
 * @param termination {@code InitialTerminationTime}: a time or a duration; null for the broker's choice
 * @param beyond what is asked for that a broker does not do
 */
public record SubscribeRequest(
        String consumer,
        List<TopicExpression> topics,
        List<StoredQueryRequest> queries,
        @Nullable String termination,
        List<Beyond> beyond) {

    /** @param dialect null where none was given */
    public record TopicExpression(@Nullable String dialect, String expression) {}

    /** What WS-BaseNotification allows and Document Metadata Subscription has no use for. */
    public enum Beyond {
        PRODUCER_PROPERTIES(SubscriptionFault.Kind.InvalidProducerPropertiesExpressionFault),
        MESSAGE_CONTENT(SubscriptionFault.Kind.InvalidMessageContentExpressionFault),
        POLICY(SubscriptionFault.Kind.UnrecognizedPolicyRequestFault),
        OTHER_FILTER(SubscriptionFault.Kind.InvalidFilterFault);

        private final SubscriptionFault.Kind fault;

        Beyond(SubscriptionFault.Kind fault) {
            this.fault = fault;
        }

        SubscriptionFault.Kind fault() {
            return fault;
        }
    }

    public SubscribeRequest {
        topics = List.copyOf(topics);
        queries = List.copyOf(queries);
        beyond = List.copyOf(beyond);
    }
}

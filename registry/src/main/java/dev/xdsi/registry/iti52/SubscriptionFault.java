package dev.xdsi.registry.iti52;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a subscription was not created, or not ended (WS-BaseNotification 1.3: 4.2, 6.1).
 *
 * @param reason what to do about it
 * @param earliest of an UnacceptableInitialTerminationTimeFault
 * @param latest likewise
 */
public record SubscriptionFault(
        Kind kind,
        String reason,
        @Nullable Instant earliest,
        @Nullable Instant latest) {

    public SubscriptionFault(Kind kind, String reason) {
        this(kind, reason, null, null);
    }

    /** The faults by the names that the OASIS standard gives them. */
    public enum Kind {
        InvalidFilterFault,
        TopicNotSupportedFault,
        TopicExpressionDialectUnknownFault,
        InvalidTopicExpressionFault,
        InvalidProducerPropertiesExpressionFault,
        InvalidMessageContentExpressionFault,
        UnrecognizedPolicyRequestFault,
        UnacceptableInitialTerminationTimeFault,
        SubscribeCreationFailedFault,
        ResourceUnknownFault,
        UnableToDestroySubscriptionFault
    }
}

package dev.xdsi.audit;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.transaction.Delivery;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * EventOutcomeIndicator and what EventOutcomeDescription says of it. The description holds codes and kinds of failure
 * only: the text of an error may quote a patient.
 */
public record EventOutcome(Indicator indicator, @Nullable String description) {
    public static final EventOutcome SUCCESS = new EventOutcome(Indicator.SUCCESS, null);

    /** How bad it was, in the numbers of the schema: 0, 4, 8 and 12. */
    public enum Indicator {
        SUCCESS(0),
        MINOR_FAILURE(4),
        SERIOUS_FAILURE(8),
        MAJOR_FAILURE(12);

        private final int number;

        Indicator(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** Success 0, PartialSuccess 4, Failure 8, with the error codes. */
    public static EventOutcome of(RegistryResponse response) {
        Indicator indicator = switch (response.status()) {
            case SUCCESS -> Indicator.SUCCESS;
            case PARTIAL_SUCCESS -> Indicator.MINOR_FAILURE;
            case FAILURE -> Indicator.SERIOUS_FAILURE;
        };
        String codes = response.errors().stream()
                .map(error -> error.errorCode().name())
                .distinct()
                .collect(Collectors.joining(" "));
        return new EventOutcome(indicator, codes.isEmpty() ? null : codes);
    }

    public static EventOutcome failed(Throwable failure) {
        return new EventOutcome(Indicator.SERIOUS_FAILURE, failure.getClass().getSimpleName());
    }

    /** This outcome, unless the delivery broke off: then some was disclosed and some was not. */
    public EventOutcome and(Delivery.Result delivered) {
        Throwable failure = delivered.failure();
        if (failure == null) {
            return this;
        }
        Indicator broken = delivered.sent().isEmpty() ? Indicator.SERIOUS_FAILURE : Indicator.MINOR_FAILURE;
        Indicator worse = broken.compareTo(indicator) > 0 ? broken : indicator;
        String reason = "delivery broke off: " + failure.getClass().getSimpleName();
        return new EventOutcome(worse, description == null ? reason : description + "; " + reason);
    }
}

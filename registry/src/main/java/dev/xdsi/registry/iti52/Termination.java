package dev.xdsi.registry.iti52;

import dev.xdsi.registry.iti52.SubscriptionFault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/**
 * When subscriptions end (WS-BaseNotification 1.3: 4.2).
 *
 * @param usual where the subscriber does not say
 * @param longest that is granted
 */
public record Termination(Duration usual, Duration longest) {
    private static final int LONGEST_TEXT = 64;
    /** Years and months count from now on, as {@code xs:duration} has them. */
    private static final DatatypeFactory TYPES = types();

    public Termination {
        if (usual.isNegative() || usual.isZero() || usual.compareTo(longest) > 0) {
            throw new IllegalArgumentException("the usual duration must not be longer than the longest");
        }
    }

    /** What of it becomes: an end, or the fault. */
    sealed interface Judged {
        record At(Instant end) implements Judged {}

        record Unacceptable(SubscriptionFault fault) implements Judged {}
    }

    Judged judge(@Nullable String written, Instant now) {
        if (written == null || written.isBlank()) {
            return new Judged.At(now.plus(usual));
        }
        Instant latest = now.plus(longest);
        return parse(written.strip(), now)
                .filter(Predicate.not(end -> end.isAfter(latest) || !end.isAfter(now)))
                .<Judged>map(Judged.At::new)
                .orElseGet(() -> new Judged.Unacceptable(new SubscriptionFault(
                        Kind.UnacceptableInitialTerminationTimeFault,
                        "InitialTerminationTime must be an xs:dateTime with a time zone, or an xs:duration, that is in the"
                                + " future and not later than " + latest,
                        now,
                        latest)));
    }

    private static Optional<Instant> parse(String written, Instant now) {
        if (written.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            if (written.contains("P")) {
                long millis = TYPES.newDuration(written).getTimeInMillis(java.util.Date.from(now));
                return Optional.of(now.plusMillis(millis));
            }
            XMLGregorianCalendar time = TYPES.newXMLGregorianCalendar(written);
            boolean zoned = time.getTimezone() != javax.xml.datatype.DatatypeConstants.FIELD_UNDEFINED;
            return zoned && time.getXMLSchemaType().equals(javax.xml.datatype.DatatypeConstants.DATETIME)
                    ? Optional.of(time.toGregorianCalendar().toInstant())
                    : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    private static DatatypeFactory types() {
        try {
            return DatatypeFactory.newInstance();
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException("this Java has no XML data types", e);
        }
    }
}

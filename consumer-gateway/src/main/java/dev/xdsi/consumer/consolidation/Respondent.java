package dev.xdsi.consumer.consolidation;

import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Transaction;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of several who are asked, as errors name it.
 *
 * @param identity who it is
 * @param budget how long it may take until its answer begins
 */
public record Respondent<Q, R>(Identity identity, Duration budget, Transaction<Q, R> transaction) {
    private static final Logger LOG = LoggerFactory.getLogger(Respondent.class);
    private static final int MOST_OF_CAUSE = 200;

    /**
     * Who is asked.
     *
     * @param name with its article where it has one: {@code Hospital B}, {@code the repository 1.2.3}
     * @param home the community whose word its answers are
     * @param unavailable how it is reported that it does not answer
     */
    public record Identity(String name, HomeCommunityId home, ErrorCode unavailable) {
        /** A gateway of another community that does not answer (ITI TF-2: 3.18.4.1.3, 3.43.4.2.3). */
        public static Identity community(String name, HomeCommunityId home) {
            return new Identity(name + " (" + home + ")", home, ErrorCode.XDSUnavailableCommunity);
        }
    }

    /** That it did not answer, and why, in words that quote nothing of what it sent. */
    public XdsError unavailable(Throwable reason) {
        String why = switch (reason) {
            case TimeoutException late -> "no answer within " + budget.toMillis() + " ms";
            case PartnerException failed -> String.valueOf(failed.getMessage());
            default -> "the call failed";
        };
        if (reason instanceof PartnerException failed && failed.isGivenUp()) {
            LOG.debug("{} is not waited for any more", identity.name());
        } else if (reason instanceof TimeoutException || reason instanceof PartnerException) {
            // A partner that is down is met by every request: a line each is enough.
            LOG.warn("{}: {} {}", identity.name(), why, cause(reason));
            LOG.debug("{} did not answer", identity.name(), reason);
        } else {
            LOG.error("{}: the call failed", identity.name(), reason);
        }
        return XdsError.of(
                identity.unavailable(),
                identity.name() + ": " + why,
                identity.home().urn());
    }

    private static String cause(Throwable reason) {
        Throwable cause = reason;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        // It may quote what the partner sent: one line, and not a long one.
        String text = cause.toString().replaceAll("\\p{Cntrl}", " ");
        return reason.getCause() == null ? "" : "(" + text.substring(0, Math.min(text.length(), MOST_OF_CAUSE)) + ")";
    }
}

package dev.xdsi.consent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approved consent document of a patient (BPPC, ITI TF-1: 19), as its DocumentEntry tells it.
 *
 * @param uniqueId DocumentEntry.uniqueId
 * @param policies OIDs of the policies the patient agreed to: DocumentEntry.eventCodeList
 * @param from serviceStartTime; absent, always until now
 * @param until serviceStopTime, from which on the consent no longer counts; absent, without end
 */
public record ConsentOnFile(
        String uniqueId,
        List<String> policies,
        @Nullable Instant from,
        @Nullable Instant until) {
    public ConsentOnFile {
        policies = List.copyOf(policies);
    }

    boolean inForce(Instant now) {
        return (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
    }
}

package dev.xdsi.consumer.discovery;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a community said about a patient of ours (ITI TF-2: 3.55.4.2.3).
 *
 * @param theirs the patient's id there; null where it knows nobody that is he
 * @param basis what the answer was given to
 * @param until how long that is believed
 */
public record Correlation(
        PatientId local,
        HomeCommunityId community,
        @Nullable PatientId theirs,
        Basis basis,
        Instant until) {}

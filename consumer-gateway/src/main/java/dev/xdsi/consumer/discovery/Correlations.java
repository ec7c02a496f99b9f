package dev.xdsi.consumer.discovery;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.Optional;

/** Remembers what other communities said about our patients. */
public interface Correlations {
    /** What is believed at this time. */
    Optional<Correlation> find(PatientId local, HomeCommunityId community, Instant now);

    /** The way back: the one patient of ours who is known by this id there, at this time; empty where that is nobody or not clear. */
    Optional<PatientId> localOf(PatientId theirs, HomeCommunityId community, Instant now);

    /** In the place of what was remembered of the patient and the community before; what no longer holds at this time may go. */
    void remember(Correlation correlation, Instant now);
}

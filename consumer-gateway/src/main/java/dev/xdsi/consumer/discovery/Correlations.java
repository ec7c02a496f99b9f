package dev.xdsi.consumer.discovery;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers what other communities said about our patients. */
public interface Correlations {
    /** How many patients of ours one id is looked up for: two already say that it is not clear whose it is, and some of them may be out of date. */
    int MOST = 100;

    /** What is believed at this time. */
    Optional<Correlation> find(PatientId local, HomeCommunityId community, Instant now);

    /** The way back: what is believed at this time of patients of ours who are known by this id there, a few of them at most. */
    List<Correlation> withId(PatientId theirs, HomeCommunityId community, Instant now);

    /** In the place of what was remembered of the patient and the community before; what no longer holds at this time may go. */
    void remember(Correlation correlation, Instant now);
}

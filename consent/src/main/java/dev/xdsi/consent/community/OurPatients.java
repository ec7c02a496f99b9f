package dev.xdsi.consent.community;

import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which patient of ours another community means: the way back of its patient ids. */
@FunctionalInterface
public interface OurPatients {
    /** For communities that share one patient identifier domain. */
    OurPatients SAME_EVERYWHERE = (theirs, home, caller) -> Optional.of(theirs);

    /**
     * The patient as our consents name him; empty where that is not known.
     *
     * @param home homeCommunityId of the community whose id it is
     */
    Optional<PatientId> idOf(PatientId theirs, @Nullable String home, Caller caller);
}

package dev.xdsi.consumer.initiating;

import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.util.Optional;

/** By which id another community knows a patient of ours (ITI TF-1: 18.3.2): what patient discovery found, or a convention. */
@FunctionalInterface
public interface PatientIds {
    /** For communities that share one patient identifier domain. */
    PatientIds SAME_EVERYWHERE = (local, community, caller) -> Optional.of(local);

    /**
     * The patient's id in {@code community}; empty where no correlation is known.
     *
     * @param caller for whom that community is asked, should it have to be
     * @throws PartnerException where it had to be asked and gave no answer, which is not to say that it does not know the patient
     */
    Optional<PatientId> idOf(PatientId local, HomeCommunityId community, Caller caller);
}

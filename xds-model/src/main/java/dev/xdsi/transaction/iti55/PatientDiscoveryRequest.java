package dev.xdsi.transaction.iti55;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does the other community know this patient? (ITI TF-2: 3.55.4.1.2)
 *
 * @param queryId of this question, {@code root} or {@code root^extension}
 * @param initiating the community that asks, as far as it says so
 * @param responding the community that is asked, as far as the message says so
 * @param ids by which the initiating community knows the patient
 * @param most how many matches are wanted at most
 */
public record PatientDiscoveryRequest(
        String queryId,
        @Nullable HomeCommunityId initiating,
        @Nullable HomeCommunityId responding,
        List<PatientId> ids,
        Demographics demographics,
        int most) {
    /** More matches than a person looks through tell nothing. */
    public static final int MOST = 20;

    public PatientDiscoveryRequest {
        ids = List.copyOf(ids);
    }
}

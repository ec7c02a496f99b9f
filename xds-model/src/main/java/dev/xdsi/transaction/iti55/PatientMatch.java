package dev.xdsi.transaction.iti55;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;

/**
 * A patient of the responding community (ITI TF-2: 3.55.4.2.2.2).
 *
 * @param demographics no more than was asked for
 * @param degree queryMatchObservation, 0 to 100: how sure the responding community is
 */
public record PatientMatch(PatientId id, HomeCommunityId community, Demographics demographics, int degree) {
    private static final int SURE = 100;

    public PatientMatch {
        if (degree < 0 || degree > SURE) {
            throw new IllegalArgumentException("a degree of match is 0 to 100: " + degree);
        }
    }
}

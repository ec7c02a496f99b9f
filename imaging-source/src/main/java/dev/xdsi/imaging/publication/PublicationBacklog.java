package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.publication.PublicationStatus.State;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is not published yet.
 *
 * @param studies by their state; none of those that are published
 * @param troubled those that failed or wait for someone, the longest first, and not more than a page of them
 */
public record PublicationBacklog(Map<State, Long> studies, List<Troubled> troubled) {
    public PublicationBacklog {
        studies = Map.copyOf(studies);
        troubled = List.copyOf(troubled);
    }

    /** So many studies are in this state. */
    public long in(State state) {
        return studies.getOrDefault(state, 0L);
    }

    /**
     * A study that does not go on by itself, or not well.
     *
     * @param reason without what partners may have written about the patient
     * @param since the last instance that came
     */
    public record Troubled(Oid study, State state, String reason, Instant since, int attempts) {
        /** Of an error of the registry its code alone: the text behind may quote a patient. */
        static String reason(String error) {
            int end = error.indexOf(':');
            String code = end < 0 ? error : error.substring(0, end);
            boolean coded = Arrays.stream(ErrorCode.values())
                    .anyMatch(known -> known.name().equals(code));
            return coded
                    ? code
                    : error.startsWith(Ruling.POLICY)
                                    || error.startsWith(PatientIdentification.CROSS_REFERENCE)
                                    || error.startsWith(StudyPublication.NEEDS_PATIENT)
                                    || error.startsWith(StudyWithdrawal.CANNOT_BE_WITHDRAWN)
                            ? error
                            : "could not be sent";
        }
    }
}

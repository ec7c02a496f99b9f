package dev.xdsi.registry.patients;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import dev.xdsi.registry.patients.PatientUpdate.Trait;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Patient Identity Sources say, whichever version of HL7 they speak: who is meant is told by the id of the affinity domain, ids of
 * other authorities are further ids of the same patient (ITI TF-2: 3.8.4, 3.44.4).
 */
public final class IdentityFeed {
    private final PatientStore patients;
    private final Oid affinityDomain;

    public IdentityFeed(PatientStore patients, Oid affinityDomain) {
        this.patients = patients;
        this.affinityDomain = affinityDomain;
    }

    /** Which message it is: sender, control id, digest, as in {@link FeedMessage}. */
    public record Origin(String sender, String controlId, String digest) {}

    /** What a message says of a patient. */
    public record Said(Occasion occasion, PatientIdentifierList ids, Demographics given, Set<Trait> deleted) {}

    /** What became of a message. */
    public sealed interface Answer {
        record Taken(Applied applied) implements Answer {}

        /**
         * Nothing was changed.
         *
         * @param text what is wrong and what to do, without a word of the patient
         */
        record Refused(Reason reason, Place place, String text) implements Answer {}
    }

    /** What is wrong with an id. */
    public enum Reason {
        /** It is not there, or nobody's. */
        UNKNOWN,
        /** It is there once too often, or another's. */
        TAKEN
    }

    /** Where in a message. */
    public enum Place {
        MESSAGE_ID,
        PATIENT_IDS,
        PRIOR_IDS
    }

    /** A patient was registered, or changed. */
    public Answer update(Origin origin, Said said) {
        Domain ids = Domain.of(said.ids(), affinityDomain);
        return ids.fault(Place.PATIENT_IDS, affinityDomain)
                .orElseGet(() -> apply(
                        origin,
                        new PatientUpdate(
                                ids.ours().getFirst(), said.occasion(), ids.others(), said.given(), said.deleted())));
    }

    /** Two records are of one person. */
    public Answer merge(Origin origin, PatientIdentifierList survivor, PatientIdentifierList subsumed) {
        Domain surviving = Domain.of(survivor, affinityDomain);
        Domain prior = Domain.of(subsumed, affinityDomain);
        Optional<Answer> fault = surviving
                .fault(Place.PATIENT_IDS, affinityDomain)
                .or(() -> prior.fault(Place.PRIOR_IDS, affinityDomain));
        if (fault.isEmpty() && surviving.ours().equals(prior.ours())) {
            return new Answer.Refused(Reason.TAKEN, Place.PRIOR_IDS, "a patient cannot be merged into himself");
        }
        return fault.orElseGet(() -> apply(
                origin,
                new PatientMerge(surviving.ours().getFirst(), prior.ours().getFirst())));
    }

    private Answer apply(Origin origin, PatientChange change) {
        Applied applied = patients.apply(new FeedMessage(origin.sender(), origin.controlId(), origin.digest(), change));
        return switch (applied) {
            case CREATED, UPDATED, SEPARATED, MERGED, REPEATED -> new Answer.Taken(applied);
            case CONTROL_ID_REUSED ->
                taken(Place.MESSAGE_ID, "this id was used for another message of the same sender");
            case ID_OF_ANOTHER ->
                taken(Place.PATIENT_IDS, "one of the ids belongs to another patient; nothing was changed");
            case MERGED_ALREADY ->
                unknown(
                        Place.PATIENT_IDS,
                        "the patient was merged into another; only a registration makes him one again");
            case SURVIVOR_UNKNOWN -> unknown(Place.PATIENT_IDS, "the surviving patient is not known; register him");
            case SURVIVOR_MERGED ->
                unknown(Place.PATIENT_IDS, "the surviving patient was himself merged into another; name that one");
            case SUBSUMED_UNKNOWN -> unknown(Place.PRIOR_IDS, "the subsumed patient is not known; register him");
            case SUBSUMED_ELSEWHERE -> taken(Place.PRIOR_IDS, "the subsumed patient was merged into a third already");
        };
    }

    private static Answer taken(Place place, String text) {
        return new Answer.Refused(Reason.TAKEN, place, text);
    }

    private static Answer unknown(Place place, String text) {
        return new Answer.Refused(Reason.UNKNOWN, place, text);
    }

    /** The ids of one patient, those of the affinity domain apart, of which there must be one. */
    private record Domain(List<PatientId> ours, PatientIdentifierList others) {
        static Domain of(PatientIdentifierList named, Oid affinityDomain) {
            return new Domain(
                    named.ids().stream()
                            .filter(id -> id.assigningAuthority().equals(affinityDomain))
                            .distinct()
                            .toList(),
                    new PatientIdentifierList(
                            named.ids().stream()
                                    .filter(id -> !id.assigningAuthority().equals(affinityDomain))
                                    .distinct()
                                    .toList(),
                            named.withdrawn()));
        }

        Optional<Answer> fault(Place place, Oid affinityDomain) {
            if (others.withdrawn().contains(affinityDomain)) {
                return Optional.of(
                        unknown(place, "the id of the affinity domain cannot be deleted: by it a patient is known"));
            }
            return switch (ours.size()) {
                case 0 ->
                    Optional.of(unknown(
                            place, "no id of the affinity domain, whose assigning authority is " + affinityDomain));
                case 1 -> Optional.empty();
                default -> Optional.of(taken(place, "more than one id of the affinity domain, and a patient has one"));
            };
        }
    }
}

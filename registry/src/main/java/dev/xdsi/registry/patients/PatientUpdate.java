package dev.xdsi.registry.patients;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of a patient. What it does not mention stays as it was, and what it deletes goes (HL7 v2.5 2.5.3.6); its ids are
 * all that their authorities gave to the patient.
 *
 * @param id in the affinity domain
 * @param occasion what made the sender write
 * @param given the new values, none of which is empty where it was mentioned
 * @param deleted what the patient no longer has
 */
public record PatientUpdate(
        PatientId id, Occasion occasion, PatientIdentifierList further, Demographics given, Set<Trait> deleted)
        implements PatientChange {

    /** Either makes a patient known who was not. */
    public enum Occasion {
        /** Somebody was registered: of one who had been merged into another that says that he is somebody of his own after all. */
        REGISTRATION,
        /** Something else happened to a patient, or was found out about him. */
        EVENT
    }

    /** The parts of demographics that change as one. */
    public enum Trait {
        NAMES,
        BIRTH_TIME,
        SEX,
        ADDRESSES,
        TELECOMS
    }

    public PatientUpdate {
        deleted = Set.copyOf(deleted);
    }

    /** Of a message that withdraws no id. */
    public PatientUpdate(
            PatientId id, Occasion occasion, List<PatientId> furtherIds, Demographics given, Set<Trait> deleted) {
        this(id, occasion, PatientIdentifierList.of(furtherIds), given, deleted);
    }

    public List<PatientId> furtherIds() {
        return further.ids();
    }

    /** What is left to say where some of the ids are another's business. */
    public PatientUpdate without(List<PatientId> ids) {
        return new PatientUpdate(
                id,
                occasion,
                new PatientIdentifierList(
                        furtherIds().stream()
                                .filter(other -> !ids.contains(other))
                                .toList(),
                        further.withdrawn()),
                given,
                deleted);
    }

    /** The patient after this message. */
    public Patient appliedTo(@Nullable Patient before) {
        return before == null
                ? new Patient(id, furtherIds(), given)
                : new Patient(id, ids(before), demographics(before.demographics()));
    }

    private List<PatientId> ids(Patient before) {
        Set<Oid> mentioned = Stream.concat(
                        furtherIds().stream().map(PatientId::assigningAuthority), further.withdrawn().stream())
                .collect(Collectors.toSet());
        return Stream.concat(
                        before.furtherIds().stream().filter(other -> !mentioned.contains(other.assigningAuthority())),
                        furtherIds().stream())
                .toList();
    }

    private Demographics demographics(Demographics before) {
        return new Demographics(
                chosen(Trait.NAMES, before.names(), given.names()),
                after(Trait.BIRTH_TIME, before.birthTime(), given.birthTime()),
                after(Trait.SEX, before.sex(), given.sex()),
                chosen(Trait.ADDRESSES, before.addresses(), given.addresses()),
                chosen(Trait.TELECOMS, before.telecoms(), given.telecoms()));
    }

    private <T> List<T> chosen(Trait trait, List<T> before, List<T> now) {
        List<T> chosen = after(trait, before, now.isEmpty() ? null : now);
        return chosen == null ? List.of() : chosen;
    }

    private <T> @Nullable T after(Trait trait, @Nullable T before, @Nullable T now) {
        if (now != null) {
            return now;
        }
        return deleted.contains(trait) ? null : before;
    }
}

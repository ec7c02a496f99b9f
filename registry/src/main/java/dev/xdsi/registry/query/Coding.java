package dev.xdsi.registry.query;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.LikePattern;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the values of a query parameter look like.
 *
 * @param openEnded whether values that this registry does not know are no fault and just match nothing
 */
record Coding<T>(String description, Function<String, Optional<T>> read, boolean openEnded) {
    static final Coding<String> TEXT = strict("a text", Optional::of);
    static final Coding<LikePattern> LIKE = strict(
            "a LIKE pattern of at most " + LikePattern.MAX_LENGTH + " characters",
            when(LikePattern::isValid, LikePattern::new));
    static final Coding<PatientId> PATIENT_ID = strict("a patient id id^^^&OID&ISO", PatientId::parse);
    static final Coding<Code> CODE = strict("a code code^^codingScheme", Code::parse);
    static final Coding<Dtm> TIME = strict("a time in UTC", when(Dtm::isValid, Dtm::new));
    static final Coding<EntryUuid> ENTRY_UUID = strict("an entryUUID", when(EntryUuid::isValid, EntryUuid::new));
    static final Coding<Oid> OID = strict("an OID", when(Oid::isValid, Oid::new));
    static final Coding<AvailabilityStatus> STATUS =
            new Coding<>("an availabilityStatus", AvailabilityStatus::ofUrn, true);
    static final Coding<DocumentEntryType> TYPE =
            new Coding<>("an objectType of DocumentEntry", DocumentEntryType::ofUrn, true);
    static final Coding<AssociationType> ASSOCIATION =
            new Coding<>("an association type", AssociationType::ofUrn, true);

    private static <T> Coding<T> strict(String description, Function<String, Optional<T>> read) {
        return new Coding<>(description, read, false);
    }

    private static <T> Function<String, Optional<T>> when(Function<String, Boolean> valid, Function<String, T> read) {
        return value -> valid.apply(value) ? Optional.of(read.apply(value)) : Optional.empty();
    }
}

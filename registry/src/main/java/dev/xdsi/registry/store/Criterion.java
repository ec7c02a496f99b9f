package dev.xdsi.registry.store;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.util.Set;

/**
 * One condition on registered objects. A store question takes a list of them and all must hold, so two conditions on the
 * same attribute are the AND of stored queries and the values inside one are its OR (ITI TF-2: 3.18.4.1.2.3.5). Which kinds
 * of object a condition can be put to is part of its type.
 */
public sealed interface Criterion {

    /** A condition on DocumentEntries. */
    sealed interface OfDocumentEntry extends Criterion {}

    /** A condition on SubmissionSets. */
    sealed interface OfSubmissionSet extends Criterion {}

    /** A condition on Folders. */
    sealed interface OfFolder extends Criterion {}

    /** A condition on Associations. */
    sealed interface OfAssociation extends Criterion {}

    /** A condition that every kind of object can meet. */
    sealed interface OfAny extends OfDocumentEntry, OfSubmissionSet, OfFolder, OfAssociation {}

    record EntryUuidIn(Set<EntryUuid> anyOf) implements OfAny {
        public EntryUuidIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    /** The object itself or another version of it (ITI TF-3: 4.2.3.2.10). */
    record LogicalIdIn(Set<EntryUuid> anyOf) implements OfAny {
        public LogicalIdIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record PatientIn(Set<PatientId> anyOf) implements OfAny {
        public PatientIn {
            anyOf = Set.copyOf(anyOf);
        }

        public static PatientIn only(PatientId patientId) {
            return new PatientIn(Set.of(patientId));
        }
    }

    /**
     * Nobody was merged into the patient, nor he into another. Only to be asked of a store that {@linkplain StoreQuestions#seesMerges()
     * sees merges}.
     */
    record NoMergeConcerns(PatientId patientId) implements OfAny {}

    record StatusIn(Set<AvailabilityStatus> anyOf) implements OfAny {
        public StatusIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record UniqueIdIn(Set<String> anyOf) implements OfDocumentEntry, OfSubmissionSet, OfFolder {
        public UniqueIdIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record ObjectTypeIn(Set<DocumentEntryType> anyOf) implements OfDocumentEntry {
        public ObjectTypeIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record CodeIn(CodeAttribute attribute, Set<Code> anyOf) implements OfDocumentEntry {
        public CodeIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record TimeIn(TimeAttribute attribute, TimeWindow window) implements OfDocumentEntry {}

    record AuthorPersonLike(Set<LikePattern> anyOf) implements OfDocumentEntry, OfSubmissionSet {
        public AuthorPersonLike {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record ReferenceIdLike(Set<LikePattern> anyOf) implements OfDocumentEntry {
        public ReferenceIdLike {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record SourceIdIn(Set<Oid> anyOf) implements OfSubmissionSet {
        public SourceIdIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record SubmissionTimeIn(TimeWindow window) implements OfSubmissionSet {}

    record ContentTypeCodeIn(Set<Code> anyOf) implements OfSubmissionSet {
        public ContentTypeCodeIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record LastUpdateTimeIn(TimeWindow window) implements OfFolder {}

    record CodeListIn(Set<Code> anyOf) implements OfFolder {
        public CodeListIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record AssociationTypeIn(Set<AssociationType> anyOf) implements OfAssociation {
        public AssociationTypeIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record SourceObjectIn(Set<EntryUuid> anyOf) implements OfAssociation {
        public SourceObjectIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    record TargetObjectIn(Set<EntryUuid> anyOf) implements OfAssociation {
        public TargetObjectIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    /** Source or target. */
    record EitherEndIn(Set<EntryUuid> anyOf) implements OfAssociation {
        public EitherEndIn {
            anyOf = Set.copyOf(anyOf);
        }
    }

    /** The coded attributes of a DocumentEntry by which it can be found. */
    enum CodeAttribute {
        CLASS_CODE,
        TYPE_CODE,
        PRACTICE_SETTING_CODE,
        HEALTHCARE_FACILITY_TYPE_CODE,
        FORMAT_CODE,
        EVENT_CODE_LIST,
        CONFIDENTIALITY_CODE
    }

    /** The times of a DocumentEntry by which it can be found. */
    enum TimeAttribute {
        CREATION_TIME,
        SERVICE_START_TIME,
        SERVICE_STOP_TIME
    }
}

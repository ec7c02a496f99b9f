package dev.xdsi.registry.store;

import dev.xdsi.model.Association;
import dev.xdsi.model.Author;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.Folder;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.registry.store.Criterion.AssociationTypeIn;
import dev.xdsi.registry.store.Criterion.AuthorPersonLike;
import dev.xdsi.registry.store.Criterion.CodeIn;
import dev.xdsi.registry.store.Criterion.CodeListIn;
import dev.xdsi.registry.store.Criterion.ContentTypeCodeIn;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.LastUpdateTimeIn;
import dev.xdsi.registry.store.Criterion.LogicalIdIn;
import dev.xdsi.registry.store.Criterion.ObjectTypeIn;
import dev.xdsi.registry.store.Criterion.OfAny;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Criterion.ReferenceIdLike;
import dev.xdsi.registry.store.Criterion.SourceIdIn;
import dev.xdsi.registry.store.Criterion.SourceObjectIn;
import dev.xdsi.registry.store.Criterion.StatusIn;
import dev.xdsi.registry.store.Criterion.SubmissionTimeIn;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import dev.xdsi.registry.store.Criterion.TimeIn;
import dev.xdsi.registry.store.Criterion.UniqueIdIn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each {@link Criterion} means, said once in plain Java; a database adapter says the same in SQL. */
final class Matching {
    private Matching() {}

    /** An object as it was kept, and its status now. */
    record Kept<T extends RegistryObject>(T object, NewObject as, AvailabilityStatus availabilityStatus) {
        static Kept<?> of(NewObject added) {
            return new Kept<>(added.object(), added, added.object().availabilityStatus());
        }

        Kept<T> with(AvailabilityStatus status) {
            return new Kept<>(object, as, status);
        }

        PatientId patientId() {
            return as.keptUnder();
        }
    }

    static boolean documentEntry(Kept<DocumentEntry> kept, Criterion.OfDocumentEntry criterion) {
        DocumentEntry entry = kept.object();
        return switch (criterion) {
            case OfAny any -> any(kept, any);
            case UniqueIdIn in -> in.anyOf().contains(entry.uniqueId());
            case ObjectTypeIn in -> in.anyOf().contains(entry.objectType());
            case CodeIn in -> anyCode(codes(entry, in), in.anyOf());
            case TimeIn in -> in.window().contains(start(time(entry, in)));
            case AuthorPersonLike like -> anyAuthor(entry.author(), like);
            case ReferenceIdLike like ->
                entry.referenceIdList().stream()
                        .anyMatch(id -> like.anyOf().stream().anyMatch(pattern -> pattern.matches(id.cxi())));
        };
    }

    static boolean submissionSet(Kept<SubmissionSet> kept, Criterion.OfSubmissionSet criterion) {
        SubmissionSet set = kept.object();
        return switch (criterion) {
            case OfAny any -> any(kept, any);
            case UniqueIdIn in -> in.anyOf().contains(set.uniqueId().value());
            case AuthorPersonLike like -> anyAuthor(set.author(), like);
            case SourceIdIn in -> in.anyOf().contains(set.sourceId());
            case SubmissionTimeIn in ->
                in.window().contains(set.submissionTime().start());
            case ContentTypeCodeIn in -> anyCode(List.of(set.contentTypeCode()), in.anyOf());
        };
    }

    static boolean folder(Kept<Folder> kept, Criterion.OfFolder criterion) {
        Folder folder = kept.object();
        return switch (criterion) {
            case OfAny any -> any(kept, any);
            case UniqueIdIn in -> in.anyOf().contains(folder.uniqueId().value());
            case LastUpdateTimeIn in -> in.window().contains(start(folder.lastUpdateTime()));
            case CodeListIn in -> anyCode(folder.codeList(), in.anyOf());
        };
    }

    static boolean association(Kept<Association> kept, Criterion.OfAssociation criterion) {
        Association link = kept.object();
        return switch (criterion) {
            case OfAny any -> any(kept, any);
            case AssociationTypeIn in -> in.anyOf().contains(link.associationType());
            case SourceObjectIn in -> in.anyOf().contains(link.sourceObject());
            case TargetObjectIn in -> in.anyOf().contains(link.targetObject());
            case EitherEndIn in ->
                in.anyOf().contains(link.sourceObject()) || in.anyOf().contains(link.targetObject());
        };
    }

    private static boolean any(Kept<?> kept, OfAny criterion) {
        return switch (criterion) {
            case EntryUuidIn in -> in.anyOf().contains(kept.object().entryUUID());
            case LogicalIdIn in -> in.anyOf().contains(kept.as().logicalID());
            case PatientIn in -> in.anyOf().contains(kept.patientId());
            case Criterion.NoMergeConcerns merges ->
                throw new IllegalArgumentException("this store sees no merges, of " + merges.patientId() + " neither");
            case StatusIn in -> in.anyOf().contains(kept.availabilityStatus());
        };
    }

    private static List<Code> codes(DocumentEntry entry, CodeIn in) {
        return switch (in.attribute()) {
            case CLASS_CODE -> List.of(entry.classCode());
            case TYPE_CODE -> List.of(entry.typeCode());
            case PRACTICE_SETTING_CODE -> List.of(entry.practiceSettingCode());
            case HEALTHCARE_FACILITY_TYPE_CODE -> List.of(entry.healthcareFacilityTypeCode());
            case FORMAT_CODE -> List.of(entry.formatCode());
            case EVENT_CODE_LIST -> entry.eventCodeList();
            case CONFIDENTIALITY_CODE -> entry.confidentialityCode();
        };
    }

    private static @Nullable Dtm time(DocumentEntry entry, TimeIn in) {
        return switch (in.attribute()) {
            case CREATION_TIME -> entry.creationTime();
            case SERVICE_START_TIME -> entry.serviceStartTime();
            case SERVICE_STOP_TIME -> entry.serviceStopTime();
        };
    }

    private static @Nullable Instant start(@Nullable Dtm time) {
        return time == null ? null : time.start();
    }

    private static boolean anyCode(Collection<Code> codes, Set<Code> anyOf) {
        return codes.stream().anyMatch(code -> anyOf.stream().anyMatch(code::sameValue));
    }

    private static boolean anyAuthor(List<Author> authors, AuthorPersonLike like) {
        return authors.stream().anyMatch(author -> {
            String person = author.authorPerson();
            return person != null && like.anyOf().stream().anyMatch(pattern -> pattern.matches(person));
        });
    }
}

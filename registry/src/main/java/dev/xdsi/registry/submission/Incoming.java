package dev.xdsi.registry.submission;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.registry.store.Identifiers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rules about history need of a submission, taken from the draft as far as it can be read: a faulty submission is judged
 * by them too, so that its sender learns everything at once.
 *
 * @param patientId of the SubmissionSet
 * @param packageUniqueIds uniqueIds of SubmissionSets and Folders
 */
record Incoming(
        Optional<PatientId> patientId,
        Optional<EntryUuid> submissionSet,
        Set<EntryUuid> entryUUIDs,
        List<Document> documents,
        List<String> packageUniqueIds,
        List<Tie> ties) {

    /** A DocumentEntry as far as its content is concerned. */
    record Document(
            String uniqueId, @Nullable Hash hash, @Nullable Long size) {
        /** An entry whose document is put together only when it is asked for has nothing to compare yet. */
        boolean isDelayed() {
            return Hash.OF_NOTHING.equals(hash);
        }
    }

    /** What a HasMember says. */
    record Membership(EntryUuid container, EntryUuid member) {}

    /** An Association with its ends as written: UUIDs, if they mean anything. */
    record Tie(AssociationType type, String source, String target, boolean reference) {
        Optional<EntryUuid> sourceObject() {
            return uuid(source);
        }

        Optional<EntryUuid> targetObject() {
            return uuid(target);
        }
    }

    static Incoming of(SubmissionDraft submission) {
        return new Incoming(
                submission
                        .submissionSets()
                        .flatMap(set -> set.externalIdentifier(Identifier.SS_PATIENT_ID).stream())
                        .findFirst()
                        .flatMap(PatientId::parse),
                submission.submissionSets().findFirst().flatMap(set -> uuid(set.id())),
                submission.objects().stream()
                        .flatMap(object -> uuid(object.id()).stream())
                        .collect(Collectors.toSet()),
                submission.documentEntries().flatMap(Incoming::document).toList(),
                Stream.concat(
                                submission.submissionSets().map(set -> set.externalIdentifier(Identifier.SS_UNIQUE_ID)),
                                submission.folders().map(set -> set.externalIdentifier(Identifier.FOLDER_UNIQUE_ID)))
                        .flatMap(Optional::stream)
                        .toList(),
                submission.associations().flatMap(Incoming::tie).toList());
    }

    /** Everything under which something may be registered already. */
    Identifiers identifiers() {
        return new Identifiers(
                Stream.concat(
                                entryUUIDs.stream(),
                                ties.stream()
                                        .flatMap(tie -> Stream.of(tie.sourceObject(), tie.targetObject()))
                                        .flatMap(Optional::stream))
                        .collect(Collectors.toSet()),
                Stream.concat(documents.stream().map(Document::uniqueId), packageUniqueIds.stream())
                        .collect(Collectors.toSet()));
    }

    /** Which registered DocumentEntry is replaced by which of this submission. */
    Map<EntryUuid, EntryUuid> replacements() {
        Map<EntryUuid, EntryUuid> replacements = new LinkedHashMap<>();
        for (Tie tie : ties) {
            if (SubmissionRules.REPLACING.contains(tie.type())) {
                tie.sourceObject()
                        .ifPresent(source ->
                                tie.targetObject().ifPresent(target -> replacements.putIfAbsent(target, source)));
            }
        }
        return replacements;
    }

    /** Packages of whatever kind with what is put into them here. */
    Set<Membership> memberships() {
        return ties.stream()
                .filter(tie -> tie.type() == AssociationType.HAS_MEMBER)
                .flatMap(tie -> tie.sourceObject().stream()
                        .flatMap(source -> tie.targetObject().stream().map(target -> new Membership(source, target))))
                .collect(Collectors.toSet());
    }

    /** What the submission adds something to, or puts into a Folder. */
    Stream<EntryUuid> addedTo() {
        return ties.stream().filter(this::adds).flatMap(tie -> tie.targetObject().stream());
    }

    boolean adds(Tie tie) {
        return tie.type() == AssociationType.HAS_MEMBER
                ? !tie.sourceObject().equals(submissionSet)
                : Registered.BUILDING_ON.contains(tie.type());
    }

    private static Stream<Document> document(RegistryObjectDraft entry) {
        return entry
                .externalIdentifier(Identifier.DE_UNIQUE_ID)
                .map(uniqueId -> new Document(uniqueId, hash(entry), size(entry)))
                .stream();
    }

    private static @Nullable Hash hash(RegistryObjectDraft entry) {
        return entry.slotValue(SlotName.HASH)
                .filter(Hash::isValid)
                .map(Hash::new)
                .orElse(null);
    }

    private static @Nullable Long size(RegistryObjectDraft entry) {
        return entry.slotValue(SlotName.SIZE)
                .filter(size -> size.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(null);
    }

    private static Stream<Tie> tie(RegistryObjectDraft association) {
        Link link = association.link();
        if (link == null || link.associationType() == null) {
            return Stream.empty();
        }
        String source = link.sourceObject() == null ? "" : link.sourceObject();
        String target = link.targetObject() == null ? "" : link.targetObject();
        boolean reference = association
                .slotValue(SlotName.SUBMISSION_SET_STATUS)
                .filter(SubmissionSetStatus.Reference.name()::equals)
                .isPresent();
        return AssociationType.ofUrn(link.associationType())
                .map(type -> new Tie(type, source, target, reference))
                .stream();
    }

    private static Optional<EntryUuid> uuid(String id) {
        return EntryUuid.isValid(id) ? Optional.of(new EntryUuid(id)) : Optional.empty();
    }
}

package dev.xdsi.registry.model;

import dev.xdsi.model.Association;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Folder;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.registry.model.Thing.Content;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The things of a history as metadata that a Document Source writes, and back. */
final class Drafts {
    private static final String FORMATS = "1.2.840.10008.2.6.1";

    private Drafts() {}

    static SubmissionDraft of(Submission submission, Names names) {
        return Submissions.of(
                submission.all().stream().map(thing -> object(thing, names)).toArray(RegistryObject[]::new));
    }

    static SubmissionDraft of(Update update, Names names) {
        return new SubmissionDraft(Stream.concat(
                        Stream.of(DraftWriter.draft(object(update.set(), names))),
                        update.operations().stream()
                                .flatMap(operation -> drafts(
                                        operation,
                                        DraftWriter.draft(object(operation.asking(update.set()), names)),
                                        names)))
                .toList());
    }

    private static Stream<RegistryObjectDraft> drafts(
            Update.Operation operation, RegistryObjectDraft asking, Names names) {
        return switch (operation) {
            case Update.NewVersion version ->
                Stream.of(
                        DraftWriter.draft(object(version.thing(), names))
                                .with(header -> header.withLid(
                                        names.uuid(version.thing().lineage()).value())),
                        asking.withSlot(SlotName.PREVIOUS_VERSION, Integer.toString(version.previous()))
                                .withSlot(SlotName.ASSOCIATION_PROPAGATION, version.propagated() ? "yes" : "no"));
            case Update.NewLink link -> Stream.of(DraftWriter.draft(object(link.link(), names)), asking);
            case Update.NewStatus status ->
                Stream.of(asking.withSlot(SlotName.ORIGINAL_STATUS, status(status.wasApproved()))
                        .withSlot(SlotName.NEW_STATUS, status(!status.wasApproved())));
        };
    }

    private static String status(boolean approved) {
        return (approved ? AvailabilityStatus.APPROVED : AvailabilityStatus.DEPRECATED).urn();
    }

    /** One code for each bit. */
    static List<Code> events(int events) {
        return Stream.of(1, 2)
                .filter(bit -> (events & bit) != 0)
                .map(bit -> Code.of("event-" + bit, FORMATS, "event"))
                .toList();
    }

    static Dtm day(int day) {
        return new Dtm("202601%02d".formatted(day));
    }

    static Code format(int format) {
        return Code.of("format-" + format, FORMATS, "format");
    }

    static EntryUuid uuid(String id) {
        return new EntryUuid(id);
    }

    /** All that an answer's object speaks of. */
    static Stream<String> ids(RegistryObjectDraft draft) {
        return draft.link() == null
                ? Stream.of(draft.id())
                : Stream.of(draft.link().sourceObject(), draft.link().targetObject())
                        .filter(Objects::nonNull);
    }

    private static RegistryObject object(Thing thing, Names names) {
        return switch (thing.content()) {
            case Thing.Document document ->
                Submissions.manifest(thing.lineage()).toBuilder()
                        .entryUUID(names.uuid(thing.name()))
                        .patientId(names.patientId(thing.patient()))
                        .uniqueId(names.uniqueId(document.uniqueId()))
                        .referenceIdList(List.of(ReferenceId.ofStudy(new Oid(names.uniqueId(document.uniqueId())))))
                        .objectType(document.facts().type())
                        .formatCode(format(document.facts().format()))
                        .eventCodeList(events(document.facts().events()))
                        .creationTime(
                                document.facts().onDemand()
                                        ? null
                                        : day(document.facts().day() + 1))
                        .serviceStartTime(
                                document.facts().day() == 0
                                        ? null
                                        : day(document.facts().day()))
                        .hash(hash(document.hash()))
                        .size(document.size() < 0 ? null : (long) document.size())
                        .build();
            case Thing.SubmissionSet set ->
                Submissions.submissionSet(thing.name()).toBuilder()
                        .entryUUID(names.uuid(thing.name()))
                        .patientId(names.patientId(thing.patient()))
                        .uniqueId(new Oid(names.uniqueId(set.uniqueId())))
                        .build();
            case Thing.Folder folder ->
                Submissions.folder(thing.name()).toBuilder()
                        .entryUUID(names.uuid(thing.name()))
                        .patientId(names.patientId(thing.patient()))
                        .uniqueId(new Oid(names.uniqueId(folder.uniqueId())))
                        .build();
            case Thing.Link link ->
                Association.builder()
                        .associationType(link.type())
                        .entryUUID(names.uuid(thing.name()))
                        .sourceObject(names.uuid(link.source()))
                        .targetObject(names.uuid(link.target()))
                        .submissionSetStatus(link.status())
                        .build();
        };
    }

    private static @Nullable Hash hash(int hash) {
        return switch (hash) {
            case -1 -> null;
            case 0 -> Hash.OF_NOTHING;
            default -> new Hash("%040x".formatted(hash));
        };
    }

    /** What an answer shows; uniqueIds, hash and size are as they were sent, and not looked at again. */
    static Thing thing(RegistryObjectDraft draft, Names names) {
        return switch (DraftReader.registryObject(draft)) {
            case DocumentEntry entry -> {
                Content content = new Thing.Document("", 0, 0, facts(entry));
                yield new Thing(
                        names.thing(entry.entryUUID()),
                        names.patient(entry.patientId()),
                        entry.availabilityStatus() == AvailabilityStatus.APPROVED,
                        lineage(entry.logicalID(), names),
                        version(entry.version()),
                        content);
            }
            case SubmissionSet set ->
                new Thing(
                        names.thing(set.entryUUID()),
                        names.patient(set.patientId()),
                        set.availabilityStatus() == AvailabilityStatus.APPROVED,
                        lineage(set.logicalID(), names),
                        version(set.version()),
                        new Thing.SubmissionSet(""));
            case Folder folder ->
                new Thing(
                        names.thing(folder.entryUUID()),
                        names.patient(folder.patientId()),
                        folder.availabilityStatus() == AvailabilityStatus.APPROVED,
                        lineage(folder.logicalID(), names),
                        version(folder.version()),
                        new Thing.Folder("", second(folder.lastUpdateTime())));
            case Association link -> {
                String source = names.thing(link.sourceObject());
                String target = names.thing(link.targetObject());
                yield new Thing(
                        Thing.linkName(link.associationType(), source, target),
                        "",
                        link.availabilityStatus() == AvailabilityStatus.APPROVED,
                        "",
                        version(link.version()),
                        new Thing.Link(link.associationType(), source, target, link.submissionSetStatus()));
            }
        };
    }

    private static Facts facts(DocumentEntry entry) {
        Dtm service = entry.serviceStartTime();
        return new Facts(
                number(entry.formatCode()),
                entry.eventCodeList().stream().mapToInt(Drafts::number).sum(),
                service == null ? 0 : Integer.parseInt(service.value().substring(6)),
                entry.objectType() == DocumentEntryType.ON_DEMAND);
    }

    private static int number(Code code) {
        return Integer.parseInt(code.code().substring(code.code().indexOf('-') + 1));
    }

    private static String lineage(@Nullable EntryUuid logicalID, Names names) {
        return logicalID == null ? "none" : names.thing(logicalID);
    }

    private static int version(@Nullable Integer version) {
        return version == null ? 0 : version;
    }

    private static int second(@Nullable Dtm time) {
        return time == null
                ? -1
                : (int) Duration.between(Names.EPOCH, time.start()).toSeconds();
    }
}

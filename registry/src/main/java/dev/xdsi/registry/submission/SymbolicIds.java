package dev.xdsi.registry.submission;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.SubmissionDraft;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives every object of a submission that came with a symbolic id, or none, a fresh UUID, and names it so wherever the
 * submission refers to it (ITI TF-3: 4.2.3.2.8). What refers to nothing in the submission stays as it is.
 */
public final class SymbolicIds {
    private static final long VERSION_4_TO_8 = 0xC000L;
    private static final long NUMBER = 0xFFFFL;

    private final Supplier<EntryUuid> uuids;
    private final Map<String, String> resolved = new HashMap<>();

    private SymbolicIds(Supplier<EntryUuid> uuids) {
        this.uuids = uuids;
    }

    /** A copy in which every id is a UUID. */
    public static SubmissionDraft resolve(SubmissionDraft submission, Supplier<EntryUuid> uuids) {
        SymbolicIds ids = new SymbolicIds(uuids);
        submission.objects().stream()
                .map(RegistryObjectDraft::id)
                .filter(id -> !id.isEmpty())
                .forEach(id -> ids.resolved.computeIfAbsent(id, ids::uuid));
        return new SubmissionDraft(
                submission.objects().stream().map(ids::resolve).toList(), submission.strays());
    }

    private RegistryObjectDraft resolve(RegistryObjectDraft object) {
        String id = objectId(object);
        UUID uuid = new EntryUuid(id).uuid();
        AtomicInteger parts = new AtomicInteger();
        Link link = object.link();
        return new RegistryObjectDraft(
                object.kind(),
                object.header().withId(id),
                object.name(),
                object.description(),
                object.slots(),
                object.classifications().stream()
                        .map(part -> resolve(part, id, partId(part.id(), uuid, parts.getAndIncrement())))
                        .toList(),
                object.externalIdentifiers().stream()
                        .map(part -> resolve(part, id, partId(part.id(), uuid, parts.getAndIncrement())))
                        .toList(),
                link == null
                        ? null
                        : new Link(
                                link.associationType(),
                                reference(link.sourceObject()),
                                reference(link.targetObject())));
    }

    private String objectId(RegistryObjectDraft object) {
        String known = resolved.get(object.id());
        return known == null ? uuid("") : known;
    }

    private static ClassificationDraft resolve(ClassificationDraft part, String object, String id) {
        return new ClassificationDraft(
                id,
                part.classificationScheme(),
                part.classificationNode(),
                object,
                part.nodeRepresentation(),
                part.name(),
                part.slots());
    }

    private static ExternalIdentifierDraft resolve(ExternalIdentifierDraft part, String object, String id) {
        return new ExternalIdentifierDraft(id, part.identificationScheme(), object, part.value(), part.name());
    }

    private @Nullable String reference(@Nullable String id) {
        return id == null ? null : resolved.getOrDefault(id, id);
    }

    private static String partId(@Nullable String id, UUID object, int number) {
        return id != null && EntryUuid.isValid(id)
                ? new EntryUuid(id).value()
                : EntryUuid.of(idOfPart(object, number)).value();
    }

    /**
     * The id of a Classification or ExternalIdentifier that came without a UUID. Nothing refers to it, and a dozen of them are kept with every
     * object: made of the object's own id, of another version and with their number at the end, they take hardly any room beside it
     * in a compressed text, where fresh ones would take a fifth of it.
     */
    public static UUID idOfPart(UUID object, int number) {
        long otherVersion = object.getMostSignificantBits() ^ VERSION_4_TO_8;
        return new UUID(otherVersion, (object.getLeastSignificantBits() & ~NUMBER) | (number & NUMBER));
    }

    private String uuid(String id) {
        return EntryUuid.isValid(id) ? new EntryUuid(id).value() : uuids.get().value();
    }
}

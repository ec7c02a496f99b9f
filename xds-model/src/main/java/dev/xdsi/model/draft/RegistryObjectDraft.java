package dev.xdsi.model.draft;

import dev.xdsi.model.InternationalString;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One {@code rim:ExtrinsicObject}, {@code rim:RegistryPackage} or {@code rim:Association} exactly as a partner wrote it, duplicates and
 * mistakes included, so that rules can name every fault and nothing unknown is lost.
 *
 * @param link the ends of an Association; null on the other kinds
 */
public record RegistryObjectDraft(
        Kind kind,
        Header header,
        @Nullable InternationalString name,
        @Nullable InternationalString description,
        List<SlotDraft> slots,
        List<ClassificationDraft> classifications,
        List<ExternalIdentifierDraft> externalIdentifiers,
        @Nullable Link link) {

    public RegistryObjectDraft {
        slots = List.copyOf(slots);
        classifications = List.copyOf(classifications);
        externalIdentifiers = List.copyOf(externalIdentifiers);
    }

    /** Which element of ebRIM 3.0 it is. */
    public enum Kind {
        ExtrinsicObject,
        RegistryPackage,
        Association
    }

    /** The attributes of {@code rim:RegistryObject} itself, as written. */
    public record Header(
            @Nullable String id,
            @Nullable String lid,
            @Nullable String home,
            @Nullable String objectType,
            @Nullable String status,
            @Nullable String mimeType,
            @Nullable String versionName) {
        public Header withId(@Nullable String id) {
            return new Header(id, lid, home, objectType, status, mimeType, versionName);
        }

        public Header withLid(@Nullable String lid) {
            return new Header(id, lid, home, objectType, status, mimeType, versionName);
        }

        public Header withHome(@Nullable String home) {
            return new Header(id, lid, home, objectType, status, mimeType, versionName);
        }

        public Header withStatus(@Nullable String status) {
            return new Header(id, lid, home, objectType, status, mimeType, versionName);
        }

        public Header withVersionName(@Nullable String versionName) {
            return new Header(id, lid, home, objectType, status, mimeType, versionName);
        }
    }

    /** {@code Association/@associationType, @sourceObject, @targetObject}. */
    public record Link(
            @Nullable String associationType,
            @Nullable String sourceObject,
            @Nullable String targetObject) {}

    /** The id within the submission, or the empty string. */
    public String id() {
        return Objects.requireNonNullElse(header.id(), "");
    }

    /** All slots of that name; more than one is a fault of the sender. */
    public Stream<SlotDraft> slots(String name) {
        return slots.stream().filter(slot -> slot.name().equals(name));
    }

    /** The values of the slot of that name; empty when there is none. */
    public List<String> slotValues(String name) {
        return slots(name).findFirst().map(SlotDraft::values).orElse(List.of());
    }

    public Optional<String> slotValue(String name) {
        return slotValues(name).stream().findFirst();
    }

    public List<ClassificationDraft> classifications(String classificationScheme) {
        return classifications.stream()
                .filter(classification -> classificationScheme.equals(classification.classificationScheme()))
                .toList();
    }

    /** Whether the object is marked with that classificationNode, as SubmissionSets and Folders are. */
    public boolean hasNode(String classificationNode) {
        return classifications.stream()
                .anyMatch(classification -> classificationNode.equals(classification.classificationNode()));
    }

    public Optional<String> externalIdentifier(String identificationScheme) {
        return externalIdentifiers.stream()
                .filter(identifier -> identificationScheme.equals(identifier.identificationScheme()))
                .map(ExternalIdentifierDraft::value)
                .filter(Objects::nonNull)
                .findFirst();
    }

    public RegistryObjectDraft with(UnaryOperator<Header> change) {
        return new RegistryObjectDraft(
                kind, change.apply(header), name, description, slots, classifications, externalIdentifiers, link);
    }

    /** A copy in which the slot of that name has these values, in its old place or at the end. */
    public RegistryObjectDraft withSlot(String name, String... values) {
        List<SlotDraft> changed = new ArrayList<>(slots);
        int at = 0;
        while (at < changed.size() && !changed.get(at).name().equals(name)) {
            at++;
        }
        if (at < changed.size()) {
            changed.set(at, SlotDraft.of(name, values));
        } else {
            changed.add(SlotDraft.of(name, values));
        }
        return new RegistryObjectDraft(
                kind, header, this.name, description, changed, classifications, externalIdentifiers, link);
    }
}

package dev.xdsi.model.draft;

import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.Slot;
import dev.xdsi.model.draft.RegistryObjectDraft.Header;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the parts of one draft; what is absent adds nothing. */
final class DraftBuilder {
    /** Slot values end at 256 characters (ITI TF-3: 4.2.3.1.4); the rest of a URI goes into the next one. */
    private static final int URI_PART = 240;

    private final Kind kind;
    private final String id;
    private Header header;
    private @Nullable InternationalString name;
    private @Nullable InternationalString description;
    private final List<SlotDraft> slots = new ArrayList<>();
    private final List<ClassificationDraft> classifications = new ArrayList<>();
    private final List<ExternalIdentifierDraft> externalIdentifiers = new ArrayList<>();
    private @Nullable Link link;

    DraftBuilder(Kind kind, RegistryObject object) {
        this.kind = kind;
        this.id = object.entryUUID().value();
        this.header =
                new Header(id, null, null, null, object.availabilityStatus().urn(), null, null);
    }

    DraftBuilder versioned(@Nullable EntryUuid lid, @Nullable String home, @Nullable Integer version) {
        header = header.withLid(lid == null ? null : lid.value())
                .withHome(home)
                .withVersionName(version == null ? null : version.toString());
        return this;
    }

    DraftBuilder document(DocumentEntryType objectType, String mimeType) {
        header = new Header(
                id, header.lid(), header.home(), objectType.urn(), header.status(), mimeType, header.versionName());
        return this;
    }

    DraftBuilder objectType(String objectType) {
        header = new Header(
                id, header.lid(), header.home(), objectType, header.status(), header.mimeType(), header.versionName());
        return this;
    }

    DraftBuilder texts(@Nullable InternationalString name, @Nullable InternationalString description) {
        this.name = name;
        this.description = description;
        return this;
    }

    DraftBuilder slot(String slotName, @Nullable Object value) {
        return value == null ? this : slots(slotName, List.of(value.toString()));
    }

    DraftBuilder slots(String slotName, List<String> values) {
        if (!values.isEmpty()) {
            slots.add(new SlotDraft(slotName, values));
        }
        return this;
    }

    DraftBuilder uri(@Nullable String uri) {
        if (uri == null || uri.length() <= URI_PART) {
            return slot(SlotName.URI, uri);
        }
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < uri.length(); from += URI_PART) {
            parts.add((parts.size() + 1) + "|" + uri.substring(from, Math.min(uri.length(), from + URI_PART)));
        }
        return slots(SlotName.URI, parts);
    }

    DraftBuilder extra(List<Slot> extraMetadata) {
        extraMetadata.forEach(slot -> slots.add(new SlotDraft(slot.name(), slot.values())));
        return this;
    }

    DraftBuilder node(String classificationNode) {
        classifications.add(new ClassificationDraft(nextId(), null, classificationNode, id, null, null, List.of()));
        return this;
    }

    DraftBuilder code(String scheme, Code code) {
        classifications.add(new ClassificationDraft(
                nextId(),
                scheme,
                null,
                id,
                code.code(),
                code.displayName(),
                List.of(SlotDraft.of(SlotName.CODING_SCHEME, code.codingScheme()))));
        return this;
    }

    DraftBuilder author(String scheme, Author author) {
        List<SlotDraft> parts = new ArrayList<>();
        if (author.authorPerson() != null) {
            parts.add(SlotDraft.of(SlotName.AUTHOR_PERSON, author.authorPerson()));
        }
        addPart(parts, SlotName.AUTHOR_INSTITUTION, author.authorInstitution());
        addPart(parts, SlotName.AUTHOR_ROLE, author.authorRole());
        addPart(parts, SlotName.AUTHOR_SPECIALTY, author.authorSpecialty());
        addPart(parts, SlotName.AUTHOR_TELECOMMUNICATION, author.authorTelecommunication());
        classifications.add(new ClassificationDraft(nextId(), scheme, null, id, "", null, parts));
        return this;
    }

    DraftBuilder identifier(String scheme, String attribute, Object value) {
        externalIdentifiers.add(
                new ExternalIdentifierDraft(nextId(), scheme, id, value.toString(), InternationalString.of(attribute)));
        return this;
    }

    DraftBuilder link(Link link) {
        this.link = link;
        return this;
    }

    RegistryObjectDraft build() {
        return new RegistryObjectDraft(
                kind, header, name, description, slots, classifications, externalIdentifiers, link);
    }

    /** Ids of the parts hold only inside the submission; the registry replaces them. */
    private String nextId() {
        return "part-" + (classifications.size() + externalIdentifiers.size()) + "-of-"
                + id.substring("urn:uuid:".length());
    }

    private static void addPart(List<SlotDraft> parts, String slotName, List<String> values) {
        if (!values.isEmpty()) {
            parts.add(new SlotDraft(slotName, values));
        }
    }
}

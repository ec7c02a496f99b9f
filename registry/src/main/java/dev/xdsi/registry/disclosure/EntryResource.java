package dev.xdsi.registry.disclosure;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.Code;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the decision point must know of a registered DocumentEntry. */
final class EntryResource {
    private EntryResource() {}

    /** The patient is the one whom the entry belongs to now, all else is as it was written. */
    static Resource of(RegisteredObject entry) {
        RegistryObjectDraft written = RegistryObjectXml.read(entry.written());
        return new Resource(
                entry.patientId(),
                written.externalIdentifier(Identifier.DE_UNIQUE_ID).orElse(null),
                code(written, Scheme.DE_CLASS_CODE),
                code(written, Scheme.DE_TYPE_CODE),
                Set.copyOf(DraftReader.codes(written, Scheme.DE_CONFIDENTIALITY_CODE)));
    }

    private static @Nullable Code code(RegistryObjectDraft written, String scheme) {
        List<Code> codes = DraftReader.codes(written, scheme);
        return codes.isEmpty() ? null : codes.getFirst();
    }
}

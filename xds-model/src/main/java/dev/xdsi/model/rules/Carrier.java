package dev.xdsi.model.rules;

import dev.xdsi.model.InternationalString;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Header;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where ebRIM keeps an attribute (ITI TF-3: 4.2.3.1). */
sealed interface Carrier {
    /** The values as written; none when the attribute is absent. */
    List<String> values(RegistryObjectDraft draft);

    /** A {@code rim:Slot}. */
    record InSlot(String name) implements Carrier {
        @Override
        public List<String> values(RegistryObjectDraft draft) {
            return draft.slotValues(name);
        }
    }

    /** A {@code rim:Classification}, whose nodeRepresentation is the value; empty for authors. */
    record InClassification(String scheme) implements Carrier {
        @Override
        public List<String> values(RegistryObjectDraft draft) {
            return draft.classifications(scheme).stream()
                    .map(classification -> Objects.requireNonNullElse(classification.nodeRepresentation(), ""))
                    .toList();
        }
    }

    /** A {@code rim:ExternalIdentifier}. */
    record InIdentifier(String scheme) implements Carrier {
        @Override
        public List<String> values(RegistryObjectDraft draft) {
            return draft.externalIdentifiers().stream()
                    .filter(identifier -> scheme.equals(identifier.identificationScheme()))
                    .map(ExternalIdentifierDraft::value)
                    .map(value -> Objects.requireNonNullElse(value, ""))
                    .toList();
        }
    }

    /** {@code rim:Name}, in whichever languages; one without a text is none. */
    record InName() implements Carrier {
        @Override
        public List<String> values(RegistryObjectDraft draft) {
            InternationalString name = draft.name();
            return name == null || name.text().isBlank() ? List.of() : List.of(name.text());
        }
    }

    /** An XML attribute of the object itself. */
    record InHeader(Function<Header, @Nullable String> attribute) implements Carrier {
        @Override
        public List<String> values(RegistryObjectDraft draft) {
            String value = attribute.apply(draft.header());
            return value == null ? List.of() : List.of(value);
        }
    }

    /** An XML attribute of an association. */
    record InLink(Function<Link, @Nullable String> attribute) implements Carrier {
        @Override
        public List<String> values(RegistryObjectDraft draft) {
            String value = draft.link() == null ? null : attribute.apply(draft.link());
            return value == null ? List.of() : List.of(value);
        }
    }
}

package dev.xdsi.repository.iti41;

import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import java.io.InputStream;
import java.util.List;

/**
 * What a repository demands of the documents of some formats before it keeps them: that they are what their formatCode says, and agree
 * with their metadata. Faults are InvalidDocumentContent (ITI TF-3: Table 4.2.4.1-2).
 */
public interface ContentRule {
    /** Documents of every format are taken as they are. */
    ContentRule NONE = new ContentRule() {
        @Override
        public boolean concerns(RegistryObjectDraft documentEntry) {
            return false;
        }

        @Override
        public List<XdsError> faults(RegistryObjectDraft documentEntry, InputStream beginning) {
            return List.of();
        }
    };

    /** Whether the rule looks at documents with such an entry. */
    boolean concerns(RegistryObjectDraft documentEntry);

    /** @param beginning the document, or as much of it as {@link DocumentBeginning#MOST} */
    List<XdsError> faults(RegistryObjectDraft documentEntry, InputStream beginning);
}

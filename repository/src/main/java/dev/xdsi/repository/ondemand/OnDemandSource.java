package dev.xdsi.repository.ondemand;

import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/** Makes documents of one kind, of which each patient has one. */
public interface OnDemandSource {
    /** Tells documents of this kind from others; part of what their ids are made of. */
    String kind();

    /** What a DocumentEntry says of such a document, whoever's it is: everything but its ids and its patient. */
    DocumentEntry.Builder described();

    /** Whether an entry that this repository answers for is of this kind. */
    boolean makes(DocumentEntry entry);

    /** Whether a patient of whom such a document was registered has a document of this kind from now on. */
    boolean follows(RegistryObjectDraft documentEntry);

    /**
     * Writes the document as it is now.
     *
     * @param caller who asks: what he may not see is not in it
     * @return the confidentialityCodes of what is in it, so that a copy is kept no less closely
     * @throws IOException also when what is needed for it cannot be had now
     */
    Set<Code> write(PatientId patientId, Caller caller, OutputStream out) throws IOException;
}

package dev.xdsi.repository.ondemand;

import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti43.RetrievedDocument.NewIds;
import java.io.IOException;
import java.util.Optional;

/** What a Document Repository asks where it holds no document of a uniqueId (ITI TF-2: 3.43.4.1.3). */
public interface OnDemandDocuments {
    /** Everything that is given out is held. */
    OnDemandDocuments NONE = (documentUniqueId, caller) -> Optional.empty();

    /**
     * Makes the document, as it is now and as the caller may see it.
     *
     * @return nothing where the uniqueId is not that of an on-demand DocumentEntry which the caller can find
     * @throws IOException when there is one, but the document cannot be made now
     */
    Optional<MadeDocument> make(String documentUniqueId, Caller caller) throws IOException;

    /** A document, and what it is called from now on. */
    record MadeDocument(NewIds ids, String mimeType, DocumentContent content) {}
}

package dev.xdsi.registry.iti92;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.registry.update.Extent;
import dev.xdsi.registry.update.MetadataUpdater;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti92.RestrictedUpdateDocumentSetRequest;

/** Restricted Update Document Set [ITI-92], the Update Responder's side (ITI TF-2: 3.92): new versions of
 * DocumentEntries. */
public final class RestrictedUpdateDocumentSet
        implements Transaction<RestrictedUpdateDocumentSetRequest, RegistryResponse> {
    private final MetadataUpdater updater;

    public RestrictedUpdateDocumentSet(MetadataUpdater updater) {
        this.updater = updater;
    }

    @Override
    public RegistryResponse perform(RestrictedUpdateDocumentSetRequest request, Caller caller) {
        return updater.update(request.submission(), Extent.RESTRICTED);
    }
}

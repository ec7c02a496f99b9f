package dev.xdsi.registry.iti57;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.registry.update.Extent;
import dev.xdsi.registry.update.MetadataUpdater;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;

/** Update Document Set [ITI-57], the Document Registry's side (ITI TF-2: 3.57): new versions of what is registered, other
 * statuses, Associations between registered objects. */
public final class UpdateDocumentSet implements Transaction<UpdateDocumentSetRequest, RegistryResponse> {
    private final MetadataUpdater updater;

    public UpdateDocumentSet(MetadataUpdater updater) {
        this.updater = updater;
    }

    @Override
    public RegistryResponse perform(UpdateDocumentSetRequest request, Caller caller) {
        return updater.update(request.submission(), Extent.FULL);
    }
}

package dev.xdsi.repository.iti42;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;

/** A registry in the same process is called as it is. */
class RegisterDocumentSetInProcessTest implements RegisterDocumentSetContract {
    @Override
    public Transaction<RegisterDocumentSetRequest, RegistryResponse> to(
            Transaction<RegisterDocumentSetRequest, RegistryResponse> registry) {
        return registry;
    }
}

package dev.xdsi.registry.iti42;

import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.registry.store.RegistryStore;

class RegisterDocumentSetTest
        implements RegisterDocumentSetContract, UniqueIdsContract, AssociationsContract, ConsentPoliciesContract {
    private final InMemoryRegistryStore store = new InMemoryRegistryStore();

    @Override
    public RegistryStore store() {
        return store;
    }
}

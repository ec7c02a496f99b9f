package dev.xdsi.registry.store;

class InMemoryRegistryStoreTest implements RegistryStoreContract, SubmissionContract {
    @Override
    public RegistryStore store() {
        return new InMemoryRegistryStore();
    }
}

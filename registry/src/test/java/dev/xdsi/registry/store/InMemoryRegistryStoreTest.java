package dev.xdsi.registry.store;

class InMemoryRegistryStoreTest implements RegistryStoreContract {
    @Override
    public RegistryStore store() {
        return new InMemoryRegistryStore();
    }
}

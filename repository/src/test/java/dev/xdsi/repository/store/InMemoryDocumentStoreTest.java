package dev.xdsi.repository.store;

class InMemoryDocumentStoreTest implements DocumentStoreContract {
    private final DocumentStore store = new InMemoryDocumentStore();

    @Override
    public DocumentStore store() {
        return store;
    }
}

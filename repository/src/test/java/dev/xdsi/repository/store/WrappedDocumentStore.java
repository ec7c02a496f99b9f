package dev.xdsi.repository.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Another store, for tests to change what it does in one thing. */
public class WrappedDocumentStore implements DocumentStore {
    private final DocumentStore store;

    protected WrappedDocumentStore(DocumentStore store) {
        this.store = store;
    }

    @Override
    public Deposit deposit() {
        return store.deposit();
    }

    @Override
    public Optional<StoredDocument> find(String documentUniqueId) throws IOException {
        return store.find(documentUniqueId);
    }

    @Override
    public Unremoved remove(Set<String> documentUniqueIds) throws IOException {
        return store.remove(documentUniqueIds);
    }

    @Override
    public Stored stored() throws IOException {
        return store.stored();
    }

    @Override
    public long unreadable() {
        return store.unreadable();
    }

    @Override
    public Collected collectOrphans(Registered registered, Duration grace) throws IOException {
        return store.collectOrphans(registered, grace);
    }

    @Override
    public void check() throws IOException {
        store.check();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}

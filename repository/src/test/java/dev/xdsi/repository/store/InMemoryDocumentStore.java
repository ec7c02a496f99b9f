package dev.xdsi.repository.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Documents in the heap, for tests of what stands above a store. */
public final class InMemoryDocumentStore implements DocumentStore {
    private final Map<String, Held> held = new TreeMap<>();

    /** What the store holds, by uniqueId. */
    public synchronized Set<String> documentUniqueIds() {
        return Set.copyOf(held.keySet());
    }

    @Override
    public Deposit deposit() {
        return new InMemoryDeposit();
    }

    @Override
    public synchronized Optional<StoredDocument> find(String documentUniqueId) {
        return Optional.ofNullable(held.get(documentUniqueId)).map(found -> found.document);
    }

    @Override
    public synchronized Unremoved remove(Set<String> documentUniqueIds) {
        Set<String> unknown = new TreeSet<>(documentUniqueIds);
        unknown.removeAll(held.keySet());
        Set<String> underWay = new TreeSet<>(documentUniqueIds);
        underWay.removeIf(document -> !held.containsKey(document) || held.get(document).claims == 0);
        Unremoved unremoved = new Unremoved(unknown, underWay);
        if (unremoved.isNone()) {
            held.keySet().removeAll(documentUniqueIds);
        }
        return unremoved;
    }

    @Override
    public synchronized Stored stored() {
        return new Stored(
                held.size(),
                held.values().stream()
                        .mapToLong(each -> each.document.content().length())
                        .sum());
    }

    @Override
    public long unreadable() {
        return 0;
    }

    @Override
    public Collected collectOrphans(Registered registered, Duration grace) {
        return Collected.NOTHING;
    }

    @Override
    public void check() {}

    @Override
    public void close() {}

    private static final class Held {
        final StoredDocument document;
        int claims;
        boolean registered;

        Held(StoredDocument document) {
            this.document = document;
        }
    }

    private final class InMemoryDeposit implements Deposit {
        private final List<StoredDocument> received = new ArrayList<>();
        private boolean claimed;

        @Override
        public ReceivedDocument receive(String documentUniqueId, String mimeType, InputStream content, long limit)
                throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ContentName name =
                    Measured.copy(content, Channels.newChannel(bytes), limit).name();
            received.add(
                    new StoredDocument(documentUniqueId, name.hash(), mimeType, new HeapContent(bytes.toByteArray())));
            return new ReceivedDocument(documentUniqueId, name.hash(), name.size());
        }

        @Override
        public Set<String> keep() {
            synchronized (InMemoryDocumentStore.this) {
                Set<String> refused = new TreeSet<>();
                for (StoredDocument document : received) {
                    Held before = held.get(document.documentUniqueId());
                    if (before != null && !before.document.hash().equals(document.hash())) {
                        refused.add(document.documentUniqueId());
                    }
                }
                if (refused.isEmpty()) {
                    received.forEach(document ->
                            held.computeIfAbsent(document.documentUniqueId(), id -> new Held(document)).claims++);
                    claimed = true;
                }
                return refused;
            }
        }

        @Override
        public void confirm() {
            synchronized (InMemoryDocumentStore.this) {
                for (StoredDocument document : received) {
                    Held kept = held.get(document.documentUniqueId());
                    if (kept != null) {
                        kept.registered = true;
                        kept.claims--;
                    }
                }
                claimed = false;
            }
        }

        @Override
        public void leaveInDoubt() {
            claimed = false;
        }

        @Override
        public void close() {
            synchronized (InMemoryDocumentStore.this) {
                if (!claimed) {
                    return;
                }
                for (StoredDocument document : received) {
                    Held kept = held.get(document.documentUniqueId());
                    if (kept != null && --kept.claims == 0 && !kept.registered) {
                        held.remove(document.documentUniqueId());
                    }
                }
                claimed = false;
            }
        }
    }
}

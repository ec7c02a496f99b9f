package dev.xdsi.repository.store.file;

import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.Measured;
import dev.xdsi.repository.store.ReceivedDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** One submission's documents on their way into the {@link FileDocumentStore}. */
final class FileDeposit implements Deposit {
    private final DocumentFolder folder;
    private final DocumentIndex index;
    private final Supplier<UUID> names;
    private final UUID deposit;
    private final List<IndexedDocument> documents = new ArrayList<>();
    private State state = State.RECEIVING;

    private enum State {
        /** The index knows nothing yet. */
        RECEIVING,
        /** The index was asked to claim the documents, and may have done so even where it seemed to fail. */
        CLAIMED,
        FINISHED
    }

    FileDeposit(DocumentFolder folder, DocumentIndex index, Supplier<UUID> names) {
        this.folder = folder;
        this.index = index;
        this.names = names;
        this.deposit = names.get();
    }

    @Override
    public ReceivedDocument receive(String documentUniqueId, String mimeType, InputStream content, long limit)
            throws IOException {
        DocumentFile file = new DocumentFile(names.get(), deposit);
        try (FileChannel channel = folder.create(file);
                Measured measured = new Measured(Channels.newOutputStream(channel), limit)) {
            content.transferTo(measured);
            channel.force(true);
            ReceivedDocument received = new ReceivedDocument(documentUniqueId, measured.hash(), measured.size());
            documents.add(new IndexedDocument(documentUniqueId, received.hash(), received.size(), mimeType, file));
            return received;
        }
    }

    @Override
    public Set<String> keep() throws IOException {
        if (documents.isEmpty()) {
            return Set.of();
        }
        folder.force(deposit);
        state = State.CLAIMED;
        DocumentIndex.Claim claim = index.claim(documents);
        if (!claim.refused().isEmpty()) {
            state = State.RECEIVING;
            return claim.refused();
        }
        for (IndexedDocument document : documents) {
            if (claim.held().contains(document.file().name())) {
                folder.publish(document.file());
            }
        }
        folder.finish(deposit);
        return claim.refused();
    }

    @Override
    public void confirm() throws IOException {
        state = State.FINISHED;
        index.confirm(deposit);
    }

    @Override
    public void leaveInDoubt() {
        state = State.FINISHED;
    }

    @Override
    public void close() throws IOException {
        if (state == State.CLAIMED) {
            index.release(deposit, folder);
        }
        if (state != State.FINISHED) {
            folder.finish(deposit);
        }
        state = State.FINISHED;
    }
}

package dev.xdsi.repository.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One submission's documents on their way into the {@link IndexedDocumentStore}. */
final class IndexedDeposit implements Deposit {
    private static final Logger LOG = LoggerFactory.getLogger(IndexedDeposit.class);

    private final IndexedDocumentStore store;
    private final ContentStore contents;
    private final DocumentIndex index;
    private final UUID deposit;
    private final List<Received> received = new ArrayList<>();
    private Set<ContentName> plain = Set.of();
    private int arrivals;
    private State state = State.RECEIVING;

    private record Received(TemporaryName name, IndexedDocument document) {}

    private enum State {
        /** The index knows nothing yet. */
        RECEIVING,
        /** The index was asked to claim the documents, and may have done so even where it seemed to fail. */
        CLAIMED,
        FINISHED
    }

    IndexedDeposit(IndexedDocumentStore store, ContentStore contents, DocumentIndex index, UUID deposit) {
        this.store = store;
        this.contents = contents;
        this.index = index;
        this.deposit = deposit;
    }

    @Override
    public ReceivedDocument receive(String documentUniqueId, String mimeType, InputStream content, long limit)
            throws IOException {
        TemporaryName name = new TemporaryName(deposit, arrivals++);
        try (Arrival arrival = contents.receive(name)) {
            Measured measured = Measured.copy(content, arrival, limit);
            arrival.complete(measured.name());
            received.add(
                    new Received(name, new IndexedDocument(documentUniqueId, mimeType, measured, contents.seals())));
            return new ReceivedDocument(
                    documentUniqueId, measured.name().hash(), measured.name().size());
        }
    }

    @Override
    public Set<String> keep() throws IOException {
        if (received.isEmpty()) {
            return Set.of();
        }
        contents.secure(deposit);
        state = State.CLAIMED;
        DocumentIndex.Claim claim =
                index.claim(deposit, received.stream().map(Received::document).toList());
        if (!claim.refused().isEmpty()) {
            state = State.RECEIVING;
            return claim.refused();
        }
        plain = claim.plain();
        Set<String> forged = publish();
        if (forged.isEmpty()) {
            contents.finish(deposit);
        } else {
            close();
        }
        return forged;
    }

    private Set<String> publish() throws IOException {
        Set<String> forged = new TreeSet<>();
        for (Received each : received) {
            if (!publish(each)) {
                LOG.error(
                        "document {} has other bytes than the content {} that is held: its SHA-1 was forged",
                        each.document().documentUniqueId(),
                        each.document().content());
                forged.add(each.document().documentUniqueId());
            }
        }
        return forged;
    }

    /** Equal hashes are believed only after a look at the bytes, for SHA-1 can be forged. */
    private boolean publish(Received each) throws IOException {
        ContentName name = each.document().content();
        if (!plain.contains(name) && contents.publish(each.name(), name)) {
            return true;
        }
        try {
            return isSame(each.name(), each.document());
        } catch (CorruptContentException | EOFException | NoSuchFileException e) {
            mend(each, e);
            return true;
        }
    }

    /**
     * Puts the bytes that came in place of those that are damaged, for the index has agreed that they are those that once were there.
     * Never without a look at them, for it may be they that are damaged; and in one step, for others may have mended the content
     * meanwhile and rely on it.
     */
    private void mend(Received each, IOException damage) throws IOException {
        ContentName name = each.document().content();
        try (ReadableByteChannel come = new VerifiedChannel(
                contents.open(each.name(), name),
                name,
                each.document().measured().checksums(),
                new LongAdder())) {
            ByteBuffer block = ByteBuffer.allocate(BlockChecksums.BLOCK);
            while (come.read(block.clear()) >= 0) {
                // each block is compared before it is given
            }
        } catch (IOException e) {
            e.addSuppressed(damage);
            throw e;
        }
        index.holding(name, () -> contents.replace(each.name(), name));
        LOG.warn("the bytes of content {} came again and took the place of damaged ones", name, damage);
    }

    private boolean isSame(TemporaryName name, IndexedDocument document) throws IOException {
        try (ReadableByteChannel come = contents.open(name, document.content());
                ReadableByteChannel held = store.content(held(document)).channel()) {
            return SameBytes.in(come, held);
        }
    }

    /** The document with the bytes that were there before, which may be plain. */
    private IndexedDocument held(IndexedDocument document) {
        return new IndexedDocument(
                document.documentUniqueId(),
                document.mimeType(),
                document.measured(),
                document.sealed() && !plain.contains(document.content()));
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
            store.collect(index.release(deposit));
        }
        if (state != State.FINISHED) {
            contents.finish(deposit);
        }
        state = State.FINISHED;
    }
}

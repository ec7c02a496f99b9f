package dev.xdsi.repository.store.file;

import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.StoreFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Bytes on their way into a file. The disk begins to write while more bytes come, so that little is left to wait for at the end. Used by
 * one thread at a time.
 */
final class FileArrival implements Arrival {
    private static final List<String> FULL =
            List.of("no space left", "quota exceeded", "not enough space", "read-only file system");

    private static final int EACH = 8 * 1024 * 1024;

    private final Path folder;
    private final FileChannel file;
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private long sinceWriting;

    FileArrival(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        try {
            int written = file.write(bytes);
            sinceWriting += written;
            if (sinceWriting >= EACH && writing.isDone()) {
                // the system tells of a failure once: whoever hears of it must pass it on
                awaitWriting();
                sinceWriting = 0;
                writing = CompletableFuture.runAsync(
                        this::force, task -> Thread.ofVirtual().name("write").start(task));
            }
            return written;
        } catch (IOException e) {
            throw explained(folder, e);
        }
    }

    @Override
    public void begin(ByteBuffer bytes) throws IOException {
        try {
            for (long at = 0; bytes.hasRemaining(); ) {
                at += file.write(bytes, at);
            }
        } catch (IOException e) {
            throw explained(folder, e);
        }
    }

    @Override
    public void complete(ContentName name) throws IOException {
        try {
            awaitWriting();
            file.force(true);
        } catch (IOException e) {
            throw explained(folder, e);
        }
    }

    private void force() {
        try {
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitWriting() throws IOException {
        try {
            writing.join();
        } catch (CompletionException e) {
            Throwable failure =
                    e.getCause() instanceof UncheckedIOException unchecked ? unchecked.getCause() : e.getCause();
            throw new IOException(failure == null ? "the disk failed" : failure.getMessage(), failure);
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A disk that is full, or became read-only, and a used-up quota have no exception of their own in Java, only the system's words. */
    static IOException explained(Path folder, IOException failure) {
        String why = Objects.requireNonNullElse(failure.getMessage(), "").toLowerCase(Locale.ROOT);
        boolean full = FULL.stream().anyMatch(why::contains);
        return full ? new StoreFullException(folder.toString(), failure) : failure;
    }
}

package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.consumer.retrieval.InstanceSink;
import dev.xdsi.consumer.retrieval.RetrievalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Images that come once, each to be had as soon as it is there. */
final class CachedFetch implements InstanceSink {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int BUFFER = 64 << 10;

    private final Path folder;
    private final Room room;
    private final LongSupplier nanoTime;
    private final Map<String, CompletableFuture<Path>> files = new LinkedHashMap<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean over;
    private volatile boolean failed;
    private volatile long lastUse;

    /** Gives room for so many more bytes, or says that there is none. */
    @FunctionalInterface
    interface Room {
        void take(long bytes) throws IOException;
    }

    /** What brings the images here. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    CachedFetch(Path folder, Manifest part, Room room, LongSupplier nanoTime) {
        this.folder = folder;
        this.room = room;
        this.nanoTime = nanoTime;
        this.lastUse = nanoTime.getAsLong();
        part.instances().forEach(instance -> files.put(instance.sopInstanceUID(), new CompletableFuture<>()));
    }

    /** Starts the work, if nobody did. */
    void begin(Work work) {
        lastUse = nanoTime.getAsLong();
        if (begun.compareAndSet(false, true)) {
            Thread.ofVirtual().name("images").start(() -> run(work));
        }
    }

    private void run(Work work) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            work.run();
            fail(new RetrievalException("An image did not come."));
        } catch (IOException | RuntimeException broken) {
            fail(broken);
        } finally {
            over = true;
        }
    }

    private void fail(Exception reason) {
        for (CompletableFuture<Path> file : files.values()) {
            if (file.completeExceptionally(reason)) {
                failed = true;
            }
        }
    }

    /** Names are UIDs of the manifest: none leads out of the folder. */
    @Override
    public void accept(String sopInstanceUID, InputStream part10) throws IOException {
        CompletableFuture<Path> wanted = files.get(sopInstanceUID);
        if (wanted == null) {
            return;
        }
        Path file = folder.resolve(sopInstanceUID + ".dcm");
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = part10.read(buffer); read >= 0; read = part10.read(buffer)) {
                bytes.addAndGet(read);
                room.take(read);
                out.write(buffer, 0, read);
            }
        }
        wanted.complete(file);
    }

    /** The file of an image of the part, waited for until it is there. */
    Path file(String sopInstanceUID) throws IOException {
        lastUse = nanoTime.getAsLong();
        CompletableFuture<Path> file = files.get(sopInstanceUID);
        if (file == null) {
            throw new RetrievalException("The image is not of this part.");
        }
        try {
            return file.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException broken) {
            throw reason(broken);
        } catch (TimeoutException late) {
            throw new RetrievalException("The images were waited for too long.", late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RetrievalException("The images were not waited for.", stopping);
        }
    }

    private static IOException reason(ExecutionException broken) {
        return switch (broken.getCause()) {
            case PartnerException partner -> throw partner;
            case RetrievalException lost -> new RetrievalException(String.valueOf(lost.getMessage()), broken);
            case null, default -> new IOException("an image did not come", broken);
        };
    }

    Path folder() {
        return folder;
    }

    long bytes() {
        return bytes.get();
    }

    long lastUse() {
        return lastUse;
    }

    boolean isOver() {
        return over;
    }

    /** Whether nothing of it failed: what failed is tried anew. */
    boolean isUsable() {
        return !failed;
    }
}

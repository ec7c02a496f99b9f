package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.pixel.Decompression;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import dev.xdsi.dicom.pixel.UnrenderableException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances written uncompressed, each for one answer: whole before the answer begins, so that an image that cannot be decoded is an error
 * in it and not its end. A few are made at once, and all there are at a time have a limit.
 */
final class DecompressedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DecompressedFiles.class);
    private static final int BUFFER = 128 << 10;
    private static final int PLACES = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long MOST_BYTES = 16L << 30;

    private final Path folder;
    private final Supplier<UUID> names;
    private final PixelMemory memory;
    private final Reserve reserve;
    private final Semaphore places = new Semaphore(PLACES, true);
    private final AtomicLong bytes = new AtomicLong();

    DecompressedFiles(Path folder, Supplier<UUID> names, PixelMemory memory, Reserve reserve) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.names = names;
        this.memory = memory;
        this.reserve = reserve;
    }

    /** Removes what answers left that a crash broke off. */
    void clear() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left = files.toList();
        }
        for (Path file : left) {
            Files.deleteIfExists(file);
        }
    }

    /** What becomes of an instance before it is written. */
    interface Change {
        DicomFile of(DicomFile image) throws IOException;
    }

    /** A new file, to be given to {@link #delete} once it is sent. */
    Path write(Path stored, TransferSyntax to) throws IOException {
        return write(stored, to, image -> image);
    }

    /** The same of an instance that is changed before. */
    Path write(Path stored, TransferSyntax to, Change change) throws IOException {
        if (bytes.get() > MOST_BYTES || reserve.isReached()) {
            throw new UnrenderableException("Too many images are being sent uncompressed; try again later.");
        }
        DicomFile image = change.of(Part10.read(stored));
        long longest = Decompression.longestFrame(image);
        Path file = folder.resolve(names.get().toString());
        enter();
        try (PixelMemory.Share share = longest == 0 ? () -> {} : memory.take(image, longest, PATIENCE);
                OutputStream out = new BufferedOutputStream(reserve.guarding(Files.newOutputStream(file)), BUFFER)) {
            Decompression.write(image, to, out);
        } catch (BusyException busy) {
            throw new UnrenderableException("Too many images are being decompressed; try again later.", busy);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        } finally {
            places.release();
        }
        bytes.addAndGet(Files.size(file));
        return file;
    }

    private void enter() throws UnrenderableException {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new UnrenderableException("Too many images are being decompressed; try again later.");
    }

    void delete(Path file, long length) {
        try {
            Files.deleteIfExists(file);
            bytes.addAndGet(-length);
        } catch (IOException failure) {
            // Whoever was sent it has it, and the next start clears it away.
            LOG.warn("cannot delete {}", file, failure);
        }
    }
}

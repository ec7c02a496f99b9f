package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What all frames that are decoded or drawn at a time may take of the heap, whoever does it. Nothing else here holds so much at once: one
 * radiograph in JPEG 2000 takes 180 MB while it is decoded, and two that did so together could end the work of everybody.
 */
public final class PixelMemory {
    private static final int MEGABYTE = 1 << 20;

    private final int megabytes;
    private final Semaphore free;

    /** Some of the memory, until it is closed. */
    @FunctionalInterface
    public interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /** Half of what this process may have: the rest is little, but must never be missing. */
    public static PixelMemory ofThisProcess() {
        return new PixelMemory(Runtime.getRuntime().maxMemory() / 2);
    }

    public PixelMemory(long bytes) {
        this.megabytes = megabytes(bytes);
        this.free = new Semaphore(megabytes, true);
    }

    private static int megabytes(long bytes) {
        return Math.toIntExact((bytes + MEGABYTE - 1) / MEGABYTE);
    }

    /** As much as it takes to decode a frame of so many bytes. */
    public Share take(DicomFile image, long encoded, Duration patience) throws UnrenderableException, BusyException {
        return take(image, encoded, 0, patience);
    }

    /** The same, and so much for the picture that is made of it. */
    Share take(DicomFile image, long encoded, long picture, Duration patience)
            throws UnrenderableException, BusyException {
        PixelFormat format = PixelFormat.of(image.dataSet());
        return take(PixelDecoder.memory(image.transferSyntax(), encoded, format) + picture, patience);
    }

    /**
     * Waits for so much.
     *
     * @throws UnrenderableException when that much is never to be had
     * @throws BusyException when it was not to be had for so long
     */
    Share take(long bytes, Duration patience) throws UnrenderableException, BusyException {
        int needed = megabytes(bytes);
        if (needed > megabytes) {
            throw new UnrenderableException("This image needs " + needed + " MB of memory to be decoded, and there are "
                    + megabytes + " for it, half of the gateway's heap. XDSI_JAVA_OPTS=-Xmx makes that larger.");
        }
        try {
            if (!free.tryAcquire(needed, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
        return () -> free.release(needed);
    }
}

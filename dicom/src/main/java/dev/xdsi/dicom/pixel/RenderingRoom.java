package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.io.DicomFile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Where pictures are made: a few at once, for each takes memory, and a few more wait a moment. The rest are asked to come again. */
public final class RenderingRoom {
    private final PixelMemory memory;
    private final Semaphore places;
    private final Semaphore visitors;
    private final Duration patience;

    /** What is done in the room. */
    @FunctionalInterface
    public interface Work<F, T> {
        T with(F frame) throws IOException;
    }

    /** No place is free. */
    public static final class BusyException extends Exception {
        private static final long serialVersionUID = 1L;
        /** When to ask again, at the earliest. */
        public static final Duration AGAIN = Duration.ofSeconds(2);

        BusyException() {
            super("Too many images are being rendered. Please try again in a moment.");
        }
    }

    /** For two at a time. */
    public static RenderingRoom usual(PixelMemory memory) {
        return new RenderingRoom(memory, 2, 30, Duration.ofSeconds(10));
    }

    /** @param waiting how many may wait for one of the places, each for so long, and as long for memory */
    public RenderingRoom(PixelMemory memory, int places, int waiting, Duration patience) {
        this.memory = memory;
        this.places = new Semaphore(places, true);
        this.visitors = new Semaphore(places + waiting);
        this.patience = patience;
    }

    /**
     * Reads a frame and does something with it.
     *
     * @throws UnrenderableException also when it is larger than memory allows
     */
    public <T> T work(DicomFile image, int number, Frames.Frame frame, Work<EncodedFrame, T> work)
            throws BusyException, IOException {
        return work(image, number, frame, 0, work);
    }

    /**
     * Draws a frame and does something with the picture, which may be larger than the frame.
     *
     * @throws UnrenderableException also when it is larger than memory allows
     */
    public <T> T draw(DicomFile image, int number, Frames.Frame frame, View view, Work<RenderedFrame, T> work)
            throws BusyException, IOException {
        return work(
                image,
                number,
                frame,
                RenderedFrame.memory(image, number, view),
                encoded -> work.with(RenderedFrame.of(encoded, view)));
    }

    private <T> T work(DicomFile image, int number, Frames.Frame frame, long picture, Work<EncodedFrame, T> work)
            throws BusyException, IOException {
        if (frame.length() > EncodedFrame.MOST_BYTES) {
            throw new UnrenderableException("A frame of so many bytes is not decoded here.");
        }
        if (!visitors.tryAcquire()) {
            throw new BusyException();
        }
        try {
            return inPlace(image, number, frame, picture, work);
        } finally {
            visitors.release();
        }
    }

    private <T> T inPlace(DicomFile image, int number, Frames.Frame frame, long picture, Work<EncodedFrame, T> work)
            throws BusyException, IOException {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
        try (PixelMemory.Share share = memory.take(image, frame.length(), picture, patience)) {
            return work.with(new EncodedFrame(image, number, frame.bytes()));
        } finally {
            places.release();
        }
    }
}

package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.io.DicomFile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where pictures are made: a few at once, for each takes memory, and a few more wait a moment. The rest are asked to come again. */
public final class RenderingRoom {
    private final PixelMemory memory;
    private final Lettering letters;
    private final Semaphore places;
    private final Semaphore visitors;
    private final Duration patience;

    /** What is done in the room. */
    @FunctionalInterface
    public interface Work<F, T> {
        T with(F frame) throws IOException;
    }

    /** Something that is made of an instance without its pixels. */
    @FunctionalInterface
    public interface Writing<T> {
        T write() throws IOException;
    }

    /** A frame of an image, read once there is a place for it: what an image says beside its pixels may be large by itself. */
    @FunctionalInterface
    public interface Source<X extends Exception> {
        Chosen read() throws IOException, X;
    }

    /**
     * A frame, and how it is to be presented.
     *
     * @param number of the frame, from 1
     * @param state how somebody wants it presented, or null where nobody said so
     */
    public record Chosen(
            DicomFile image,
            int number,
            Frames.Frame frame,
            @Nullable PresentationState state) {
        /** One as its image says. */
        public Chosen(DicomFile image, int number, Frames.Frame frame) {
            this(image, number, frame, null);
        }
    }

    /** What is done with a frame that was read. */
    private interface Job<T> {
        T with(Chosen chosen, EncodedFrame frame) throws IOException;
    }

    /** What of the heap a picture takes, which is known once its image is. */
    private interface Extra {
        long bytes(Chosen chosen) throws UnrenderableException;
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
    public static RenderingRoom usual(DrawingMaterials materials) {
        return new RenderingRoom(materials, 2, 30, Duration.ofSeconds(10));
    }

    /** @param waiting how many may wait for one of the places, each for so long, and as long for memory */
    public RenderingRoom(DrawingMaterials materials, int places, int waiting, Duration patience) {
        this.memory = materials.memory();
        this.letters = materials.letters();
        this.places = new Semaphore(places, true);
        this.visitors = new Semaphore(places + waiting);
        this.patience = patience;
    }

    /**
     * Reads a frame and does something with it.
     *
     * @throws UnrenderableException also when it is larger than memory allows
     */
    public <T, X extends Exception> T work(Source<X> source, Work<EncodedFrame, T> work)
            throws BusyException, IOException, X {
        return work(source, chosen -> 0, (chosen, encoded) -> work.with(encoded));
    }

    /**
     * Draws a frame and does something with the picture, which may be larger than the frame.
     *
     * @throws UnrenderableException also when it is larger than memory allows
     */
    public <T, X extends Exception> T draw(Source<X> source, View view, Work<RenderedFrame, T> work)
            throws BusyException, IOException, X {
        return work(
                source,
                chosen -> RenderedFrame.memory(chosen.image(), chosen.number(), view, look(chosen)),
                (chosen, encoded) -> work.with(RenderedFrame.of(encoded, view, look(chosen))));
    }

    private Look look(Chosen chosen) {
        return new Look(chosen.state(), letters);
    }

    private <T, X extends Exception> T work(Source<X> source, Extra extra, Job<T> work)
            throws BusyException, IOException, X {
        takeVisit();
        try {
            takePlace();
            try {
                return inPlace(source.read(), extra, work);
            } finally {
                places.release();
            }
        } finally {
            visitors.release();
        }
    }

    /** Makes something else than a picture, in the same places. */
    public <T> T write(Writing<T> writing) throws BusyException, IOException {
        takeVisit();
        try {
            takePlace();
            try {
                return writing.write();
            } finally {
                places.release();
            }
        } finally {
            visitors.release();
        }
    }

    private void takeVisit() throws BusyException {
        if (!visitors.tryAcquire()) {
            throw new BusyException();
        }
    }

    private void takePlace() throws BusyException {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
    }

    private <T> T inPlace(Chosen chosen, Extra extra, Job<T> work) throws BusyException, IOException {
        Frames.Frame frame = chosen.frame();
        if (frame.length() > EncodedFrame.MOST_BYTES) {
            throw new UnrenderableException("A frame of so many bytes is not decoded here.");
        }
        try (PixelMemory.Share share = memory.take(chosen.image(), frame.length(), extra.bytes(chosen), patience)) {
            return work.with(chosen, new EncodedFrame(chosen.image(), chosen.number(), frame.bytes()));
        }
    }
}

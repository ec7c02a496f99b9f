package dev.xdsi.dicom.pixel;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Where pictures are made: a few at once, for each takes memory, and a few more wait a moment. The rest are asked to come again. */
public final class RenderingRoom {
    private final Semaphore places;
    private final Semaphore visitors;
    private final Duration patience;

    /** What is done in the room. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
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

    /** For two at a time, each of which takes some hundred megabytes at most. */
    public static RenderingRoom usual() {
        return new RenderingRoom(2, 30, Duration.ofSeconds(10));
    }

    /** @param waiting how many may wait for one of the places, each for so long */
    public RenderingRoom(int places, int waiting, Duration patience) {
        this.places = new Semaphore(places, true);
        this.visitors = new Semaphore(places + waiting);
        this.patience = patience;
    }

    public <T> T in(Work<T> work) throws BusyException, IOException {
        if (!visitors.tryAcquire()) {
            throw new BusyException();
        }
        try {
            return inPlace(work);
        } finally {
            visitors.release();
        }
    }

    private <T> T inPlace(Work<T> work) throws BusyException, IOException {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
        try {
            return work.run();
        } finally {
            places.release();
        }
    }
}

package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.portal.ApiRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Where pictures are made: a few at once, for each takes memory, and a few more wait a moment. The rest are asked to come again. */
final class RenderingRoom {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Semaphore places;
    private final Semaphore visitors;
    private final Duration patience;

    /** What is done in the room. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws ApiRefusal, IOException;
    }

    /** For two at a time, each of which takes some hundred megabytes at most. */
    static RenderingRoom usual() {
        return new RenderingRoom(2, 30, Duration.ofSeconds(10));
    }

    RenderingRoom(int places, int waiting, Duration patience) {
        this.places = new Semaphore(places, true);
        this.visitors = new Semaphore(places + waiting);
        this.patience = patience;
    }

    <T> T in(Work<T> work) throws ApiRefusal, IOException {
        if (!visitors.tryAcquire()) {
            throw busy();
        }
        try {
            return inPlace(work);
        } finally {
            visitors.release();
        }
    }

    private <T> T inPlace(Work<T> work) throws ApiRefusal, IOException {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.run();
        } finally {
            places.release();
        }
    }

    private static ApiRefusal busy() {
        return ApiRefusal.busy("Too many images are being rendered. Please try again in a moment.", AGAIN);
    }
}

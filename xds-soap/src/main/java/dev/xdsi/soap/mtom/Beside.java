package dev.xdsi.soap.mtom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** What a thread of its own does meanwhile, with a processor of its own if there is one. */
final class Beside<T> {
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("read ahead").start(task);

    private final CompletableFuture<T> work;

    private Beside(CompletableFuture<T> work) {
        this.work = work;
    }

    /** What reads. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> Beside<T> done(T result) {
        return new Beside<>(CompletableFuture.completedFuture(result));
    }

    static <T> Beside<T> start(Work<T> work) {
        return new Beside<>(CompletableFuture.supplyAsync(() -> unchecked(work), THREADS));
    }

    /** Waits for the result. */
    T join() throws IOException {
        try {
            return work.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case UncheckedIOException unchecked -> throw unchecked.getCause();
                case RuntimeException unexpected -> throw unexpected;
                case null, default -> throw e;
            }
        }
    }

    /** Waits until it has ended, however it did. */
    void settle() {
        work.handle((result, failed) -> true).join();
    }

    private static <T> T unchecked(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.xdsi.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients at the same time, each with a thread of its own. */
final class Together {
    private Together() {}

    /** The same by as many clients. */
    static <T> List<T> times(int clients, Callable<T> each) throws IOException, InterruptedException {
        return all(Collections.nCopies(clients, each));
    }

    /** What each of them brings, in their order; fails if one fails. */
    static <T> List<T> all(List<Callable<T>> clients) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(clients)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException("a client failed: " + e.getCause(), e);
        }
    }
}

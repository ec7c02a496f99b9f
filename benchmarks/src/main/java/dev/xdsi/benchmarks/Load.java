package dev.xdsi.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Clients that each send one request after the other for a while, one at least, and how long each took. */
final class Load {
    private final int port;
    private final int clients;
    private final String word;
    private final int words;

    /** The next request of some client. */
    interface Requests {
        byte[] next();
    }

    /** The times of many requests, and how long all together took. */
    static final class Times {
        private final long[] sortedNanos;
        private final double seconds;

        Times(LongStream nanos, double seconds) {
            this.sortedNanos = nanos.sorted().toArray();
            this.seconds = seconds;
        }

        static Times of(List<Times> parts) {
            return new Times(
                    parts.stream().flatMapToLong(part -> Arrays.stream(part.sortedNanos)),
                    parts.stream().mapToDouble(part -> part.seconds).sum());
        }

        int count() {
            return sortedNanos.length;
        }

        double rate() {
            return count() / seconds;
        }

        /** The time, in milliseconds, that at least so many of a hundred did not exceed. */
        double percentile(int percent) {
            return count() == 0 ? Double.NaN : sortedNanos[(int) Math.ceilDiv((long) count() * percent, 100) - 1] / 1e6;
        }
    }

    /**
     * Clients of a registry.
     *
     * @param words how often the word must occur in every answer
     */
    Load(int port, int clients, String word, int words) {
        this.port = port;
        this.clients = clients;
        this.word = word;
        this.words = words;
    }

    Times run(Duration length, Requests requests) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long end = begun + length.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Callable<long[]>> each = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                each.add(() -> client(end, requests));
            }
            List<Future<long[]>> times = threads.invokeAll(each);
            double seconds = (System.nanoTime() - begun) / 1e9;
            LongStream all = LongStream.empty();
            for (Future<long[]> time : times) {
                all = LongStream.concat(all, Arrays.stream(time.get()));
            }
            return new Times(all, seconds);
        } catch (ExecutionException e) {
            throw new IOException("a client failed: " + e.getCause(), e);
        }
    }

    private long[] client(long end, Requests requests) throws IOException {
        LongStream.Builder times = LongStream.builder();
        try (KeptConnection connection = new KeptConnection(port, "/registry")) {
            long now;
            do {
                byte[] request = requests.next();
                long begun = System.nanoTime();
                KeptConnection.Answer answer = connection.post(request, word);
                now = System.nanoTime();
                if (answer.status() != 200 || answer.words() != words) {
                    throw new IOException("answer " + answer + " instead of " + words);
                }
                times.add(now - begun);
            } while (now < end);
        }
        return times.build().toArray();
    }
}

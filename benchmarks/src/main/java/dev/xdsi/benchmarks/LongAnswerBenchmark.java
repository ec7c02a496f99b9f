package dev.xdsi.benchmarks;

import java.io.IOException;

/** An answer of thousands of entries: when it begins, how fast it comes, and whether the heap stays flat meanwhile. */
record LongAnswerBenchmark(Benchmarks.Report report, GatewayProcess gateway, HeapLog heap) {
    private static final int WARM_UP = 5;
    private static final int TIMES = 5;

    void measure(byte[] request, String word) throws IOException, InterruptedException {
        try (KeptConnection connection = new KeptConnection(gateway.ports().plain(), "/registry")) {
            for (int i = 0; i < WARM_UP; i++) {
                ask(connection, request, word);
            }
            double before = gateway.liveHeapMegabytes();
            heap.most();
            long firstByte = 0;
            long bytes = 0;
            long begun = System.nanoTime();
            for (int i = 0; i < TIMES; i++) {
                KeptConnection.Answer answer = ask(connection, request, word);
                firstByte = Math.max(firstByte, answer.firstByte());
                bytes += answer.bytes();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            String what = "LeafClass of " + Population.LONG;
            report.row(what + ", first byte, slowest of " + TIMES, firstByte / 1e6, "ms");
            report.row(what + ", all of it", seconds / TIMES, "s");
            report.row(what + ", size", bytes / 1e6 / TIMES, "MB");
            report.row(what + ", speed", bytes / 1e6 / seconds, "MB/s");
            report.row(what + ", live heap before", before, "MB");
            heap.most().ifPresent(most -> report.row(what + ", most heap meanwhile, after a collection", most, "MB"));
            report.row(what + ", live heap after", gateway.liveHeapMegabytes(), "MB");
        }
    }

    private static KeptConnection.Answer ask(KeptConnection connection, byte[] request, String word)
            throws IOException {
        KeptConnection.Answer answer = connection.post(request, word);
        if (answer.words() != 2 * Population.LONG) {
            throw new IOException("the long answer is " + answer);
        }
        return answer;
    }
}

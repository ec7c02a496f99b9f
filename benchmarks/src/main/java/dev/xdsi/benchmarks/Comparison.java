package dev.xdsi.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A gateway and the limit in turn, by as many clients each, on the same database. */
record Comparison(Benchmarks.Report report, Duration each, GatewayProcess gateway, Pgbench pgbench) {
    private static final int[] CLIENTS = {1, 4, 8};
    private static final int ROUNDS = 2;

    /**
     * What is asked of the gateway.
     *
     * @param word what tells that an answer is right, and how often it must occur in it
     */
    record Question(String word, int words, Load.Requests requests) {}

    void of(String what, Pgbench.Script limit, Question question) throws IOException, InterruptedException {
        for (int clients : CLIENTS) {
            Load load = new Load(gateway.ports().plain(), clients, question.word(), question.words());
            List<Load.Times> limits = new ArrayList<>();
            List<Load.Times> ours = new ArrayList<>();
            double processor = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Duration length = each.dividedBy(ROUNDS);
                limits.add(pgbench.run(limit, clients, length));
                double before = gateway.processorSeconds();
                ours.add(load.run(length, question.requests()));
                processor += gateway.processorSeconds() - before;
            }
            Load.Times times = Load.Times.of(ours);
            String of = what + ", clients: " + clients + ", ";
            double most = Load.Times.of(limits).rate();
            report.row(of + "pgbench", most, "/s");
            report.row(of + "rate", times.rate(), "/s");
            report.row(of + "share of pgbench", 100 * times.rate() / most, "%");
            report.row(of + "p50", times.percentile(50), "ms");
            report.row(of + "p99", times.percentile(99), "ms");
            report.row(of + "gateway's processor time", 1e3 * processor / times.count(), "ms");
        }
    }
}

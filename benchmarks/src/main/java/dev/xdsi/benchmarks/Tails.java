package dev.xdsi.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the slow ones get slower where there is more: two registries with the same load in turn, each as warm as the other and none
 * twice in the better place, until both have answered often enough for a hundredth of it to mean something.
 */
record Tails(Benchmarks.Report report) {
    private static final int[] CLIENTS = {1, 4, 8};
    private static final int ENOUGH = 5_000;
    private static final int MOST_ROUNDS = 60;
    private static final Duration ROUND = Duration.ofSeconds(1);

    /** A registry, its name in the report, and what is asked of it. */
    record Side(String name, int port, Comparison.Question question) {
        private Load load(int clients) {
            return new Load(port, clients, question.word(), question.words());
        }
    }

    void compare(Side few, Side many) throws IOException, InterruptedException {
        for (int clients : CLIENTS) {
            List<Load.Times> amongFew = new ArrayList<>();
            List<Load.Times> amongMany = new ArrayList<>();
            for (int round = 0; round < MOST_ROUNDS && !(isEnough(amongFew) && isEnough(amongMany)); round++) {
                boolean fewFirst = round % 2 == 0;
                if (fewFirst) {
                    amongFew.add(few.load(clients).run(ROUND, few.question().requests()));
                }
                amongMany.add(many.load(clients).run(ROUND, many.question().requests()));
                if (!fewFirst) {
                    amongFew.add(few.load(clients).run(ROUND, few.question().requests()));
                }
            }
            tell(clients, few, Load.Times.of(amongFew), many, Load.Times.of(amongMany));
        }
    }

    private static boolean isEnough(List<Load.Times> rounds) {
        return rounds.stream().mapToInt(Load.Times::count).sum() >= ENOUGH;
    }

    private void tell(int clients, Side few, Load.Times amongFew, Side many, Load.Times amongMany) {
        String in = "in turn, clients: " + clients + ", ";
        report.row(in + few.name() + ", p50", amongFew.percentile(50), "ms");
        report.row(in + few.name() + ", p99 of " + amongFew.count(), amongFew.percentile(99), "ms");
        report.row(in + many.name() + ", p50", amongMany.percentile(50), "ms");
        report.row(in + many.name() + ", p99 of " + amongMany.count(), amongMany.percentile(99), "ms");
        report.row(
                in + "p99 among many by that among few", amongMany.percentile(99) / amongFew.percentile(99), "times");
    }
}

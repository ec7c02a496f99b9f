package dev.xdsi.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Two sides measured in turn, now the one first and now the other, so that both see the same machine; the first round warms up and does
 * not count.
 *
 * @param theirs what the other side is called
 */
record Turns(Benchmarks.Report report, String theirs, int rounds) {
    /** Something measured once: more is better. */
    @FunctionalInterface
    interface Measured {
        double once() throws Exception;
    }

    void compare(String what, String unit, Measured ours, Measured others) throws Exception {
        List<Double> here = new ArrayList<>();
        List<Double> there = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double first = (round % 2 == 0 ? ours : others).once();
            double second = (round % 2 == 0 ? others : ours).once();
            if (round > 0) {
                here.add(round % 2 == 0 ? first : second);
                there.add(round % 2 == 0 ? second : first);
            }
        }
        report.row(what + ", " + theirs, median(there), unit);
        report.row(what, median(here), unit);
        report.row(what + ", times " + theirs, median(here) / median(there), "");
    }

    static double median(List<Double> figures) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}

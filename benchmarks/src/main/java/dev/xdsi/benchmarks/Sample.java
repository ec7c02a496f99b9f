package dev.xdsi.benchmarks;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Patients of ten documents who are asked about again and again: spread evenly over the whole registry, and so few that what is kept of them is
 * in memory however large it is. What a disk does is another matter, told apart by those who are asked about once.
 *
 * @param patients how many
 * @param every one of so many
 */
record Sample(int patients, int every) {
    private static final int MOST = 10_000;

    /** @param tens how many patients of ten documents there are */
    static Sample of(int tens) {
        return new Sample(Math.min(tens, MOST), Math.max(1, tens / MOST));
    }

    /** The first of them, as many as are enough to warm up. */
    Sample first(int most) {
        return new Sample(Math.min(most, patients), every);
    }

    int any() {
        return Population.ten(every * ThreadLocalRandom.current().nextInt(patients));
    }

    /** Somebody who is not in it, where there are others; another for each number. */
    int other(int number) {
        return Population.ten(every * (number % patients) + every / 2);
    }

    /** The number of a patient of it, in SQL, made of that of his place. */
    String sql(String place) {
        return "(" + place + " * " + 10 * every + " + " + Population.ten(0) + ")";
    }
}

package dev.xdsi.benchmarks;

import dev.xdsi.benchmarks.Population.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/** What is to be loaded about some patients, as batches of about a thousand entries that several loaders take one after the other. */
final class Batches {
    private static final int SETS = 250;

    private final PrimitiveIterator.OfInt patients;
    private int patient;
    private int nextSet;
    private int sets;

    Batches(IntStream patients) {
        this.patients = patients.iterator();
    }

    /** Empty when nothing is left. */
    synchronized List<Part> next() {
        List<Part> batch = new ArrayList<>();
        int room = SETS;
        while (room > 0 && isLeft()) {
            int end = Math.min(sets, nextSet + room);
            batch.add(new Part(patient, nextSet, end));
            room -= end - nextSet;
            nextSet = end;
        }
        return batch;
    }

    private boolean isLeft() {
        if (nextSet == sets && patients.hasNext()) {
            patient = patients.nextInt();
            nextSet = 0;
            sets = Population.sets(patient);
        }
        return nextSet < sets;
    }
}

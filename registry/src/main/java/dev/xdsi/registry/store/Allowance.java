package dev.xdsi.registry.store;

import dev.xdsi.registry.store.StoreQuestions.TooManyResultsException;
import java.util.function.IntConsumer;

/**
 * How much may be read for one answer. It is told how long a long answer is before any of it is read.
 *
 * @param most what is longer is of no use to who asks, not even a part of it
 * @param reading takes how many objects are about to be read, and may refuse them by an exception of its own. It waits for nobody: a
 *     connection is held meanwhile
 */
public record Allowance(int most, IntConsumer reading) {
    public static final Allowance ANY = new Allowance(Integer.MAX_VALUE, rows -> {});

    /** The same for who looks through more objects than he gives. */
    public Allowance toLookThrough() {
        return new Allowance(Integer.MAX_VALUE, reading);
    }

    public void read(int rows) {
        if (rows > most) {
            throw new TooManyResultsException(most);
        }
        reading.accept(rows);
    }
}

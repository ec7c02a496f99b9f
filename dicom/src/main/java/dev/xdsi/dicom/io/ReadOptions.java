package dev.xdsi.dicom.io;

import java.util.OptionalInt;

/**
 * How to read.
 *
 * @param untilTag the tag before which to stop, at the outermost level
 * @param spool for large values that cannot be referred to where they are
 */
public record ReadOptions(ReadLimits limits, OptionalInt untilTag, BulkSpool spool) {
    public static final ReadOptions DEFAULT =
            new ReadOptions(ReadLimits.DEFAULT, OptionalInt.empty(), BulkSpool.MEMORY);

    public ReadOptions until(int tag) {
        return new ReadOptions(limits, OptionalInt.of(tag), spool);
    }

    public ReadOptions within(ReadLimits other) {
        return new ReadOptions(other, untilTag, spool);
    }

    public ReadOptions spoolingTo(BulkSpool other) {
        return new ReadOptions(limits, untilTag, other);
    }
}

package dev.xdsi.dicom.io;

import dev.xdsi.dicom.BulkData;
import java.io.IOException;
import java.io.InputStream;

/** Where large values go that are read from a stream, which cannot be read again. */
@FunctionalInterface
public interface BulkSpool {
    /** Takes all bytes of the value; the answer gives them back as often as it is asked. */
    BulkData spool(int tag, InputStream value) throws IOException;

    /** Whether values take up memory, within the reader's limit for all of them. */
    default boolean isInMemory() {
        return false;
    }

    /** Puts each value into memory. */
    BulkSpool MEMORY = new BulkSpool() {
        @Override
        public BulkData spool(int tag, InputStream value) throws IOException {
            return BulkData.of(value.readAllBytes());
        }

        @Override
        public boolean isInMemory() {
            return true;
        }
    };
}

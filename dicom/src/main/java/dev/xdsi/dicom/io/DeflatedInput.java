package dev.xdsi.dicom.io;

import dev.xdsi.dicom.BulkData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** The inflated data set of a file; a large value is inflated again when it is asked for. */
final class DeflatedInput extends StreamInput {
    private final Path file;
    private final long dataSetOffset;

    DeflatedInput(InflatedStream in, Path file, long dataSetOffset) {
        super(in);
        this.file = file;
        this.dataSetOffset = dataSetOffset;
    }

    @Override
    Optional<BulkData> region(long offset, long length, int wordSize) {
        return Optional.of(new InflatedRegion(file, dataSetOffset, offset, length));
    }

    /** A stretch of the inflated data set; its limits were held when it was read first. */
    record InflatedRegion(Path file, long dataSetOffset, long offset, long length) implements BulkData {
        @Override
        public InputStream open() throws IOException {
            InputStream inflated = InflatedStream.again(new FileRegion(file, dataSetOffset, Long.MAX_VALUE).open());
            try {
                inflated.skipNBytes(offset);
            } catch (IOException e) {
                inflated.close();
                throw e;
            }
            return new BoundedStream(inflated, length);
        }
    }
}

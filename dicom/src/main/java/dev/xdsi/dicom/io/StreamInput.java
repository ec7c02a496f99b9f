package dev.xdsi.dicom.io;

import dev.xdsi.dicom.BulkData;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A stream, which passes once: its large values must be spooled. */
class StreamInput extends DicomInput {
    private final InputStream in;

    StreamInput(InputStream in) {
        this.in = in;
    }

    @Override
    protected int fill(byte[] into, int from, int length) throws IOException {
        return in.read(into, from, length);
    }

    @Override
    protected void skipBeyondBuffer(long count) throws IOException {
        in.skipNBytes(count);
    }

    @Override
    long length() {
        return UNKNOWN;
    }

    @Override
    Optional<BulkData> region(long offset, long length, int wordSize) {
        return Optional.empty();
    }
}

package dev.xdsi.dicom.io;

import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.io.ReadLimits.InflationLimit;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflated bytes (RFC 1951, PS3.5 A.5) inflated, until they grow out of proportion. */
final class InflatedStream extends FilterInputStream {
    private final Inflater inflater = new Inflater(true);
    private final byte[] compressed = new byte[8 << 10];
    private final InflationLimit limit;
    private boolean ended;

    InflatedStream(InputStream deflated, InflationLimit limit) {
        super(deflated);
        this.limit = limit;
    }

    /** For what was inflated within its limits before. */
    static InflatedStream again(InputStream deflated) {
        return new InflatedStream(deflated, new InflationLimit(Long.MAX_VALUE, 1));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!inflater.finished()) {
                int count = inflater.inflate(into, from, length);
                if (count > 0) {
                    check();
                    return count;
                }
                feed();
            }
            return -1;
        } catch (DataFormatException e) {
            throw new DicomException("the deflated data set is corrupt after " + inflater.getBytesRead() + " bytes", e);
        }
    }

    private void feed() throws IOException {
        if (inflater.finished()) {
            return;
        }
        if (inflater.needsDictionary()) {
            throw new DicomException("the deflated data set asks for a dictionary");
        }
        int count = ended ? -1 : in.read(compressed);
        if (count < 0) {
            ended = true;
            throw new EOFException("the deflated data set ends early");
        }
        inflater.setInput(compressed, 0, count);
    }

    private void check() throws DicomException {
        if (!limit.allows(inflater.getBytesRead(), inflater.getBytesWritten())) {
            throw new DicomException("the deflated data set grows from %d to more than %d bytes, beyond %d:1"
                    .formatted(inflater.getBytesRead(), inflater.getBytesWritten(), limit.ratio()));
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] discarded = new byte[(int) Math.min(count, 8 << 10)];
        int read = count <= 0 ? -1 : read(discarded, 0, discarded.length);
        return Math.max(0, read);
    }

    @Override
    public int available() {
        return inflater.finished() ? 0 : 1;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        super.close();
    }
}

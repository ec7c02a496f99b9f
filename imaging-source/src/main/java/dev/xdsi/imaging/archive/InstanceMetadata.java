package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.RelativeBulkData;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * One instance's DICOM JSON (PS3.18 F.2), compressed as it is kept, with relative URIs in place of bulk data. Made once, when the instance
 * comes.
 */
public final class InstanceMetadata {
    private static final Set<Integer> PIXELS =
            Set.of(Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData, Tag.WaveformData);
    /** Overlays stand in any of sixteen groups (PS3.5 7.6). */
    private static final int REPEATING = 0xFF00FFFF;
    /** Of gzip's format (RFC 1952 2.3), where nothing is said beside the data. */
    private static final int HEADER = 10;

    private static final int FLAGS = 3;
    private static final int TRAILER = 2 * Integer.BYTES;
    /** More than this is not held at once. */
    private static final int LARGE = 1 << 20;

    private final byte[] gzip;

    /** Takes the array as it is: who made it must not change it. */
    public InstanceMetadata(byte[] gzip) {
        this.gzip = gzip;
    }

    static InstanceMetadata of(Attributes dataSet, InstanceUids uids) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 << 10);
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8))) {
            DicomJson.write(
                    dataSet,
                    out,
                    (path, element) ->
                            isBulk(element) ? Optional.of(uids.path() + "/bulkdata/" + path) : Optional.empty());
        }
        return new InstanceMetadata(bytes.toByteArray());
    }

    /** Pixels, however few, and whatever was too large to be read into memory, at any depth. */
    public static boolean isBulk(Element element) {
        return PIXELS.contains(element.tag())
                || (element.tag() & REPEATING) == Tag.OverlayData
                || element.value() instanceof Value.Bulk
                || element.value() instanceof Value.Fragments;
    }

    byte[] gzip() {
        return gzip;
    }

    /** The JSON object in UTF-8, as it is kept. */
    public InputStream open() throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(gzip));
    }

    /**
     * Writes the JSON object with absolute URIs.
     *
     * @param base of the DICOMweb resources, without a slash at its end
     */
    public void writeTo(OutputStream out, String base) throws IOException {
        // Not closed: what is written to goes on.
        @SuppressWarnings("resource")
        RelativeBulkData absolute = new RelativeBulkData(out, base + "/");
        Optional<ByteBuffer> whole = whole();
        if (whole.isPresent()) {
            absolute.write(whole.get().array(), 0, whole.get().limit());
            return;
        }
        try (InputStream json = open()) {
            json.transferTo(absolute);
        }
    }

    /** The JSON object by one call of zlib; empty where it is large, or compressed by others than {@link #of}. */
    private Optional<ByteBuffer> whole() throws IOException {
        ByteBuffer kept = ByteBuffer.wrap(gzip).order(ByteOrder.LITTLE_ENDIAN);
        if (gzip.length < HEADER + TRAILER
                || kept.getShort(0) != (short) GZIPInputStream.GZIP_MAGIC
                || gzip[FLAGS] != 0) {
            return Optional.empty();
        }
        int length = kept.getInt(gzip.length - Integer.BYTES);
        if (length < 0 || length > LARGE) {
            return Optional.empty();
        }
        byte[] json = inflated(length);
        CRC32 sum = new CRC32();
        sum.update(json, 0, length);
        if ((int) sum.getValue() != kept.getInt(gzip.length - TRAILER)) {
            throw new ZipException("the metadata are damaged");
        }
        return Optional.of(ByteBuffer.wrap(json, 0, length));
    }

    /** With a byte to spare, or zlib would not look for the end. */
    private byte[] inflated(int length) throws ZipException {
        byte[] json = new byte[length + 1];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(gzip, HEADER, gzip.length - HEADER);
            if (inflater.inflate(json) != length || inflater.getRemaining() != TRAILER) {
                throw new ZipException("the metadata are damaged");
            }
            return json;
        } catch (DataFormatException broken) {
            throw new ZipException("the metadata are damaged: " + broken.getMessage());
        } finally {
            inflater.end();
        }
    }
}

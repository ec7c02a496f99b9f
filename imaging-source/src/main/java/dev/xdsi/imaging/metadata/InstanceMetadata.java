package dev.xdsi.imaging.metadata;

import dev.xdsi.dicom.json.RelativeBulkData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** One instance's {@link MetadataJson}, compressed as it is kept: by Deflate with a vocabulary before it (RFC 1951), and its CRC-32 at the end. */
public final class InstanceMetadata {
    /** What earlier versions kept begins with these (RFC 1952 2.3.1), as no block of Deflate does (RFC 1951 3.2.3: BTYPE 11). */
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};

    private static final int SUM = Integer.BYTES;
    private static final int PIECE = 8 << 10;

    private final byte[] kept;
    private final byte[] vocabulary;

    /**
     * Takes the arrays as they are: who made them must not change them.
     *
     * @param kept as it was kept
     * @param vocabulary with which that was compressed; of no interest where an earlier version kept it
     */
    public InstanceMetadata(byte[] kept, byte[] vocabulary) {
        this.kept = kept;
        this.vocabulary = vocabulary;
    }

    /** As the constructor takes it. */
    public byte[] kept() {
        return kept.clone();
    }

    /** The JSON object in UTF-8, as it is kept. */
    public InputStream open() throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream(PIECE);
        writeTo(json);
        return new ByteArrayInputStream(json.toByteArray());
    }

    /**
     * Writes the JSON object with absolute URIs.
     *
     * @param base of the DICOMweb resources, without a slash at its end
     * @throws IOException also where it is not what was kept once, at the latest after its last byte
     */
    public void writeTo(OutputStream out, String base) throws IOException {
        // Not closed: what is written to goes on.
        @SuppressWarnings("resource")
        RelativeBulkData absolute = new RelativeBulkData(out, base + "/");
        writeTo(absolute);
    }

    private void writeTo(OutputStream out) throws IOException {
        if (kept.length > GZIP.length && kept[0] == GZIP[0] && kept[1] == GZIP[1]) {
            try (InputStream json = new GZIPInputStream(new ByteArrayInputStream(kept))) {
                json.transferTo(out);
            }
            return;
        }
        if (kept.length < SUM) {
            throw damaged();
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(vocabulary);
            inflater.setInput(kept, 0, kept.length - SUM);
            inflate(inflater, out);
        } catch (DataFormatException broken) {
            throw damaged();
        } finally {
            inflater.end();
        }
    }

    private void inflate(Inflater inflater, OutputStream out) throws DataFormatException, IOException {
        CRC32 sum = new CRC32();
        byte[] piece = new byte[PIECE];
        while (!inflater.finished()) {
            int count = inflater.inflate(piece);
            if (count == 0 && !inflater.finished()) {
                throw damaged();
            }
            sum.update(piece, 0, count);
            out.write(piece, 0, count);
        }
        if (inflater.getRemaining() != 0
                || (int) sum.getValue() != ByteBuffer.wrap(kept).getInt(kept.length - SUM)) {
            throw damaged();
        }
    }

    private static ZipException damaged() {
        return new ZipException("the metadata are damaged");
    }
}

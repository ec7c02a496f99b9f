package dev.xdsi.imaging.stow;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Preamble and File Meta Information of a Part 10 file that arrives as a stream (PS3.10 7.1); what follows is the data set. */
public final class Part10Prefix {
    private static final int PREAMBLE = 128;
    /** Preamble, {@code DICM}, and the File Meta Information Group Length (0002,0000) UL. */
    private static final int START = PREAMBLE + 4 + 12;

    private static final int LONGEST_META = 64 << 10;
    private static final byte[] EXPECTED = {'D', 'I', 'C', 'M', 2, 0, 0, 0, 'U', 'L', 4, 0};

    private Part10Prefix() {}

    /** @param study the only one that the file may be of; null for any */
    public static AnnouncedInstance read(InputStream in, @Nullable String study) throws IOException {
        byte[] start = in.readNBytes(START);
        if (start.length < START
                || !Arrays.equals(start, PREAMBLE, PREAMBLE + EXPECTED.length, EXPECTED, 0, EXPECTED.length)) {
            throw new DicomException("no DICOM file: preamble, DICM and group length are missing");
        }
        long length = Integer.toUnsignedLong(
                ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(START - 4));
        if (length > LONGEST_META) {
            throw new DicomException("File Meta Information of " + length + " bytes");
        }
        byte[] whole = Arrays.copyOf(start, START + (int) length);
        if (in.readNBytes(whole, START, (int) length) < length) {
            throw new DicomException("the file ends within its File Meta Information");
        }
        Attributes meta = Part10.readFileMeta(new ByteArrayInputStream(whole), ReadOptions.DEFAULT);
        return new AnnouncedInstance(
                meta.string(Tag.MediaStorageSOPClassUID, ""),
                meta.string(Tag.MediaStorageSOPInstanceUID, ""),
                meta.string(Tag.TransferSyntaxUID, ""),
                study);
    }
}

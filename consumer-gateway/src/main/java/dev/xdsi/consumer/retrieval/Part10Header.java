package dev.xdsi.consumer.retrieval;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A Part 10 file that arrives: its SOP Instance UID is read ahead, then it is given on from its first byte. */
public record Part10Header(String sopInstanceUID, String transferSyntaxUID, InputStream file) {
    private static final int READ_AHEAD = 16 << 10;
    /** The File Meta Information ends where the data set begins; nothing of that need be within what was read ahead. */
    private static final int DATA_SET = 0x00080000;

    /** Reads until the File Meta Information has named the instance; a file that does not say so is of no name. */
    public static Part10Header of(InputStream part10) throws IOException {
        BufferedInputStream file = new BufferedInputStream(part10, READ_AHEAD);
        file.mark(READ_AHEAD);
        byte[] start = file.readNBytes(READ_AHEAD);
        file.reset();
        Attributes meta = Part10.read(new ByteArrayInputStream(start), ReadOptions.DEFAULT.until(DATA_SET))
                .fileMeta();
        return new Part10Header(
                meta.string(Tag.MediaStorageSOPInstanceUID, ""), meta.string(Tag.TransferSyntaxUID, ""), file);
    }
}

package dev.xdsi.consumer.retrieval;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.BulkSpool;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadLimits;
import dev.xdsi.dicom.io.ReadLimits.InflationLimit;
import dev.xdsi.dicom.io.ReadOptions;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Which instance a Part 10 file holds and where it belongs, by its data set (PS3.3 C.7.2.1, C.7.3.1, C.12.1); empty what that does not say. */
public record InstanceUIDs(String studyInstanceUID, String seriesInstanceUID, String sopInstanceUID) {
    /** How many bytes of a file may come before all of them are known; those of images are some hundred to some ten thousand. */
    public static final int FARTHEST = 1 << 20;

    private static final int AFTER_THEM = Tag.SeriesInstanceUID + 1;

    /** Private values that come before them are passed over. */
    private static final BulkSpool NOWHERE = (tag, value) -> {
        value.transferTo(OutputStream.nullOutputStream());
        return BulkData.of(new byte[0]);
    };

    private static final ReadOptions OPTIONS = ReadOptions.DEFAULT
            .within(new ReadLimits(1 << 10, 16L << 20, 200_000, 32, new InflationLimit(16L << 20, 20)))
            .until(AFTER_THEM)
            .spoolingTo(NOWHERE);

    /** Reads no more of the file than it takes; a {@link DicomException} says that they are not to be found near its beginning. */
    public static InstanceUIDs read(InputStream part10) throws IOException {
        Attributes dataSet = Part10.read(new Beginning(part10), OPTIONS).dataSet();
        return new InstanceUIDs(
                value(dataSet, Tag.StudyInstanceUID),
                value(dataSet, Tag.SeriesInstanceUID),
                value(dataSet, Tag.SOPInstanceUID));
    }

    /** Without padding, which is a matter of encoding (PS3.5 6.2, 9.1); several values are no UID. */
    private static String value(Attributes dataSet, int tag) {
        return String.join("\\", dataSet.strings(tag));
    }

    /** Ends with an error where the file goes on. */
    private static final class Beginning extends FilterInputStream {
        private int left = FARTHEST;

        Beginning(InputStream file) {
            super(file);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (left == 0) {
                throw new DicomException("which instance it is does not stand in the first " + FARTHEST + " bytes");
            }
            int read = super.read(into, from, Math.min(count, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] passed = new byte[Math.clamp(count, 0, 8 << 10)];
            return Math.max(0, read(passed, 0, passed.length));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}

package dev.xdsi.dicom.io;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TransferSyntax.Encoding;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes data elements (PS3.5 section 7) in one pass: sequences and items that are not empty get undefined length and a
 * delimiter, so that nothing has to be measured before it is written.
 */
final class DataSetWriter {
    /** The longest even value that a 16 bit length can tell. */
    private static final int SHORT_LENGTH = 0xFFFE;

    private static final byte[] ZERO = new byte[1];

    private final OutputStream out;
    private final byte[] header = new byte[12];

    DataSetWriter(OutputStream out) {
        this.out = out;
    }

    void write(Attributes attributes, Encoding encoding) throws IOException {
        for (Element element : attributes) {
            write(element, encoding);
        }
    }

    private void write(Element element, Encoding encoding) throws IOException {
        switch (element.value()) {
            case Value.Inline inline -> writeInline(element, inline.bytes(), encoding);
            case Value.Bulk(BulkData data) -> writeBulk(element, data, encoding);
            case Value.Items(List<Attributes> items) -> writeItems(element, items, encoding);
            case Value.Fragments(List<BulkData> fragments) -> writeFragments(element, fragments, encoding);
        }
    }

    private void writeInline(Element element, byte[] bytes, Encoding encoding) throws IOException {
        VR vr = element.vr();
        if (isTooLong(vr, bytes.length, encoding)) {
            writeHeader(element.tag(), VR.UN, bytes.length + (bytes.length & 1), encoding);
            out.write(bytes);
        } else {
            writeHeader(element.tag(), vr, bytes.length + (bytes.length & 1), encoding);
            out.write(encoding.isBigEndian() && vr.wordSize() > 1 ? swapped(bytes, vr) : bytes);
        }
        if ((bytes.length & 1) == 1) {
            out.write(vr.padding());
        }
    }

    /** PS3.5 6.2.2: what is too long for its value representation goes as UN, words little endian. */
    private static boolean isTooLong(VR vr, long length, Encoding encoding) {
        return encoding.isExplicit() && !vr.hasLongLength() && length > SHORT_LENGTH;
    }

    private static byte[] swapped(byte[] bytes, VR vr) {
        byte[] copy = bytes.clone();
        SwappedStream.swap(copy, copy.length, vr.wordSize());
        return copy;
    }

    private void writeBulk(Element element, BulkData data, Encoding encoding) throws IOException {
        long padded = padded(element, data);
        VR vr = isTooLong(element.vr(), padded, encoding) ? VR.UN : element.vr();
        writeHeader(element.tag(), vr, padded, encoding);
        int wordSize = vr.wordSize();
        if (encoding.isBigEndian() && wordSize > 1) {
            try (InputStream words = new SwappedStream(data.open(), wordSize)) {
                words.transferTo(out);
            }
        } else {
            data.transferTo(out);
        }
        if (padded > data.length()) {
            out.write(element.vr().padding());
        }
    }

    private static long padded(Element element, BulkData data) throws DicomException {
        long padded = data.length() + (data.length() & 1);
        if (padded >= ElementHeader.UNDEFINED) {
            throw new DicomException(
                    Tags.toString(element.tag()) + ": a value of 4 GiB or more has no length in DICOM");
        }
        return padded;
    }

    private void writeItems(Element element, List<Attributes> items, Encoding encoding) throws IOException {
        writeHeader(element.tag(), VR.SQ, items.isEmpty() ? 0 : ElementHeader.UNDEFINED, encoding);
        for (Attributes item : items) {
            writeDelimiter(Tag.Item, item.isEmpty() ? 0 : ElementHeader.UNDEFINED, encoding);
            write(item, encoding);
            if (!item.isEmpty()) {
                writeDelimiter(Tag.ItemDelimitationItem, 0, encoding);
            }
        }
        if (!items.isEmpty()) {
            writeDelimiter(Tag.SequenceDelimitationItem, 0, encoding);
        }
    }

    private void writeFragments(Element element, List<BulkData> fragments, Encoding encoding) throws IOException {
        writeHeader(element.tag(), element.vr(), ElementHeader.UNDEFINED, encoding);
        for (BulkData fragment : fragments) {
            long padded = padded(element, fragment);
            writeDelimiter(Tag.Item, padded, encoding);
            fragment.transferTo(out);
            out.write(ZERO, 0, (int) (padded - fragment.length()));
        }
        writeDelimiter(Tag.SequenceDelimitationItem, 0, encoding);
    }

    private void writeHeader(int tag, VR vr, long length, Encoding encoding) throws IOException {
        if (!encoding.isExplicit()) {
            writeDelimiter(tag, length, encoding);
            return;
        }
        boolean bigEndian = encoding.isBigEndian();
        putTag(tag, bigEndian);
        header[4] = (byte) vr.name().charAt(0);
        header[5] = (byte) vr.name().charAt(1);
        if (vr.hasLongLength()) {
            putShort(6, 0, bigEndian);
            putInt(8, (int) length, bigEndian);
            out.write(header, 0, 12);
        } else {
            putShort(6, (int) length, bigEndian);
            out.write(header, 0, 8);
        }
    }

    private void writeDelimiter(int tag, long length, Encoding encoding) throws IOException {
        putTag(tag, encoding.isBigEndian());
        putInt(4, (int) length, encoding.isBigEndian());
        out.write(header, 0, 8);
    }

    private void putTag(int tag, boolean bigEndian) {
        putShort(0, Tags.group(tag), bigEndian);
        putShort(2, Tags.element(tag), bigEndian);
    }

    private void putShort(int at, int value, boolean bigEndian) {
        header[bigEndian ? at : at + 1] = (byte) (value >> 8);
        header[bigEndian ? at + 1 : at] = (byte) value;
    }

    private void putInt(int at, int value, boolean bigEndian) {
        putShort(bigEndian ? at : at + 2, value >>> 16, bigEndian);
        putShort(bigEndian ? at + 2 : at, value, bigEndian);
    }
}

package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An image of this project's own, with flat, rising and wild parts, or smooth where what is lossy must not lose much.
 *
 * @param bits stored of each sample
 */
record MadeImage(int columns, int rows, int bits, boolean signed, int samples, boolean smooth) {
    static final int COLUMNS = 23;
    static final int ROWS = 17;

    static MadeImage small(int bits, boolean signed, int samples) {
        return new MadeImage(COLUMNS, ROWS, bits, signed, samples, false);
    }

    static MadeImage smooth(int bits, int samples) {
        return new MadeImage(COLUMNS, ROWS, bits, false, samples, true);
    }

    /** The number that a sample means. */
    int sample(int x, int y, int component) {
        int most = (1 << bits) - 1;
        int value;
        if (smooth) {
            value = most * (x + y + component) / (columns + rows + samples);
        } else if (x < 8) {
            value = 5 + component;
        } else if (y < 6) {
            value = (x * (most / 23) + y * (most / 40)) & most;
        } else {
            value = (x * x * x * 7919 + y * y * 104729 + x * y * 31 + component * 977) & most;
        }
        return signed ? value - (1 << (bits - 1)) : value;
    }

    int bytes() {
        return bits > Byte.SIZE ? 2 : 1;
    }

    byte[] cells() {
        byte[] cells = new byte[columns * rows * samples * bytes()];
        int at = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                for (int component = 0; component < samples; component++) {
                    int value = sample(x, y, component);
                    for (int i = 0; i < bytes(); i++) {
                        cells[at++] = (byte) (value >> (i * Byte.SIZE));
                    }
                }
            }
        }
        return cells;
    }

    Attributes attributes() {
        Attributes image = new Attributes()
                .setString(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
                .setString(Tag.SOPInstanceUID, "2.25.1")
                .setString(Tag.StudyInstanceUID, "2.25.2")
                .setString(Tag.SeriesInstanceUID, "2.25.3")
                .setString(Tag.Modality, "OT")
                .setInt(Tag.SamplesPerPixel, samples)
                .setString(Tag.PhotometricInterpretation, samples == 3 ? "RGB" : "MONOCHROME2")
                .setInt(Tag.Rows, rows)
                .setInt(Tag.Columns, columns)
                .setInt(Tag.BitsAllocated, bytes() == 2 ? 16 : 8)
                .setInt(Tag.BitsStored, bits)
                .setInt(Tag.HighBit, bits - 1)
                .setInt(Tag.PixelRepresentation, signed ? 1 : 0);
        return samples == 3 ? image.setInt(Tag.PlanarConfiguration, 0) : image;
    }

    void write(Path file) throws IOException {
        Attributes image = attributes().setBytes(Tag.PixelData, bytes() == 2 ? VR.OW : VR.OB, cells());
        Part10.write(file, FileMeta.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image);
    }

    /** As if a frame of it lay in a file of another transfer syntax. */
    EncodedFrame encoded(String transferSyntax, byte[] frame) {
        return new EncodedFrame(
                new DicomFile(new Attributes(), TransferSyntax.of(transferSyntax), attributes(), 0), 1, frame);
    }

    /** By how much decoded samples differ at most. */
    int farthest(NativeFrame decoded) {
        int farthest = 0;
        for (int i = 0; i < columns * rows * samples; i++) {
            double value = decoded.format().sample().value(decoded.bits(i / samples, i % samples));
            int expected = sample(i / samples % columns, i / samples / columns, i % samples);
            farthest = Math.max(farthest, (int) Math.abs(value - expected));
        }
        return farthest;
    }
}

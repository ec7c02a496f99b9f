package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.jpeg.Component.Sampling;
import dev.xdsi.dicom.codec.jpeg.Scan.Member;

/** Samples predicted from their neighbours (ISO/IEC 10918-1 Annex H). */
final class LosslessScan {
    private static final int MIDDLE = 1 << 15;
    private static final int LONGEST = 16;

    private final Scan scan;
    private final EntropyBits bits;
    private final int columns;

    LosslessScan(Scan scan, EntropyBits bits) {
        this.scan = scan;
        this.bits = bits;
        this.columns = scan.members().getFirst().component().columns();
    }

    void decode() throws BadCodestreamException {
        boolean many = scan.members().size() > 1;
        if (many && !scan.members().getFirst().component().sampling().equals(new Sampling(1, 1))) {
            // Their samples come in units of several.
            throw new BadCodestreamException("Lossless JPEG in units of several pixels is not decoded here.");
        }
        int interval = scan.restartInterval();
        if (interval % columns != 0) {
            throw new BadCodestreamException("The restart interval of the JPEG picture is no number of lines.");
        }
        int rows = scan.members().getFirst().component().rows();
        int rowsBetween = interval == 0 ? rows : interval / columns;
        int[] differences = new int[scan.members().size() * columns];
        for (int row = 0; row < rows; row++) {
            if (row > 0 && row % rowsBetween == 0) {
                bits.restart();
            }
            readLine(differences);
            for (int i = 0; i < scan.members().size(); i++) {
                short[] samples = scan.members().get(i).component().values();
                if (row % rowsBetween == 0) {
                    firstLine(samples, row * columns, differences, i);
                } else {
                    line(samples, row * columns, differences, i);
                }
            }
        }
        shift();
    }

    /** The differences of a line, those of a pixel's components beside each other. */
    private void readLine(int[] differences) throws BadCodestreamException {
        int count = scan.members().size();
        HuffmanTable[] tables = new HuffmanTable[count];
        for (int i = 0; i < count; i++) {
            tables[i] = scan.members().get(i).dcTable();
        }
        int at = 0;
        for (int column = 0; column < columns; column++) {
            for (HuffmanTable table : tables) {
                int length = table.next(bits);
                if (length > LONGEST) {
                    throw new BadCodestreamException("The compressed picture has values that are none.");
                }
                differences[at++] = length == LONGEST ? MIDDLE : bits.signed(length);
            }
        }
    }

    private void firstLine(short[] samples, int start, int[] differences, int member) {
        int left = 1 << (scan.frame().precision() - scan.low() - 1);
        for (int column = 0; column < columns; column++) {
            left = left + differences[column * scan.members().size() + member];
            samples[start + column] = (short) left;
        }
    }

    private void line(short[] samples, int start, int[] differences, int member) {
        int count = scan.members().size();
        int left = (samples[start - columns] & 0xFFFF) + differences[member] & 0xFFFF;
        int aboveLeft = samples[start - columns] & 0xFFFF;
        samples[start] = (short) left;
        for (int column = 1; column < columns; column++) {
            int above = samples[start - columns + column] & 0xFFFF;
            left = predicted(left, above, aboveLeft) + differences[column * count + member] & 0xFFFF;
            samples[start + column] = (short) left;
            aboveLeft = above;
        }
    }

    /** Table H.1. */
    private int predicted(int left, int above, int aboveLeft) {
        return switch (scan.band().from()) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> aboveLeft;
            case 4 -> left + above - aboveLeft;
            case 5 -> left + ((above - aboveLeft) >> 1);
            case 6 -> above + ((left - aboveLeft) >> 1);
            default -> (left + above) >> 1;
        };
    }

    private void shift() {
        if (scan.low() > 0) {
            for (Member member : scan.members()) {
                short[] samples = member.component().values();
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (short) (samples[i] << scan.low());
                }
            }
        }
    }
}

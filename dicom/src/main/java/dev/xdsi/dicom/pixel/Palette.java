package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;

/** Pixels that are numbers of colours (PS3.3 C.7.9). */
final class Palette implements Colours {
    private static final Part RED = new Part(
            Tag.RedPaletteColorLookupTableDescriptor,
            Tag.RedPaletteColorLookupTableData,
            Tag.SegmentedRedPaletteColorLookupTableData);
    private static final Part GREEN = new Part(
            Tag.GreenPaletteColorLookupTableDescriptor,
            Tag.GreenPaletteColorLookupTableData,
            Tag.SegmentedGreenPaletteColorLookupTableData);
    private static final Part BLUE = new Part(
            Tag.BluePaletteColorLookupTableDescriptor,
            Tag.BluePaletteColorLookupTableData,
            Tag.SegmentedBluePaletteColorLookupTableData);

    private final NativeFrame frame;
    private final LookupTable red;
    private final LookupTable green;
    private final LookupTable blue;
    private final int shift;

    private Palette(NativeFrame frame, LookupTable red, LookupTable green, LookupTable blue) {
        this.frame = frame;
        this.red = red;
        this.green = green;
        this.blue = blue;
        this.shift = Math.max(red.shiftToBytes(), Math.max(green.shiftToBytes(), blue.shiftToBytes()));
    }

    /** Where the table of a colour is: as it is or in segments. */
    private record Part(int descriptor, int data, int segments) {}

    static Palette of(NativeFrame frame, Attributes image) throws UnrenderableException {
        boolean signed = frame.format().sample().signed();
        return new Palette(frame, table(image, RED, signed), table(image, GREEN, signed), table(image, BLUE, signed));
    }

    private static LookupTable table(Attributes image, Part part, boolean signed) throws UnrenderableException {
        return image.hasValue(part.segments()) && !image.hasValue(part.data())
                ? LookupTable.segmented(image, part.descriptor(), part.segments(), signed)
                : LookupTable.of(image, part.descriptor(), part.data(), signed);
    }

    @Override
    public int rgb(int pixel) {
        double number = frame.format().sample().value(frame.bits(pixel, 0));
        return Colours.rgb(part(red, number), part(green, number), part(blue, number));
    }

    private int part(LookupTable table, double number) {
        return Math.min(0xFF, table.entry(number) >> shift);
    }
}

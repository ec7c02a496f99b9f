package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;

/** Pixels that are numbers of colours (PS3.3 C.7.9). */
final class Palette implements Colours {
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

    static Palette of(NativeFrame frame, Attributes image) throws UnrenderableException {
        boolean signed = frame.format().sample().signed();
        return new Palette(
                frame,
                LookupTable.of(
                        image, Tag.RedPaletteColorLookupTableDescriptor, Tag.RedPaletteColorLookupTableData, signed),
                LookupTable.of(
                        image,
                        Tag.GreenPaletteColorLookupTableDescriptor,
                        Tag.GreenPaletteColorLookupTableData,
                        signed),
                LookupTable.of(
                        image, Tag.BluePaletteColorLookupTableDescriptor, Tag.BluePaletteColorLookupTableData, signed));
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

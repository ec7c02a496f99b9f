package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Monochrome pixels through modality and VOI transformations (PS3.3 C.11.1, C.11.2). */
final class Grays implements Colours {
    private static final int TABLED_BITS = 16;
    private static final int KNOWN = 0x100;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** Their modality transformation leads back to the intensity of the beam, for who measures: what is seen is stored (PS3.3 C.8.7.1.1.2). */
    private static final Set<String> BACK_TO_INTENSITY = Set.of(
            UID.XRayAngiographicImageStorage,
            UID.XRayRadiofluoroscopicImageStorage,
            UID.XRayAngiographicBiPlaneImageStorage);

    private static final Set<String> COLOURED = Set.of("COLOR", "MIXED");

    private final NativeFrame frame;
    private final DoubleUnaryOperator modality;
    private final DoubleUnaryOperator brightness;
    private final boolean inverted;
    /** The gray of each value that was met, marked as {@link #KNOWN}: an image has few of all values that there could be. */
    private final short @Nullable [] table;

    private Grays(NativeFrame frame, DoubleUnaryOperator modality, DoubleUnaryOperator brightness, boolean inverted) {
        this.frame = frame;
        this.modality = modality;
        this.brightness = brightness;
        this.inverted = inverted;
        int bits = frame.format().sample().bitsStored();
        this.table = bits <= TABLED_BITS ? new short[1 << bits] : null;
    }

    /** @param asked the window to look through, or null for the image's own, or else for one over all its values */
    static Grays of(NativeFrame frame, FunctionalGroups groups, @Nullable Window asked) throws UnrenderableException {
        // A palette beside grays counts where they say so (PS3.3 C.8.16.2, Pixel Presentation).
        if (groups.image().contains(Tag.RedPaletteColorLookupTableDescriptor)
                && COLOURED.contains(groups.image().string(Tag.PixelPresentation, ""))) {
            throw new UnrenderableException("Images with colours beside their grays are not rendered here.");
        }
        DoubleUnaryOperator modality = modality(frame, groups);
        boolean inverted = frame.format().photometric() == Photometric.MONOCHROME1;
        return new Grays(frame, modality, brightness(frame, groups, asked, modality), inverted);
    }

    /** As a presentation state wants them: it says itself what is white, whatever the image does (PS3.3 C.11.6). */
    static Grays of(NativeFrame frame, PresentationState state) throws UnrenderableException {
        SampleFormat sample = frame.format().sample();
        DoubleUnaryOperator modality = state.modality(sample);
        return new Grays(frame, modality, state.brightness(sample, modality), false);
    }

    private static DoubleUnaryOperator modality(NativeFrame frame, FunctionalGroups groups)
            throws UnrenderableException {
        if (BACK_TO_INTENSITY.contains(groups.image().string(Tag.SOPClassUID, ""))) {
            return DoubleUnaryOperator.identity();
        }
        return modality(
                groups.image(),
                groups.holderOf(Tag.PixelValueTransformationSequence),
                frame.format().sample());
    }

    /** @param holder of slope and intercept, where there is no table */
    static DoubleUnaryOperator modality(Attributes dataSet, Attributes holder, SampleFormat sample)
            throws UnrenderableException {
        Optional<Attributes> item = dataSet.item(Tag.ModalityLUTSequence);
        if (item.isPresent()) {
            return LookupTable.of(item.get(), Tag.LUTDescriptor, Tag.LUTData, sample.signed())::entry;
        }
        double slope = holder.real(Tag.RescaleSlope).orElse(1);
        double intercept = holder.real(Tag.RescaleIntercept).orElse(0);
        if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new UnrenderableException("The image's values are not to be had from its pixels.");
        }
        return stored -> stored * slope + intercept;
    }

    private static DoubleUnaryOperator brightness(
            NativeFrame frame, FunctionalGroups groups, @Nullable Window asked, DoubleUnaryOperator modality)
            throws UnrenderableException {
        Attributes holder = groups.holderOf(Tag.FrameVOILUTSequence);
        Optional<Window> window = asked == null ? Window.of(holder) : Optional.of(asked);
        if (window.isPresent()) {
            return window.get()::brightness;
        }
        Optional<Attributes> voi =
                holder.item(Tag.VOILUTSequence).or(() -> groups.image().item(Tag.VOILUTSequence));
        if (voi.isPresent()) {
            SampleFormat sample = frame.format().sample();
            boolean negative =
                    Math.min(modality.applyAsDouble(sample.least()), modality.applyAsDouble(sample.greatest())) < 0;
            return LookupTable.of(voi.get(), Tag.LUTDescriptor, Tag.LUTData, negative)::brightness;
        }
        return overAll(frame, groups.image(), modality)::brightness;
    }

    /** Without the pixels that are only padding, as long as there are others (PS3.3 C.7.5.1.1.2). */
    private static Window overAll(NativeFrame frame, Attributes image, DoubleUnaryOperator modality) {
        SampleFormat sample = frame.format().sample();
        OptionalInt padding = image.integer(Tag.PixelPaddingValue);
        int from = padded(padding.orElse(0), sample);
        int to = padded(image.integer(Tag.PixelPaddingRangeLimit, from), sample);
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int pixel = 0; pixel < frame.format().size().pixels(); pixel++) {
            double stored = sample.value(frame.bits(pixel, 0));
            if (padding.isEmpty() || stored < Math.min(from, to) || stored > Math.max(from, to)) {
                double value = modality.applyAsDouble(stored);
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        return least <= greatest ? Window.over(least, greatest) : Window.over(from, from + 1.0);
    }

    /** Sixteen bits, signed as the pixels are: US is often written for SS. */
    private static int padded(int value, SampleFormat sample) {
        return sample.signed() ? (short) value : value & 0xFFFF;
    }

    private int gray(int bits) {
        double value = modality.applyAsDouble(frame.format().sample().value(bits));
        int gray = (int) Math.round(brightness.applyAsDouble(value) * 0xFF);
        return inverted ? 0xFF - gray : gray;
    }

    @Override
    public int rgb(int pixel) {
        int bits = frame.bits(pixel, 0);
        int gray = table == null ? gray(bits) : tabled(table, bits);
        return Colours.rgb(gray, gray, gray);
    }

    @Override
    public void rgb(int first, int count, int[] into) {
        short[] grays = table;
        if (grays == null) {
            Colours.super.rgb(first, count, into);
            return;
        }
        frame.bits(first, count, into);
        for (int i = 0; i < count; i++) {
            into[i] = tabled(grays, into[i]) * 0x010101;
        }
    }

    @Override
    public void grays(int first, int count, byte[] into, int at) {
        short[] grays = table;
        if (grays == null || !frame.isOfWords()) {
            Colours.super.grays(first, count, into, at);
            return;
        }
        int shift = frame.format().sample().shift();
        int mask = grays.length - 1;
        byte[] cells = frame.cells();
        int cell = first * Short.BYTES;
        for (int i = 0; i < count; i++) {
            int bits = ((short) WORD.get(cells, cell) >> shift) & mask;
            int gray = grays[bits];
            into[at + i] = (byte) (gray == 0 ? tabled(grays, bits) : gray);
            cell += Short.BYTES;
        }
    }

    private int tabled(short[] grays, int bits) {
        int gray = grays[bits];
        if (gray == 0) {
            gray = KNOWN | gray(bits);
            grays[bits] = (short) gray;
        }
        return gray & 0xFF;
    }

    @Override
    public boolean isGray() {
        return true;
    }
}

package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.pixel.PixelFormat.Size;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;

/** Graphics drawn over a frame, in white (PS3.3 C.9.2): in elements of their own or, as was done once, in bits that pixels leave unused. */
final class Overlays {
    private static final int WHITE = 0xFF;
    private static final int GROUPS = 16;
    private static final int GROUP_STEP = 2 << 16;
    private static final int LARGEST = 1 << 16;
    /** 8 MB of bits, however small the image is that they are drawn over. */
    private static final long MOST_PIXELS = 64L << 20;

    private final NativeFrame frame;
    private final Attributes holder;
    private final int number;
    private final Size size;
    private final BitSet drawn = new BitSet();

    /** @param holder of the overlays: the image, or what says how it is presented */
    private Overlays(NativeFrame frame, Attributes holder, int number) {
        this.frame = frame;
        this.holder = holder;
        this.number = number;
        this.size = frame.format().size();
    }

    /** The colours of a frame with what is drawn over it. */
    static Colours over(Colours colours, NativeFrame frame, EncodedFrame encoded) throws UnrenderableException {
        Attributes image = encoded.image().dataSet();
        Overlays overlays = new Overlays(frame, image, encoded.number());
        for (int group = 0; group < GROUPS; group++) {
            // Regions of interest are none: only graphics are there to be seen.
            if (image.string(Tag.OverlayType + group * GROUP_STEP, "").equals("G")) {
                overlays.draw(group * GROUP_STEP);
            }
        }
        return overlays.over(colours, WHITE);
    }

    /** Those that a presentation state puts on one of its layers, its own and the image's (PS3.3 C.11.7), the lowest layer first. */
    static Colours over(Colours colours, NativeFrame frame, EncodedFrame encoded, PresentationState state)
            throws UnrenderableException {
        Colours seen = colours;
        for (GraphicLayer layer : GraphicLayer.of(state.dataSet())) {
            for (int group = 0; group < GROUPS; group++) {
                int step = group * GROUP_STEP;
                if (state.dataSet()
                        .string(Tag.OverlayActivationLayer + step, "")
                        .equals(layer.name())) {
                    boolean own = state.dataSet().contains(Tag.OverlayData + step);
                    Attributes holder = own ? state.dataSet() : encoded.image().dataSet();
                    Overlays overlays = new Overlays(frame, holder, encoded.number());
                    overlays.draw(step);
                    seen = overlays.over(seen, layer.gray());
                }
            }
        }
        return seen;
    }

    private Colours over(Colours colours, int gray) {
        return drawn.isEmpty() ? colours : new Drawn(colours, drawn, Colours.rgb(gray, gray, gray));
    }

    private record Drawn(Colours under, BitSet drawn, int rgb) implements Colours {
        @Override
        public int rgb(int pixel) {
            return drawn.get(pixel) ? rgb : under.rgb(pixel);
        }

        @Override
        public boolean isGray() {
            return under.isGray();
        }
    }

    private void draw(int group) throws UnrenderableException {
        if (holder.hasValue(Tag.OverlayData + group)) {
            drawPlane(group);
        } else if (holder.integer(Tag.OverlayBitsAllocated + group, 1) > 1) {
            drawBits(holder.integer(Tag.OverlayBitPosition + group, 0));
        }
    }

    private void drawBits(int position) {
        SampleFormat sample = frame.format().sample();
        boolean unused = position > sample.highBit() || position <= sample.highBit() - sample.bitsStored();
        if (!unused || position >= sample.bitsAllocated()) {
            return;
        }
        for (int pixel = 0; pixel < size.pixels(); pixel++) {
            if ((frame.cell(pixel) >> position & 1) == 1) {
                drawn.set(pixel);
            }
        }
    }

    private void drawPlane(int group) throws UnrenderableException {
        int rows = holder.integer(Tag.OverlayRows + group, 0);
        int columns = holder.integer(Tag.OverlayColumns + group, 0);
        if (rows < 1 || columns < 1 || rows > LARGEST || columns > LARGEST) {
            throw new UnrenderableException("What is drawn over the image has no size.");
        }
        if ((long) rows * columns > MOST_PIXELS) {
            throw new UnrenderableException("What is drawn over the image is too large.");
        }
        int frames = holder.integer(Tag.NumberOfFramesInOverlay + group, 0);
        int index = frames == 0 ? 0 : number - holder.integer(Tag.ImageFrameOrigin + group, 1);
        if (index < 0 || index > frames || (index == frames && frames > 0)) {
            return;
        }
        long[] origin = holder.longs(Tag.OverlayOrigin + group);
        int top = origin.length > 0 ? (int) origin[0] - 1 : 0;
        int left = origin.length > 1 ? (int) origin[1] - 1 : 0;
        long first = (long) index * rows * columns;
        byte[] bits = bits(group, first / Byte.SIZE, ((long) rows * columns + 2 * Byte.SIZE) / Byte.SIZE);
        if ((long) bits.length * Byte.SIZE < first % Byte.SIZE + (long) rows * columns) {
            throw new UnrenderableException("What is drawn over the image ends early.");
        }
        for (int row = Math.max(0, -top); row < rows && row + top < size.rows(); row++) {
            for (int column = Math.max(0, -left); column < columns && column + left < size.columns(); column++) {
                long bit = first % Byte.SIZE + (long) row * columns + column;
                if ((bits[(int) (bit / Byte.SIZE)] >> bit % Byte.SIZE & 1) == 1) {
                    drawn.set((row + top) * size.columns() + column + left);
                }
            }
        }
    }

    /** The first pixel is the least significant bit (PS3.5 8.1.2). */
    private byte[] bits(int group, long from, long count) throws UnrenderableException {
        Element data = holder.element(Tag.OverlayData + group)
                .orElseThrow(() -> new UnrenderableException("What is drawn over the image is missing."));
        try (InputStream in = switch (data.value()) {
            case Value.Inline inline -> new ByteArrayInputStream(inline.bytes());
            case Value.Bulk bulk -> bulk.data().open();
            case Value.Items ignored -> InputStream.nullInputStream();
            case Value.Fragments ignored -> InputStream.nullInputStream();
        }) {
            in.skipNBytes(from);
            return in.readNBytes((int) count);
        } catch (EOFException early) {
            return new byte[0];
        } catch (IOException broken) {
            throw new UnrenderableException("What is drawn over the image could not be read.", broken);
        }
    }
}

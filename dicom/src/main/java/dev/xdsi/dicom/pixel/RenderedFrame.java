package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.pixel.Marks.Justified;
import dev.xdsi.dicom.pixel.PixelFormat.Size;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;

/** A frame as it is seen, in square pixels: eight bits of gray, or of red, green and blue. */
public final class RenderedFrame {
    private static final int WHITE = 0xFF;

    private final BufferedImage image;

    private RenderedFrame(BufferedImage image) {
        this.image = image;
    }

    /**
     * Decodes and shows a frame.
     *
     * @throws UnrenderableException when it cannot be shown as it is meant
     */
    public static RenderedFrame of(EncodedFrame encoded, View view) throws UnrenderableException {
        return of(encoded, view, Look.PLAIN);
    }

    /** The same as somebody wants it presented. */
    public static RenderedFrame of(EncodedFrame encoded, View view, Look look) throws UnrenderableException {
        PixelFormat format = PixelFormat.of(encoded.image().dataSet());
        NativeFrame frame = PixelDecoder.of(encoded.image().transferSyntax()).decode(encoded.bytes(), format);
        FunctionalGroups groups = new FunctionalGroups(encoded.image().dataSet(), encoded.number());
        PresentationState state = look.state();
        Colours colours = state == null
                ? Overlays.over(colours(frame, groups, view), frame, encoded)
                : PresentedColours.of(frame, encoded, state);
        Composition composition = Composition.of(format, groups, view, look);
        RenderedFrame drawn = drawn(colours, composition);
        if (composition.isMarked()) {
            drawn.mark(encoded, composition, look);
        }
        return drawn;
    }

    /** Draws and writes over it what its image does not have. */
    private void mark(EncodedFrame encoded, Composition composition, Look look) throws UnrenderableException {
        Marks marks = new Marks(composition.size(), composition.cut().toPicture(composition.size()), look.letters());
        PresentationState state = look.state();
        if (state != null) {
            Graphics.draw(state, composition.area(), marks);
        }
        marks.use(WHITE);
        for (Annotation annotation : composition.annotations()) {
            boolean bottom = annotation == Annotation.TECHNIQUE;
            marks.corner(annotation.lines(encoded.image().dataSet(), encoded.number()), Justified.LEFT, bottom);
        }
        marks.over(bytes(image));
    }

    private static Colours colours(NativeFrame frame, FunctionalGroups groups, View view) throws UnrenderableException {
        return switch (frame.format().photometric()) {
            case MONOCHROME1, MONOCHROME2 -> Grays.of(frame, groups, view.window());
            case PALETTE_COLOR -> Palette.of(frame, groups.image());
            case RGB, YBR_FULL, YBR_FULL_422, YBR_PARTIAL_422, YBR_RCT, YBR_ICT -> new TrueColours(frame);
        };
    }

    /** About how many bytes of the heap the picture takes, and what it is written as. */
    static long memory(DicomFile image, int number, View view, Look look) throws UnrenderableException {
        return Composition.of(
                        PixelFormat.of(image.dataSet()), new FunctionalGroups(image.dataSet(), number), view, look)
                .memory();
    }

    private static RenderedFrame drawn(Colours colours, Composition composition) {
        Size to = composition.size();
        int type = colours.isGray() ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage image = new BufferedImage(to.columns(), to.rows(), type);
        new Drawing(colours, composition.area().seen(), composition.cut(), to).into(bytes(image));
        return new RenderedFrame(image);
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    public int width() {
        return image.getWidth();
    }

    public int height() {
        return image.getHeight();
    }

    /** All pixels row by row: one gray each, or red, green and blue. */
    int[] parts() {
        return image.getRaster().getPixels(0, 0, width(), height(), (int[]) null);
    }

    public byte[] png() throws IOException {
        return PlatformJpegEncoder.png(image);
    }

    /** One picture; grays as they are, colours as the nearest of 256. */
    public byte[] gif() throws IOException {
        return GifEncoder.encode(image);
    }

    /** @param quality from 1 to 100 */
    public byte[] jpeg(int quality) throws IOException {
        return JpegEncoder.usual().encode(image, quality);
    }

    /** Whose encoder writes JPEG here: the same picture is other bytes by another. */
    public static String jpegEncoder() {
        return JpegEncoder.usual().name();
    }
}

package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.pixel.PixelFormat.Size;
import dev.xdsi.dicom.pixel.Region.Cut;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A frame as it is seen, in square pixels: eight bits of gray, or of red, green and blue. */
public final class RenderedFrame {
    private static final float PERCENT = 100;

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
        PixelFormat format = PixelFormat.of(encoded.image().dataSet());
        NativeFrame frame = PixelDecoder.of(encoded.image().transferSyntax()).decode(encoded.bytes(), format);
        FunctionalGroups groups = new FunctionalGroups(encoded.image().dataSet(), encoded.number());
        Colours colours = Overlays.over(colours(frame, groups, view), frame, encoded);
        Cut cut = view.region().in(format.size());
        return drawn(colours, format.size(), cut, size(cut, view, PixelAspect.of(groups), format));
    }

    private static Colours colours(NativeFrame frame, FunctionalGroups groups, View view) throws UnrenderableException {
        return switch (frame.format().photometric()) {
            case MONOCHROME1, MONOCHROME2 -> Grays.of(frame, groups, view.window());
            case PALETTE_COLOR -> Palette.of(frame, groups.image());
            case RGB, YBR_FULL, YBR_FULL_422, YBR_PARTIAL_422, YBR_RCT, YBR_ICT -> new TrueColours(frame);
        };
    }

    /** About how many bytes of the heap the picture takes, and what it is written as. */
    static long memory(DicomFile image, int number, View view) throws UnrenderableException {
        PixelFormat format = PixelFormat.of(image.dataSet());
        PixelAspect aspect = PixelAspect.of(new FunctionalGroups(image.dataSet(), number));
        return 2L
                * bands(format)
                * size(view.region().in(format.size()), view, aspect, format).pixels();
    }

    private static int bands(PixelFormat format) {
        return format.photometric().isMonochrome() ? 1 : 3;
    }

    private static Size size(Cut cut, View view, PixelAspect aspect, PixelFormat format) {
        return view.viewport() == null
                ? aspect.squared(cut.size(), bands(format))
                : view.viewport().fit(cut.size(), aspect);
    }

    private static RenderedFrame drawn(Colours colours, Size whole, Cut cut, Size to) {
        int type = colours.isGray() ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage image = new BufferedImage(to.columns(), to.rows(), type);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        new Drawing(colours, whole, cut, to).into(bytes);
        return new RenderedFrame(image);
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
        return written("png", PERCENT);
    }

    /** @param quality from 1 to 100 */
    public byte[] jpeg(int quality) throws IOException {
        return written("jpeg", quality);
    }

    private byte[] written(String format, float quality) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        ImageWriter writer = writers.next();
        while (!writer.getClass().getModule().equals(ImageWriter.class.getModule())) {
            writer = writers.next();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(quality / PERCENT);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}

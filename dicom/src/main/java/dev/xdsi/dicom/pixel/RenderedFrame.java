package dev.xdsi.dicom.pixel;

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

/** A frame as it is seen: eight bits of gray, or of red, green and blue. */
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
        return drawn(Overlays.over(colours(frame, encoded, view), frame, encoded), format.size(), view);
    }

    private static Colours colours(NativeFrame frame, EncodedFrame encoded, View view) throws UnrenderableException {
        return switch (frame.format().photometric()) {
            case MONOCHROME1, MONOCHROME2 ->
                Grays.of(frame, new FunctionalGroups(encoded.image().dataSet(), encoded.number()), view.window());
            case PALETTE_COLOR -> Palette.of(frame, encoded.image().dataSet());
            case RGB, YBR_FULL, YBR_FULL_422, YBR_PARTIAL_422, YBR_RCT, YBR_ICT -> new TrueColours(frame);
        };
    }

    /** Each pixel is the mean of those that it stands for. */
    private static RenderedFrame drawn(Colours colours, Size whole, View view) throws UnrenderableException {
        Cut cut = view.region().in(whole);
        Size to = view.viewport() == null ? cut.size() : view.viewport().fit(cut.size());
        int type = colours.isGray() ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage image = new BufferedImage(to.columns(), to.rows(), type);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Colours seen = pixel -> colours.rgb(cut.row(pixel / cut.size().columns()) * whole.columns()
                + cut.column(pixel % cut.size().columns()));
        int at = 0;
        for (int y = 0; y < to.rows(); y++) {
            for (int x = 0; x < to.columns(); x++) {
                int rgb = mean(seen, cut.size(), to, x, y);
                bytes[at++] = (byte) rgb;
                if (!colours.isGray()) {
                    bytes[at++] = (byte) (rgb >> 8);
                    bytes[at++] = (byte) (rgb >> 16);
                }
            }
        }
        return new RenderedFrame(image);
    }

    private static int mean(Colours colours, Size from, Size to, int x, int y) {
        int left = start(x, from.columns(), to.columns());
        int right = Math.max(left + 1, start(x + 1, from.columns(), to.columns()));
        int top = start(y, from.rows(), to.rows());
        int bottom = Math.max(top + 1, start(y + 1, from.rows(), to.rows()));
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                int rgb = colours.rgb(row * from.columns() + column);
                red += (rgb >> 16) & 0xFF;
                green += (rgb >> 8) & 0xFF;
                blue += rgb & 0xFF;
            }
        }
        long count = (long) (right - left) * (bottom - top);
        return Colours.rgb(rounded(red, count), rounded(green, count), rounded(blue, count));
    }

    private static int start(int position, int from, int to) {
        return (int) ((long) position * from / to);
    }

    private static int rounded(long sum, long count) {
        return (int) ((sum + count / 2) / count);
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

package dev.xdsi.dicom.pixel;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG of 8 bits by the JDK's decoder, lossless JPEG (processes 14) by whichever plug-in of {@code javax.imageio} is there. Colours are
 * taken as they were coded; what they mean is for the data set to say, unless the stream itself knows better (PS3.5 8.2.1).
 */
final class JpegDecoder implements PixelDecoder {
    private static final int LOSSLESS = 3;

    private final IntPredicate processes;
    private final boolean lossless;

    private JpegDecoder(IntPredicate processes, boolean lossless) {
        this.processes = processes;
        this.lossless = lossless;
    }

    static JpegDecoder lossy() {
        return new JpegDecoder(process -> process < LOSSLESS, false);
    }

    static JpegDecoder lossless() {
        return new JpegDecoder(process -> process == LOSSLESS, true);
    }

    @Override
    public NativeFrame decode(byte[] frame, PixelFormat format) throws UnrenderableException {
        JpegHeader header = JpegHeader.of(frame);
        check(header, format);
        PixelFormat decoded = format.byPixel(colours(header, format.photometric()));
        ImageReader reader = reader();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(frame))) {
            reader.setInput(in, true, true);
            Raster raster = lossless ? reader.read(0).getRaster() : reader.readRaster(0, null);
            return new NativeFrame(decoded, cells(raster, decoded));
        } catch (IOException | RuntimeException broken) {
            throw new UnrenderableException("The image's JPEG data could not be decoded.", broken);
        } finally {
            reader.dispose();
        }
    }

    /** Before anything is decoded, so that memory is taken for no more than the data set says. */
    private void check(JpegHeader header, PixelFormat format) throws UnrenderableException {
        if (!processes.test(header.process())
                || header.precision() > format.sample().bitsAllocated()
                || header.precision() < format.sample().bitsStored()
                || (!lossless && header.precision() != Byte.SIZE)
                || format.sample().bytes() > 2) {
            throw new UnrenderableException("JPEG of process " + header.process() + " with " + header.precision()
                    + " bits is not rendered here.");
        }
        if (!header.size().equals(format.size()) || header.components() != format.samples()) {
            throw new UnrenderableException("The image's JPEG data are of another size than the image.");
        }
    }

    private static Photometric colours(JpegHeader header, Photometric declared) {
        if (declared.samples() == 1) {
            return declared;
        }
        if (header.adobeTransform().isPresent()) {
            return header.adobeTransform().getAsInt() == 0 ? Photometric.RGB : Photometric.YBR_FULL;
        }
        return declared == Photometric.RGB ? Photometric.RGB : Photometric.YBR_FULL;
    }

    private ImageReader reader() throws UnrenderableException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            boolean ofJdk = reader.getClass().getModule().equals(ImageReader.class.getModule());
            if (ofJdk != lossless) {
                return reader;
            }
        }
        throw new UnrenderableException("There is no decoder for this kind of JPEG here.");
    }

    private static byte[] cells(Raster raster, PixelFormat format) {
        int bytes = format.sample().bytes();
        byte[] cells = new byte[Math.toIntExact(format.decodedLength())];
        int[] row = new int[format.size().columns() * format.samples()];
        int at = 0;
        for (int y = 0; y < format.size().rows(); y++) {
            raster.getPixels(
                    raster.getMinX(), raster.getMinY() + y, format.size().columns(), 1, row);
            for (int sample : row) {
                cells[at++] = (byte) sample;
                if (bytes == 2) {
                    cells[at++] = (byte) (sample >> 8);
                }
            }
        }
        return cells;
    }
}

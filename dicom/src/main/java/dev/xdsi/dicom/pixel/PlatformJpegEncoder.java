package dev.xdsi.dicom.pixel;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What Java has to write pictures with, whatever other plug-ins there are. */
record PlatformJpegEncoder() implements JpegEncoder {
    private static final float PERCENT = 100;

    @Override
    public byte[] encode(BufferedImage picture, int quality) throws IOException {
        return written(picture, "jpeg", parameters -> {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality / PERCENT);
        });
    }

    @Override
    public String name() {
        return "Java";
    }

    static byte[] png(BufferedImage picture) throws IOException {
        return written(picture, "png", parameters -> {});
    }

    static byte[] written(BufferedImage picture, String format, Consumer<ImageWriteParam> manner) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        ImageWriter writer = writers.next();
        while (!writer.getClass().getModule().equals(ImageWriter.class.getModule())) {
            writer = writers.next();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            manner.accept(parameters);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}

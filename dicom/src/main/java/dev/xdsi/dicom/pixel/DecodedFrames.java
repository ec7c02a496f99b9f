package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.pixel.Frames.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The frames of a compressed image one behind the other, each decoded when it is read, and forgotten then. */
final class DecodedFrames implements BulkData {
    private final PixelDecoder decoder;
    private final PixelFormat encoded;
    private final List<Frame> frames;
    private final PixelFormat format;

    private DecodedFrames(PixelDecoder decoder, PixelFormat encoded, List<Frame> frames) throws IOException {
        this.decoder = decoder;
        this.encoded = encoded;
        this.frames = frames;
        this.format = decode(frames.getFirst()).format();
    }

    /** Decodes the first frame, to see what all will be like. */
    static DecodedFrames of(DicomFile image) throws IOException {
        return new DecodedFrames(
                PixelDecoder.of(image.transferSyntax()),
                PixelFormat.of(image.dataSet()),
                Frames.of(image).all());
    }

    /** Of the decoded frames: samples of a pixel beside each other. */
    PixelFormat format() {
        return format;
    }

    @Override
    public long length() {
        return frames.size() * format.decodedLength();
    }

    private NativeFrame decode(Frame frame) throws IOException {
        if (frame.length() > EncodedFrame.MOST_BYTES) {
            throw new UnrenderableException("A frame of so many bytes is not decoded here.");
        }
        return decoder.decode(frame.bytes(), encoded).asWritten();
    }

    private byte[] cells(Frame frame) throws IOException {
        NativeFrame decoded = decode(frame);
        if (!decoded.format().equals(format)) {
            throw new UnrenderableException("The frames of the image are not all of one kind.");
        }
        return decoded.cells();
    }

    @Override
    public InputStream open() {
        return new InputStream() {
            private int next;
            private InputStream current = InputStream.nullInputStream();

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                int read = current.read(into, from, count);
                while (read < 0 && next < frames.size()) {
                    current = new ByteArrayInputStream(cells(frames.get(next++)));
                    read = current.read(into, from, count);
                }
                return read;
            }
        };
    }
}

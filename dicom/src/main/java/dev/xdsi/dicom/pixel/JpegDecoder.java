package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Picture;
import dev.xdsi.dicom.codec.jpeg.Jpeg;
import java.util.List;

/** JPEG, lossy (PS3.5 8.2.1, processes 1 to 12) or lossless (process 14). What colours mean is for the data set to say, unless the stream itself knows better. */
final class JpegDecoder implements PixelDecoder {
    private static final int LOSSLESS = 3;
    /** As component identifiers: no standard's, but what every encoder writes that names its colours so. */
    private static final List<Integer> RGB = List.of((int) 'R', (int) 'G', (int) 'B');

    private final boolean lossless;

    JpegDecoder(boolean lossless) {
        this.lossless = lossless;
    }

    @Override
    public NativeFrame decode(byte[] frame, PixelFormat format) throws UnrenderableException {
        return decode(frame, format, !lossless);
    }

    /** Luminance and chrominance stay what they are where the data set says that they are that. */
    @Override
    public NativeFrame decodeAsDeclared(byte[] frame, PixelFormat format) throws UnrenderableException {
        return decode(frame, format, !lossless && format.photometric() != Photometric.YBR_FULL);
    }

    private NativeFrame decode(byte[] frame, PixelFormat format, boolean inRgb) throws UnrenderableException {
        Jpeg.Decoded decoded;
        try {
            decoded = Jpeg.decode(frame, format.shape());
        } catch (BadCodestreamException broken) {
            throw UnrenderableException.of(broken);
        }
        if (lossless != (decoded.process() == LOSSLESS)) {
            throw new UnrenderableException("The image's JPEG data are of another kind than its transfer syntax.");
        }
        Photometric colours = colours(decoded, format.photometric());
        if (!inRgb || colours != Photometric.YBR_FULL) {
            return NativeFrame.of(decoded.picture(), format, colours);
        }
        return NativeFrame.of(inRgb(decoded.picture()), format, Photometric.RGB);
    }

    /** The transformation of colours is a part of lossy JPEG (PS3.5 8.2.1), and who decodes it undoes it. */
    private static Picture inRgb(Picture picture) throws UnrenderableException {
        if (picture.precision() != Byte.SIZE) {
            throw new UnrenderableException(
                    "JPEG of luminance and chrominance with " + picture.precision() + " bits is not rendered here.");
        }
        short[][] planes = picture.planes();
        for (int i = 0; i < planes[0].length; i++) {
            int rgb = TrueColours.fromYbr(planes[0][i], planes[1][i] - 128.0, planes[2][i] - 128.0);
            planes[0][i] = (short) (rgb >> 16);
            planes[1][i] = (short) (rgb >> 8 & 0xFF);
            planes[2][i] = (short) (rgb & 0xFF);
        }
        return picture;
    }

    private static Photometric colours(Jpeg.Decoded decoded, Photometric declared) throws UnrenderableException {
        if (declared.samples() == 1) {
            return declared;
        }
        if (decoded.adobeTransform().isPresent()) {
            return decoded.adobeTransform().getAsInt() == 0 ? Photometric.RGB : Photometric.YBR_FULL;
        }
        if (isLossy(decoded) && !decoded.subsampled() && decoded.ids().equals(RGB)) {
            return Photometric.RGB;
        }
        return switch (declared) {
            // The data set says what was before: nobody halves red and blue, and a JFIF stream has none.
            case RGB -> decoded.subsampled() || isYbrByItself(decoded) ? Photometric.YBR_FULL : Photometric.RGB;
            case YBR_FULL, YBR_FULL_422 -> Photometric.YBR_FULL;
            default -> throw new UnrenderableException("JPEG in " + declared + " is not rendered here.");
        };
    }

    private static boolean isYbrByItself(Jpeg.Decoded decoded) {
        return isLossy(decoded) && decoded.jfif() && decoded.picture().precision() == Byte.SIZE;
    }

    /** Encoders of lossless streams change no colours, whatever header they write and whatever they call them. */
    private static boolean isLossy(Jpeg.Decoded decoded) {
        return decoded.process() != LOSSLESS;
    }
}

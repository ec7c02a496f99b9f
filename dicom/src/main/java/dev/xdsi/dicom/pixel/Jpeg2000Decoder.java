package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.jpeg2000.Jpeg2000;

/** JPEG 2000 (PS3.5 8.2.4). Where components were transformed in the codestream they are red, green and blue again. */
final class Jpeg2000Decoder implements PixelDecoder {
    @Override
    public NativeFrame decode(byte[] frame, PixelFormat format) throws UnrenderableException {
        Jpeg2000.Decoded decoded;
        try {
            decoded = Jpeg2000.decode(frame, format.shape());
        } catch (BadCodestreamException broken) {
            throw UnrenderableException.of(broken);
        }
        return NativeFrame.of(decoded.picture(), format, colours(decoded, format.photometric()));
    }

    private static Photometric colours(Jpeg2000.Decoded decoded, Photometric declared) throws UnrenderableException {
        if (decoded.multipleComponents()) {
            return Photometric.RGB;
        }
        return switch (declared) {
            case YBR_FULL_422 -> Photometric.YBR_FULL;
            case YBR_RCT, YBR_ICT ->
                throw new UnrenderableException("The image says " + declared + ", and its JPEG 2000 data do not.");
            default -> declared;
        };
    }
}

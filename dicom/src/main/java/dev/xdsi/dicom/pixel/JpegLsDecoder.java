package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.jpegls.JpegLs;

/** JPEG-LS (PS3.5 8.2.3). Colours are as the data set says. */
final class JpegLsDecoder implements PixelDecoder {
    @Override
    public NativeFrame decode(byte[] frame, PixelFormat format) throws UnrenderableException {
        Photometric photometric =
                format.photometric() == Photometric.YBR_FULL_422 ? Photometric.YBR_FULL : format.photometric();
        try {
            return NativeFrame.of(JpegLs.decode(frame, format.shape()), format, photometric);
        } catch (BadCodestreamException broken) {
            throw UnrenderableException.of(broken);
        }
    }
}

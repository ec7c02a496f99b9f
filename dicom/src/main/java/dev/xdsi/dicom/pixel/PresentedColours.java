package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.pixel.PixelFormat.Size;

/** An image's pixels where a presentation state has them seen; black beyond the image. */
record PresentedColours(Colours image, Size size, Area area) implements Colours {
    /** The frame as the state wants it, but for what is drawn over it in lines and letters. */
    static PresentedColours of(NativeFrame frame, EncodedFrame encoded, PresentationState state)
            throws UnrenderableException {
        if (!frame.format().photometric().isMonochrome()) {
            throw new UnrenderableException("The presentation state is for grays, and the image is in colour.");
        }
        Size size = frame.format().size();
        Colours shuttered = Shutter.of(state.dataSet()).over(Grays.of(frame, state), size.columns());
        return new PresentedColours(Overlays.over(shuttered, frame, encoded, state), size, state.area(size));
    }

    @Override
    public int rgb(int pixel) {
        int columns = area.seen().columns();
        int[] source = area.source(pixel % columns, pixel / columns);
        boolean inside = source[0] >= 0 && source[0] < size.columns() && source[1] >= 0 && source[1] < size.rows();
        return inside ? image.rgb(source[1] * size.columns() + source[0]) : 0;
    }

    @Override
    public boolean isGray() {
        return image.isGray();
    }
}

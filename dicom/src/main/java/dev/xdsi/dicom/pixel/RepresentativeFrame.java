package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;

/** Which frame stands for all of an image: the one that it names (0028,6010), or else the one in the middle. */
public final class RepresentativeFrame {
    private RepresentativeFrame() {}

    /** Its number, from 1. */
    public static int of(Attributes image) {
        int count = image.integer(Tag.NumberOfFrames, 1);
        int named = image.integer(Tag.RepresentativeFrameNumber, 0);
        return named >= 1 && named <= count ? named : (Math.max(1, count) + 1) / 2;
    }
}

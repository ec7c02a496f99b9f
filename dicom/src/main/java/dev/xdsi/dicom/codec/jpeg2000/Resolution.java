package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.jpeg2000.Subband.Orientation;
import java.util.List;

/**
 * A resolution of a tile-component (ISO/IEC 15444-1 B.5).
 *
 * @param bands those that it has more than the next lower one
 */
record Resolution(int number, Area area, List<Subband> bands) {
    private static final List<Orientation> DIFFERENCES = List.of(Orientation.HL, Orientation.LH, Orientation.HH);

    /** @param component the area of its tile-component */
    static Resolution of(int number, Area component, CodingStyle style, Quantization quantization, int precision)
            throws BadCodestreamException {
        Area area = component.halved(style.levels() - number);
        if (number == 0) {
            Area lowest = component.halved(style.levels());
            return new Resolution(
                    number, area, List.of(band(Orientation.LL, lowest, 0, style, quantization, precision)));
        }
        int times = style.levels() - number + 1;
        Subband[] bands = new Subband[DIFFERENCES.size()];
        for (int i = 0; i < bands.length; i++) {
            Orientation orientation = DIFFERENCES.get(i);
            Area part = component.band(times, orientation.horizontal(), orientation.vertical());
            bands[i] = band(orientation, part, 3 * number - 2 + i, style, quantization, precision);
        }
        return new Resolution(number, area, List.of(bands));
    }

    private static Subband band(
            Orientation orientation, Area area, int index, CodingStyle style, Quantization quantization, int precision)
            throws BadCodestreamException {
        float step = style.reversible() ? 1 : quantization.step(index, precision + orientation.gain());
        return new Subband(orientation, area, quantization.bitPlanes(index), step);
    }
}

package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.Comparator;
import java.util.List;

/** What is drawn over an image together, in one gray of eight bits (PS3.3 C.10.7). */
record GraphicLayer(String name, int order, int gray) {
    private static final int MOST = 0xFFFF;

    /** Of a presentation state, the lowest first. */
    static List<GraphicLayer> of(Attributes state) {
        return state.items(Tag.GraphicLayerSequence).stream()
                .map(layer -> new GraphicLayer(
                        layer.string(Tag.GraphicLayer, ""), layer.integer(Tag.GraphicLayerOrder, 0), gray(layer)))
                .sorted(Comparator.comparingInt(GraphicLayer::order))
                .toList();
    }

    /** The one that is recommended, or how light the colour is that is, or else white. */
    private static int gray(Attributes layer) {
        if (layer.hasValue(Tag.GraphicLayerRecommendedDisplayGrayscaleValue)) {
            return gray(layer.integer(Tag.GraphicLayerRecommendedDisplayGrayscaleValue, MOST));
        }
        long[] lab = layer.longs(Tag.GraphicLayerRecommendedDisplayCIELabValue);
        return gray(lab.length == 3 ? lab[0] : MOST);
    }

    /** In eight bits, of a gray that is told in sixteen. */
    static int gray(long value) {
        return Math.toIntExact(Math.round((value & MOST) * (double) 0xFF / MOST));
    }
}

package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Segments;
import org.jspecify.annotations.Nullable;

/** What the main header, or the header of a tile, says of the components; what is said of one goes before what is said of all. */
final class TileParameters {
    private static final int OWN_PRECINCTS = 1;
    private static final int MOST_PROGRESSIONS = 4;

    private final @Nullable CodingStyle[] styles;
    private final boolean[] ownStyle;
    private final @Nullable Quantization[] quantizations;
    private final boolean[] ownQuantization;
    private int progression;
    private int layers;
    private boolean multipleComponents;

    TileParameters(int components) {
        this.styles = new CodingStyle[components];
        this.quantizations = new Quantization[components];
        this.ownStyle = new boolean[components];
        this.ownQuantization = new boolean[components];
    }

    /** Those of a tile before its header says otherwise. */
    TileParameters(TileParameters main) {
        this.styles = main.styles.clone();
        this.quantizations = main.quantizations.clone();
        this.ownStyle = new boolean[styles.length];
        this.ownQuantization = new boolean[styles.length];
        this.progression = main.progression;
        this.layers = main.layers;
        this.multipleComponents = main.multipleComponents;
    }

    void codingStyle(Segments segment) throws BadCodestreamException {
        int flags = segment.u8();
        progression = segment.u8();
        layers = segment.u16();
        multipleComponents = segment.u8() == 1;
        CodingStyle style = CodingStyle.of(segment, (flags & OWN_PRECINCTS) != 0);
        if (progression > MOST_PROGRESSIONS || layers < 1) {
            throw new BadCodestreamException("The coding style of the JPEG 2000 picture is none.");
        }
        for (int i = 0; i < styles.length; i++) {
            styles[i] = ownStyle[i] ? styles[i] : style;
        }
    }

    void componentCodingStyle(Segments segment) throws BadCodestreamException {
        int component = component(segment);
        styles[component] = CodingStyle.of(segment, (segment.u8() & OWN_PRECINCTS) != 0);
        ownStyle[component] = true;
    }

    void quantization(Segments segment) throws BadCodestreamException {
        Quantization quantization = Quantization.of(segment);
        for (int i = 0; i < quantizations.length; i++) {
            quantizations[i] = ownQuantization[i] ? quantizations[i] : quantization;
        }
    }

    void componentQuantization(Segments segment) throws BadCodestreamException {
        int component = component(segment);
        quantizations[component] = Quantization.of(segment);
        ownQuantization[component] = true;
    }

    private int component(Segments segment) throws BadCodestreamException {
        int component = segment.u8();
        if (component >= styles.length) {
            throw new BadCodestreamException("The JPEG 2000 picture speaks of a component that it has not.");
        }
        return component;
    }

    void check() throws BadCodestreamException {
        boolean alike = true;
        for (int i = 0; i < styles.length; i++) {
            quantizationOf(i);
            alike &= styleOf(i).reversible() == styleOf(0).reversible();
        }
        if (multipleComponents && (styles.length < 3 || !alike)) {
            throw new BadCodestreamException("The components of the JPEG 2000 picture contradict each other.");
        }
    }

    CodingStyle styleOf(int component) throws BadCodestreamException {
        CodingStyle style = styles[component];
        if (style == null) {
            throw new BadCodestreamException("The JPEG 2000 picture has no coding style.");
        }
        return style;
    }

    Quantization quantizationOf(int component) throws BadCodestreamException {
        Quantization quantization = quantizations[component];
        if (quantization == null) {
            throw new BadCodestreamException("The JPEG 2000 picture has no quantization.");
        }
        return quantization;
    }

    /** By its number in Table A.16. */
    int progression() {
        return progression;
    }

    int layers() {
        return layers;
    }

    boolean multipleComponents() {
        return multipleComponents;
    }
}

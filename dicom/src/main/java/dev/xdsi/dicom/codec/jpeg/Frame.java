package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Picture;
import dev.xdsi.dicom.codec.Segments;
import dev.xdsi.dicom.codec.Shape;
import dev.xdsi.dicom.codec.jpeg.Component.Sampling;
import java.util.ArrayList;
import java.util.List;

/** A frame: its header, and its components while they are decoded (ISO/IEC 10918-1 A.1, B.2.2). */
final class Frame {
    static final int LOSSLESS = 3;
    private static final int PROGRESSIVE = 2;
    private static final int TWELVE_BITS = 12;

    private final int process;
    private final int precision;
    private final Shape shape;
    private final List<Component> components;
    private final Sampling finest;

    private Frame(int process, int precision, Shape shape, List<Component> components) {
        this.process = process;
        this.precision = precision;
        this.shape = shape;
        this.components = components;
        this.finest = new Sampling(
                components.stream()
                        .mapToInt(one -> one.sampling().across())
                        .max()
                        .orElse(1),
                components.stream().mapToInt(one -> one.sampling().down()).max().orElse(1));
    }

    /** Only of the size that was expected. */
    static Frame of(int marker, Segments segment, Shape expected) throws BadCodestreamException {
        int process = marker & 0xF;
        if (process > LOSSLESS) {
            throw unknown(marker);
        }
        int precision = segment.u8();
        boolean known = process == LOSSLESS
                ? precision >= 2 && precision <= Short.SIZE
                : precision == Byte.SIZE || (precision == TWELVE_BITS && process > 0);
        if (!known) {
            throw new BadCodestreamException(
                    "JPEG of process " + process + " with " + precision + " bits is not decoded here.");
        }
        int rows = segment.u16();
        int columns = segment.u16();
        int count = segment.u8();
        expected.require(columns, rows, count);
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = segment.u8();
            int sampling = segment.u8();
            components.add(new Component(id, new Sampling(sampling >> 4, sampling & 0xF), segment.u8()));
        }
        Frame frame = new Frame(process, precision, expected, components);
        frame.allocate();
        return frame;
    }

    static BadCodestreamException unknown(int marker) {
        return new BadCodestreamException(
                "JPEG with the frame marker " + Integer.toHexString(marker) + " is not decoded here.");
    }

    private void allocate() throws BadCodestreamException {
        for (Component component : components) {
            Sampling own = component.sampling();
            int columns = parts(shape.columns() * own.across(), finest.across());
            int rows = parts(shape.rows() * own.down(), finest.down());
            if (process != LOSSLESS) {
                component.allocate(columns, rows, unitsAcross(), unitsDown());
            } else if (own.equals(finest)) {
                component.allocateSamples(columns, rows);
            } else {
                throw new BadCodestreamException(
                        "Lossless JPEG with fewer samples of chrominance is not decoded here.");
            }
        }
    }

    static int parts(int whole, int part) {
        return (whole + part - 1) / part;
    }

    int process() {
        return process;
    }

    boolean isProgressive() {
        return process == PROGRESSIVE;
    }

    int precision() {
        return precision;
    }

    List<Component> components() {
        return components;
    }

    /** Minimum coded units of all components. */
    int unitsAcross() {
        return parts(shape.columns(), Component.SIDE * finest.across());
    }

    int unitsDown() {
        return parts(shape.rows(), Component.SIDE * finest.down());
    }

    boolean isSubsampled() {
        return components.stream().anyMatch(one -> !one.sampling().equals(finest));
    }

    /** Whether no scan can make it better. */
    boolean isComplete() {
        return components.stream().allMatch(Component::isComplete);
    }

    Picture picture(Tables tables) throws BadCodestreamException {
        short[][] planes = new short[components.size()][];
        for (int i = 0; i < planes.length; i++) {
            Component component = components.get(i);
            if (!component.isBegun()) {
                throw new BadCodestreamException("The picture lacks components.");
            }
            planes[i] = process == LOSSLESS
                    ? component.values()
                    : new Upsampling(shape, finest)
                            .spread(component, new InverseDct(precision, tables.steps(component.quantization())));
        }
        return new Picture(shape, precision, planes);
    }
}

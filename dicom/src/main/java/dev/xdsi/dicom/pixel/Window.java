package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.Locale;
import java.util.Optional;

/** Which values are shown between black and white (PS3.3 C.11.2.1.2). */
public record Window(double center, double width, Function function) {
    /** VOI LUT Function. */
    public enum Function {
        LINEAR,
        LINEAR_EXACT,
        SIGMOID;

        /** By its defined term, or as PS3.18 8.3.5.1.4 spells it. */
        public static Optional<Function> of(String term) {
            return switch (term.toUpperCase(Locale.ROOT).replace('-', '_')) {
                case "", "LINEAR" -> Optional.of(LINEAR);
                case "LINEAR_EXACT" -> Optional.of(LINEAR_EXACT);
                case "SIGMOID" -> Optional.of(SIGMOID);
                default -> Optional.empty();
            };
        }
    }

    /** Whether there is anything to be seen through it. */
    public boolean isOpen() {
        boolean finite = Double.isFinite(center) && Double.isFinite(width);
        return finite && (function == Function.LINEAR ? width >= 1 : width > 0);
    }

    /** The first window that a data set names, if it is one. */
    static Optional<Window> of(Attributes image) throws UnrenderableException {
        double[] centers = image.reals(Tag.WindowCenter);
        double[] widths = image.reals(Tag.WindowWidth);
        if (centers.length == 0 || widths.length == 0) {
            return Optional.empty();
        }
        String term = image.string(Tag.VOILUTFunction, "");
        Function function = Function.of(term)
                .orElseThrow(() -> new UnrenderableException("A VOI LUT function " + term + " is not known here."));
        return Optional.of(new Window(centers[0], widths[0], function)).filter(Window::isOpen);
    }

    /** All values from the least to the greatest. */
    static Window over(double least, double greatest) {
        return new Window((least + greatest) / 2, Math.max(greatest - least, Double.MIN_NORMAL), Function.LINEAR_EXACT);
    }

    /** How bright a value is, from 0 to 1. */
    double brightness(double value) {
        return switch (function) {
            case LINEAR -> linear(value);
            case LINEAR_EXACT -> Math.clamp((value - center) / width + 0.5, 0, 1);
            case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
        };
    }

    private double linear(double value) {
        if (width == 1) {
            return value <= center - 0.5 ? 0 : 1;
        }
        return Math.clamp((value - (center - 0.5)) / (width - 1) + 0.5, 0, 1);
    }
}

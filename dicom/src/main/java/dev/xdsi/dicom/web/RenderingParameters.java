package dev.xdsi.dicom.web;

import dev.xdsi.dicom.pixel.Region;
import dev.xdsi.dicom.pixel.View;
import dev.xdsi.dicom.pixel.Viewport;
import dev.xdsi.dicom.pixel.Window;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How rendered resources are asked to look (PS3.18 8.3.5): {@code viewport}, {@code window}, {@code quality}. Annotations, colour profiles
 * and presentation states are not applied; who asks for them is told, for an image without them is not the one that was meant.
 *
 * @param quality of a JPEG, from 1 to 100
 */
public record RenderingParameters(View view, int quality) {
    public static final int USUAL_QUALITY = 85;
    private static final String NUMBER = "-?\\d{1,9}(\\.\\d{1,9})?";

    /** A value that no image can be rendered with; its message is a sentence for whoever sent it. */
    public static final class UnfitParameter extends Exception {
        private static final long serialVersionUID = 1L;

        public UnfitParameter(String sentence) {
            super(sentence);
        }
    }

    /**
     * Reads them.
     *
     * @param parameter the value of a query parameter, empty where it is not there
     * @param otherwise the viewport where none is named; null for the size of the image
     */
    public static RenderingParameters of(Function<String, Optional<String>> parameter, @Nullable Viewport otherwise)
            throws UnfitParameter {
        refuse(parameter, "annotation", "Annotations are not burned into images here.");
        refuse(parameter, "presentationSeriesUID", "Presentation states are not applied here.");
        refuse(parameter, "presentationUID", "Presentation states are not applied here.");
        String profile = parameter.apply("iccprofile").orElse("no");
        if (!profile.equals("no")) {
            throw new UnfitParameter("Images carry no colour profile here; iccprofile=no is what there is.");
        }
        String viewport = parameter.apply("viewport").orElse("");
        return new RenderingParameters(
                new View(
                        viewport(viewport, otherwise),
                        window(parameter.apply("window").orElse("")),
                        region(viewport)),
                quality(parameter.apply("quality").orElse("")));
    }

    private static void refuse(Function<String, Optional<String>> parameter, String name, String sentence)
            throws UnfitParameter {
        if (parameter.apply(name).filter(value -> !value.isEmpty()).isPresent()) {
            throw new UnfitParameter(sentence);
        }
    }

    /** {@code vw,vh[,sx,sy,sw,sh]} (PS3.18 8.3.5.1.3), of which the latter four name a region. */
    private static @Nullable Viewport viewport(String value, @Nullable Viewport otherwise) throws UnfitParameter {
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,4},\\d{1,4}(,\\d{0,6},\\d{0,6},(-?\\d{1,6})?,(-?\\d{1,6})?)?")) {
            throw new UnfitParameter(
                    "A viewport is a width and a height, then perhaps left, top, width and height of a region, in pixels.");
        }
        String[] sides = value.split(",", -1);
        try {
            return new Viewport(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        } catch (IllegalArgumentException unfit) {
            throw new UnfitParameter(String.valueOf(unfit.getMessage()));
        }
    }

    private static Region region(String viewport) throws UnfitParameter {
        String[] numbers = viewport.split(",", -1);
        if (numbers.length < 6) {
            return Region.WHOLE;
        }
        if (numbers[4].isEmpty() || numbers[5].isEmpty()) {
            throw new UnfitParameter("A region of a viewport has a width and a height.");
        }
        try {
            return new Region.Pixels(
                    numbers[2].isEmpty() ? 0 : Integer.parseInt(numbers[2]),
                    numbers[3].isEmpty() ? 0 : Integer.parseInt(numbers[3]),
                    Integer.parseInt(numbers[4]),
                    Integer.parseInt(numbers[5]));
        } catch (IllegalArgumentException unfit) {
            throw new UnfitParameter(String.valueOf(unfit.getMessage()));
        }
    }

    private static @Nullable Window window(String value) throws UnfitParameter {
        if (value.isEmpty()) {
            return null;
        }
        if (value.matches(NUMBER + "," + NUMBER + ",[A-Za-z_-]{1,16}")) {
            String[] parts = value.split(",", 3);
            Optional<Window> window = Window.Function.of(parts[2]).flatMap(function -> window(parts, function));
            if (window.isPresent()) {
                return window.get();
            }
        }
        throw new UnfitParameter("A window is a center, a width and LINEAR, LINEAR_EXACT or SIGMOID.");
    }

    private static Optional<Window> window(String[] numbers, Window.Function function) {
        return Optional.of(new Window(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), function))
                .filter(Window::isOpen);
    }

    private static int quality(String value) throws UnfitParameter {
        if (value.isEmpty()) {
            return USUAL_QUALITY;
        }
        if (!value.matches("[1-9]\\d?|100")) {
            throw new UnfitParameter("Quality is a number from 1 to 100.");
        }
        return Integer.parseInt(value);
    }
}

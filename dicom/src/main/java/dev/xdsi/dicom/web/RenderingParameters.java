package dev.xdsi.dicom.web;

import dev.xdsi.dicom.pixel.Annotation;
import dev.xdsi.dicom.pixel.Region;
import dev.xdsi.dicom.pixel.View;
import dev.xdsi.dicom.pixel.Viewport;
import dev.xdsi.dicom.pixel.Window;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How rendered resources are asked to look (PS3.18 8.3.5): what is written into them, {@code viewport}, {@code window}, {@code quality}, and
 * a presentation state. Colour profiles are not applied; who asks for one is told, for an image without it is not the one that was meant.
 *
 * @param quality of a JPEG, from 1 to 100
 * @param presentation which presentation state is to be applied, or null for none
 */
public record RenderingParameters(
        View view, int quality, @Nullable Presentation presentation) {
    public static final int USUAL_QUALITY = 85;
    /** All that are read. */
    public static final List<String> NAMES = List.of(
            "annotation", "viewport", "window", "quality", "iccprofile", "presentationSeriesUID", "presentationUID");

    private static final String NUMBER = "-?\\d{1,9}(\\.\\d{1,9})?";

    /** Without a presentation state. */
    public RenderingParameters(View view, int quality) {
        this(view, quality, null);
    }

    /** A presentation state, by its UIDs. */
    public record Presentation(String seriesInstanceUID, String sopInstanceUID) {
        /**
         * Reads them.
         *
         * @param series empty where none was named, as the other
         * @param withWindow whether a window was named too
         */
        public static @Nullable Presentation of(Optional<String> series, Optional<String> instance, boolean withWindow)
                throws UnfitParameter {
            if (series.isEmpty() && instance.isEmpty()) {
                return null;
            }
            if (series.isEmpty() || instance.isEmpty() || !(series.get() + instance.get()).matches("[0-9.]{2,128}")) {
                throw new UnfitParameter(
                        "presentationSeriesUID and presentationUID are two UIDs, which belong together.");
            }
            if (withWindow) {
                throw new UnfitParameter("A presentation state has a window of its own; name no other.");
            }
            return new Presentation(series.get(), instance.get());
        }
    }

    /** What {@code annotation} names, with commas between. */
    public static Set<Annotation> annotations(String value) throws UnfitParameter {
        Set<Annotation> annotations = EnumSet.noneOf(Annotation.class);
        for (String name : value.isEmpty() ? List.<String>of() : List.of(value.split(",", -1))) {
            annotations.add(Annotation.of(name)
                    .orElseThrow(() -> new UnfitParameter("annotation is patient, technique, or both.")));
        }
        return annotations;
    }

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
        String profile = parameter.apply("iccprofile").orElse("no");
        if (!profile.equals("no")) {
            throw new UnfitParameter("Images carry no colour profile here; iccprofile=no is what there is.");
        }
        String viewport = parameter.apply("viewport").orElse("");
        Window window = window(parameter.apply("window").orElse(""));
        return new RenderingParameters(
                new View(
                        viewport(viewport, otherwise),
                        window,
                        region(viewport),
                        annotations(parameter.apply("annotation").orElse(""))),
                quality(parameter.apply("quality").orElse("")),
                Presentation.of(
                        named(parameter, "presentationSeriesUID"),
                        named(parameter, "presentationUID"),
                        window != null));
    }

    private static Optional<String> named(Function<String, Optional<String>> parameter, String name) {
        return parameter.apply(name).filter(value -> !value.isEmpty());
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

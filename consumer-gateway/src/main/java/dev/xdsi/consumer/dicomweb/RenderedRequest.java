package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.portal.QueryString;
import dev.xdsi.dicom.pixel.View;
import dev.xdsi.dicom.pixel.Viewport;
import dev.xdsi.dicom.pixel.Window;
import dev.xdsi.dicom.web.AcceptedTypes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a rendered resource or a thumbnail asks for (PS3.18 8.3.5.1, 8.7.4).
 *
 * @param frames the numbers of frames; none where the image chooses
 */
record RenderedRequest(boolean thumbnail, List<Integer> frames, View view, Encoding encoding) {
    private static final Pattern RESOURCE =
            Pattern.compile("(?:frames/(\\d{1,6}(?:,\\d{1,6}){0,99})/)?(rendered|thumbnail)");
    private static final int QUALITY = 85;
    private static final Viewport THUMBNAIL = new Viewport(128, 128);
    private static final String JPEG = "image/jpeg";
    static final String PNG = "image/png";

    /** How pictures are written. */
    record Encoding(String type, int quality) {}

    static boolean isFor(String resource) {
        return RESOURCE.matcher(resource).matches();
    }

    static RenderedRequest of(ResourcePath path, HttpServletRequest request, AcceptedTypes accepted) throws ApiRefusal {
        Matcher resource = RESOURCE.matcher(path.resource());
        if (!resource.matches() || (resource.group(1) != null && !path.isOfInstance())) {
            throw Refusals.notFound();
        }
        boolean thumbnail = resource.group(2).equals("thumbnail");
        List<Integer> frames = frames(resource.group(1));
        if (thumbnail && frames.size() > 1) {
            throw Refusals.badRequest("A thumbnail is of one frame.");
        }
        QueryString query = QueryString.of(request);
        Optional<Viewport> viewport = viewport(query.parameter("viewport").orElse(""));
        String type = accepted.preferred(List.of(JPEG, PNG))
                .or(() -> acceptsParts(accepted))
                .orElseThrow(() -> Refusals.notAcceptable("This is sent as " + JPEG + " or " + PNG + "."));
        return new RenderedRequest(
                thumbnail,
                frames,
                new View(
                        viewport.orElse(thumbnail ? THUMBNAIL : null),
                        window(query.parameter("window").orElse(""))),
                new Encoding(type, quality(query.parameter("quality").orElse(""))));
    }

    private static Optional<String> acceptsParts(AcceptedTypes accepted) {
        return List.of(JPEG, PNG).stream()
                .filter(type -> accepted.acceptsParts(type, ""))
                .findFirst();
    }

    private static List<Integer> frames(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(Integer::valueOf).toList();
    }

    private static Optional<Viewport> viewport(String value) throws ApiRefusal {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.matches("\\d{1,4},\\d{1,4}")) {
            throw Refusals.badRequest("A viewport is a width and a height; parts of images are not shown here.");
        }
        String[] sides = value.split(",", 2);
        try {
            return Optional.of(new Viewport(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])));
        } catch (IllegalArgumentException unfit) {
            throw Refusals.badRequest(String.valueOf(unfit.getMessage()));
        }
    }

    private static @Nullable Window window(String value) throws ApiRefusal {
        if (value.isEmpty()) {
            return null;
        }
        String number = "-?\\d{1,9}(\\.\\d{1,9})?";
        if (value.matches(number + "," + number + ",[A-Za-z_-]{1,16}")) {
            String[] parts = value.split(",", 3);
            Optional<Window> window = Window.Function.of(parts[2])
                    .map(function -> new Window(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), function))
                    .filter(Window::isOpen);
            if (window.isPresent()) {
                return window.get();
            }
        }
        throw Refusals.badRequest("A window is a center, a width and LINEAR, LINEAR_EXACT or SIGMOID.");
    }

    private static int quality(String value) throws ApiRefusal {
        if (value.isEmpty()) {
            return QUALITY;
        }
        if (!value.matches("[1-9]\\d?|100")) {
            throw Refusals.badRequest("Quality is a number from 1 to 100.");
        }
        return Integer.parseInt(value);
    }
}

package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.portal.QueryString;
import dev.xdsi.dicom.pixel.View;
import dev.xdsi.dicom.pixel.Viewport;
import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.dicom.web.RenderingParameters;
import dev.xdsi.dicom.web.RenderingParameters.UnfitParameter;
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
        String type = accepted.preferred(List.of(JPEG, PNG))
                .or(() -> acceptsParts(accepted))
                .orElseThrow(() -> Refusals.notAcceptable("This is sent as " + JPEG + " or " + PNG + "."));
        try {
            RenderingParameters parameters = RenderingParameters.of(query::parameter, thumbnail ? THUMBNAIL : null);
            if (parameters.presentation() != null) {
                throw Refusals.badRequest("Presentation states are applied by the source of the images, not here.");
            }
            return new RenderedRequest(thumbnail, frames, parameters.view(), new Encoding(type, parameters.quality()));
        } catch (UnfitParameter unfit) {
            throw Refusals.badRequest(String.valueOf(unfit.getMessage()));
        }
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
}

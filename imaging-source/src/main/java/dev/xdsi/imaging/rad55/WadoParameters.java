package dev.xdsi.imaging.rad55;

import dev.xdsi.dicom.pixel.Region;
import dev.xdsi.dicom.pixel.View;
import dev.xdsi.dicom.pixel.Viewport;
import dev.xdsi.dicom.pixel.Window;
import dev.xdsi.dicom.web.RenderingParameters;
import dev.xdsi.dicom.web.RenderingParameters.Presentation;
import dev.xdsi.dicom.web.RenderingParameters.UnfitParameter;
import dev.xdsi.imaging.archive.InstanceUids;
import dev.xdsi.imaging.dicomweb.Refused;
import dev.xdsi.model.Oid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of a WADO-URI (PS3.18 9.1.2). */
final class WadoParameters {
    private static final List<String> OF_PICTURES = List.of(
            "rows",
            "columns",
            "region",
            "windowCenter",
            "windowWidth",
            "imageQuality",
            "frameNumber",
            "annotation",
            "presentationUID",
            "presentationSeriesUID");
    private static final String REAL = "-?\\d{1,9}(\\.\\d{1,9})?([eE][-+]?\\d)?";
    private static final int LARGEST_FRAME = 999_999;

    private final Map<String, String[]> parameters;

    WadoParameters(Map<String, String[]> parameters) {
        this.parameters = parameters;
    }

    /** Which instance, and in which transfer syntax where one was named; nothing of it is sent yet. */
    WadoRequest request() throws Refused {
        if (!"WADO".equals(single("requestType"))) {
            throw Refused.badRequest("requestType must be WADO.");
        }
        InstanceUids uids = new InstanceUids(uid("studyUID"), uid("seriesUID"), uid("objectUID"));
        String anonymize = named("anonymize").orElse("no");
        if (!anonymize.equals("yes") && !anonymize.equals("no")) {
            throw Refused.badRequest("anonymize is yes or no.");
        }
        return new WadoRequest(uids, named("transferSyntax").orElse(null), anonymize.equals("yes"), described -> true);
    }

    /** The media types that are wanted, in the form of {@code Accept}; null where none is named. */
    @Nullable
    String contentType() throws Refused {
        return named("contentType").orElse(null);
    }

    /** Whether one is there that makes sense for pictures alone. */
    boolean isForPicture() throws Refused {
        for (String name : OF_PICTURES) {
            if (named(name).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** From 1; 0 for the one that represents the image. */
    int frameNumber() throws Refused {
        return number("frameNumber", LARGEST_FRAME, 0);
    }

    /** How a picture is to look (PS3.18 9.1.2.2). */
    RenderingParameters rendering() throws Refused {
        if (named("transferSyntax").isPresent()) {
            throw Refused.badRequest("transferSyntax is for application/dicom.");
        }
        Window window = window();
        try {
            return new RenderingParameters(
                    new View(
                            viewport(),
                            window,
                            region(),
                            RenderingParameters.annotations(named("annotation").orElse(""))),
                    number("imageQuality", 100, RenderingParameters.USUAL_QUALITY),
                    Presentation.of(named("presentationSeriesUID"), named("presentationUID"), window != null));
        } catch (UnfitParameter unfit) {
            throw Refused.badRequest(String.valueOf(unfit.getMessage()));
        }
    }

    private @Nullable Viewport viewport() throws Refused {
        int rows = number("rows", Viewport.LARGEST, 0);
        int columns = number("columns", Viewport.LARGEST, 0);
        return rows == 0 && columns == 0
                ? null
                : new Viewport(columns == 0 ? Viewport.LARGEST : columns, rows == 0 ? Viewport.LARGEST : rows);
    }

    private @Nullable Window window() throws Refused {
        Optional<String> center = named("windowCenter");
        Optional<String> width = named("windowWidth");
        if (center.isEmpty() && width.isEmpty()) {
            return null;
        }
        if (center.filter(value -> value.matches(REAL)).isPresent()
                && width.filter(value -> value.matches(REAL)).isPresent()) {
            Window window = new Window(
                    Double.parseDouble(center.get()), Double.parseDouble(width.get()), Window.Function.LINEAR);
            if (window.isOpen()) {
                return window;
            }
        }
        throw Refused.badRequest("windowCenter and windowWidth are two numbers, which belong together.");
    }

    private Region region() throws Refused {
        Optional<String> region = named("region");
        if (region.isEmpty()) {
            return Region.WHOLE;
        }
        String side = "(0|1|0?\\.\\d{1,9}|1\\.0{1,9})";
        if (region.get().matches(side + "," + side + "," + side + "," + side)) {
            double[] sides = new double[4];
            String[] written = region.get().split(",", 4);
            for (int i = 0; i < sides.length; i++) {
                sides[i] = Double.parseDouble(written[i]);
            }
            if (sides[0] < sides[2] && sides[1] < sides[3]) {
                return new Region.Fraction(sides[0], sides[1], sides[2], sides[3]);
            }
        }
        throw Refused.badRequest("A region is left, top, right and bottom, from 0 to 1.");
    }

    private int number(String name, int most, int otherwise) throws Refused {
        Optional<String> value = named(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.get().matches("[1-9]\\d{0,5}") || Integer.parseInt(value.get()) > most) {
            throw Refused.badRequest(name + " is a number from 1 to " + most + ".");
        }
        return Integer.parseInt(value.get());
    }

    private Oid uid(String name) throws Refused {
        String value = single(name);
        if (value == null || !Oid.isValid(value)) {
            throw Refused.badRequest(name + " must be given, and be a UID.");
        }
        return new Oid(value);
    }

    private Optional<String> named(String name) throws Refused {
        return Optional.ofNullable(single(name)).filter(value -> !value.isBlank());
    }

    private @Nullable String single(String name) throws Refused {
        String[] values = parameters.get(name);
        if (values != null && values.length > 1) {
            throw Refused.badRequest(name + " must not be given twice.");
        }
        return values == null ? null : values[0];
    }
}

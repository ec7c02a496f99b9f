package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.pixel.Marks.Justified;
import dev.xdsi.dicom.pixel.PixelFormat.Size;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/** What a presentation state draws and writes over the image that it shows (PS3.3 C.10.5). */
final class Graphics {
    private static final int MOST_POINTS = 100_000;
    private static final int MOST_TEXT = 10_000;

    private final Area area;
    private final Marks marks;

    private Graphics(Area area, Marks marks) {
        this.area = area;
        this.marks = marks;
    }

    /** Draws all of it, the lowest layer first. */
    static void draw(PresentationState state, Area area, Marks marks) throws UnrenderableException {
        Graphics graphics = new Graphics(area, marks);
        for (GraphicLayer layer : GraphicLayer.of(state.dataSet())) {
            marks.use(layer.gray());
            List<Attributes> annotations = state.meant(Tag.GraphicAnnotationSequence)
                    .filter(annotation ->
                            annotation.string(Tag.GraphicLayer, "").equals(layer.name()))
                    .toList();
            for (Attributes annotation : annotations) {
                for (Attributes object : annotation.items(Tag.GraphicObjectSequence)) {
                    graphics.object(object);
                }
                for (Attributes text : annotation.items(Tag.TextObjectSequence)) {
                    graphics.text(text);
                }
            }
        }
    }

    private void object(Attributes object) throws UnrenderableException {
        List<Point2D> points = points(object.reals(Tag.GraphicData), object.string(Tag.GraphicAnnotationUnits, ""));
        String type = object.string(Tag.GraphicType, "");
        boolean filled = object.string(Tag.GraphicFilled, "N").equals("Y");
        switch (type) {
            case "POINT" -> marks.point(atLeast(points, 1).getFirst());
            case "POLYLINE" -> shape(lines(atLeast(points, 2)), filled);
            case "INTERPOLATED" -> shape(curve(atLeast(points, 2)), filled);
            case "CIRCLE" -> {
                Point2D center = atLeast(points, 2).getFirst();
                double radius = center.distance(points.get(1));
                shape(
                        new Ellipse2D.Double(center.getX() - radius, center.getY() - radius, 2 * radius, 2 * radius),
                        filled);
            }
            case "ELLIPSE" -> shape(ellipse(atLeast(points, 4)), filled);
            default -> throw new UnrenderableException("Graphics of the type " + type + " are not drawn here.");
        }
    }

    private void shape(java.awt.Shape shape, boolean filled) {
        if (filled) {
            marks.fill(shape);
        }
        marks.line(shape);
    }

    private static List<Point2D> atLeast(List<Point2D> points, int count) throws UnrenderableException {
        if (points.size() < count) {
            throw new UnrenderableException("A graphic of the presentation state has too few points.");
        }
        return points;
    }

    /** In the places of the area as it is seen. */
    private List<Point2D> points(double[] data, String units) throws UnrenderableException {
        if (data.length % 2 != 0
                || data.length > MOST_POINTS
                || !Arrays.stream(data).allMatch(Double::isFinite)) {
            throw new UnrenderableException("A graphic of the presentation state has no places.");
        }
        AffineTransform toSeen = toSeen(units);
        Point2D[] points = new Point2D[data.length / 2];
        Arrays.setAll(points, i -> toSeen.transform(new Point2D.Double(data[2 * i], data[2 * i + 1]), null));
        return List.of(points);
    }

    private AffineTransform toSeen(String units) throws UnrenderableException {
        Size seen = area.seen();
        return switch (units) {
            case "PIXEL" -> area.seenFromImage();
            case "DISPLAY" -> AffineTransform.getScaleInstance(seen.columns(), seen.rows());
            default -> throw new UnrenderableException("Graphics in units of " + units + " are not drawn here.");
        };
    }

    private static Path2D lines(List<Point2D> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.getFirst().getX(), points.getFirst().getY());
        points.stream().skip(1).forEach(point -> path.lineTo(point.getX(), point.getY()));
        return path;
    }

    /** Through all points, at each in the direction from the one before to the one after. */
    private static Path2D curve(List<Point2D> points) {
        int last = points.size() - 1;
        boolean closed = last > 1 && points.getFirst().equals(points.getLast());
        Path2D path = new Path2D.Double();
        path.moveTo(points.getFirst().getX(), points.getFirst().getY());
        for (int i = 0; i < last; i++) {
            Point2D before = points.get(i > 0 ? i - 1 : closed ? last - 1 : 0);
            Point2D from = points.get(i);
            Point2D to = points.get(i + 1);
            Point2D after = points.get(i + 1 < last ? i + 2 : closed ? 1 : last);
            path.curveTo(
                    from.getX() + (to.getX() - before.getX()) / 6,
                    from.getY() + (to.getY() - before.getY()) / 6,
                    to.getX() - (after.getX() - from.getX()) / 6,
                    to.getY() - (after.getY() - from.getY()) / 6,
                    to.getX(),
                    to.getY());
        }
        return path;
    }

    /** By the ends of its major and of its minor axis. */
    private static java.awt.Shape ellipse(List<Point2D> ends) {
        Point2D one = ends.get(0);
        Point2D other = ends.get(1);
        double major = one.distance(other);
        double minor = ends.get(2).distance(ends.get(3));
        AffineTransform place =
                AffineTransform.getTranslateInstance((one.getX() + other.getX()) / 2, (one.getY() + other.getY()) / 2);
        place.rotate(other.getX() - one.getX(), other.getY() - one.getY());
        return place.createTransformedShape(new Ellipse2D.Double(-major / 2, -minor / 2, major, minor));
    }

    private void text(Attributes text) throws UnrenderableException {
        String value = text.string(Tag.UnformattedTextValue, "");
        if (value.length() > MOST_TEXT) {
            throw new UnrenderableException("A text of the presentation state is too long.");
        }
        List<String> lines = value.lines().map(String::stripTrailing).toList();
        if (!text.hasValue(Tag.BoundingBoxTopLeftHandCorner)) {
            Point2D anchor = anchor(text);
            if (isVisible(text)) {
                marks.point(anchor);
            }
            marks.text(lines, new Rectangle2D.Double(anchor.getX(), anchor.getY(), 0, 0), Justified.LEFT);
            return;
        }
        Rectangle2D box = box(text);
        if (text.hasValue(Tag.AnchorPoint) && isVisible(text)) {
            Point2D anchor = anchor(text);
            marks.line(new Line2D.Double(
                    anchor.getX(),
                    anchor.getY(),
                    Math.clamp(anchor.getX(), box.getMinX(), box.getMaxX()),
                    Math.clamp(anchor.getY(), box.getMinY(), box.getMaxY())));
        }
        marks.text(
                lines,
                box,
                switch (text.string(Tag.BoundingBoxTextHorizontalJustification, "LEFT")) {
                    case "CENTER" -> Justified.CENTER;
                    case "RIGHT" -> Justified.RIGHT;
                    default -> Justified.LEFT;
                });
    }

    private static boolean isVisible(Attributes text) {
        return text.string(Tag.AnchorPointVisibility, "N").equals("Y");
    }

    private Point2D anchor(Attributes text) throws UnrenderableException {
        return atLeast(points(text.reals(Tag.AnchorPoint), text.string(Tag.AnchorPointAnnotationUnits, "")), 1)
                .getFirst();
    }

    private Rectangle2D box(Attributes text) throws UnrenderableException {
        String units = text.string(Tag.BoundingBoxAnnotationUnits, "");
        Point2D one = atLeast(points(text.reals(Tag.BoundingBoxTopLeftHandCorner), units), 1)
                .getFirst();
        Point2D other = atLeast(points(text.reals(Tag.BoundingBoxBottomRightHandCorner), units), 1)
                .getFirst();
        Rectangle2D box = new Rectangle2D.Double();
        box.setFrameFromDiagonal(one, other);
        return box;
    }
}

package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.ArrayList;
import java.util.List;

/** What hides the parts of an image that are not to be seen (PS3.3 C.7.6.11): a pixel is seen where all shapes leave it open. */
final class Shutter {
    private static final int MOST_VERTICES = 10_000;

    private final List<Shape> shapes;
    private final int gray;

    private Shutter(List<Shape> shapes, int gray) {
        this.shapes = List.copyOf(shapes);
        this.gray = gray;
    }

    private interface Shape {
        /** Columns and rows are counted from 1. */
        boolean isOpen(int column, int row);
    }

    static Shutter of(Attributes state) throws UnrenderableException {
        List<Shape> shapes = new ArrayList<>();
        for (String shape : state.strings(Tag.ShutterShape)) {
            shapes.add(
                    switch (shape) {
                        case "RECTANGULAR" -> rectangle(state);
                        case "CIRCULAR" -> circle(state);
                        case "POLYGONAL" -> polygon(state);
                        default ->
                            throw new UnrenderableException("A shutter of the shape " + shape + " is not known here.");
                    });
        }
        return new Shutter(shapes, GraphicLayer.gray(state.integer(Tag.ShutterPresentationValue, 0)));
    }

    private static Shape rectangle(Attributes state) throws UnrenderableException {
        int left = edge(state, Tag.ShutterLeftVerticalEdge);
        int right = edge(state, Tag.ShutterRightVerticalEdge);
        int upper = edge(state, Tag.ShutterUpperHorizontalEdge);
        int lower = edge(state, Tag.ShutterLowerHorizontalEdge);
        return (column, row) -> column >= left && column <= right && row >= upper && row <= lower;
    }

    private static int edge(Attributes state, int tag) throws UnrenderableException {
        return state.integer(tag).orElseThrow(Shutter::unclear);
    }

    private static Shape circle(Attributes state) throws UnrenderableException {
        long[] center = state.longs(Tag.CenterOfCircularShutter);
        long radius = edge(state, Tag.RadiusOfCircularShutter);
        if (center.length != 2 || radius < 0) {
            throw unclear();
        }
        return (column, row) -> {
            long down = row - center[0];
            long across = column - center[1];
            return down * down + across * across <= radius * radius;
        };
    }

    private static Shape polygon(Attributes state) throws UnrenderableException {
        long[] vertices = state.longs(Tag.VerticesOfThePolygonalShutter);
        if (vertices.length < 6 || vertices.length % 2 != 0 || vertices.length > MOST_VERTICES) {
            throw unclear();
        }
        return (column, row) -> isWithin(vertices, column, row);
    }

    /** Whether a line from there to the right crosses the border an odd number of times, or the place is on it. */
    private static boolean isWithin(long[] vertices, int column, int row) {
        boolean within = false;
        for (int i = 0, j = vertices.length - 2; i < vertices.length; j = i, i += 2) {
            long y1 = vertices[i];
            long x1 = vertices[i + 1];
            long y2 = vertices[j];
            long x2 = vertices[j + 1];
            long side = (x2 - x1) * (row - y1) - (column - x1) * (y2 - y1);
            if (side == 0 && between(column, x1, x2) && between(row, y1, y2)) {
                return true;
            }
            if (y1 > row != y2 > row && column < (double) (x2 - x1) * (row - y1) / (y2 - y1) + x1) {
                within = !within;
            }
        }
        return within;
    }

    private static boolean between(long value, long one, long other) {
        return value >= Math.min(one, other) && value <= Math.max(one, other);
    }

    private static UnrenderableException unclear() {
        return new UnrenderableException("The shutter of the presentation state is not described.");
    }

    Colours over(Colours colours, int columns) {
        if (shapes.isEmpty()) {
            return colours;
        }
        return new Colours() {
            @Override
            public int rgb(int pixel) {
                return isOpen(pixel % columns + 1, pixel / columns + 1)
                        ? colours.rgb(pixel)
                        : Colours.rgb(gray, gray, gray);
            }

            @Override
            public boolean isGray() {
                return colours.isGray();
            }
        };
    }

    private boolean isOpen(int column, int row) {
        return shapes.stream().allMatch(shape -> shape.isOpen(column, row));
    }
}

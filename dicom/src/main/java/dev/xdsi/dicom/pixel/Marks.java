package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.pixel.PixelFormat.Size;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;

/**
 * A sheet as large as a picture, on which lines and letters are drawn before it is laid over. Letters stand upright however the image
 * is turned, and have a border in the opposite shade, so that they are read on every ground.
 */
final class Marks {
    /** For how many pixels of a picture's shorter side a letter has one. */
    private static final double PIXELS_OF_LETTER = 36;

    private static final double SMALLEST = 9;
    private static final double LARGEST = 40;
    private static final double LINE_HEIGHT = 1.25;
    private static final double BORDER = 0.16;
    private static final double PIXELS_OF_STROKE = 512;
    private static final int MIDDLE = 128;

    private final BufferedImage sheet;
    private final Graphics2D pen;
    private final AffineTransform toPicture;
    private final Lettering letters;
    private final double size;

    /** @param toPicture from the places that are told to pixels of the picture */
    Marks(Size picture, AffineTransform toPicture, Lettering letters) {
        this.sheet = new BufferedImage(picture.columns(), picture.rows(), BufferedImage.TYPE_INT_ARGB);
        this.pen = sheet.createGraphics();
        this.toPicture = toPicture;
        this.letters = letters;
        int side = Math.min(picture.columns(), picture.rows());
        this.size = Math.clamp(side / PIXELS_OF_LETTER, SMALLEST, LARGEST);
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setStroke(new BasicStroke(
                (float) Math.max(1, side / PIXELS_OF_STROKE), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    /** Bytes of the heap for the marks of a picture. */
    static long memory(Size picture) {
        return (long) Integer.BYTES * picture.pixels();
    }

    void use(int gray) {
        pen.setColor(new Color(gray, gray, gray));
    }

    void line(Shape shape) {
        pen.draw(toPicture.createTransformedShape(shape));
    }

    void fill(Shape shape) {
        pen.fill(toPicture.createTransformedShape(shape));
    }

    /** A place, which has no size of its own. */
    void point(Point2D place) {
        Point2D seen = toPicture.transform(place, null);
        double arm = size / 3;
        Path2D cross = new Path2D.Double();
        cross.moveTo(seen.getX() - arm, seen.getY());
        cross.lineTo(seen.getX() + arm, seen.getY());
        cross.moveTo(seen.getX(), seen.getY() - arm);
        cross.lineTo(seen.getX(), seen.getY() + arm);
        pen.draw(cross);
    }

    /** Where lines of a text stand within the space that they have. */
    enum Justified {
        LEFT(0),
        CENTER(0.5),
        RIGHT(1);

        private final double part;

        Justified(double part) {
            this.part = part;
        }
    }

    /** Lines of text from the top of a space on; they may be longer than it is, but stay in the picture where they can. */
    void text(List<String> lines, Rectangle2D space, Justified justified) throws UnrenderableException {
        write(lines, toPicture.createTransformedShape(space).getBounds2D(), justified, 0);
    }

    /** Lines of text in a corner of the picture. */
    void corner(List<String> lines, Justified side, boolean bottom) throws UnrenderableException {
        double edge = size / 2;
        write(
                lines,
                new Rectangle2D.Double(edge, edge, sheet.getWidth() - size, sheet.getHeight() - size),
                side,
                bottom ? 1 : 0);
    }

    private void write(List<String> lines, Rectangle2D space, Justified justified, double down)
            throws UnrenderableException {
        double height = lines.size() * size * LINE_HEIGHT;
        double y = inside(space.getY() + (space.getHeight() - height) * down, height, sheet.getHeight());
        for (String text : lines) {
            Lettering.Line line = letters.line(text);
            double width = line.width() * size;
            double x = inside(space.getX() + (space.getWidth() - width) * justified.part, width, sheet.getWidth());
            AffineTransform place = AffineTransform.getTranslateInstance(x, y + size);
            place.scale(size, size);
            outlined(place.createTransformedShape(line.outline()));
            y += size * LINE_HEIGHT;
        }
    }

    private static double inside(double from, double length, double all) {
        return Math.max(0, Math.min(from, all - length));
    }

    private void outlined(Shape letters) {
        Color own = pen.getColor();
        var stroke = pen.getStroke();
        pen.setColor(own.getRed() < MIDDLE ? Color.WHITE : Color.BLACK);
        pen.setStroke(
                new BasicStroke((float) Math.max(2, size * BORDER), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(letters);
        pen.setStroke(stroke);
        pen.setColor(own);
        pen.fill(letters);
    }

    /** Lays the sheet over a picture of one or three bytes a pixel. */
    void over(byte[] picture) {
        pen.dispose();
        int[] sheetPixels = ((DataBufferInt) sheet.getRaster().getDataBuffer()).getData();
        int parts = picture.length / sheetPixels.length;
        for (int pixel = 0; pixel < sheetPixels.length; pixel++) {
            int alpha = sheetPixels[pixel] >>> 24;
            if (alpha != 0) {
                int gray = sheetPixels[pixel] & 0xFF;
                for (int part = 0; part < parts; part++) {
                    int at = pixel * parts + part;
                    picture[at] = (byte) (((picture[at] & 0xFF) * (0xFF - alpha) + gray * alpha) / 0xFF);
                }
            }
        }
    }
}

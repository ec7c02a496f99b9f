package dev.xdsi.gateway;

import dev.xdsi.dicom.pixel.Lettering;
import dev.xdsi.dicom.pixel.UnrenderableException;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * The letters that are written into pictures: Latin, Greek and Cyrillic ones, from the font that imaging summaries have too. So they look alike on
 * every machine, also on one without any font.
 */
final class SansLettering implements Lettering {
    private static final String SANS = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private volatile @Nullable Sans sans;

    private record Sans(TrueTypeFont font, CmapLookup known, double size) {
        static Sans load() throws IOException {
            try (InputStream file = PDDocument.class.getResourceAsStream(SANS)) {
                if (file == null) {
                    throw new IOException("the font is missing: " + SANS);
                }
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
                return new Sans(font, font.getUnicodeCmapLookup(), 1.0 / font.getUnitsPerEm());
            }
        }
    }

    @Override
    public Line line(String text) throws UnrenderableException {
        try {
            Sans letters = letters();
            Path2D outline = new Path2D.Double();
            double width = 0;
            for (int point : text.codePoints().toArray()) {
                int glyph = letters.known().getGlyphId(Character.isWhitespace(point) ? ' ' : point);
                if (glyph == 0) {
                    throw new UnrenderableException("«" + Character.toString(point)
                            + "» cannot be written into pictures here; ask for the picture without what is written.");
                }
                GlyphData shape = letters.font().getGlyph().getGlyph(glyph);
                if (shape != null) {
                    AffineTransform place = AffineTransform.getTranslateInstance(width, 0);
                    place.scale(letters.size(), -letters.size());
                    outline.append(place.createTransformedShape(shape.getPath()), false);
                }
                width += letters.font().getAdvanceWidth(glyph) * letters.size();
            }
            return new Line(outline, width);
        } catch (UnrenderableException unknown) {
            throw unknown;
        } catch (IOException broken) {
            throw new UnrenderableException("The letters for pictures could not be read.", broken);
        }
    }

    /** Read when first something is written. */
    private Sans letters() throws IOException {
        Sans letters = sans;
        if (letters == null) {
            letters = Sans.load();
            sans = letters;
        }
        return letters;
    }
}

package dev.xdsi.repository.ondemand.imagingsummary;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The font of a document, embedded in it, which knows what it cannot show: Latin, Greek and Cyrillic it can. */
final class Glyphs {
    private static final String SANS = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float EM = 1000;
    private static final String UNKNOWN = "?";
    private static final int MOST = 500;

    private final PDFont font;
    private final CmapLookup known;

    Glyphs(PDDocument document) throws IOException {
        try (InputStream file = PDDocument.class.getResourceAsStream(SANS)) {
            if (file == null) {
                throw new IOException("the font is missing: " + SANS);
            }
            TrueTypeFont sans = new TTFParser().parse(new RandomAccessReadBuffer(file));
            font = PDType0Font.load(document, sans, true);
            known = sans.getUnicodeCmapLookup();
        }
    }

    PDFont font() {
        return font;
    }

    /** The text in one line, with a question mark for each character that cannot be shown, and cut where nobody would read on. */
    String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(MOST)
                .map(point -> Character.isWhitespace(point) ? ' ' : point)
                .forEach(point -> {
                    if (known.getGlyphId(point) == 0) {
                        shown.append(UNKNOWN);
                    } else {
                        shown.appendCodePoint(point);
                    }
                });
        return text.codePointCount(0, text.length()) > MOST ? shown + "…" : shown.toString();
    }

    /** @param text {@link #shown} */
    float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / EM * size;
    }

    /** Lines of this width, broken between words, and within one that is longer. */
    List<String> lines(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : shown(text).split("(?<= )", -1)) {
            if (!line.isEmpty() && width(line + word.stripTrailing(), size) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            for (int at = 0; at < word.length(); at = word.offsetByCodePoints(at, 1)) {
                line.appendCodePoint(word.codePointAt(at));
                if (width(line.toString().stripTrailing(), size) > width && line.length() > 1) {
                    String tooLong = line.toString();
                    int last = tooLong.offsetByCodePoints(tooLong.length(), -1);
                    lines.add(tooLong.substring(0, last));
                    line.setLength(0);
                    line.append(tooLong.substring(last));
                }
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}

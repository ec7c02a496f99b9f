package dev.xdsi.imaging.query;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.charset.SpecificCharacterSet;
import java.nio.charset.CharacterCodingException;

/** Data sets in UTF-8, as the archive keeps what is asked about, put together from several. */
public final class UnicodeDataSet {
    private UnicodeDataSet() {}

    /** A data set that is in UTF-8 and says so. */
    public static Attributes empty() {
        return new Attributes().setString(Tag.SpecificCharacterSet, "ISO_IR 192");
    }

    /** Adds the elements of another data set in ASCII or UTF-8 to a row. */
    public static void add(Attributes row, Attributes more) {
        more.stream()
                .filter(element -> element.tag() != Tag.SpecificCharacterSet)
                .forEach(row::set);
    }

    /** Names UTF-8 (ISO_IR 192) in an answer that needs it, and no character set in one of ASCII alone (PS3.3 C.12.1.1.2). */
    public static Attributes declared(Attributes row) {
        try {
            return row.transcode(SpecificCharacterSet.DEFAULT);
        } catch (CharacterCodingException beyondAscii) {
            return row;
        }
    }
}

package dev.xdsi.dicom;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes of values that JSON and XML give as strings and numbers; text in UTF-8. */
public final class TextualValues {
    private TextualValues() {}

    /** @throws IllegalArgumentException where a value cannot stand in that value representation */
    public static byte[] encode(int tag, VR vr, List<String> values) {
        if (values.isEmpty()) {
            return new byte[0];
        }
        Attributes one = new Attributes();
        if (vr.usesCharacterSet()) {
            one.setString(Tag.SpecificCharacterSet, "ISO_IR 192");
        }
        if (vr.isText()) {
            one.setString(
                    tag, vr, values.stream().map(text -> written(vr, text)).toArray(String[]::new));
        } else if (vr == VR.FL || vr == VR.FD) {
            one.setReal(
                    tag, vr, values.stream().mapToDouble(TextualValues::real).toArray());
        } else if (vr.isNumber()) {
            one.setInt(
                    tag, vr, values.stream().mapToLong(text -> whole(vr, text)).toArray());
        } else {
            throw new IllegalArgumentException(vr + " takes bytes, not text");
        }
        return one.bytes(tag);
    }

    /**
     * An element of a data set whose text is Unicode now: Specific Character Set says so, as a code, whatever value representation somebody
     * gave it.
     */
    public static Element inUnicode(Attributes dataSet, Element element) {
        boolean named = element.tag() == Tag.SpecificCharacterSet
                && element.value() instanceof Value.Inline
                && !dataSet.characterSet().terms().isEmpty();
        return named
                ? new Element(element.tag(), VR.CS, new Value.Inline("ISO_IR 192".getBytes(StandardCharsets.US_ASCII)))
                : element;
    }

    /**
     * What was no character when it was read (U+FFFD) is a question mark where there is only ASCII: images have such bytes, and who wrote
     * down what they say must be able to read it again.
     */
    private static String written(VR vr, String text) {
        return vr.usesCharacterSet() ? text : text.replace('\uFFFD', '?');
    }

    private static double real(String text) {
        return switch (text) {
            case "inf", "+inf", "Infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
            case "nan", "NaN" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static long whole(VR vr, String text) {
        if (vr == VR.AT) {
            return Integer.toUnsignedLong(Integer.parseUnsignedInt(text, 16));
        }
        if (vr == VR.UV && text.matches("[0-9]{1,20}")) {
            return Long.parseUnsignedLong(text);
        }
        BigDecimal decimal = new BigDecimal(text);
        if (decimal.precision() - decimal.scale() > 20) {
            throw new IllegalArgumentException(text + " does not fit into " + vr);
        }
        try {
            return decimal.longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(text + " does not fit into " + vr, e);
        }
    }
}

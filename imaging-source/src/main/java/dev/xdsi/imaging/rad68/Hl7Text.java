package dev.xdsi.imaging.rad68;

import dev.xdsi.dicom.PersonName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text from data sets as components of HL7 v2 data types, delimiters escaped (HL7 v2.5 2.7). */
final class Hl7Text {
    /** Name^^^^^^^^^OID, or Name^^^^^&OID&ISO^^^^id (ITI TF-3: Table 4.2.3.1.7-2, XON). */
    private static final Pattern XON = Pattern.compile(
            "[^\\^&|~\\\\\\p{Cntrl}]+\\^{5}(?:\\^{4}[0-2](?:\\.[0-9]+)+|&[0-2](?:\\.[0-9]+)+&ISO\\^{4}[^\\^&|~\\\\\\p{Cntrl}]+)");

    private Hl7Text() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.chars().filter(c -> !Character.isISOControl(c)).forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\E\\");
                case '|' -> escaped.append("\\F\\");
                case '~' -> escaped.append("\\R\\");
                case '^' -> escaped.append("\\S\\");
                case '&' -> escaped.append("\\T\\");
                default -> escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    /**
     * XPN: family^given^middle^suffix^prefix, the order of HL7 and not of DICOM; one for each way in which the name is written, of which the
     * first is the one that people know it by, and the others say which they are (XPN.8, HL7 table 0465).
     */
    static List<String> xpn(PersonName name) {
        List<String> names = new ArrayList<>();
        add(name.alphabetic(), "", names);
        add(name.ideographic(), names.isEmpty() ? "" : "I", names);
        add(name.phonetic(), names.isEmpty() ? "" : "P", names);
        return names;
    }

    private static void add(PersonName.Group group, String representation, List<String> names) {
        String xpn = ordered(group);
        if (!xpn.isEmpty()) {
            int missing = 7 - (int) xpn.chars().filter(c -> c == '^').count();
            names.add(representation.isEmpty() ? xpn : xpn + "^".repeat(missing) + representation);
        }
    }

    /** XCN without an id: ^family^given^middle^suffix^prefix; empty where there is no name. */
    static String xcn(PersonName name) {
        return xpn(name).stream().findFirst().map(xpn -> "^" + xpn).orElse("");
    }

    /** XON: what a device was told to write as one, with the id of the institution, stays one; anything else is its name. */
    static String xon(String institution) {
        return XON.matcher(institution).matches() ? institution : escape(institution);
    }

    private static String ordered(PersonName.Group group) {
        String ordered = Stream.of(group.family(), group.given(), group.middle(), group.suffix(), group.prefix())
                .map(Hl7Text::escape)
                .collect(Collectors.joining("^"));
        return ordered.replaceAll("\\^+$", "");
    }
}

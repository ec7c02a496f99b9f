package dev.xdsi.imaging.rad68;

import dev.xdsi.dicom.PersonName;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text from data sets as components of HL7 v2 data types, delimiters escaped (HL7 v2.5 2.7). */
final class Hl7Text {
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

    /** XPN: family^given^middle^suffix^prefix, the order of HL7 and not of DICOM. */
    static String xpn(PersonName name) {
        PersonName.Group group = Stream.of(name.alphabetic(), name.ideographic(), name.phonetic())
                .filter(spelling -> !spelling.isEmpty())
                .findFirst()
                .orElse(PersonName.Group.EMPTY);
        String xpn = Stream.of(group.family(), group.given(), group.middle(), group.suffix(), group.prefix())
                .map(Hl7Text::escape)
                .collect(Collectors.joining("^"));
        return xpn.replaceAll("\\^+$", "");
    }
}

package dev.xdsi.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A person's name in up to three component groups: alphabetic, ideographic, phonetic (PS3.5 section 6.2.1). */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {
    /** Family name complex, given name complex, middle name, prefix, suffix. */
    public record Group(String family, String given, String middle, String prefix, String suffix) {
        public static final Group EMPTY = new Group("", "", "", "", "");

        static Group parse(String text) {
            List<String> parts = new ArrayList<>(List.of(text.split("\\^", 5)));
            while (parts.size() < 5) {
                parts.add("");
            }
            return new Group(
                    parts.get(0).strip(),
                    parts.get(1).strip(),
                    parts.get(2).strip(),
                    parts.get(3).strip(),
                    parts.get(4).strip());
        }

        public boolean isEmpty() {
            return equals(EMPTY);
        }

        /** Components with carets between them, none after the last that is not empty. */
        @Override
        public String toString() {
            return Stream.of(family, given, middle, prefix, suffix)
                    .collect(Collectors.joining("^"))
                    .replaceFirst("\\^+$", "");
        }
    }

    /** Reads one value of a PN element; what is missing is empty, more than is allowed stays in the last part. */
    public static PersonName parse(String value) {
        String[] groups = value.split("=", 3);
        return new PersonName(
                Group.parse(groups[0]),
                groups.length > 1 ? Group.parse(groups[1]) : Group.EMPTY,
                groups.length > 2 ? Group.parse(groups[2]) : Group.EMPTY);
    }

    public static PersonName of(String family, String given) {
        return new PersonName(new Group(family, given, "", "", ""), Group.EMPTY, Group.EMPTY);
    }

    /** The value of a PN element. */
    @Override
    public String toString() {
        return Stream.of(alphabetic, ideographic, phonetic)
                .map(Group::toString)
                .collect(Collectors.joining("="))
                .replaceFirst("=+$", "");
    }
}

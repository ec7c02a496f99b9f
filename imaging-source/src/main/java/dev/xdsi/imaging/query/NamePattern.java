package dev.xdsi.imaging.query;

import dev.xdsi.dicom.PersonName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a person's name must be like (PS3.4 C.2.2.2.1): upper and lower case are one, and components that are left out at the end count as
 * empty. A key of one component group is looked for in the alphabetic, the ideographic and the phonetic group; one of several groups wants
 * each of those that it has.
 */
public record NamePattern(List<Wildcards> groups) {
    private static final String NO_MORE_COMPONENTS = "^^^^";

    public NamePattern {
        groups = List.copyOf(groups);
    }

    public static NamePattern of(String key) {
        return new NamePattern(Stream.of(key.split("=", 3))
                .map(group -> new Wildcards(folded(PersonName.parse(group).alphabetic())))
                .toList());
    }

    /** A component group as it is compared. */
    public static String folded(PersonName.Group group) {
        return group.toString().toLowerCase(Locale.ROOT);
    }

    public boolean matches(PersonName name) {
        List<String> values = Stream.of(name.alphabetic(), name.ideographic(), name.phonetic())
                .map(NamePattern::folded)
                .toList();
        if (groups.size() == 1) {
            return values.stream().anyMatch(value -> matches(groups.getFirst(), value));
        }
        for (int i = 0; i < groups.size(); i++) {
            if (!groups.get(i).pattern().isEmpty() && !matches(groups.get(i), values.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A name without the components that a key has as {@code *} matches too. */
    private static boolean matches(Wildcards pattern, String value) {
        return !value.isEmpty() && (pattern.matches(value) || pattern.matches(value + NO_MORE_COMPONENTS));
    }
}

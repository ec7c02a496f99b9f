package dev.xdsi.model.patient;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A name of a person: family name, and given names in their order (HL7 v2 XPN, HL7 v3 PN).
 *
 * @param family empty for a person of one name
 */
public record PersonName(String family, List<String> given) {
    private static final int MOST_GIVEN = 10;

    public PersonName {
        family = Text.line(family);
        given = given.stream().map(Text::line).filter(name -> !name.isEmpty()).toList();
        if (given.size() > MOST_GIVEN) {
            throw new IllegalArgumentException("more than " + MOST_GIVEN + " given names");
        }
        if (family.isEmpty() && given.isEmpty()) {
            throw new IllegalArgumentException("a name without a name");
        }
    }

    public static PersonName of(String family, String... given) {
        return new PersonName(family, List.of(given));
    }

    /** What the family name is compared by. */
    public Set<String> familyKeys() {
        return NameKeys.of(family);
    }

    /** What the first given name is compared by; systems disagree whether «Anna Maria» is one name or two. */
    public Set<String> firstGivenKeys() {
        return words().findFirst().map(NameKeys::of).orElse(Set.of());
    }

    /** What all given names together are compared by: «Hans-Peter» is «Hans Peter». */
    public Set<String> allGivenKeys() {
        return NameKeys.of(String.join("", given));
    }

    private Stream<String> words() {
        return given.stream().flatMap(name -> Arrays.stream(name.split("\\s+", -1)));
    }
}

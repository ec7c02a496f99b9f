package dev.xdsi.consumer.iti55;

import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.PersonName;
import java.util.Collections;
import java.util.Set;

/**
 * How sure it is that two descriptions are of one person: 40 for a family name in common, 20 for its first given name (5 for the
 * initial), 30 for the birthday, 10 for the sex. Where both sides say something and it differs, the degree is 0, whatever else agrees.
 */
public final class DegreeOfMatch {
    /** Family name, given name and birthday at least: less is not said to be a match. */
    public static final int MATCH = 90;

    public static final int CERTAIN = 100;
    private static final int FAMILY = 40;
    private static final int GIVEN = 20;
    private static final int INITIAL = 5;
    private static final int BIRTHDAY = 30;
    private static final int SEX = 10;

    private DegreeOfMatch() {}

    public static int of(Demographics asked, Demographics known) {
        if (contradict(asked, known)) {
            return 0;
        }
        return names(asked, known) + (sameBirthday(asked, known) ? BIRTHDAY : 0) + (sameSex(asked, known) ? SEX : 0);
    }

    /** Whether they cannot be of one person: another family name, another birthday or another sex. */
    public static boolean contradict(Demographics one, Demographics other) {
        boolean named = !one.names().isEmpty() && !other.names().isEmpty();
        boolean born = one.birthTime() != null && other.birthTime() != null;
        boolean sexes = one.sex() != null && other.sex() != null;
        return (named && names(one, other) == 0)
                || (born && !sameBirthday(one, other))
                || (sexes && !sameSex(one, other));
    }

    /** The best of all names, maiden names and aliases. */
    private static int names(Demographics asked, Demographics known) {
        return asked.names().stream()
                .flatMapToInt(one -> known.names().stream().mapToInt(other -> name(one, other)))
                .max()
                .orElse(0);
    }

    static int name(PersonName one, PersonName other) {
        return share(one.familyKeys(), other.familyKeys()) ? FAMILY + given(one, other) : 0;
    }

    private static int given(PersonName one, PersonName other) {
        if (share(one.firstGivenKeys(), other.firstGivenKeys()) || share(one.allGivenKeys(), other.allGivenKeys())) {
            return GIVEN;
        }
        return isInitial(one.firstGivenKeys(), other.firstGivenKeys())
                        || isInitial(other.firstGivenKeys(), one.firstGivenKeys())
                ? INITIAL
                : 0;
    }

    private static boolean isInitial(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(key -> key.length() == 1 && other.stream().anyMatch(name -> name.startsWith(key)));
    }

    private static boolean share(Set<String> one, Set<String> other) {
        return !Collections.disjoint(one, other);
    }

    private static boolean sameBirthday(Demographics one, Demographics other) {
        BirthTime mine = one.birthTime();
        BirthTime yours = other.birthTime();
        return mine != null && yours != null && mine.isSameDay(yours);
    }

    private static boolean sameSex(Demographics one, Demographics other) {
        AdministrativeSex mine = one.sex();
        return mine != null && mine == other.sex();
    }
}

package dev.xdsi.registry.patients;

import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is a candidate: the same family name, and the same birthday, as far as each is asked for; without either nobody is. */
public final class Candidacy {
    private Candidacy() {}

    static boolean of(Demographics asked, Demographics known) {
        Set<String> family = familyKeys(asked);
        Optional<LocalDate> birthday = birthday(asked);
        return !isOfNobody(asked)
                && (family.isEmpty() || familyKeys(known).stream().anyMatch(family::contains))
                && (birthday.isEmpty() || birthday.equals(birthday(known)));
    }

    /** A name without a letter or digit, such as {@code %}, is nobody's; it does not stand for all. */
    public static boolean isOfNobody(Demographics asked) {
        boolean named = asked.names().stream().anyMatch(name -> !name.family().isBlank());
        return familyKeys(asked).isEmpty() && (named || birthday(asked).isEmpty());
    }

    /** Of all names, the maiden name too. */
    public static Set<String> familyKeys(Demographics demographics) {
        return demographics.names().stream()
                .flatMap(name -> name.familyKeys().stream())
                .collect(Collectors.toSet());
    }

    public static Optional<LocalDate> birthday(Demographics demographics) {
        return Optional.ofNullable(demographics.birthTime()).flatMap(BirthTime::date);
    }
}

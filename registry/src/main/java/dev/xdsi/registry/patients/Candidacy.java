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
        if (family.isEmpty() && birthday.isEmpty()) {
            return false;
        }
        return (family.isEmpty() || familyKeys(known).stream().anyMatch(family::contains))
                && (birthday.isEmpty() || birthday.equals(birthday(known)));
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

package dev.xdsi.model.patient;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What describes a patient besides identifiers, as far as it is known or asked for (ITI TF-2: 3.8.4.1.2, 3.55.4.1.2).
 *
 * @param names the first is the one to show; further ones are maiden names and aliases
 * @param telecoms as URLs: {@code tel:}, {@code mailto:}
 */
public record Demographics(
        List<PersonName> names,
        @Nullable BirthTime birthTime,
        @Nullable AdministrativeSex sex,
        List<Address> addresses,
        List<String> telecoms) {
    public static final Demographics UNKNOWN = new Demographics(List.of(), null, null, List.of(), List.of());
    private static final int MOST = 20;

    public Demographics {
        names = List.copyOf(names);
        addresses = addresses.stream().filter(address -> !address.isEmpty()).toList();
        telecoms = telecoms.stream().map(Text::line).toList();
        if (names.size() > MOST || addresses.size() > MOST || telecoms.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " names, addresses or telephone numbers");
        }
    }

    /** Name, birth and sex, the traits that everybody knows. */
    public static Demographics of(PersonName name, BirthTime birthTime, @Nullable AdministrativeSex sex) {
        return new Demographics(List.of(name), birthTime, sex, List.of(), List.of());
    }

    public Optional<PersonName> name() {
        return names.stream().findFirst();
    }
}

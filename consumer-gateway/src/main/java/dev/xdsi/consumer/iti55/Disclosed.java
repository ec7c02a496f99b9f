package dev.xdsi.consumer.iti55;

import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.PersonName;
import java.util.List;
import java.util.Objects;

/** What an answer says of a patient: of what was asked for, that which agrees, as it is written here. Nobody learns more than he knew. */
final class Disclosed {
    private Disclosed() {}

    static Demographics of(Demographics known, Demographics asked) {
        return new Demographics(
                names(known, asked),
                asked.birthTime() == null ? null : known.birthTime(),
                asked.sex() == null ? null : known.sex(),
                known.addresses().stream()
                        .filter(address -> asked.addresses().stream().anyMatch(other -> isSamePlace(address, other)))
                        .toList(),
                known.telecoms().stream().filter(asked.telecoms()::contains).toList());
    }

    private static List<PersonName> names(Demographics known, Demographics asked) {
        return known.names().stream()
                .filter(name -> asked.names().stream().anyMatch(other -> DegreeOfMatch.name(name, other) > 0))
                .toList();
    }

    /** All of an address is known to one who knows street, city and postal code of it. */
    static boolean isSamePlace(Address one, Address other) {
        return one.street() != null
                && one.street().equalsIgnoreCase(String.valueOf(other.street()))
                && Objects.equals(one.postalCode(), other.postalCode())
                && one.city() != null
                && one.city().equalsIgnoreCase(String.valueOf(other.city()));
    }
}

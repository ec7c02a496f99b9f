package dev.xdsi.model.patient;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a person lives (HL7 v2 XAD, HL7 v3 AD). */
public record Address(
        @Nullable String street,
        @Nullable String city,
        @Nullable String state,
        @Nullable String postalCode,
        @Nullable String country) {
    public Address {
        street = Text.optional(street);
        city = Text.optional(city);
        state = Text.optional(state);
        postalCode = Text.optional(postalCode);
        country = Text.optional(country);
    }

    public boolean isEmpty() {
        return Stream.of(this.street, this.city, this.state, this.postalCode, this.country)
                .allMatch(Objects::isNull);
    }
}

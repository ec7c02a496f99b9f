package dev.xdsi.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.2", "0.1", "2.25.329800735698586629295641978511506172918", "1.2.0.3"})
    void acceptsWhatTheStandardAllows(String value) {
        assertThat(Oid.isValid(value)).isTrue();
        assertThat(Oid.ofUrn("urn:oid:" + value)).isEqualTo(new Oid(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "3.1", "1.02", "1..2", "1.2.", "1.2.a", "../1.2", "1.2\n"})
    void refusesWhatIsNoOid(String value) {
        assertThat(Oid.isValid(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65})
    void isAtMost64CharactersLong(int length) {
        assertThat(Oid.isValid("1." + "2".repeat(length - 2))).isEqualTo(length <= 64);
    }

    @Property
    void hasTheFormOfTheStandard(@ForAll @Chars({'0', '1', '2', '3', '.'}) @StringLength(max = 9) String value) {
        assertThat(Oid.isValid(value)).isEqualTo(value.matches("[0-2](\\.(0|[1-9][0-9]*))+"));
    }
}

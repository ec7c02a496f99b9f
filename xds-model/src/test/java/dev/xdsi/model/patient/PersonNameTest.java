package dev.xdsi.model.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    @ParameterizedTest
    @CsvSource({
        "Müller, MUELLER",
        "Müller, muller",
        "O'Neil, ONEIL",
        "van der Berg, Van-der-Berg",
        "Groß, GROSS",
        "Sørensen, Soerensen",
        "Łukasiewicz, Lukasiewicz",
        "Núñez, NUNEZ",
        "Иванов, ИВАНОВ",
    })
    void namesThatSystemsWriteDifferentlyAreAlike(String one, String other) {
        assertThat(Collections.disjoint(
                        PersonName.of(one).familyKeys(), PersonName.of(other).familyKeys()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Bauer, Baur", "Meier, Maier", "Muller, Mueller", "Иванов, Иванова"})
    void otherNamesAreNot(String one, String other) {
        assertThat(PersonName.of(one).familyKeys())
                .doesNotContainAnyElementsOf(PersonName.of(other).familyKeys());
    }

    @Test
    void givenNamesMayBeOneOrTwo() {
        PersonName one = PersonName.of("Doe", "Anna Maria");
        PersonName two = PersonName.of("Doe", "Anna", "Maria");

        assertThat(one.firstGivenKeys()).isEqualTo(two.firstGivenKeys()).containsExactly("ANNA");
        assertThat(one.allGivenKeys()).isEqualTo(two.allGivenKeys());
        assertThat(PersonName.of("Doe", "Hans-Peter").allGivenKeys())
                .isEqualTo(PersonName.of("Doe", "Hans", "Peter").allGivenKeys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rPID", "a\u0000", "\u0085"})
    void aNameIsOneLine(String wrong) {
        assertThatIllegalArgumentException().isThrownBy(() -> PersonName.of(wrong));
    }

    @Test
    void aNameHasANameOfBoundedLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> PersonName.of(" ", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> PersonName.of("x".repeat(201)));
        assertThat(PersonName.of("", "Sukarno").family()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "19700101, 19700101, true",
        "1970010112, 19700101, true",
        "19700101, 19700102, false",
        "1970, 1970, false",
    })
    void birthdaysAreComparedToTheDay(String one, String other, boolean same) {
        assertThat(new BirthTime(one).isSameDay(new BirthTime(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"19700101120000.0000+0100, 19700101120000", "197001, 197001", "19700101-0500, 19700101"})
    void timesOfBirthAreReadAsHl7WritesThem(String hl7, String value) {
        assertThat(BirthTime.parse(hl7)).contains(new BirthTime(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.1.1970", "19700230", "197001011", "abcd"})
    void otherTimesAreNone(String wrong) {
        assertThat(BirthTime.parse(wrong)).isEmpty();
    }
}

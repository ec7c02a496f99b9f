package dev.xdsi.consumer.iti55;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.PersonName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DegreeOfMatchTest {
    private static final Demographics MARY = new Demographics(
            List.of(PersonName.of("Müller", "Mary", "Ann"), PersonName.of("Doe", "Mary")),
            new BirthTime("197003041205"),
            AdministrativeSex.FEMALE,
            List.of(),
            List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # family | given    | birth    | sex | degree
        Müller   | Mary     | 19700304 | F   | 100
        MUELLER  | mary     | 19700304 | F   | 100
        Doe      | Mary     | 19700304 | F   | 100
        Müller   | Mary Ann | 19700304 | F   | 100
        Müller   | Mary     | 19700304 |     | 90
        Müller   | M        | 19700304 | F   | 85
        Müller   | Anna     | 19700304 | F   | 80
        Müller   |          | 19700304 | F   | 80
        Müller   | Mary     |          | F   | 70
        Müller   | Mary     | 19700305 | F   | 0
        Müller   | Mary     | 1970     | F   | 0
        Müller   | Mary     | 19700304 | M   | 0
        Smith    | Mary     | 19700304 | F   | 0
        Mary     | Müller   | 19700304 | F   | 0
        """)
    void isTheSumOfWhatAgreesUnlessSomethingContradicts(
            String family, String given, String birth, String sex, int degree) {
        Demographics asked = new Demographics(
                List.of(PersonName.of(family, given == null ? "" : given)),
                birth == null ? null : new BirthTime(birth),
                sex == null ? null : AdministrativeSex.of(sex).orElseThrow(),
                List.of(),
                List.of());

        assertThat(DegreeOfMatch.of(asked, MARY)).isEqualTo(degree);
        assertThat(DegreeOfMatch.of(MARY, asked)).isEqualTo(degree);
    }

    @Test
    void nothingAskedIsNoMatchAndNoContradiction() {
        assertThat(DegreeOfMatch.of(Demographics.UNKNOWN, MARY)).isZero();
        assertThat(DegreeOfMatch.contradict(Demographics.UNKNOWN, MARY)).isFalse();
    }
}

package dev.xdsi.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "abc  | abc  | true",
                "abc  | abcd | false",
                "a%   | abc  | true",
                "%    | ``   | true",
                "a_c  | abc  | true",
                "a_c  | ac   | false",
                "a_c  | a𝄞c  | true",
                "a.c  | abc  | false",
                "a*   | aaa  | false",
                "(a%  | (ab  | true",
                "\\Qa | a    | false",
                "a\\% | a\\b | true",
                "ABC  | abc  | false",
            })
    void matchesAsSqlDoes(String pattern, String value, boolean matches) {
        assertThat(new LikePattern(pattern).matches(value)).isEqualTo(matches);
    }

    @Property
    void whatHasNoWildcardMatchesOnlyItself(@ForAll String text, @ForAll String other) {
        String literal = text.replace("%", "").replace("_", "");

        assertThat(new LikePattern(literal).matches(literal)).isTrue();
        assertThat(new LikePattern(literal).matches(other)).isEqualTo(literal.equals(other));
    }

    @Property
    void percentMatchesAnything(@ForAll String before, @ForAll String between, @ForAll String after) {
        String start = before.replace("%", "").replace("_", "");
        String end = after.replace("%", "").replace("_", "");

        assertThat(new LikePattern(start + "%" + end).matches(start + between + end))
                .isTrue();
    }
}

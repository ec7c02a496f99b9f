package dev.xdsi.registry.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterValuesTest {

    static Stream<Arguments> coded() {
        return Stream.of(
                Arguments.of("'a'", List.of("a")),
                Arguments.of("20240101", List.of("20240101")),
                Arguments.of("('a')", List.of("a")),
                Arguments.of("('a','b')", List.of("a", "b")),
                Arguments.of(" ( 'a' ,\n 'b' ) ", List.of("a", "b")),
                Arguments.of("'a','b'", List.of("a", "b")),
                Arguments.of("(1,2)", List.of("1", "2")),
                Arguments.of("'O''Hara'", List.of("O'Hara")),
                Arguments.of("''''", List.of("'")),
                Arguments.of("''", List.of("")),
                Arguments.of("('it''s','','x')", List.of("it's", "", "x")),
                Arguments.of("(\"urn:uuid:1\",\"urn:uuid:2\")", List.of("urn:uuid:1", "urn:uuid:2")),
                Arguments.of("\"it's\"", List.of("it's")),
                Arguments.of("('a,b','(c)')", List.of("a,b", "(c)")),
                Arguments.of("'smile :)'", List.of("smile :)")),
                Arguments.of("('CT^^1.2.3')", List.of("CT^^1.2.3")),
                Arguments.of("'Ö日本'", List.of("Ö日本")),
                Arguments.of("()", List.of()));
    }

    @ParameterizedTest
    @MethodSource("coded")
    void readsEveryFormThatPartnersWrite(String written, List<String> values) {
        assertThat(ParameterValues.read(written)).contains(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "'",
                "'a",
                "a'",
                "('a'",
                "'a')",
                "('a',)",
                "(,'a')",
                "('a''b)",
                "'a' 'b'",
                "('a')('b')",
                "(('a'))",
                "\"a'",
                "a b",
                "'a'b",
                "(",
                ")",
                ","
            })
    void refusesWhatIsNotCoded(String written) {
        assertThat(ParameterValues.read(written)).isEmpty();
    }

    @Property
    void readsBackWhateverIsQuoted(@ForAll @NotEmpty List<String> values) {
        String written = values.stream()
                .map(value -> "'" + value.replace("'", "''") + "'")
                .collect(Collectors.joining(",", "(", ")"));

        assertThat(ParameterValues.read(written)).contains(values);
    }

    @Property
    void neverBreaks(@ForAll String written) {
        assertThat(ParameterValues.read(written)).isNotNull();
    }
}

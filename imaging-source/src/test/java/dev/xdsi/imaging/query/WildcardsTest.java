package dev.xdsi.imaging.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.PersonName;
import org.junit.jupiter.api.Test;

class WildcardsTest {
    @Test
    void aStarIsAnyNumberOfCharactersAndAQuestionMarkOne() {
        assertThat(new Wildcards("CT*").matches("CT Thorax")).isTrue();
        assertThat(new Wildcards("CT*").matches("CT")).isTrue();
        assertThat(new Wildcards("CT?").matches("CT")).isFalse();
        assertThat(new Wildcards("*orax").matches("CT Thorax")).isTrue();
        assertThat(new Wildcards("C*T*x").matches("CT Thorax")).isTrue();
        assertThat(new Wildcards("C*T*y").matches("CT Thorax")).isFalse();
        assertThat(new Wildcards("a.c").matches("abc"))
                .as("nothing else is special")
                .isFalse();
        assertThat(new Wildcards("CT?Th*").literalPrefix()).isEqualTo("CT");
    }

    /** A matcher that tries every way to share the characters among the stars would not end. */
    @Test
    void manyStarsAreNoWork() {
        assertThat(new Wildcards("*a".repeat(5_000) + "b").matches("a".repeat(20_000)))
                .isFalse();
    }

    @Test
    void namesAreComparedGroupByGroup() {
        PersonName yamada = PersonName.parse("Yamada^Tarou=山田^太郎=やまだ^たろう");

        assertThat(NamePattern.of("YAMADA^tarou").matches(yamada)).isTrue();
        assertThat(NamePattern.of("yamada^tarou^^").matches(yamada)).isTrue();
        assertThat(NamePattern.of("Yamada").matches(yamada)).isFalse();
        assertThat(NamePattern.of("山田*").matches(yamada)).isTrue();
        assertThat(NamePattern.of("=山田*").matches(yamada)).isTrue();
        assertThat(NamePattern.of("山田*=").matches(yamada))
                .as("not as the alphabetic group")
                .isFalse();
        assertThat(NamePattern.of("Yama*=山*").matches(yamada)).isTrue();
        assertThat(NamePattern.of("Yama*=田*").matches(yamada)).isFalse();
        assertThat(NamePattern.of("doe^*").matches(PersonName.parse("Doe"))).isTrue();
    }
}

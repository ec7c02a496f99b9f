package dev.xdsi.soap.mtom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
    @Test
    void parametersMayBeQuotedOrNot() {
        MediaType type = MediaType.parse(
                "Multipart/Related;Boundary=abc; start=\"<a;b=\\\"c@x>\" ;type = \"application/xop+xml\";"
                        + " charset=UTF-8 ");

        assertThat(type.type()).isEqualTo("multipart/related");
        assertThat(type.parameter("boundary")).isEqualTo("abc");
        assertThat(type.parameter("start")).isEqualTo("<a;b=\"c@x>");
        assertThat(type.parameter("type")).isEqualTo("application/xop+xml");
        assertThat(type.parameter("charset")).isEqualTo("UTF-8");
        assertThat(type.parameter("start-info")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ";", "text/xml;", "text/xml; =", "text/xml; a=\"", "text/xml; a=\"\\", ";;;=;=\"\";", "x; a"
            })
    void nothingIsTooMalformedToBeRead(String text) {
        assertThat(MediaType.parse(text).parameter("boundary")).isNull();
    }

    @Test
    void theFirstOfTwoEqualNamesCounts() {
        assertThat(MediaType.parse("a/b; c=1; c=2").parameter("c")).isEqualTo("1");
    }
}

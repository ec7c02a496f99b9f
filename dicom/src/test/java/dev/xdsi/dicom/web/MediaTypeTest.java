package dev.xdsi.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaTypeTest {
    @Test
    void quotedParametersMayHoldSeparators() {
        MediaType type = MediaType.parse("multipart/related; boundary=\"a;b,c\"; type=\"application/dicom\"")
                .orElseThrow();

        assertThat(type.parameter("boundary")).isEqualTo("a;b,c");
        assertThat(type.parameter("type")).isEqualTo("application/dicom");
        assertThat(type.parameter("start")).isEmpty();
    }

    @Test
    void whatIsNoTypeIsNone() {
        assertThat(MediaType.parse("")).isEmpty();
        assertThat(MediaType.parse("multipart")).isEmpty();
        assertThat(MediaType.parse("a/b/c;x=y")).isEmpty();
    }
}

package dev.xdsi.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final Part PART =
            new Part(Map.of("content-id", "<a@b>", "content-type", "text/plain"), Bytes.of("one\r\n--two\r\n"));

    @Test
    void whatIsWrittenIsReadAgainByteByByte() throws IOException {
        byte[] message = Multipart.write(Bytes.of("<root/>"), List.of(PART));

        List<Part> parts = Multipart.read(Mtom.contentType("urn:x"), message);

        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).content().text()).isEqualTo("<root/>");
        assertThat(parts.get(0).contentId()).isEqualTo(Multipart.ROOT);
        assertThat(parts.get(1)).isEqualTo(PART);
    }

    @Test
    void aMessageThatEndsTooEarlyIsNotRead() {
        byte[] message = Multipart.write(Bytes.of("<root/>"), List.of(PART));

        assertThatThrownBy(() -> Multipart.read(
                        Mtom.contentType("urn:x"),
                        Arrays.copyOf(message, message.length - Multipart.BOUNDARY.length())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("boundary");
        assertThatThrownBy(() -> Multipart.read("multipart/related", message)).hasMessageContaining("without boundary");
        assertThatThrownBy(() -> Multipart.read(
                        "multipart/related; boundary=x", "--x\r\nno end\r\n--x--".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("without headers");
    }

    @Test
    void parametersAreReadWithAndWithoutQuotes() {
        assertThat(Multipart.parameter("a/b; start=\"<x>\"; boundary=y", "start"))
                .isEqualTo("<x>");
        assertThat(Multipart.parameter("a/b; start-info=\"z\"; Boundary=y", "boundary"))
                .isEqualTo("y");
        assertThat(Multipart.parameter("a/b; start-info=\"z\"", "start")).isEmpty();
    }
}

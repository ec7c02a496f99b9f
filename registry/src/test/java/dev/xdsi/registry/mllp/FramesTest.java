package dev.xdsi.registry.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(Frame frame) {
        return new String(frame.content(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void takesMessagesOneAfterTheOther() throws IOException {
        InputStream in = bytes("\u000Bone\u001C\r\r\n\u000Btwo\u001C\r");

        assertThat(Frames.begins(in)).isTrue();
        assertThat(text(Frames.read(in, 10))).isEqualTo("one");
        assertThat(Frames.begins(in)).isTrue();
        Frame second = Frames.read(in, 10);
        assertThat(text(second)).isEqualTo("two");
        assertThat(second.fault()).isEmpty();
        assertThat(Frames.begins(in)).isFalse();
    }

    @Test
    void readsWhatItWrites() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Frames.write(out, "MSH".getBytes(StandardCharsets.US_ASCII));

        InputStream in = new ByteArrayInputStream(out.toByteArray());
        assertThat(Frames.begins(in)).isTrue();
        assertThat(text(Frames.read(in, 3))).isEqualTo("MSH");
    }

    @Test
    void holdsNoMoreThanAllowed() throws IOException {
        Frame frame = Frames.read(bytes("12345"), 4);

        assertThat(text(frame)).isEqualTo("1234");
        assertThat(frame.fault()).hasValueSatisfying(why -> assertThat(why).contains("longer than 4 bytes"));
    }

    @Test
    void noticesDelimitersWithinAMessage() throws IOException {
        assertThat(Frames.read(bytes("a\u000Bb\u001C\r"), 10).fault()).isPresent();
        assertThat(Frames.read(bytes("a\u001Cb\u001C\r"), 10).fault()).isPresent();
    }

    @Test
    void aMessageThatBreaksOffIsNone() {
        assertThatThrownBy(() -> Frames.read(bytes("MSH"), 10)).isInstanceOf(EOFException.class);
    }

    @Test
    void anythingElseBetweenMessagesEndsTheConversation() {
        assertThatThrownBy(() -> Frames.begins(bytes("GET / HTTP/1.1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0x47");
        assertThatThrownBy(() -> Frames.begins(bytes("\r".repeat(100)))).isInstanceOf(IOException.class);
    }
}

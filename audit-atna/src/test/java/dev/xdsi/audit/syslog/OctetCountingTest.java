package dev.xdsi.audit.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.syslog.OctetCounting.BadFrameException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctetCountingTest {
    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Property
    void whatIsFramedIsRead(@ForAll @Size(max = 5) List<@NotEmpty byte[]> messages) throws IOException {
        var bytes = new ByteArrayOutputStream();
        messages.forEach(message -> bytes.writeBytes(OctetCounting.frame(message)));
        InputStream in = new ByteArrayInputStream(bytes.toByteArray());
        List<byte[]> read = new ArrayList<>();
        for (Optional<byte[]> next = OctetCounting.read(in, 1 << 20);
                next.isPresent();
                next = OctetCounting.read(in, 1 << 20)) {
            read.add(next.get());
        }
        assertThat(read).usingRecursiveComparison().isEqualTo(messages);
    }

    @Test
    void lengthIsInOctetsAndNotInCharacters() {
        assertThat(new String(OctetCounting.frame("é漢".getBytes(UTF_8)), UTF_8)).isEqualTo("5 é漢");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "-1 a", "0 a", "05 aaaaa", "+5 aaaaa", "5aaaaa", "1234567890 a", " 5 a", "5", "<85>1 "})
    void aFrameWithoutALengthIsRefused(String text) {
        assertThatThrownBy(() -> OctetCounting.read(stream(text), 100)).isInstanceOf(BadFrameException.class);
    }

    @Test
    void aFrameThatPromisesTooMuchIsRefusedBeforeItIsRead() throws IOException {
        InputStream in = stream("999999999 aaaa");
        assertThatThrownBy(() -> OctetCounting.read(in, 100))
                .isInstanceOf(BadFrameException.class)
                .hasMessageContaining("100 are allowed");
        assertThat(in.available()).isEqualTo(4);
    }

    @Test
    void aFrameThatEndsEarlyIsNotAMessage() {
        assertThatThrownBy(() -> OctetCounting.read(stream("10 abc"), 100)).isInstanceOf(BadFrameException.class);
    }
}

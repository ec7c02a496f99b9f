package dev.xdsi.soap.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MultipartReaderTest {
    /** With a last byte that stands elsewhere too, and with one that does not. */
    private static final List<String> BOUNDARIES = List.of("--b-", "e5d");

    private static final SoapLimits LIMITS = new SoapLimits(50, 200_000, 1_000_000, 200_000, 500);

    /** Any content comes back as it was sent, however the network cuts it and wherever it lies between reads. */
    @Property(tries = 300)
    void partsComeBackAsTheyWereSent(
            @ForAll("contents") List<String> contents,
            @ForAll("boundaries") String boundary,
            @ForAll @IntRange(min = 1, max = 70_000) int read)
            throws IOException {
        Path folder = Files.createTempDirectory("spool");
        Spool spool = new Spool(new SoapSettings(LIMITS, folder, UUID::randomUUID));
        try (spool) {
            List<Part> parts =
                    new MultipartReader(new Slow(message(contents, boundary), read), boundary, LIMITS).readAll(spool);

            assertThat(parts).hasSameSizeAs(contents);
            for (int i = 0; i < parts.size(); i++) {
                assertThat(parts.get(i).contentId()).isEqualTo("p" + i);
                try (InputStream in = parts.get(i).open()) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                            .isEqualTo(contents.get(i));
                }
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        } finally {
            Files.delete(folder);
        }
    }

    /** The same where they are read as they arrive, with whatever buffer their reader has. */
    @Property(tries = 300)
    void partsArriveAsTheyWereSent(
            @ForAll("contents") List<String> contents,
            @ForAll("boundaries") String boundary,
            @ForAll @IntRange(min = 1, max = 70_000) int read,
            @ForAll @IntRange(min = 1, max = 100_000) int room)
            throws IOException {
        MultipartReader reader = new MultipartReader(new Slow(message(contents, boundary), read), boundary, LIMITS);

        for (int i = 0; i < contents.size(); i++) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.headers()).containsEntry("content-id", "<p" + i + ">");
            assertThat(arrived(reader.openPart(), room)).isEqualTo(contents.get(i));
        }
        assertThat(reader.next()).isFalse();
    }

    /** Who reads a part as it arrives is not told that it ended where only the message did. */
    @Property(tries = 300)
    void aPartCutShortIsRefusedAsItArrives(
            @ForAll("contents") List<String> contents,
            @ForAll("boundaries") String boundary,
            @ForAll @IntRange(min = 1, max = 200_000) int cut,
            @ForAll @IntRange(min = 1, max = 100_000) int room)
            throws IOException {
        byte[] whole = message(contents, boundary);
        byte[] part = java.util.Arrays.copyOf(whole, Math.max(0, whole.length - 1 - cut % whole.length));
        MultipartReader reader = new MultipartReader(new ByteArrayInputStream(part), boundary, LIMITS);

        assertThatThrownBy(() -> {
                    while (reader.next()) {
                        arrived(reader.openPart(), room);
                    }
                })
                .isInstanceOf(RefusedMessageException.class)
                .hasMessageContaining("truncated");
    }

    private static String arrived(InputStream part, int room) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[room];
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            assertThat(read).isPositive();
            all.write(buffer, 0, read);
        }
        assertThat(part.read(buffer)).isEqualTo(-1);
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** A message cut anywhere before its last byte is never taken for whole. */
    @Property(tries = 300)
    void aMessageCutShortIsRefused(
            @ForAll("contents") List<String> contents,
            @ForAll("boundaries") String boundary,
            @ForAll @IntRange(min = 1, max = 200_000) int cut)
            throws IOException {
        byte[] whole = message(contents, boundary);
        byte[] part = java.util.Arrays.copyOf(whole, Math.max(0, whole.length - 1 - cut % whole.length));
        try (Spool spool = new Spool(new SoapSettings(
                new SoapLimits(50, 200_000, 1_000_000, 200_000, 1_000_000), Path.of("nowhere"), UUID::randomUUID))) {
            assertThatThrownBy(
                            () -> new MultipartReader(new ByteArrayInputStream(part), boundary, LIMITS).readAll(spool))
                    .isInstanceOf(RefusedMessageException.class)
                    .hasMessageContaining("truncated");
        }
    }

    /** Made of what boundaries are made of, so that near misses are common. */
    @Provide
    Arbitrary<List<String>> contents() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        "\r\n", "\r\n--", "\r\n----b", "\r\n--e5", "5d", "\r", "-", "--b-", "\r\n\r\n", "\0", "\u00ff"),
                Arbitraries.strings().withCharRange('a', 'e').ofMaxLength(300));
        Arbitrary<String> content = pieces.list()
                .ofMaxSize(400)
                .map(list -> String.join("", list))
                .filter(text -> BOUNDARIES.stream()
                        .noneMatch(boundary -> ("\r\n" + text + "\r\n--").contains("\r\n--" + boundary)));
        return content.list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> boundaries() {
        return Arbitraries.of(BOUNDARIES);
    }

    private static byte[] message(List<String> contents, String boundary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < contents.size(); i++) {
            String part =
                    (i == 0 ? "" : "\r\n") + "--" + boundary + "\r\nContent-ID: <p" + i + ">\r\n\r\n" + contents.get(i);
            out.writeBytes(part.getBytes(StandardCharsets.ISO_8859_1));
        }
        out.writeBytes(("\r\n--" + boundary + "--").getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    private static final class Slow extends InputStream {
        private final ByteArrayInputStream in;
        private final int atOnce;

        Slow(byte[] bytes, int atOnce) {
            this.in = new ByteArrayInputStream(bytes);
            this.atOnce = atOnce;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return in.read(bytes, offset, Math.min(length, atOnce));
        }
    }
}

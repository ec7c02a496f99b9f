package dev.xdsi.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.web.MultipartReader.MalformedMultipart;
import dev.xdsi.dicom.web.MultipartReader.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {
    private static final String BOUNDARY = "frontier-7";

    @Test
    void readsPartsWithTheirHeaders() throws IOException {
        MultipartReader reader = reader("preamble\r\n--frontier-7\r\nContent-Type: a/b\r\nX: 1\r\n\r\nfirst"
                + "\r\n--frontier-7  \r\n\r\n\r\n--frontier-7--\r\nepilogue");

        Part first = reader.next().orElseThrow();
        assertThat(first.headers()).containsEntry("content-type", "a/b").containsEntry("x", "1");
        assertThat(first.body().readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("first");
        assertThat(reader.next().orElseThrow().body().readAllBytes()).isEmpty();
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void passesOverWhatNobodyRead() throws IOException {
        MultipartReader reader = reader("--frontier-7\r\n\r\nunread\r\n--frontier-7\r\n\r\nread\r\n--frontier-7--");
        reader.next();

        assertThat(reader.next().orElseThrow().body().readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("read");
    }

    /** Parts full of beginnings of the delimiter, arriving in pieces of every size: random, but always the same. */
    @Test
    void partsComeBackWhateverTheyHoldAndHoweverTheyArrive() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<byte[]> parts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                parts.add(treacherous(random));
            }
            InputStream arriving = inPieces(body(parts), 1 + random.nextInt(40));
            MultipartReader reader = new MultipartReader(arriving, BOUNDARY);
            for (byte[] part : parts) {
                assertThat(reader.next().orElseThrow().body().readAllBytes()).isEqualTo(part);
            }
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void aLargePartStreams() throws IOException {
        byte[] large = new byte[5 << 20];
        new Random(1).nextBytes(large);
        MultipartReader reader = new MultipartReader(new ByteArrayInputStream(body(List.of(large))), BOUNDARY);

        assertThat(reader.next().orElseThrow().body().readAllBytes()).isEqualTo(large);
    }

    @Test
    void m09ABodyWithoutEndIsAnExceptionWhereverItIsCut() {
        byte[] whole = body(List.of("one".getBytes(StandardCharsets.US_ASCII), new byte[100]));
        for (int length = 0; length < whole.length - 2; length++) {
            InputStream cut = new ByteArrayInputStream(whole, 0, length);
            assertThatThrownBy(() -> readAll(new MultipartReader(cut, BOUNDARY)))
                    .as("cut after %d", length)
                    .isInstanceOf(MalformedMultipart.class);
        }
    }

    @Test
    void m07HeadersAreBounded() {
        String huge = "--frontier-7\r\nX: " + "a".repeat(20_000) + "\r\n\r\n\r\n--frontier-7--";
        String many = "--frontier-7\r\n" + "a: b\r\n".repeat(5_000) + "\r\n\r\n--frontier-7--";

        assertThatThrownBy(() -> reader(huge).next()).isInstanceOf(MalformedMultipart.class);
        assertThatThrownBy(() -> reader(many).next()).isInstanceOf(MalformedMultipart.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\r\nb", "ends with blank ", "ümlaut"})
    void m10ABoundaryThatNoneMayHaveIsRefused(String boundary) {
        assertThatThrownBy(() -> new MultipartReader(InputStream.nullInputStream(), boundary))
                .isInstanceOf(MalformedMultipart.class);
        assertThatThrownBy(() -> new MultipartReader(InputStream.nullInputStream(), "x".repeat(201)))
                .isInstanceOf(MalformedMultipart.class);
    }

    /** RFC 2046 allows 70 characters; Orthanc's DICOMweb client writes two UUIDs with a hyphen. */
    @Test
    void aBoundaryIsAsLongAsOrthancWritesIt() throws IOException {
        String boundary = "8e61ad74-533a-48a9-b134-345037851f71-8e61ad74-533a-48a9-b134-345037851f71";
        String body = "--" + boundary + "\r\n\r\npart\r\n--" + boundary + "--\r\n";

        Optional<Part> part = new MultipartReader(
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)), boundary)
                .next();

        assertThat(part.orElseThrow().body().readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("part");
    }

    private static byte[] treacherous(Random random) {
        String[] pieces = {"\r", "\n", "\r\n", "--", "\r\n--front", "\r\n--frontier-", "frontier-7", "x", "\r\r\n--"};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString().replace("\r\n--frontier-7", "").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] body(List<byte[]> parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(
                    "\r\n--frontier-7\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(part);
        }
        body.writeBytes("\r\n--frontier-7--\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static InputStream inPieces(byte[] bytes, int most) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, most));
            }
        };
    }

    private static void readAll(MultipartReader reader) throws IOException {
        Optional<Part> part = reader.next();
        while (part.isPresent()) {
            part.get().body().readAllBytes();
            part = reader.next();
        }
    }

    private static MultipartReader reader(String body) throws IOException {
        return new MultipartReader(new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)), BOUNDARY);
    }
}

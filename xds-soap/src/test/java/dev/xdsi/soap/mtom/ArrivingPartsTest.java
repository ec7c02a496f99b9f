package dev.xdsi.soap.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.SpoolQuota;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are taken in ahead of their reader, where there is no room for them. */
class ArrivingPartsTest {
    private static final SoapLimits LIMITS = new SoapLimits(5, 10_000_000, 20_000_000, 5_000, 1_000);
    private static final String LARGE = "0123456789".repeat(50_000);
    private static final String WHOLE = "--b\r\n\r\n<e/>" + part("a") + part("b") + "\r\n--b--";

    @TempDir
    Path folder;

    private static ArrivingParts arriving(Path folder, SpoolQuota quota) throws IOException {
        return arriving(WHOLE, new ArrivingParts.Origin.Answer(() -> {}), folder, quota);
    }

    private static ArrivingParts arriving(String message, ArrivingParts.Origin origin, Path folder, SpoolQuota quota)
            throws IOException {
        ArrivingParts parts = new ArrivingParts(
                MediaType.parse("multipart/related; boundary=\"b\""),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)),
                new Spool(new SoapSettings(LIMITS, folder, quota, UUID::randomUUID)),
                LIMITS,
                origin);
        parts.refer("a");
        parts.refer("b");
        return parts;
    }

    private static String part(String id) {
        return "\r\n--b\r\nContent-ID: <" + id + ">\r\n\r\n" + id + LARGE;
    }

    private static String text(ArrivingParts parts, String id) throws IOException {
        try (InputStream in = parts.open(id)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void noMoreIsTakenAheadThanThereIsRoomFor() throws IOException {
        SpoolQuota quota = new SpoolQuota(200_000);
        try (ArrivingParts parts = arriving(folder, quota)) {
            parts.takeAhead("b");

            assertThat(quota.taken()).isBetween(1L, 200_000L);
            assertThat(text(parts, "a")).isEqualTo("a" + LARGE);
            assertThat(text(parts, "b")).isEqualTo("b" + LARGE);
        }
        assertThat(quota.taken()).isZero();
    }

    @Test
    void whatCouldNotBeKeptIsNeverTakenForWhole() throws IOException {
        try (ArrivingParts parts = arriving(folder.resolve("not-there"), new SpoolQuota(10_000_000))) {
            assertThatThrownBy(() -> parts.takeAhead("a")).isInstanceOf(IOException.class);

            for (String id : new String[] {"a", "b"}) {
                assertThatThrownBy(() -> text(parts, id)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void whatIsLookedIntoStaysForItsReader() throws IOException {
        try (ArrivingParts parts = arriving(folder, new SpoolQuota(10_000_000))) {
            assertThat(lookAhead(parts, "a", 1_000)).startsWith("a0123").hasSizeBetween(1_000, 100_000);
            assertThat(lookAhead(parts, "b", 600_000)).isEqualTo("b" + LARGE);
            assertThat(lookAhead(parts, "a", 1)).isEqualTo("a" + LARGE);

            assertThat(text(parts, "a")).isEqualTo("a" + LARGE);
            assertThat(parts.lookAhead("b", 1, Long.MAX_VALUE)).isPresent();
            assertThat(parts.lookAhead("a", 1, Long.MAX_VALUE)).isEmpty();
            assertThat(text(parts, "b")).isEqualTo("b" + LARGE);
        }
    }

    @Test
    void nobodyLooksFartherThanHeMayOrThereIsRoom() throws IOException {
        SpoolQuota quota = new SpoolQuota(300_000);
        try (ArrivingParts parts = arriving(folder, quota)) {
            assertThat(parts.lookAhead("b", 1, 100_000)).isEmpty();
            assertThat(quota.taken()).isLessThan(200_000);
            assertThat(parts.lookAhead("b", 1, Long.MAX_VALUE)).isEmpty();
            assertThat(parts.lookAhead("a", 400_000, Long.MAX_VALUE)).isEmpty();

            assertThat(text(parts, "a")).isEqualTo("a" + LARGE);
            assertThat(text(parts, "b")).isEqualTo("b" + LARGE);
        }
    }

    @Test
    void ofBase64AsManyBytesAreThereOnceTheyAreDecoded() throws IOException {
        byte[] bytes = ("a" + LARGE).getBytes(StandardCharsets.US_ASCII);
        String message = "--b\r\n\r\n<e/>\r\n--b\r\nContent-ID: <a>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(bytes) + part("b") + "\r\n--b--";
        try (ArrivingParts parts =
                arriving(message, new ArrivingParts.Origin.Answer(() -> {}), folder, new SpoolQuota(10_000_000))) {
            try (InputStream in = parts.lookAhead("a", 100_000, 1).orElseThrow()) {
                assertThat(in.readNBytes(100_000)).isEqualTo(Arrays.copyOf(bytes, 100_000));
            }
            assertThat(text(parts, "a")).isEqualTo("a" + LARGE);
        }
    }

    private static String lookAhead(ArrivingParts parts, String id, int bytes) throws IOException {
        try (InputStream in = parts.lookAhead(id, bytes, Long.MAX_VALUE).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private ArrivingParts request(String message) throws IOException {
        return arriving(message, new ArrivingParts.Origin.Request(), folder, new SpoolQuota(10_000_000));
    }

    @Test
    void theLastDocumentOfARequestEndsWhereTheMessageDoes() throws IOException {
        for (String end :
                new String[] {"", "\r\n--b-", part("c"), part("c") + "\r\n--b\r\nContent-ID: <a>\r\n\r\n\r\n--b--"}) {
            try (ArrivingParts parts = request("--b\r\n\r\n<e/>" + part("a") + part("b") + end)) {
                assertThat(text(parts, "a")).isEqualTo("a" + LARGE);
                assertThatThrownBy(() -> text(parts, "b")).isInstanceOf(BrokenRequestException.class);
            }
        }
        try (ArrivingParts parts = request("--b\r\n\r\n<e/>" + part("a") + part("b") + part("c") + "\r\n--b--")) {
            assertThat(text(parts, "b")).isEqualTo("b" + LARGE);
            assertThat(text(parts, "a")).isEqualTo("a" + LARGE);
        }
    }

    @Test
    void whatNobodyReferredToTakesNoRoom() throws IOException {
        SpoolQuota quota = new SpoolQuota(10_000_000);
        String message = "--b\r\n\r\n<e/>" + part("c") + part("a") + part("b") + "\r\n--b--";
        try (ArrivingParts parts = arriving(message, new ArrivingParts.Origin.Request(), folder, quota)) {
            assertThat(text(parts, "a")).isEqualTo("a" + LARGE);
            assertThat(text(parts, "b")).isEqualTo("b" + LARGE);
            assertThat(quota.taken()).isZero();
        }
    }
}

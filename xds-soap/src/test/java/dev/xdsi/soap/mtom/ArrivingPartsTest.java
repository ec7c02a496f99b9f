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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are taken in ahead of their reader, where there is no room for them. */
class ArrivingPartsTest {
    private static final SoapLimits LIMITS = new SoapLimits(5, 10_000_000, 20_000_000, 5_000, 1_000);
    private static final String LARGE = "0123456789".repeat(50_000);

    @TempDir
    Path folder;

    private static ArrivingParts arriving(Path folder, SpoolQuota quota) throws IOException {
        String message = "--b\r\n\r\n<e/>" + part("a") + part("b") + "\r\n--b--";
        return new ArrivingParts(
                MediaType.parse("multipart/related; boundary=\"b\""),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)),
                new Spool(new SoapSettings(LIMITS, folder, quota, UUID::randomUUID)),
                LIMITS);
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
}

package dev.xdsi.repository.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Small documents on their way into a store and out of it, and the files that a store makes of them. */
public final class Documents {
    private Documents() {}

    /** A document that its source submits and the registry accepts. */
    public static void provide(DocumentStore store, String uniqueId, String text) throws IOException {
        provide(store, uniqueId, text.getBytes(UTF_8));
    }

    public static void provide(DocumentStore store, String uniqueId, byte[] bytes) throws IOException {
        try (Deposit deposit = store.deposit()) {
            receive(deposit, uniqueId, bytes);
            assertThat(deposit.keep()).isEmpty();
            deposit.confirm();
        }
    }

    public static void receive(Deposit deposit, String uniqueId, String text) throws IOException {
        receive(deposit, uniqueId, text.getBytes(UTF_8));
    }

    private static void receive(Deposit deposit, String uniqueId, byte[] bytes) throws IOException {
        deposit.receive(uniqueId, "text/plain", new ByteArrayInputStream(bytes), bytes.length);
    }

    public static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** All bytes of a document that is there. */
    public static byte[] read(DocumentStore store, String uniqueId) throws IOException {
        try (InputStream in = store.find(uniqueId).orElseThrow().content().open()) {
            return in.readAllBytes();
        }
    }

    public static ContentName name(String text) throws IOException {
        return name(text.getBytes(UTF_8));
    }

    public static ContentName name(byte[] bytes) throws IOException {
        return Measured.copy(
                        new ByteArrayInputStream(bytes),
                        Channels.newChannel(OutputStream.nullOutputStream()),
                        Long.MAX_VALUE)
                .name();
    }

    /** Every file of a store in a folder, but for its lock and the note to which index it belongs. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock") && !file.endsWith("documents/index"))
                    .toList();
        }
    }

    /** Two texts with the same CRC-32C, for that one is easily forged. */
    public static List<String> sameChecksum() {
        Map<Long, String> seen = new HashMap<>();
        for (long i = 1; ; i++) {
            String text = Long.toHexString(i * 0x9E3779B97F4A7C15L | Long.MIN_VALUE);
            CRC32C crc = new CRC32C();
            crc.update(text.getBytes(UTF_8));
            String other = seen.put(crc.getValue(), text);
            if (other != null) {
                return List.of(other, text);
            }
        }
    }
}

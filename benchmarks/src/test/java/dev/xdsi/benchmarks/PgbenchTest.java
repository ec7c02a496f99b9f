package dev.xdsi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgbenchTest {
    /** As pgbench 15 writes it: client, transaction, microseconds, script, time in seconds and microseconds. */
    @Test
    void readsTheTimesOfAllItsThreads(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("log.4711"), "0 1 387 0 1764345678 123456\n2 1 412 0 1764345678 123999\n");
        Files.writeString(folder.resolve("log.4711.1"), "1 1 95 0 1764345678 222222\n");
        Files.writeString(folder.resolve("script.sql"), "select 1;\n");
        Files.writeString(folder.resolve("output"), "pgbench (15.14)\ntps = 2581.4\n");

        assertThat(Pgbench.times(folder).toArray()).containsExactlyInAnyOrder(387_000, 412_000, 95_000);
    }
}

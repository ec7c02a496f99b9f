package dev.xdsi.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.CommandLine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {
    @TempDir
    Path work;

    @Test
    void helpIsACommandToo() throws Exception {
        CommandLine.Ended help = CommandLine.xdsi(work, Map.of(), "help", "config");

        assertThat(help.printed()).contains("Usage: xdsi config", "--check");
        assertThat(help.exitCode()).isZero();
    }
}

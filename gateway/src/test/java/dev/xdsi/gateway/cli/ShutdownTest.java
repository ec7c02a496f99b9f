package dev.xdsi.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process of its own is asked to end, in the middle of its start and later. */
class ShutdownTest {
    private static final int LONGEST_SECONDS = 30;

    /** Says what it does. */
    public static final class Slow implements AutoCloseable {
        private Slow() {}

        @Override
        public void close() {
            say("stopped");
        }

        public static void main(String[] args) throws Exception {
            Shutdown.start(() -> {
                say("starting");
                Thread.sleep(2_000);
                if (args[0].equals("fails")) {
                    throw new IllegalStateException("not started");
                }
                say("started");
                return new Slow();
            });
            Thread.sleep(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
        }

        private static void say(String word) {
            System.out.println(word);
            System.out.flush();
        }
    }

    private static Process start(String how) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Slow.class.getName(),
                        how)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader said(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starting", "started"})
    void whatWasStartedIsStoppedHoweverEarlyTheEndIsAskedFor(String when) throws Exception {
        Process process = start("works");
        try (BufferedReader said = said(process)) {
            String word = said.readLine();
            while (word != null && !word.equals(when)) {
                word = said.readLine();
            }
            process.toHandle().destroy();

            assertThat(said.lines()).last().isEqualTo("stopped");
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatDidNotStartKeepsNobodyWaiting() throws Exception {
        Process process = start("fails");
        try (BufferedReader said = said(process)) {
            assertThat(said.lines()).containsExactly("starting");
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}

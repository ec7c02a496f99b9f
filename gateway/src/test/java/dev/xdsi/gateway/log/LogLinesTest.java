package dev.xdsi.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as it is shipped, with what partners may write into it. */
class LogLinesTest {
    private static final String FORGED = "2026-03-01T12:00:00.000Z ERROR Gateway - the disk is full";

    private static String logged(String message, @Nullable Throwable failure) throws Exception {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
        try {
            Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            OutputStreamAppender<ILoggingEvent> appender =
                    (OutputStreamAppender<ILoggingEvent>) root.getAppender("STDERR");
            Logger logger = context.getLogger("dev.xdsi.Some");
            return new String(
                    appender.getEncoder()
                            .encode(new LoggingEvent("", logger, Level.WARN, message, failure, new Object[0])),
                    StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }

    private static List<String> lines(String logged) {
        return logged.lines().toList();
    }

    @Test
    void aLineSaysWhenWithItsDateAndZone() throws Exception {
        assertThat(logged("Ready", null))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) WARN  Some - Ready\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\u000B", "\f", "\u0085", "\u2028", "\u2029"})
    void aMessageIsOneLineAndAnExceptionsLinesAreItsOwn(String lineEnd) throws Exception {
        String foreign = "no such patient" + lineEnd + FORGED;
        Exception failure = new IOException("it answers: " + foreign, new IllegalStateException(foreign));
        failure.addSuppressed(new IllegalArgumentException(foreign));

        assertThat(lines(logged(foreign, null))).singleElement().asString().endsWith("no such patient | " + FORGED);
        String logged = logged("Failed", failure);
        assertThat(lines(logged)).noneMatch(line -> line.startsWith("2026-03-01T12:00:00.000Z"));
        assertThat(lines(logged))
                .filteredOn(line -> line.equals("    | " + FORGED))
                .hasSize(3);
        assertThat(logged)
                .contains("Suppressed: java.lang.IllegalArgumentException: no such patient")
                .contains("Caused by: java.lang.IllegalStateException: no such patient")
                .contains("\tat " + LogLinesTest.class.getName())
                .doesNotContain("\u000B", "\f", "\u0085", "\u2028", "\u2029");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0007", "\b", "\u001B", "\u007F", "\u009B", "\u202E", "\uFEFF"})
    void nothingSteersTheTerminal(String control) throws Exception {
        String foreign = "a" + control + "[2Jb\tc";

        assertThat(logged(foreign, null)).contains("a?[2Jb\tc").doesNotContain(control);
        assertThat(logged("Failed", new IOException(foreign)))
                .contains("java.io.IOException: a?[2Jb\tc")
                .doesNotContain(control);
    }

    @Test
    void whatDoesNotEndIsCut() throws Exception {
        String foreign = "x".repeat(2_000) + "y".repeat(5_000);

        assertThat(logged(foreign, null))
                .contains("xx … (5000 more characters)")
                .doesNotContain("y");
        assertThat(logged("Failed", new IOException(foreign)))
                .contains("xx … (5000 more characters)")
                .doesNotContain("yyy");
    }

    @Test
    void anExceptionWithoutAMessageIsOneToo() throws Exception {
        assertThat(logged("Failed", new IllegalStateException())).contains("java.lang.IllegalStateException: null");
    }
}

package dev.xdsi.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.conformance.cases.Case;
import dev.xdsi.conformance.run.CaseResult;
import dev.xdsi.conformance.run.CaseResult.Outcome;
import dev.xdsi.conformance.run.Exchange;
import dev.xdsi.conformance.run.Finding;
import dev.xdsi.conformance.run.StepResult;
import dev.xdsi.conformance.wire.Xml;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final String HOSTILE = "<script>alert('x')</script>\u0000\u001b[31m&\"";

    private final Run run = new Run(
            HOSTILE,
            Instant.EPOCH,
            List.of(result("a", Outcome.PASSED), result("b", Outcome.FAILED), result("c", Outcome.NOT_APPLICABLE)));

    @Test
    void nobodyWritesIntoThePage() {
        String html = HtmlReport.of(run);

        assertThat(html)
                .doesNotContain("<script", "\u0000", "\u001b")
                .contains("&lt;script&gt;", "default-src 'none'", "registry/a");
    }

    @Test
    void buildServersReadEveryCase() throws Exception {
        Xml xml = Xml.of(JUnitReport.of(run));

        assertThat(xml.text("count(/testsuite/testcase)")).isEqualTo("3");
        assertThat(xml.text("/testsuite/@failures")).isEqualTo("1");
        assertThat(xml.text("/testsuite/@skipped")).isEqualTo("1");
        assertThat(xml.text("/testsuite/testcase[failure]/@name")).startsWith("b ");
        assertThat(xml.text("//failure")).contains("wanted this");
    }

    @Test
    void nobodySteersTheTerminal() {
        StringWriter text = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(text), false, 3);
        run.results().forEach(terminal::played);
        terminal.end(run, Path.of("report.html"));

        assertThat(text.toString())
                .doesNotContain("\u001b", "\u0000")
                .contains("FAILED", "1 passed, 1 failed, 1 not applicable, of 3");
    }

    @Test
    void itIsGoodWhenSomethingPassedAndNothingFailed() {
        assertThat(run.isGood()).isFalse();
        assertThat(new Run("", Instant.EPOCH, List.of()).isGood()).isFalse();
        assertThat(new Run("", Instant.EPOCH, List.of(result("a", Outcome.NOT_APPLICABLE))).isGood())
                .isFalse();
        assertThat(new Run("", Instant.EPOCH, List.of(result("a", Outcome.PASSED))).isGood())
                .isTrue();
    }

    private static CaseResult result(String id, Outcome outcome) {
        Case of = new Case(
                id,
                HOSTILE,
                "registry",
                "f",
                List.of(HOSTILE),
                List.of(),
                Path.of("."),
                Map.of(),
                List.of(),
                List.of());
        Finding finding = new Finding(HOSTILE, "this", HOSTILE, outcome != Outcome.FAILED);
        return new CaseResult(
                of,
                outcome,
                List.of(new StepResult(HOSTILE, true, Exchange.of(HOSTILE, HOSTILE), Map.of(), List.of(finding))),
                Duration.ofMillis(3));
    }
}

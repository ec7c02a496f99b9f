package dev.xdsi.conformance.report;

import dev.xdsi.conformance.run.CaseResult;
import dev.xdsi.conformance.run.CaseResult.Outcome;
import java.util.Locale;

/** The form of JUnit, which build servers read: a suite with a test for each case. */
public final class JUnitReport {
    private JUnitReport() {}

    public static String of(Run run) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(String.format(
                Locale.ROOT,
                "<testsuite name=\"conformance\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"%.3f\""
                        + " timestamp=\"%s\">%n",
                run.results().size(),
                run.count(Outcome.FAILED),
                run.count(Outcome.NOT_APPLICABLE),
                run.took().toMillis() / 1000.0,
                run.ended()));
        run.results().forEach(result -> xml.append(test(result)));
        return xml.append("</testsuite>\n").toString();
    }

    private static String test(CaseResult result) {
        String begin = String.format(
                Locale.ROOT,
                "  <testcase classname=\"%s\" name=\"%s\" time=\"%.3f\"",
                Escaped.xml(result.of().actor()),
                Escaped.xml(result.of().id() + " " + result.of().title()),
                result.took().toMillis() / 1000.0);
        return switch (result.outcome()) {
            case PASSED -> begin + "/>\n";
            case NOT_APPLICABLE -> begin + "><skipped/></testcase>\n";
            case FAILED ->
                begin + "><failure message=\""
                        + Escaped.xml(result.why().lines().findFirst().orElse(""))
                        + "\">" + Escaped.xml(result.why()) + "</failure></testcase>\n";
        };
    }
}

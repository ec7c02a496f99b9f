package dev.xdsi.conformance.report;

import dev.xdsi.conformance.run.CaseResult;
import dev.xdsi.conformance.run.CaseResult.Outcome;
import dev.xdsi.conformance.run.Exchange;
import dev.xdsi.conformance.run.Finding;
import dev.xdsi.conformance.run.StepResult;
import dev.xdsi.conformance.wire.Part;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One page with every message that was sent and received, complete in itself: no script, nothing loaded. */
public final class HtmlReport {
    private static final int LONGEST_MESSAGE = 60_000;
    private static final String STYLE = """
            :root{color-scheme:light dark;--line:#8884;--good:#1a7f37;--bad:#cf222e;--na:#9a6700;--soft:#8881}
            body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
            h1{margin-bottom:.2rem}h2{margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
            .sum{display:flex;gap:1rem;margin:1rem 0}.sum div{border:1px solid var(--line);border-radius:.6rem;padding:.6rem 1.2rem}
            .sum b{display:block;font-size:1.7rem}.passed{color:var(--good)}.failed{color:var(--bad)}.na{color:var(--na)}
            details{border:1px solid var(--line);border-radius:.5rem;margin:.4rem 0;padding:.4rem .8rem}
            details details{background:var(--soft)}summary{cursor:pointer}summary small{float:right;opacity:.7}
            table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{border-bottom:1px solid var(--line);text-align:left;
            padding:.2rem .5rem;vertical-align:top;overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere;
            background:var(--soft);padding:.6rem;border-radius:.4rem;font-size:12.5px;max-height:32rem;overflow:auto}
            """;

    private HtmlReport() {}

    public static String of(Run run) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Conformance</title><style>" + STYLE
                + "</style></head><body><h1>Conformance</h1><p>");
        html.append(Escaped.xml(run.target())).append(" · ").append(run.ended()).append("</p><div class=\"sum\">");
        for (Outcome outcome : Outcome.values()) {
            html.append("<div class=\"" + style(outcome) + "\"><b>" + run.count(outcome) + "</b>" + word(outcome)
                    + "</div>");
        }
        html.append("</div>");
        var byActor = new TreeMap<String, StringBuilder>();
        run.results()
                .forEach(result -> byActor.computeIfAbsent(result.of().actor(), _ -> new StringBuilder())
                        .append(caseOf(result)));
        byActor.forEach((actor, cases) ->
                html.append("<h2>").append(Escaped.xml(actor)).append("</h2>").append(cases));
        return html.append("</body></html>\n").toString();
    }

    private static String caseOf(CaseResult result) {
        StringBuilder html =
                new StringBuilder("<details id=\"" + Escaped.xml(result.of().path()) + "\""
                        + (result.outcome() == Outcome.FAILED ? " open" : "") + "><summary><b class=\""
                        + style(result.outcome()) + "\">" + word(result.outcome()) + "</b> "
                        + Escaped.xml(result.of().id()) + " · "
                        + Escaped.xml(result.of().title()) + " <small>"
                        + result.took().toMillis() + " ms</small></summary>");
        if (!result.of().refs().isEmpty()) {
            html.append("<p>" + Escaped.xml(String.join(" · ", result.of().refs())) + "</p>");
        }
        result.steps().forEach(step -> html.append(step(step)));
        return html.append("</details>\n").toString();
    }

    private static String step(StepResult step) {
        StringBuilder html = new StringBuilder("<details" + (step.isGood() ? "" : " open") + "><summary><b class=\""
                + (step.isGood() ? "passed\">✓" : "failed\">✗") + "</b> " + Escaped.xml(step.name()) + "</summary>");
        html.append("<table><tr><th></th><th>looked at</th><th>wanted</th><th>found</th></tr>");
        step.findings().forEach(finding -> html.append(row(finding)));
        html.append("</table>");
        @Nullable Exchange exchange = step.exchange();
        if (exchange != null) {
            html.append("<p>Sent</p><pre>" + message(exchange.sent()) + "</pre><p>Received: HTTP "
                    + exchange.answer().status() + ", "
                    + Escaped.xml(exchange.answer().header("content-type")) + "</p><pre>"
                    + message(exchange.answer().body().text()) + "</pre>"
                    + parts(exchange.answer().parts()));
        }
        return html.append("</details>").toString();
    }

    private static String row(Finding finding) {
        return "<tr><td class=\"" + (finding.isGood() ? "passed\">✓" : "failed\">✗") + "</td><td>"
                + Escaped.xml(finding.what()) + "</td><td>" + Escaped.xml(finding.wanted()) + "</td><td>"
                + Escaped.xml(shortened(finding.found(), 2_000)) + "</td></tr>";
    }

    private static String parts(List<Part> parts) {
        StringBuilder html = new StringBuilder();
        for (Part part : parts) {
            html.append("<p>Attachment " + Escaped.xml(part.contentId()) + ", "
                    + Escaped.xml(part.header("content-type")) + ", " + part.content() + ", SHA-1 "
                    + part.content().sha1() + "</p>");
        }
        return html.toString();
    }

    private static String message(String text) {
        return Escaped.xml(shortened(text.replace("><", ">\n<"), LONGEST_MESSAGE));
    }

    private static String shortened(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most) + "… (" + (text.length() - most) + " characters more)";
    }

    private static String style(Outcome outcome) {
        return outcome == Outcome.NOT_APPLICABLE ? "na" : word(outcome);
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

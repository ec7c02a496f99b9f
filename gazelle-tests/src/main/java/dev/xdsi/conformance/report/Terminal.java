package dev.xdsi.conformance.report;

import dev.xdsi.conformance.cases.Case;
import dev.xdsi.conformance.run.CaseResult;
import dev.xdsi.conformance.run.CaseResult.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table on the terminal, a line a case, with what was wrong below it, and a sum by actor. */
public final class Terminal {
    private static final int TITLE = 62;
    private static final String BACK = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean interactive;
    private final int all;
    private int played;

    public Terminal(PrintWriter out, boolean interactive, int all) {
        this.out = out;
        this.interactive = interactive;
        this.all = all;
    }

    /** Shows the case that runs, where somebody looks. */
    public void playing(Case next) {
        if (interactive) {
            out.print(BACK + "  " + (played + 1) + "/" + all + "  " + next.path() + " …");
            out.flush();
        }
    }

    public void played(CaseResult result) {
        played++;
        String title = result.of().title();
        out.println((interactive ? BACK : "")
                + String.format(
                        "%-8s %-44s %-" + TITLE + "s %5d ms",
                        word(result.outcome()),
                        result.of().path(),
                        printable(title.length() <= TITLE ? title : title.substring(0, TITLE - 1) + "…"),
                        result.took().toMillis()));
        if (result.outcome() == Outcome.FAILED) {
            result.why().lines().forEach(line -> out.println("         " + printable(line)));
        }
    }

    public void end(Run run, Path report) {
        Map<String, Map<Outcome, Long>> byActor = run.results().stream()
                .collect(Collectors.groupingBy(
                        result -> result.of().actor(),
                        TreeMap::new,
                        Collectors.groupingBy(CaseResult::outcome, Collectors.counting())));
        out.println();
        byActor.forEach((actor, counts) -> out.println(String.format("%-30s %s", actor, sum(counts))));
        out.println(String.format(
                "%-30s %d passed, %d failed, %d not applicable, of %d in %.1f s",
                "all",
                run.count(Outcome.PASSED),
                run.count(Outcome.FAILED),
                run.count(Outcome.NOT_APPLICABLE),
                run.results().size(),
                run.took().toMillis() / 1000.0));
        out.println("Every message: " + report.toAbsolutePath().normalize());
    }

    private static String sum(Map<Outcome, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " "
                        + switch (entry.getKey()) {
                            case PASSED -> "passed";
                            case FAILED -> "failed";
                            case NOT_APPLICABLE -> "not applicable";
                        })
                .collect(Collectors.joining(", "));
    }

    private String word(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> coloured("passed", 32);
            case FAILED -> coloured("FAILED", 31);
            case NOT_APPLICABLE -> coloured("n/a", 33);
        };
    }

    private String coloured(String word, int colour) {
        return interactive ? "\u001b[" + colour + "m" + String.format("%-8s", word) + "\u001b[0m" : word;
    }

    /** What a partner sent must not steer the terminal. */
    private static String printable(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

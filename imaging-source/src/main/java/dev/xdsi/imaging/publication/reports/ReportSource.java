package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.report.Report;
import dev.xdsi.transaction.DocumentContent;
import java.util.Set;
import java.util.function.Function;

/**
 * Out of what a report is made.
 *
 * @param key SOP Instance UID, or the number of what was given
 * @param supersedes the keys of those whose place it takes
 * @param digest of the bytes out of which it is made
 * @param body the document's, once it is known as what it will be registered
 */
record ReportSource(
        String key,
        Set<String> supersedes,
        Report.Description said,
        String digest,
        Function<Framing, DocumentContent> body) {
    ReportSource {
        supersedes = Set.copyOf(supersedes);
    }

    /** What a document that is made here says around what it was made of. */
    record Framing(Report.Identity identity, Report.Beside beside) {}
}

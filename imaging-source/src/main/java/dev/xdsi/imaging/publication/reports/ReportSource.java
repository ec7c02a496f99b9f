package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.report.Report;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.util.Set;

/**
 * Out of what a report is made.
 *
 * @param key SOP Instance UID, or the number of what was given
 * @param supersedes the keys of those whose place it takes
 * @param digest of the bytes out of which it is made
 * @param body the document's, once it is known as what it will be registered
 */
record ReportSource(String key, Set<String> supersedes, Report.Description said, String digest, BodyMaker body) {
    ReportSource {
        supersedes = Set.copyOf(supersedes);
    }

    /** Makes the document. */
    @FunctionalInterface
    interface BodyMaker {
        DocumentContent make(Framing framing) throws IOException;
    }

    /** What a document that is made here says around what it was made of. */
    record Framing(Report.Identity identity, Report.Beside beside) {}
}

package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.report.Report;
import dev.xdsi.model.Oid;
import java.time.Instant;
import java.util.List;

/** How one step at the reports of a study ended. */
public sealed interface ReportAttempt {
    /** By this attempt or by one before it whose answer was lost. */
    record Registered(Report report, Instant at) implements ReportAttempt {}

    record Withdrawn(DueReports.Withdrawal withdrawal, Instant at) implements ReportAttempt {}

    /** What was prepared is not wanted any longer, and no registry has it. */
    record Dropped(Oid documentUniqueId) implements ReportAttempt {}

    /**
     * All is as it should be.
     *
     * @param unusable what came as a report and is none that can be published, each with the reason
     */
    record Done(List<String> unusable) implements ReportAttempt {
        public Done {
            unusable = List.copyOf(unusable);
        }
    }

    /** Not now. What was prepared stays and is sent again. */
    record Postponed(String error, Instant notBefore) implements ReportAttempt {}

    /** Refused for what it says, and nothing came of it: all is decided anew. */
    record Rejected(String error, Instant notBefore) implements ReportAttempt {}
}

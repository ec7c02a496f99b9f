package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.report.Report;
import dev.xdsi.model.Oid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one step at the reports of a study ended. */
public sealed interface ReportAttempt {
    /** By this attempt or by one before it whose answer was lost. */
    record Registered(Report report, Instant at) implements ReportAttempt {}

    record Withdrawn(DueReports.Withdrawal withdrawal, Instant at) implements ReportAttempt {}

    /** What was prepared is not wanted any longer, and no registry has it. */
    record Dropped(String source, Oid documentUniqueId) implements ReportAttempt {}

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

    /** The study cannot be looked at now. What was prepared stays and is sent again. */
    record Postponed(String error, Instant notBefore) implements ReportAttempt {}

    /** What is left to do was tried already, and waits for its time. */
    record Waiting(String error, Instant notBefore) implements ReportAttempt {}

    /** Nobody was reached, or nobody had time: the whole study waits, and others of its reports go first when it is tried again. */
    record Unreachable(String source, String error, Instant notBefore) implements ReportAttempt {}

    /**
     * Refused for what it says. The others of its study go on.
     *
     * @param prepared of which nothing came, so that it is decided anew; null where that is not known
     */
    record Refused(String source, @Nullable Oid prepared, String error, Instant notBefore) implements ReportAttempt {}
}

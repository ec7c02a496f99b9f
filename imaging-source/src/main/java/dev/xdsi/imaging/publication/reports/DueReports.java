package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.report.Report;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a study whose manifest has changed, or for which something was given.
 *
 * @param manifest that stands now; null where none does, and so no report may
 * @param given all that was given for it
 * @param failures in a row to reach those who are told of reports
 */
public record DueReports(
        Oid study, @Nullable Manifest manifest, List<GivenReport.Kept> given, Known known, int failures) {
    public DueReports {
        given = List.copyOf(given);
    }

    /**
     * What became of its reports so far.
     *
     * @param standing what is registered of it
     * @param unfinished what earlier attempts began, whose fate is not known
     * @param troubles what went wrong with one of them when it was tried last, by the source of the report
     */
    public record Known(List<Standing> standing, List<Unfinished> unfinished, Map<String, Trouble> troubles) {
        public Known {
            standing = List.copyOf(standing);
            unfinished = List.copyOf(unfinished);
            troubles = Map.copyOf(troubles);
        }
    }

    /**
     * Why a report is not what it should be.
     *
     * @param failures attempts in a row that did not succeed
     */
    public record Trouble(int failures, Instant notBefore, String error) {}

    /** A report that is registered and Approved, as far as its source knows. */
    public record Standing(
            String source, Oid documentUniqueId, EntryUuid entryUUID, PatientId patientId, String content) {
        /** As it will stand once it is registered. */
        static Standing of(Report report) {
            return new Standing(
                    report.source(),
                    report.identity().uniqueId(),
                    report.identity().entryUUID(),
                    report.beside().patientId(),
                    report.content());
        }
    }

    /** That a registered report does not stand any longer. */
    public record Withdrawal(Standing report, Oid submissionSetUniqueId, Instant decidedAt) {}

    /** What was decided and may have been sent. */
    public sealed interface Unfinished {
        int sends();

        /** Of the report that it is about. */
        String source();
    }

    /**
     * A report that exists, but is not known to be registered.
     *
     * @param manifest beside which it was prepared
     */
    public record PreparedReport(Report report, Manifest manifest, int sends) implements Unfinished {
        @Override
        public String source() {
            return report.source();
        }
    }

    /**
     * A withdrawal of which it is not known that the registry heard of it.
     *
     * @param isDoubtful whether it is not known either that the report was ever registered
     */
    public record PreparedWithdrawal(Withdrawal withdrawal, int sends, boolean isDoubtful) implements Unfinished {
        @Override
        public String source() {
            return withdrawal.report().source();
        }
    }
}

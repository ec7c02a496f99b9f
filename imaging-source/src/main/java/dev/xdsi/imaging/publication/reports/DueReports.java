package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.report.Report;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a study whose manifest has changed, or for which something was given.
 *
 * @param manifest that stands now; null where none does, and so no report may
 * @param given all that was given for it
 * @param standing what is registered of it
 * @param unfinished what an earlier attempt began, whose fate is not known
 * @param failures attempts in a row that did not succeed
 */
public record DueReports(
        Oid study,
        @Nullable Manifest manifest,
        List<GivenReport.Kept> given,
        List<Standing> standing,
        @Nullable Unfinished unfinished,
        int failures) {
    public DueReports {
        given = List.copyOf(given);
        standing = List.copyOf(standing);
    }

    /** A report that is registered and Approved, as far as its source knows. */
    public record Standing(
            String source, Oid documentUniqueId, EntryUuid entryUUID, PatientId patientId, String content) {}

    /** That a registered report does not stand any longer. */
    public record Withdrawal(Standing report, Oid submissionSetUniqueId, Instant decidedAt) {}

    /** What was decided and may have been sent. */
    public sealed interface Unfinished {
        int sends();
    }

    /**
     * A report that exists, but is not known to be registered.
     *
     * @param manifest beside which it was prepared
     */
    public record PreparedReport(Report report, Manifest manifest, int sends) implements Unfinished {}

    /**
     * A withdrawal of which it is not known that the registry heard of it.
     *
     * @param isDoubtful whether it is not known either that the report was ever registered
     */
    public record PreparedWithdrawal(Withdrawal withdrawal, int sends, boolean isDoubtful) implements Unfinished {}
}

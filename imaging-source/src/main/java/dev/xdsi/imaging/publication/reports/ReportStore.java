package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.report.Report;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.Oid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the publication of reports stands. */
public interface ReportStore {
    /**
     * Lets {@code work} take one step at the reports of a study whose own publication is at its end, and notes how it ended. Nobody else
     * works on that study in the meantime, not on its manifest either; who dies over it leaves it to the next at once.
     *
     * @return whether there was such a study
     */
    boolean workOnNext(Instant now, Work work);

    /** What to do about reports that are due. */
    @FunctionalInterface
    interface Work {
        ReportAttempt attempt(DueReports due);
    }

    /** Keeps a report for good, before anything of it leaves this house. */
    void prepare(Report report);

    /** Notes that it may have been sent once more; returns only when that would survive a crash. */
    void aboutToSend(Report report);

    /** Keeps the decision for good, before anything of it leaves this house. */
    void prepare(DueReports.Withdrawal withdrawal);

    /** Notes that it may have been sent once more. */
    void aboutToSend(DueReports.Withdrawal withdrawal);

    /** The studies with that accession number. */
    List<Oid> studies(String accessionNumber);

    /** Takes a report for a study that is there. */
    Given give(GivenReport report);

    /** How it was taken. */
    enum Given {
        TAKEN,
        /** The same is there under that name; the file of this one is not needed. */
        UNCHANGED,
        NO_SUCH_STUDY
    }

    /** Has the report of that name withdrawn; false where there is none. */
    boolean takeBack(Oid study, String name, Instant at);

    /** The reports of a study as they are now, for who does nothing about them; empty while somebody is about to, or where there is none. */
    Optional<DueReports> settled(Oid study);

    /** Has all of them looked at anew, and what failed tried at once; false where there is no such study. */
    boolean reconsider(Oid study, Instant at);

    /** Whether what was given lies in the file of that name. */
    boolean isReferenced(String fileName);

    /** Of how many studies the last step did not succeed. */
    long failing();

    /** What is known of the reports of a study. */
    Told told(Oid study);

    /**
     * The reports of a study.
     *
     * @param error why the last attempt did not succeed, or what is unusable; null where there is nothing to say
     */
    record Told(List<Shown> reports, boolean due, @Nullable String error) {
        public Told {
            reports = List.copyOf(reports);
        }
    }

    /**
     * One of them.
     *
     * @param source SOP Instance UID, or the name under which it was given
     * @param state {@code waiting}, {@code publishing}, {@code published} or {@code ended}
     */
    record Shown(
            String source,
            @Nullable ReportKind kind,
            @Nullable Oid documentUniqueId,
            String state) {}
}

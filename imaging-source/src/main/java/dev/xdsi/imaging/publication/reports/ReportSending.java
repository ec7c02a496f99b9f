package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.iti57.ManifestWithdrawal;
import dev.xdsi.imaging.publication.Answer;
import dev.xdsi.imaging.publication.ManifestPreparation;
import dev.xdsi.imaging.publication.StudyWithdrawal;
import dev.xdsi.imaging.publication.reports.DueReports.PreparedReport;
import dev.xdsi.imaging.publication.reports.DueReports.PreparedWithdrawal;
import dev.xdsi.imaging.publication.reports.DueReports.Standing;
import dev.xdsi.imaging.publication.reports.DueReports.Trouble;
import dev.xdsi.imaging.publication.reports.DueReports.Withdrawal;
import dev.xdsi.imaging.publication.reports.ReportAttempt.Refused;
import dev.xdsi.imaging.publication.reports.ReportAttempt.Unreachable;
import dev.xdsi.imaging.report.Report;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the repository of reports, and the registry that one does not stand any longer, and judges what they answer. */
final class ReportSending {
    private static final Logger LOG = LoggerFactory.getLogger(ReportSending.class);
    /** After the client gave up, and the repository and the registry behind it must have. */
    private static final Duration LONGEST_ON_ITS_WAY = Duration.ofMinutes(15);

    private static final String CANNOT_BE_WITHDRAWN =
            "a report must be withdrawn, and no registry is known that takes an Update Document Set [ITI-57]"
                    + " (imaging-source.metadata-update)";

    private final ReportPublication.Told told;
    private final ManifestPreparation preparation;
    private final ReportStore store;
    private final ReportPublication.Means means;

    ReportSending(
            ReportPublication.Told told,
            ManifestPreparation preparation,
            ReportStore store,
            ReportPublication.Means means) {
        this.told = told;
        this.preparation = preparation;
        this.store = store;
        this.means = means;
    }

    ReportAttempt send(DueReports due, PreparedReport prepared, DocumentContent body) throws IOException {
        Report report = prepared.report();
        store.aboutToSend(report);
        Answer answer = new Answer(told.provideAndRegister()
                .perform(
                        told.submission().request(report, preparation.header(prepared.manifest()), body),
                        Caller.self(Caller.ANONYMOUS)));
        if (answer.isDone(report.identity().submissionSetUniqueId(), prepared.sends())) {
            LOG.info(
                    "a report of study {} is published as {}",
                    due.study(),
                    report.identity().uniqueId());
            return new ReportAttempt.Registered(report, now());
        }
        LOG.warn("a report of study {} was not registered: {}", due.study(), answer.errors());
        return answer.isPassing()
                ? unreachable(due, report.source(), answer.errors())
                : refused(
                        due,
                        report.source(),
                        prepared.sends() == 0 ? report.identity().uniqueId() : null,
                        answer.errors());
    }

    /** @param isDoubtful whether it is not known either that the report was ever registered */
    ReportAttempt withdraw(DueReports due, Standing report, boolean isDoubtful) {
        if (told.registry() == null) {
            return refused(due, report.source(), null, CANNOT_BE_WITHDRAWN);
        }
        Withdrawal withdrawal = new Withdrawal(report, means.uids().get(), now());
        store.prepare(withdrawal);
        return send(due, new PreparedWithdrawal(withdrawal, 0, isDoubtful));
    }

    ReportAttempt send(DueReports due, PreparedWithdrawal prepared) {
        StudyWithdrawal.Registry registry = told.registry();
        if (registry == null) {
            return refused(due, prepared.source(), null, CANNOT_BE_WITHDRAWN);
        }
        Withdrawal withdrawal = prepared.withdrawal();
        store.aboutToSend(withdrawal);
        Answer answer = new Answer(registry.updateDocumentSet()
                .perform(
                        registry.submission()
                                .request(new ManifestWithdrawal.Deprecation(
                                        withdrawal.report().patientId(),
                                        withdrawal.submissionSetUniqueId(),
                                        withdrawal.decidedAt(),
                                        List.of(withdrawal.report().entryUUID()))),
                        Caller.self(Caller.ANONYMOUS)));
        if (answer.isDone(withdrawal.submissionSetUniqueId(), prepared.sends()) || answer.saysDeprecatedAlready()) {
            LOG.info(
                    "the report {} of study {} is withdrawn",
                    withdrawal.report().documentUniqueId(),
                    due.study());
            return new ReportAttempt.Withdrawn(withdrawal, now());
        }
        LOG.warn("a report of study {} was not withdrawn: {}", due.study(), answer.errors());
        return answer.isPassing()
                ? unreachable(due, prepared.source(), answer.errors())
                : notWithdrawn(due, prepared, answer.errors());
    }

    /** A registry that does not know a report may get it yet, by a request that is on its way. */
    private ReportAttempt notWithdrawn(DueReports due, PreparedWithdrawal prepared, String errors) {
        Withdrawal withdrawal = prepared.withdrawal();
        Oid report = withdrawal.report().documentUniqueId();
        if (!prepared.isDoubtful()) {
            return refused(due, prepared.source(), prepared.sends() == 0 ? report : null, errors);
        }
        return now().isBefore(withdrawal.decidedAt().plus(LONGEST_ON_ITS_WAY))
                ? refused(due, prepared.source(), null, errors)
                : new ReportAttempt.Dropped(prepared.source(), report);
    }

    private Refused refused(DueReports due, String source, @Nullable Oid prepared, String errors) {
        Trouble before = due.known().troubles().get(source);
        return new Refused(source, prepared, errors, means.timing().retryAfter(before == null ? 0 : before.failures()));
    }

    private Unreachable unreachable(DueReports due, String source, String errors) {
        return new Unreachable(source, errors, means.timing().retryAfter(due.failures()));
    }

    private Instant now() {
        return means.timing().clock().instant();
    }
}

package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.publication.ManifestPreparation;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.imaging.publication.StudyWithdrawal;
import dev.xdsi.imaging.publication.reports.DueReports.PreparedReport;
import dev.xdsi.imaging.publication.reports.DueReports.PreparedWithdrawal;
import dev.xdsi.imaging.publication.reports.DueReports.Standing;
import dev.xdsi.imaging.rad68.ReportSubmission;
import dev.xdsi.imaging.report.Report;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One step at the reports of a study. Patient and secrecy are those of the manifest that stands. */
public final class ReportPublication implements ReportStore.Work {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPublication.class);

    private final ReportSources sources;
    private final ReportStore store;
    private final Means means;
    private final ReportSending sending;

    /**
     * Who hears of reports.
     *
     * @param registry null where none can be told that a report is withdrawn
     */
    public record Told(
            ReportSubmission submission,
            Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provideAndRegister,
            StudyWithdrawal.@Nullable Registry registry) {}

    /** When it is, and names that nobody else has. */
    public record Means(Publisher.Timing timing, Supplier<Oid> uids, Supplier<UUID> uuids) {}

    public ReportPublication(
            ReportSources sources, ManifestPreparation preparation, Told told, ReportStore store, Means means) {
        this.sources = sources;
        this.store = store;
        this.means = means;
        this.sending = new ReportSending(told, preparation, store, means);
    }

    @Override
    public ReportAttempt attempt(DueReports due) {
        try {
            Manifest manifest = due.manifest();
            ReportAgenda agenda = new ReportAgenda(
                    due, manifest == null ? ReportSources.Found.NOTHING : sources.beside(manifest, due.given()));
            Optional<ReportAgenda.Step> step = agenda.next(now());
            return step.isPresent() ? take(step.get(), agenda) : rest(agenda);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("the reports of study {} cannot be looked at now", due.study(), failure);
            return new ReportAttempt.Postponed(describe(failure), retryAt(due));
        }
    }

    private ReportAttempt take(ReportAgenda.Step step, ReportAgenda agenda) {
        DueReports due = agenda.due();
        try {
            return switch (step) {
                case ReportAgenda.Withdraw(Standing report) -> sending.withdraw(due, report, false);
                case ReportAgenda.Resume(PreparedWithdrawal prepared) -> sending.send(due, prepared);
                case ReportAgenda.Resume(PreparedReport prepared) -> again(prepared, agenda);
                case ReportAgenda.Publish(ReportSource source, Manifest manifest) -> publish(due, source, manifest);
            };
        } catch (IOException | RuntimeException failure) {
            LOG.warn("a report of study {} cannot be published or withdrawn now", due.study(), failure);
            return new ReportAttempt.Unreachable(step.source(), describe(failure), retryAt(due));
        }
    }

    private ReportAttempt rest(ReportAgenda agenda) {
        DueReports due = agenda.due();
        Optional<Instant> until = agenda.until();
        if (!agenda.found().unreadable().isEmpty()) {
            return new ReportAttempt.Postponed(String.join("; ", agenda.errors()), retryAt(due));
        }
        if (until.isPresent()) {
            return new ReportAttempt.Waiting(String.join("; ", agenda.errors()), until.get());
        }
        if (!agenda.found().unusable().isEmpty()) {
            // Why may name patients: that is for those who may see the study.
            LOG.warn(
                    "{} reports of study {} are none that can be published: ./xdsi report list says why",
                    agenda.found().unusable().size(),
                    due.study());
        }
        return new ReportAttempt.Done(agenda.found().unusable());
    }

    private ReportAttempt publish(DueReports due, ReportSource source, Manifest manifest) throws IOException {
        Report.Identity identity = new Report.Identity(
                means.uids().get(),
                EntryUuid.of(means.uuids().get()),
                means.uids().get());
        Report.Beside beside = new Report.Beside(
                due.study(), manifest.documentUniqueId(), manifest.patientId(), manifest.confidentialityCode());
        DocumentContent body = source.body().make(new ReportSource.Framing(identity, beside));
        List<EntryUuid> replaced = due.known().standing().stream()
                .filter(report -> report.source().equals(source.key())
                        || source.supersedes().contains(report.source()))
                .map(Standing::entryUUID)
                .toList();
        Report report = new Report(
                identity,
                source.key(),
                beside,
                source.said(),
                new Report.Body(sha1(body), body.length()),
                source.contentBeside(manifest),
                now(),
                replaced);
        store.prepare(report);
        return sending.send(due, new PreparedReport(report, manifest, 0), body);
    }

    /**
     * Sends what was prepared before, if that is what is wanted still: what was hidden meanwhile, became more secret or another patient's is
     * sent to nobody. Where it may be registered already it is withdrawn.
     */
    private ReportAttempt again(PreparedReport prepared, ReportAgenda agenda) throws IOException {
        DueReports due = agenda.due();
        Report report = prepared.report();
        if (agenda.isWanted(prepared)) {
            Optional<DocumentContent> body = bodyOf(prepared, due);
            if (body.isPresent() && isSame(report.body(), body.get())) {
                return sending.send(due, prepared, body.get());
            }
        }
        LOG.info(
                "the report {} of study {} is not wanted any longer",
                report.identity().uniqueId(),
                due.study());
        return prepared.sends() == 0
                ? new ReportAttempt.Dropped(report.source(), report.identity().uniqueId())
                : sending.withdraw(due, Standing.of(report), true);
    }

    private Optional<DocumentContent> bodyOf(PreparedReport prepared, DueReports due) throws IOException {
        Report report = prepared.report();
        Optional<ReportSource> source = sources.source(report.source(), prepared.manifest(), due.given());
        return source.isEmpty()
                ? Optional.empty()
                : Optional.of(source.get().body().make(new ReportSource.Framing(report.identity(), report.beside())));
    }

    private static boolean isSame(Report.Body before, DocumentContent now) throws IOException {
        return now.length() == before.length() && sha1(now).equals(before.hash());
    }

    private static Hash sha1(DocumentContent body) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            try (InputStream in = body.open();
                    OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                in.transferTo(out);
            }
            return Hash.of(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String describe(Exception failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private Instant retryAt(DueReports due) {
        return means.timing().retryAfter(due.failures());
    }

    private Instant now() {
        return means.timing().clock().instant();
    }
}

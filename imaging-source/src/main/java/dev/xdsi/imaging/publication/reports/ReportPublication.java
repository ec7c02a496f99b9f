package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.iti57.ManifestWithdrawal;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.publication.Answer;
import dev.xdsi.imaging.publication.ConfidentialityColumn;
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
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step at the reports of a study: what may not stand any longer is withdrawn before anything else, then what is there is published.
 * Patient and secrecy are those of the manifest that stands.
 */
public final class ReportPublication implements ReportStore.Work {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPublication.class);
    /** After the client gave up, and the repository and the registry behind it must have. */
    private static final Duration LONGEST_ON_ITS_WAY = Duration.ofMinutes(15);

    private final ReportSources sources;
    private final ManifestPreparation preparation;
    private final Told told;
    private final ReportStore store;
    private final Means means;

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
        this.preparation = preparation;
        this.told = told;
        this.store = store;
        this.means = means;
    }

    @Override
    public ReportAttempt attempt(DueReports due) {
        try {
            return switch (due.unfinished()) {
                case null -> next(due);
                case PreparedReport prepared -> again(due, prepared);
                case PreparedWithdrawal prepared -> send(due, prepared);
            };
        } catch (IOException | RuntimeException failure) {
            LOG.warn("the reports of study {} cannot be published now", due.study(), failure);
            return new ReportAttempt.Postponed(
                    failure.getClass().getSimpleName() + ": " + failure.getMessage(), retryAt(due));
        }
    }

    private ReportAttempt next(DueReports due) throws IOException {
        Manifest manifest = due.manifest();
        ReportSources.Found found = found(due);
        for (Standing report : due.standing()) {
            if (manifest == null || !mayStand(report, manifest, found, due)) {
                return withdraw(due, report, false);
            }
        }
        if (!found.unreadable().isEmpty()) {
            // One of them may have taken the place of another that stands.
            return new ReportAttempt.Postponed(
                    String.join("; ", found.unreadable().values()), retryAt(due));
        }
        if (manifest != null) {
            Report.Beside beside = beside(manifest);
            for (ReportSource source : found.wanted()) {
                if (due.standing().stream().noneMatch(report -> isStanding(report, source, beside))) {
                    return publish(due, manifest, source, beside);
                }
            }
        }
        found.unusable().forEach(reason -> LOG.warn("no report beside study {}: {}", due.study(), reason));
        return new ReportAttempt.Done(found.unusable());
    }

    private static Report.Beside beside(Manifest manifest) {
        return new Report.Beside(
                manifest.study(), manifest.documentUniqueId(), manifest.patientId(), manifest.confidentialityCode());
    }

    /** It may while the manifest lists what it is made of, until what takes its place has replaced it; RPLC is within one patient. */
    private static boolean mayStand(Standing report, Manifest manifest, ReportSources.Found found, DueReports due) {
        return report.patientId().equals(manifest.patientId())
                && found.present().contains(report.source())
                && found.successorsOf(report.source()).stream()
                        .noneMatch(source -> due.standing().stream()
                                .anyMatch(other -> other.source().equals(source.key())));
    }

    private ReportSources.Found found(DueReports due) throws IOException {
        Manifest manifest = due.manifest();
        return manifest == null ? ReportSources.Found.NOTHING : sources.beside(manifest, due.given());
    }

    private static boolean isThat(Report report, ReportSource source, Report.Beside beside) {
        return report.source().equals(source.key()) && report.content().equals(content(source, beside));
    }

    private static boolean isStanding(Standing report, ReportSource source, Report.Beside beside) {
        return report.source().equals(source.key()) && report.content().equals(content(source, beside));
    }

    /** Everything that makes it another document, and for whom. */
    private static String content(ReportSource source, Report.Beside beside) {
        MessageDigest digest = GivenFiles.sha256();
        List.of(
                        beside.patientId().cx(),
                        ConfidentialityColumn.write(beside.confidentialityCode()),
                        source.said().kind().name(),
                        source.said().formatCode().toString(),
                        Objects.requireNonNullElse(source.said().title(), ""),
                        source.digest())
                .forEach(text -> {
                    digest.update(text.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    private ReportAttempt publish(DueReports due, Manifest manifest, ReportSource source, Report.Beside beside)
            throws IOException {
        Report.Identity identity = new Report.Identity(
                means.uids().get(),
                EntryUuid.of(means.uuids().get()),
                means.uids().get());
        DocumentContent body = source.body().make(new ReportSource.Framing(identity, beside));
        List<EntryUuid> replaced = due.standing().stream()
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
                content(source, beside),
                now(),
                replaced);
        store.prepare(report);
        return send(due, new PreparedReport(report, manifest, 0), body);
    }

    /**
     * Sends what was prepared before, if that is what is wanted still: what was hidden meanwhile, became more secret or another patient's is
     * sent to nobody. Where it may be registered already it is withdrawn.
     */
    private ReportAttempt again(DueReports due, PreparedReport prepared) throws IOException {
        Report report = prepared.report();
        Manifest manifest = due.manifest();
        ReportSources.Found found = found(due);
        String unreadable = found.unreadable().get(report.source());
        if (unreadable != null) {
            return new ReportAttempt.Postponed(unreadable, retryAt(due));
        }
        if (manifest != null && found.wanted().stream().anyMatch(source -> isThat(report, source, beside(manifest)))) {
            Optional<DocumentContent> body = bodyOf(prepared, due);
            if (body.isPresent() && isSame(report.body(), body.get())) {
                return send(due, prepared, body.get());
            }
        }
        return unwanted(due, prepared);
    }

    private ReportAttempt unwanted(DueReports due, PreparedReport prepared) {
        Report report = prepared.report();
        LOG.info(
                "the report {} of study {} is not wanted any longer",
                report.identity().uniqueId(),
                due.study());
        return prepared.sends() == 0
                ? new ReportAttempt.Dropped(report.identity().uniqueId())
                : withdraw(
                        due,
                        new Standing(
                                report.source(),
                                report.identity().uniqueId(),
                                report.identity().entryUUID(),
                                report.beside().patientId(),
                                report.content()),
                        true);
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

    private ReportAttempt send(DueReports due, PreparedReport prepared, DocumentContent body) throws IOException {
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
        return failed(due, answer, prepared.sends());
    }

    private ReportAttempt withdraw(DueReports due, Standing report, boolean isDoubtful) {
        DueReports.Withdrawal withdrawal =
                new DueReports.Withdrawal(report, means.uids().get(), now());
        if (told.registry() == null) {
            return cannotBeWithdrawn(due);
        }
        store.prepare(withdrawal);
        return send(due, new PreparedWithdrawal(withdrawal, 0, isDoubtful));
    }

    private ReportAttempt send(DueReports due, PreparedWithdrawal prepared) {
        StudyWithdrawal.Registry registry = told.registry();
        if (registry == null) {
            return cannotBeWithdrawn(due);
        }
        DueReports.Withdrawal withdrawal = prepared.withdrawal();
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
        return prepared.isDoubtful() ? stillDoubtful(due, withdrawal, answer) : failed(due, answer, prepared.sends());
    }

    /** A registry that does not know the report may get it yet, by a request that is on its way. */
    private ReportAttempt stillDoubtful(DueReports due, DueReports.Withdrawal withdrawal, Answer answer) {
        return answer.isPassing() || now().isBefore(withdrawal.decidedAt().plus(LONGEST_ON_ITS_WAY))
                ? new ReportAttempt.Postponed(answer.errors(), retryAt(due))
                : new ReportAttempt.Dropped(withdrawal.report().documentUniqueId());
    }

    private ReportAttempt cannotBeWithdrawn(DueReports due) {
        return new ReportAttempt.Postponed(
                "a report must be withdrawn, and no registry is known that takes an Update Document Set [ITI-57]"
                        + " (imaging-source.metadata-update)",
                retryAt(due));
    }

    private ReportAttempt failed(DueReports due, Answer answer, int sendsBefore) {
        return answer.isPassing() || sendsBefore > 0
                ? new ReportAttempt.Postponed(answer.errors(), retryAt(due))
                : new ReportAttempt.Rejected(answer.errors(), retryAt(due));
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

    private Instant retryAt(DueReports due) {
        return means.timing().retryAfter(due.failures());
    }

    private Instant now() {
        return means.timing().clock().instant();
    }
}

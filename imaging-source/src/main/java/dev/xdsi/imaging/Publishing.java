package dev.xdsi.imaging;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.imaging.ImagingSourceSettings.Addresses;
import dev.xdsi.imaging.ImagingSourceSettings.Publication;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.backfill.PacsHoldings;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.disclosure.Withholding;
import dev.xdsi.imaging.iti45.PatientIdentifierQueryAudit;
import dev.xdsi.imaging.iti57.ManifestWithdrawal;
import dev.xdsi.imaging.iti57.UpdateDocumentSetAudit;
import dev.xdsi.imaging.manifest.KosManifest;
import dev.xdsi.imaging.manifest.MadoManifest;
import dev.xdsi.imaging.manifest.ManifestBuilder;
import dev.xdsi.imaging.publication.CrossReferencedIdentification;
import dev.xdsi.imaging.publication.LinkStudy;
import dev.xdsi.imaging.publication.LinkStudyAudit;
import dev.xdsi.imaging.publication.LocalIdentification;
import dev.xdsi.imaging.publication.ManifestPreparation;
import dev.xdsi.imaging.publication.PatientIdentification;
import dev.xdsi.imaging.publication.PolicyWithholding;
import dev.xdsi.imaging.publication.PostgresPublicationStore;
import dev.xdsi.imaging.publication.PublicationRecords;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.publication.PublicationsEndpoint;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.imaging.publication.StudyConfidentiality;
import dev.xdsi.imaging.publication.StudyPublication;
import dev.xdsi.imaging.publication.StudyWithdrawal;
import dev.xdsi.imaging.publication.reports.GiveReport;
import dev.xdsi.imaging.publication.reports.GiveReportAudit;
import dev.xdsi.imaging.publication.reports.GivenFiles;
import dev.xdsi.imaging.publication.reports.PostgresReportStore;
import dev.xdsi.imaging.publication.reports.ReportComparison;
import dev.xdsi.imaging.publication.reports.ReportPublication;
import dev.xdsi.imaging.publication.reports.ReportSources;
import dev.xdsi.imaging.publication.reports.ReportStore;
import dev.xdsi.imaging.publication.reports.ReportsEndpoint;
import dev.xdsi.imaging.publication.reports.StudyPatients;
import dev.xdsi.imaging.rad68.ManifestSubmission;
import dev.xdsi.imaging.rad68.ProvideAndRegisterImagingDocumentSetAudit;
import dev.xdsi.imaging.rad68.ReportSubmission;
import dev.xdsi.imaging.reconciliation.Reconciliation;
import dev.xdsi.imaging.reconciliation.ReconciliationEndpoint;
import dev.xdsi.imaging.reconciliation.Reentry;
import dev.xdsi.imaging.reconciliation.StudyComparison;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an Imaging Document Source publishes and what it knows of that: manifests, what stands beside them, and whether they still say what there is. */
final class Publishing {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final Addresses addresses;
    private final Publication publication;
    private final ImagingDocumentSource.Partners partners;
    private final InstanceArchive archive;
    private final Publisher.Timing timing;
    private final PublicationStore studies;
    private final GivenFiles given;
    private final ReportStore reports;
    private final ManifestPreparation preparation;
    private final Publisher publisher;

    Publishing(
            ImagingSourceSettings settings,
            ImagingDocumentSource.Partners partners,
            InstanceArchive archive,
            Database database)
            throws IOException {
        this.addresses = settings.addresses();
        this.publication = settings.publication();
        this.partners = partners;
        this.archive = archive;
        this.timing = new Publisher.Timing(partners.clock(), publication.schedule());
        this.studies = new PostgresPublicationStore(database);
        this.given = new GivenFiles(settings.archiveFolder().resolve("reports"), partners.uuids());
        this.reports = new PostgresReportStore(database, given);
        this.preparation = preparation();
        this.publisher = publisher();
    }

    PublicationStore studies() {
        return studies;
    }

    ReportStore reports() {
        return reports;
    }

    /** What is on record of studies, by which it is decided who may have them. */
    PublicationRecords records(Predicate<PatientId> known) {
        return new PublicationRecords(
                studies,
                archive,
                new StudyConfidentiality(preparation, publication.manifests().policy(), publication.codes()),
                publication.domains(),
                known);
    }

    /** What the policy keeps from other nodes. */
    Withholding withholding() {
        return PolicyWithholding.by(publication.manifests().policy(), studies, preparation);
    }

    /** Clears what a crash left. */
    void recover() throws IOException {
        GivenFiles.Left left = given.collect(reports::isReferenced);
        if (left.unfinished() > 0) {
            LOG.info("removed {} reports that were given and never acknowledged", left.unfinished());
        }
        if (left.unknown() > 0) {
            LOG.warn(
                    "{} reports that were given are unknown to this database and lie in reports/unknown now: is it from a backup?",
                    left.unknown());
        }
    }

    void start() {
        publisher.start();
    }

    void stop(Duration grace) throws InterruptedException {
        publisher.stop(grace);
    }

    void wake() {
        publisher.wake();
    }

    @Nullable
    String trouble() {
        return publisher.trouble();
    }

    private ManifestPreparation preparation() {
        KosManifest kos =
                new KosManifest(addresses.retrieve(), publication.manifests().author(), publication.zone());
        ManifestBuilder builder = new ManifestBuilder(
                kos,
                new MadoManifest(kos, publication.domains(), publication.zone()),
                publication.manifests().kinds());
        return new ManifestPreparation(archive, builder, partners.uuids());
    }

    private Publisher publisher() {
        ManifestSubmission.Submitter submitter = submitter();
        ManifestSubmission submission =
                new ManifestSubmission(submitter, publication.codes(), publication.domains(), publication.zone());
        AuditTrail audit = partners.audit();
        var repository = new StudyPublication.Repository(
                submission,
                audit.around(
                        partners.manifests().repository(),
                        new ProvideAndRegisterImagingDocumentSetAudit(audit.context(), publication.repository())));
        StudyWithdrawal withdrawal = new StudyWithdrawal(withdrawing(), studies, partners.uids(), timing);
        ReportPublication beside = beside(submitter, repository.provideAndRegister());
        return new Publisher(
                studies,
                new StudyPublication(
                        preparation,
                        new StudyPublication.Rules(publication.manifests().policy(), identification()),
                        new StudyPublication.Told(repository, withdrawal),
                        studies,
                        timing),
                timing,
                () -> reports.workOnNext(partners.clock().instant(), beside));
    }

    private ReportPublication beside(
            ManifestSubmission.Submitter submitter,
            Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> repository) {
        return new ReportPublication(
                sources(reportSubmission(submitter)),
                preparation,
                new ReportPublication.Told(reportSubmission(submitter), repository, withdrawing()),
                reports,
                new ReportPublication.Means(timing, partners.uids(), partners.uuids()));
    }

    private ReportSources sources(ReportSubmission submission) {
        return new ReportSources(
                archive,
                preparation,
                submission,
                patients(),
                new ReportSources.Wanted(publication.manifests().reports(), partners.clock()));
    }

    private StudyPatients patients() {
        return new StudyPatients(studies, archive, preparation, publication.domains());
    }

    private ReportSubmission reportSubmission(ManifestSubmission.Submitter submitter) {
        return new ReportSubmission(submitter, publication.codes(), publication.domains(), publication.zone());
    }

    private ManifestSubmission.Submitter submitter() {
        return new ManifestSubmission.Submitter(
                publication.sourceId(), publication.manifests().author().institution());
    }

    /** The ids in images are the affinity domain's own, or a manager knows which are. */
    private PatientIdentification identification() {
        ImagingDocumentSource.CrossReference manager = partners.manifests().patients();
        if (manager == null) {
            return new LocalIdentification(publication.domains());
        }
        AuditTrail audit = partners.audit();
        return new CrossReferencedIdentification(
                publication.domains(),
                manager.domain(),
                audit.around(manager.query(), new PatientIdentifierQueryAudit(audit.context(), manager.endpoint())),
                partners.uids());
    }

    private StudyWithdrawal.@Nullable Registry withdrawing() {
        ImagingDocumentSource.Registry registry = partners.manifests().registry();
        AuditTrail audit = partners.audit();
        return registry == null
                ? null
                : new StudyWithdrawal.Registry(
                        new ManifestWithdrawal(
                                publication.sourceId(), publication.codes().contentTypeCode()),
                        audit.around(
                                registry.updateDocumentSet(),
                                new UpdateDocumentSetAudit(audit.context(), registry.endpoint())));
    }

    HttpServlet publications(Callers callers, PublicationsEndpoint.Told told) {
        AuditTrail audit = partners.audit();
        URI endpoint = addresses.rad69().resolve("publications");
        return new PublicationsEndpoint(
                studies,
                told,
                timing,
                callers,
                new PublicationsEndpoint.Changes(
                        audit.around(
                                new LinkStudy(studies, partners.clock()),
                                new LinkStudyAudit(audit.context(), endpoint)),
                        publisher::wake));
    }

    HttpServlet reports(Callers callers, StudyDisclosure states) {
        AuditTrail audit = partners.audit();
        return new ReportsEndpoint(
                reports,
                audit.around(
                        new GiveReport(reports, given, patients(), partners.clock()),
                        new GiveReportAudit(audit.context(), addresses.rad69().resolve("reports"))),
                states,
                callers,
                publisher::wake);
    }

    /** @param pacs null where there is none */
    HttpServlet reconciliation(Reentry reentry, @Nullable PacsHoldings pacs, Callers callers) {
        return new ReconciliationEndpoint(
                new Reconciliation(
                        studies,
                        new Reconciliation.Beside(
                                new StudyComparison(
                                        studies,
                                        archive,
                                        preparation,
                                        publication.manifests().policy()),
                                new ReportComparison(reports, sources(reportSubmission(submitter()))),
                                partners.manifests().registered(),
                                pacs),
                        timing,
                        publisher::wake),
                reentry,
                callers);
    }
}

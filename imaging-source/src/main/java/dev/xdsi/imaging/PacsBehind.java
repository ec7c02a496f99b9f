package dev.xdsi.imaging;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreHandler;
import dev.xdsi.imaging.archive.BorrowedInstances;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceIndex;
import dev.xdsi.imaging.archive.InstanceSource;
import dev.xdsi.imaging.backfill.BackfillEndpoint;
import dev.xdsi.imaging.backfill.BackfillStore;
import dev.xdsi.imaging.backfill.Backfills;
import dev.xdsi.imaging.backfill.PacsHoldings;
import dev.xdsi.imaging.backfill.PostgresBackfillStore;
import dev.xdsi.imaging.backfill.StudyBackfill;
import dev.xdsi.imaging.backfill.StudyListing;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.pacs.Pacs;
import dev.xdsi.imaging.pacs.PacsEcho;
import dev.xdsi.imaging.pacs.PacsQueryAudit;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.pacs.RecordedFetches;
import dev.xdsi.imaging.pacs.StudyQuestion;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.server.Callers;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A PACS and what is done with it, put together. */
final class PacsBehind {
    private final PacsSettings settings;
    private final ImagingDocumentSource.Partners partners;
    private final Pacs pacs;
    private final PacsEcho echo;
    private final InstanceSource fetches;
    private final BorrowedInstances borrowed;
    private final PacsHoldings holdings;
    private final BackfillStore work;
    private @Nullable Backfills backfills;

    PacsBehind(
            PacsSettings settings,
            ImagingSourceSettings source,
            ImagingDocumentSource.Partners partners,
            InstanceIndex index,
            Database database)
            throws IOException {
        this.settings = settings;
        this.partners = partners;
        ImagingSourceSettings.Addresses addresses = source.addresses();
        this.pacs = new Pacs(settings, ApplicationEntity.of(addresses.retrieve().aeTitle()));
        this.echo =
                new PacsEcho(ApplicationEntity.of(addresses.retrieve().aeTitle()), settings.entity(), partners.clock());
        this.fetches = new RecordedFetches(
                pacs, settings.entity(), partners.audit(), addresses.retrieve().wadoRs());
        this.borrowed = new BorrowedInstances(
                new BorrowedInstances.Cache(
                        source.archiveFolder().resolve("pacs"),
                        settings.cacheBytes(),
                        source.archive().reserve()),
                index,
                fetches,
                new BorrowedInstances.Surroundings(partners.clock(), partners.uuids(), partners.pixels()));
        this.holdings = new PacsHoldings(pacs.query(), index, partners.clock());
        this.work = new PostgresBackfillStore(database, partners.uuids());
    }

    BorrowedInstances borrowed() {
        return borrowed;
    }

    PacsHoldings holdings() {
        return holdings;
    }

    /** The PACS told of these studies: they are looked at there. Nobody asked for whom it does so. */
    void look(Set<Oid> studies) {
        studies.forEach(study -> work.ask(
                StudyQuestion.of(study),
                settings.entity().title().value(),
                partners.clock().instant()));
        wake();
    }

    StoreHandler before(StoreHandler others) {
        return pacs.before(others);
    }

    void start(InstanceArchive archive, PublicationStore publications, Publisher.Timing timing) {
        AuditTrail audit = partners.audit();
        RemoteEntity entity = settings.entity();
        URI address = URI.create("dicom://" + entity.host() + ":" + entity.port());
        Backfills started = new Backfills(
                work,
                new StudyListing(
                        audit.around(StudyListing.asking(pacs.query()), new PacsQueryAudit(audit.context(), address)),
                        publications,
                        timing),
                new StudyBackfill(
                        pacs.query(),
                        fetches,
                        new StudyBackfill.Places(archive, borrowed, holdings),
                        publications,
                        timing),
                timing);
        backfills = started;
        started.start();
    }

    @Nullable
    String trouble() {
        Backfills started = backfills;
        return started == null ? null : started.trouble();
    }

    /** Asked by C-ECHO. */
    @Nullable
    String attention() {
        return echo.attention();
    }

    void stop(Duration grace) throws InterruptedException {
        Backfills started = backfills;
        if (started != null) {
            started.stop(grace);
        }
        pacs.close();
    }

    HttpServlet endpoint(Callers callers) {
        return new BackfillEndpoint(work, callers, partners.clock(), this::wake);
    }

    private void wake() {
        Backfills started = backfills;
        if (started != null) {
            started.wake();
        }
    }
}

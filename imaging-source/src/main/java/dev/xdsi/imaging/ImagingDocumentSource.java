package dev.xdsi.imaging;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.NodeAuthenticationFailures;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.AssociationEvent;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.StoreHandler;
import dev.xdsi.dicom.pixel.DrawingMaterials;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.dicom.pixel.RenderingRoom;
import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.imaging.archive.BorrowedFigures;
import dev.xdsi.imaging.archive.BorrowedInstances;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceIndex;
import dev.xdsi.imaging.archive.ObjectStoreBinding;
import dev.xdsi.imaging.archive.PostgresInstanceIndex;
import dev.xdsi.imaging.cstore.AssociationLog;
import dev.xdsi.imaging.cstore.StoreScp;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.database.Database.DatabaseFailure;
import dev.xdsi.imaging.dicomweb.AllowedOrigins;
import dev.xdsi.imaging.dicomweb.DicomWebEndpoint;
import dev.xdsi.imaging.dicomweb.Pictures;
import dev.xdsi.imaging.disclosure.ImageConsent;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.disclosure.StudyRecords;
import dev.xdsi.imaging.disclosure.Withholding;
import dev.xdsi.imaging.forward.ForwardingEndpoint;
import dev.xdsi.imaging.forward.PacsForwarding;
import dev.xdsi.imaging.forward.Undelivered;
import dev.xdsi.imaging.identity.NegotiatedUsers;
import dev.xdsi.imaging.identity.UserIdentities;
import dev.xdsi.imaging.mpps.PostgresPerformedProcedureSteps;
import dev.xdsi.imaging.pacs.Forwarding;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.publication.PublicationBacklog;
import dev.xdsi.imaging.publication.PublicationsEndpoint;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.imaging.query.postgres.CatalogueEntries;
import dev.xdsi.imaging.query.postgres.PostgresCatalogue;
import dev.xdsi.imaging.rad107.WadoRsRequest;
import dev.xdsi.imaging.rad107.WadoRsResponse;
import dev.xdsi.imaging.rad107.WadoRsRetrieve;
import dev.xdsi.imaging.rad107.WadoRsRetrieveAudit;
import dev.xdsi.imaging.rad107.WadoRsRetrieveEndpoint;
import dev.xdsi.imaging.rad107.WadoRsRetrieveEndpoint.Resources;
import dev.xdsi.imaging.rad129.QidoRsEndpoint;
import dev.xdsi.imaging.rad55.WadoRequest;
import dev.xdsi.imaging.rad55.WadoResponse;
import dev.xdsi.imaging.rad55.WadoRetrieve;
import dev.xdsi.imaging.rad55.WadoRetrieveAudit;
import dev.xdsi.imaging.rad55.WadoRetrieveEndpoint;
import dev.xdsi.imaging.rad69.RetrieveImagingDocumentSet;
import dev.xdsi.imaging.rad69.RetrieveImagingDocumentSetAudit;
import dev.xdsi.imaging.rad69.RetrieveImagingDocumentSetEndpoint;
import dev.xdsi.imaging.reconciliation.Reentry;
import dev.xdsi.imaging.reconciliation.RegisteredManifests;
import dev.xdsi.imaging.storage.InstanceOffer;
import dev.xdsi.imaging.storage.StoreInstance;
import dev.xdsi.imaging.storage.StoreInstanceAudit;
import dev.xdsi.imaging.stow.StoreInstancesEndpoint;
import dev.xdsi.imaging.stow.Uploads;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.soap.server.FailureBoundary;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer;
import dev.xdsi.transaction.iti45.PatientIdentifierQuery;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Imaging Document Source (RAD TF-1: 18.1.1): C-STORE, STOW-RS and the publications resource in, RAD-68 to the repository, RAD-69,
 * RAD-107, RAD-129 and RAD-55 out, and C-FIND, C-MOVE and C-GET for those that were agreed with. Who starts it mounts its servlets and its
 * endpoint; it opens the DICOM port itself.
 */
public final class ImagingDocumentSource {
    private static final Logger LOG = LoggerFactory.getLogger(ImagingDocumentSource.class);

    private final ImagingSourceSettings settings;
    private final Partners partners;
    private final InstanceArchive archive;
    private final Pictures pictures;
    private final Uploads uploads;
    private final Publishing publishing;
    /** For who comes from elsewhere; in the department's own network ({@link #queries}) the policy of publication keeps nothing back. */
    private final StudyDisclosure published;

    private final StudyDisclosure states;
    private final QueryRetrieve queries;
    private final NormalizedServices normalized;
    private final Database database;
    private final @Nullable PacsBehind pacs;
    private final @Nullable PacsForwarding forwarding;
    private final List<AssociationListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean started;
    private volatile boolean stopping;

    /**
     * What this actor uses and does not own.
     *
     * @param dataSource a pool of at least four connections, six with a PACS and twelve where all goes on to it; the schema is this actor's own
     * @param manifests who takes its manifests
     * @param users who can tell whether the users of associations are who they say
     */
    public record Partners(
            DataSource dataSource,
            ManifestPartners manifests,
            AuditTrail audit,
            NodeAuthenticationFailures refusals,
            DrawingMaterials materials,
            InstantSource clock,
            Supplier<UUID> uuids,
            UserIdentities users) {
        PixelMemory pixels() {
            return materials.memory();
        }

        Supplier<Oid> uids() {
            return () -> new Oid(UniqueIdentifiers.of(uuids.get()));
        }
    }

    /**
     * Who takes manifests: the transactions themselves, or their clients.
     *
     * @param repository RAD-68
     * @param registry ITI-57 of the registry in which the repository registers them; null where there is none
     * @param patients who knows the affinity domain's ids of patients; null where they stand in images
     * @param registered what became of manifests in that registry; null where nobody can be asked
     */
    public record ManifestPartners(
            Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> repository,
            @Nullable Registry registry,
            @Nullable CrossReference patients,
            @Nullable RegisteredManifests registered) {
        /** Where the ids in images are the affinity domain's own. */
        public ManifestPartners(
                Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> repository,
                @Nullable Registry registry) {
            this(repository, registry, null, null);
        }
    }

    /**
     * A Patient Identifier Cross-reference Manager.
     *
     * @param endpoint as the audit trail names it
     * @param domain the affinity domain, whose ids are asked for
     * @param query ITI-45
     */
    public record CrossReference(
            URI endpoint, Oid domain, Transaction<PatientIdentifierQuery, PatientIdentifierAnswer> query) {}

    /**
     * A registry that can be told to withdraw manifests.
     *
     * @param endpoint as the audit trail names it
     */
    public record Registry(URI endpoint, Transaction<UpdateDocumentSetRequest, RegistryResponse> updateDocumentSet) {}

    /** An Imaging Document Source whose images everybody may have who reaches it. */
    public ImagingDocumentSource(ImagingSourceSettings settings, Partners partners) throws IOException {
        this(settings, partners, null);
    }

    /** @param consent who may have which images; null where consent is no question */
    public ImagingDocumentSource(ImagingSourceSettings settings, Partners partners, @Nullable ImageConsent consent)
            throws IOException {
        this.settings = settings;
        this.partners = partners;
        this.database = new Database(partners.dataSource());
        PacsSettings behind = settings.pacs();
        this.forwarding = behind == null
                ? null
                : new PacsForwarding(
                        behind,
                        ApplicationEntity.of(settings.addresses().retrieve().aeTitle()),
                        database,
                        new PacsForwarding.Surroundings(partners.audit(), timing(), partners.uids()));
        InstanceIndex index = forwarding == null
                ? new PostgresInstanceIndex(database)
                : new PostgresInstanceIndex(database, forwarding.entered());
        this.pacs = behind == null ? null : new PacsBehind(behind, settings, partners, index, database);
        this.archive = new InstanceArchive(
                settings.archive(),
                index,
                pacs == null ? null : pacs.borrowed(),
                new BorrowedInstances.Surroundings(partners.clock(), partners.uuids(), partners.pixels()));
        this.uploads = new Uploads(
                settings.archiveFolder().resolve("uploads"),
                partners.uuids(),
                settings.archive().reserve());
        this.pictures = new Pictures(archive, RenderingRoom.usual(partners.materials()));
        this.publishing = new Publishing(settings, partners, archive, database);
        StudyDisclosure disclosure = disclosure(consent, StudyDisclosure::by);
        Withholding policy = publishing.withholding();
        this.published = policy.equals(Withholding.NONE) ? disclosure : disclosure.without(policy);
        this.states = disclosure(consent, StudyDisclosure::ofStates);
        this.queries = new QueryRetrieve(
                settings,
                partners.audit(),
                archive,
                new PostgresCatalogue(database, settings.publication().domains()::issuerOrName),
                disclosure);
        this.normalized = new NormalizedServices(
                settings,
                partners,
                archive,
                forwarding == null ? new PostgresPerformedProcedureSteps(database) : forwarding.steps(),
                new NormalizedServices.Stores(database, publishing.studies()));
    }

    private StudyDisclosure disclosure(
            @Nullable ImageConsent consent, BiFunction<StudyRecords, DocumentDisclosure, StudyDisclosure> decided) {
        return consent == null
                ? StudyDisclosure.UNRESTRICTED
                : decided.apply(publishing.records(consent.known()), consent.manifests());
    }

    /** Brings the schema up to date, clears what a crash left, and goes on publishing. */
    public void start() throws IOException {
        database.migrate();
        new ObjectStoreBinding(database)
                .bind(settings.archive().objects(), partners.uuids().get());
        archive.recover();
        publishing.recover();
        int entered = CatalogueEntries.enterMissing(database);
        if (entered > 0) {
            LOG.info("entered {} series into the catalogue that came before there was one", entered);
        }
        Thread.ofVirtual().name("describe").start(this::describeMissing);
        publishing.start();
        normalized.start();
        if (pacs != null) {
            pacs.start(archive, publishing.studies(), timing());
        }
        if (forwarding != null) {
            forwarding.start(archive);
        }
        started = true;
    }

    private Publisher.Timing timing() {
        return new Publisher.Timing(partners.clock(), settings.publication().schedule());
    }

    /** Beside the rest: until it is through, such instances are answered for from their files. */
    private void describeMissing() {
        try {
            int described = archive.describeMissing(() -> !stopping);
            if (described > 0) {
                LOG.info(
                        "looked where frames and bulk data lie of {} instances that came before that was kept",
                        described);
            }
        } catch (DatabaseFailure failure) {
            LOG.warn("instances that came earlier are looked at again at the next start", failure);
        }
    }

    /** Takes images at this port too, once {@link #start} is through; {@link #stop} closes it, unless its listener was stopped before. */
    public AssociationListener listen(DicomPort port) throws IOException {
        return listen(port, event -> {});
    }

    /** The same, with who else hears of its associations. */
    public AssociationListener listen(DicomPort port, Consumer<AssociationEvent> watch) throws IOException {
        ListenerSettings where = ListenerSettings.of(port.bind()).withSockets(port.sockets());
        AssociationListener opened = AssociationListener.start(where, acceptor(port.address(), watch));
        listeners.add(opened);
        return opened;
    }

    private Acceptor acceptor(URI address, Consumer<AssociationEvent> watch) {
        ApplicationEntity entity =
                ApplicationEntity.of(settings.addresses().retrieve().aeTitle());
        StoreHandler storing = new StoreScp(store(address), refusing(address), settings::mayStore, settings::isPacs);
        DimseServices services = normalized.besides(
                queries.besides(DimseServices.storage(pacs == null ? storing : pacs.before(storing)), address),
                address,
                this::told);
        return new Acceptor(
                entity,
                new OfferedServices(settings, queries, forwarding).as(entity.title()),
                new NegotiatedUsers(partners.users(), settings.askers(), address),
                forwarding == null ? services : forwarding.besides(services, archive, address),
                new AssociationLog(partners.refusals()).andThen(watch));
    }

    /** Of what the PACS has there is nothing here yet that could be published. */
    private void told(AssociationPeer peer, Set<Oid> studies) {
        if (pacs != null && settings.isPacs(peer)) {
            pacs.look(studies);
        }
        publishing.wake();
    }

    /** Takes nothing new, lets what is running end within the grace period, which is one for all of it. */
    public void stop(Duration grace) throws IOException, InterruptedException {
        stopping = true;
        long end = System.nanoTime() + grace.toNanos();
        for (AssociationListener open : listeners) {
            open.stop(until(end));
        }
        publishing.stop(until(end));
        normalized.stop(until(end));
        if (pacs != null) {
            pacs.stop(until(end));
        }
        if (forwarding != null) {
            forwarding.stop(until(end));
        }
    }

    private static Duration until(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** The DICOM ports that are open, in the order in which they were. */
    public List<Integer> dicomPorts() {
        return listeners.stream().map(AssociationListener::port).toList();
    }

    /** How many associations are open now, on all ports. */
    public int openAssociations() {
        return listeners.stream()
                .mapToInt(AssociationListener::openAssociations)
                .sum();
    }

    /** What is not published yet, and why. */
    public PublicationBacklog publicationBacklog() {
        return publishing
                .studies()
                .backlog(
                        partners.clock().instant(),
                        settings.publication().schedule().quietPeriod());
    }

    /** Of how many studies reports could not be published, or withdrawn, when that was tried last. */
    public long studiesWithFailedReports() {
        return publishing.reports().failing();
    }

    /** What became of the need for images that a PACS has. */
    public BorrowedFigures borrowed() {
        return pacs == null ? BorrowedFigures.NONE : pacs.borrowed().figures();
    }

    /** What became of the need for images of our own that are in an object store. */
    public BorrowedFigures objects() {
        return archive.objects();
    }

    /** What keeps this actor from its work; empty when it is well. */
    public Optional<String> health() {
        if (!started || listeners.isEmpty()) {
            return Optional.of("not started");
        }
        return Stream.of(
                        archive.trouble().orElse(null),
                        publishing.trouble(),
                        normalized.trouble(),
                        pacs == null ? null : pacs.trouble(),
                        forwarding == null ? null : forwarding.trouble())
                .filter(Objects::nonNull)
                .reduce((first, second) -> first + "; " + second);
    }

    /** What somebody should look at while this actor goes on; empty for nothing. */
    public Optional<String> attention() {
        return Stream.of(pacs == null ? null : pacs.attention(), forwarding == null ? null : forwarding.attention())
                .filter(Objects::nonNull)
                .reduce((first, second) -> first + "; " + second);
    }

    /** What has not gone on to the PACS yet, by its kind. */
    public Map<Forwarding.Kind, Undelivered> undelivered() {
        return forwarding == null ? Map.of() : forwarding.undelivered();
    }

    /** RAD-107, as {@link #dicomWeb} serves it. */
    public Transaction<WadoRsRequest, WadoRsResponse> wadoRsRetrieve() {
        AuditTrail audit = partners.audit();
        return audit.aroundStreamed(
                new WadoRsRetrieve(archive, published),
                new WadoRsRetrieveAudit(
                        audit.context(), settings.addresses().retrieve().wadoRs(), archive));
    }

    /** RAD-55, as {@link #wado} serves it. */
    public Transaction<WadoRequest, WadoResponse> wadoRetrieve() {
        AuditTrail audit = partners.audit();
        return audit.aroundStreamed(
                new WadoRetrieve(archive, published),
                new WadoRetrieveAudit(audit.context(), settings.addresses().wado(), archive));
    }

    /** QIDO-RS, WADO-RS and STOW-RS for these callers, and for no pages of other origins, to be mounted at {@code /dicom-web/*}. */
    public HttpServlet dicomWeb(Callers callers) {
        return dicomWeb(callers, AllowedOrigins.NONE);
    }

    /** The same for pages of these origins too. */
    public HttpServlet dicomWeb(Callers callers, AllowedOrigins origins) {
        URI base = settings.addresses().retrieve().wadoRs();
        WadoRsRetrieveEndpoint retrieve = new WadoRsRetrieveEndpoint(
                wadoRsRetrieve(), new Resources(archive, pictures, base), callers, partners.uuids());
        QidoRsEndpoint search = new QidoRsEndpoint(
                queries.search(AuditedTransaction.RAD_129, base, published), callers, partners.uuids());
        DicomWebEndpoint.Handler get = (request, response) -> {
            if (!search.get(request, response)) {
                retrieve.get(request, response);
            }
        };
        return new DicomWebEndpoint(
                get, new StoreInstancesEndpoint(store(base), callers, base, uploads)::post, base, origins);
    }

    /** WADO-URI for these callers, to be mounted at {@code /wado}. */
    public HttpServlet wado(Callers callers) {
        return wado(callers, AllowedOrigins.NONE);
    }

    /** The same for pages of these origins too. */
    public HttpServlet wado(Callers callers, AllowedOrigins origins) {
        return new WadoRetrieveEndpoint(wadoRetrieve(), pictures, callers, origins);
    }

    /** The state of publications, and its changes, for these callers, to be mounted at {@code /publications/*}. */
    public HttpServlet publications(Callers callers) {
        return publishing.publications(callers, new PublicationsEndpoint.Told(states, publishing.withholding()));
    }

    /** The same for users of this site, who are told too of what the policy keeps from other nodes. */
    public HttpServlet allPublications(Callers callers) {
        return publishing.publications(callers, new PublicationsEndpoint.Told(states, Withholding.NONE));
    }

    /** Reports that are given for studies, by these callers, to be mounted at {@code /reports}. */
    public HttpServlet reports(Callers callers) {
        return publishing.reports(callers, states);
    }

    /** Manifests beside the archive, and files beside the index, for administrators, to be mounted at {@code /reconciliation/*}. */
    public HttpServlet reconciliation(Callers callers) {
        URI base = settings.addresses().retrieve().wadoRs();
        return publishing.reconciliation(
                new Reentry(archive, store(base), partners.clock()), pacs == null ? null : pacs.holdings(), callers);
    }

    /** What older studies of the PACS are asked for, to be mounted at {@code /backfills/*}; empty where there is no PACS. */
    public Optional<HttpServlet> backfills(Callers callers) {
        return Optional.ofNullable(pacs).map(behind -> behind.endpoint(callers));
    }

    /** What has not gone on to the PACS, to be mounted at {@code /forwarding}; empty where there is no PACS. */
    public Optional<HttpServlet> forwarding(Callers callers) {
        return Optional.ofNullable(forwarding).map(onward -> new ForwardingEndpoint(onward, callers));
    }

    /** RAD-69, for the SOAP endpoint at {@code /imaging-source} and for callers in the same process. */
    public Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieveImagingDocumentSet() {
        AuditTrail audit = partners.audit();
        FailureBoundary boundary =
                new FailureBoundary(ErrorCode.XDSRepositoryError, "the imaging source", partners.uuids());
        return boundary.around(
                audit.aroundStreamed(
                        new RetrieveImagingDocumentSet(
                                archive, settings.addresses().retrieve().locationUID(), published),
                        new RetrieveImagingDocumentSetAudit(
                                audit.context(), settings.addresses().rad69(), archive)),
                error -> new RetrieveDocumentSetResponse(List.of(), List.of(error)));
    }

    /** The SOAP service of RAD-69, to be published at {@code /imaging-source}. */
    public RetrieveImagingDocumentSetEndpoint endpoint() {
        return new RetrieveImagingDocumentSetEndpoint(retrieveImagingDocumentSet());
    }

    private Transaction<InstanceOffer, Ingest> store(URI endpoint) {
        AuditTrail audit = partners.audit();
        return audit.around(new StoreInstance(archive), new StoreInstanceAudit(audit.context(), endpoint));
    }

    /** For those who may only query and retrieve: what they try is on record as well. */
    private Transaction<InstanceOffer, Ingest> refusing(URI endpoint) {
        AuditTrail audit = partners.audit();
        return audit.around(
                (offer, caller) ->
                        new Ingest.Refused(Ingest.Reason.NOT_AUTHORIZED, "this application entity may not store here"),
                new StoreInstanceAudit(audit.context(), endpoint));
    }
}

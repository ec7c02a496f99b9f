package dev.xdsi.imaging;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.NodeAuthenticationFailures;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationEvent;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.pixel.DrawingMaterials;
import dev.xdsi.dicom.pixel.Lettering;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.ImagingSourceSettings.Addresses;
import dev.xdsi.imaging.ImagingSourceSettings.Manifests;
import dev.xdsi.imaging.ImagingSourceSettings.Publication;
import dev.xdsi.imaging.archive.ArchiveFolder;
import dev.xdsi.imaging.archive.Reserve;
import dev.xdsi.imaging.dicomweb.AllowedOrigins;
import dev.xdsi.imaging.disclosure.ImageConsent;
import dev.xdsi.imaging.manifest.ManifestAuthor;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.publication.Schedule;
import dev.xdsi.imaging.rad68.AffinityDomainCodes;
import dev.xdsi.imaging.reconciliation.RegisteredManifests;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** An Imaging Document Source with its doors open, a clock that stands still, and a repository that does as it is told. */
public final class RunningSource implements AutoCloseable {
    public static final Oid LOCATION = new Oid("1.3.6.1.4.1.21367.13.80.110");
    /** Whose Patient IDs say nothing of their issuer. */
    static final Oid DEPARTMENT = new Oid("1.3.6.1.4.1.21367.1800.13.20.1000");

    /** Of pages that may read answers. */
    static final String ORIGIN = "https://viewer.example:8443";

    private static final AllowedOrigins PAGES = new AllowedOrigins(Set.of(ORIGIN));
    private static final String USER = "X-Test-User";
    public static final Duration QUIET = Duration.ofSeconds(60);

    public final RecordingRepository repository;
    public final RecordingRegistry registry;
    public final ImagingDocumentSource source;
    public final AtomicReference<Instant> now;
    public final InMemoryAuditSpool audit = new InMemoryAuditSpool(64 << 20);
    /** Who may query and retrieve: nobody, until a test says so. */
    public final AtomicReference<ImagingPartners> askers = new AtomicReference<>(ImagingPartners.NOBODY);

    /** Who can tell who the users of associations are. */
    public final KnownUsers users = new KnownUsers(this::instant);

    /** Bytes of the disk. */
    final AtomicLong free = new AtomicLong(Long.MAX_VALUE);

    public final Queue<AssociationEvent> associations = new ConcurrentLinkedQueue<>();
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final HttpClient http = HttpClient.newHttpClient();

    public RunningSource(Path folder, RecordingRepository repository, Instant start) throws Exception {
        this(folder, repository, start, Duration.ofMillis(20));
    }

    /** @param poll how often it looks for studies to publish */
    RunningSource(Path folder, RecordingRepository repository, Instant start, Duration poll) throws Exception {
        this(folder, new Partners(repository, new RecordingRegistry()), start, poll);
    }

    /** @param registry null where none can be told of withdrawals */
    record Partners(
            RecordingRepository repository,
            @Nullable RecordingRegistry registry,
            Manifests manifests,
            ImagingDocumentSource.@Nullable CrossReference patients,
            @Nullable PacsSettings pacs,
            boolean tellsEverything) {
        Partners(RecordingRepository repository, @Nullable RecordingRegistry registry, Manifests manifests) {
            this(repository, registry, manifests, null, null, true);
        }

        /** The same, whose registry may hide something. */
        Partners ofAnother() {
            return new Partners(repository, registry, manifests, patients, pacs, false);
        }

        /** The same in front of a PACS. */
        Partners before(PacsSettings behind) {
            return new Partners(repository, registry, manifests, patients, behind, tellsEverything);
        }

        /** The same, where images come with the department's ids. */
        Partners with(ImagingDocumentSource.CrossReference manager) {
            return new Partners(repository, registry, manifests, manager, pacs, tellsEverything);
        }

        static Manifests manifests(PublicationPolicy policy, ManifestKind... kinds) {
            return new Manifests(new ManifestAuthor("XDSI", "Central Hospital"), List.of(kinds), policy);
        }

        Partners(RecordingRepository repository, @Nullable RecordingRegistry registry) {
            this(repository, registry, manifests(PublicationPolicy.OPEN, ManifestKind.KOS));
        }
    }

    RunningSource(Path folder, Partners partners, Instant start, Duration poll) throws Exception {
        this(folder, partners, start, poll, null);
    }

    /** @param consent null where it is no question */
    RunningSource(Path folder, Partners partners, Instant start, Duration poll, @Nullable ImageConsent consent)
            throws Exception {
        RecordingRegistry told = partners.registry();
        this.repository = partners.repository();
        this.registry = told == null ? new RecordingRegistry() : told;
        this.now = new AtomicReference<>(start);
        InstantSource clock = now::get;
        AuditTrail trail = new AuditTrail(
                audit,
                new AuditContext(
                        new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                clock,
                1 << 20);
        this.source = new ImagingDocumentSource(
                settings(new ArchiveFolder(folder, new Reserve(free::get, 1000), 1L << 40), poll, partners.manifests())
                        .askedBy(askers::get)
                        .before(partners.pacs()),
                new ImagingDocumentSource.Partners(
                        TestDatabase.dataSource(),
                        new ImagingDocumentSource.ManifestPartners(
                                repository,
                                told == null
                                        ? null
                                        : new ImagingDocumentSource.Registry(
                                                URI.create("http://localhost:8081/metadata-update"), told),
                                partners.patients(),
                                new RegisteredManifests(registry.of(repository), partners.tellsEverything())),
                        trail,
                        new NodeAuthenticationFailures(trail, clock),
                        new DrawingMaterials(PixelMemory.ofThisProcess(), RunningSource::boxes),
                        clock,
                        UUID::randomUUID,
                        users),
                consent);
        source.start();
        source.listen(DicomPort.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), associations::add);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(source.dicomWeb(Callers.NODES, PAGES)), "/dicom-web/*");
        context.addServlet(new ServletHolder(source.wado(Callers.NODES, PAGES)), "/wado");
        context.addServlet(new ServletHolder(source.publications(RunningSource::caller)), "/publications/*");
        context.addServlet(new ServletHolder(source.allPublications(RunningSource::caller)), "/api/publications/*");
        context.addServlet(new ServletHolder(source.reports(RunningSource::caller)), "/reports");
        context.addServlet(new ServletHolder(source.reconciliation(RunningSource::caller)), "/reconciliation/*");
        source.backfills(RunningSource::caller)
                .ifPresent(backfills -> context.addServlet(new ServletHolder(backfills), "/backfills/*"));
        source.forwarding(RunningSource::caller)
                .ifPresent(onward -> context.addServlet(new ServletHolder(onward), "/forwarding"));
        server.setHandler(context);
        server.start();
    }

    /** Opens another port for images, which wants the sender's certificate. */
    void listen(NodeTls tls) throws IOException {
        source.listen(
                DicomPort.secure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls.serverSockets()),
                associations::add);
    }

    /** Whoever names himself in a header, and else nobody but the node. */
    private static Optional<Caller> caller(HttpServletRequest request, HttpServletResponse response) {
        String name = request.getHeader(USER);
        Caller.User user = name == null
                ? null
                : new Caller.User(
                        new Caller.Identity(name, "https://idp", name, null),
                        Caller.Affiliation.UNKNOWN,
                        new Caller.Intent(List.of(), null, null, List.of(), List.of()));
        return Optional.of(new Caller(Callers.node(request, Caller.ANONYMOUS), user));
    }

    static ImagingSourceSettings settings(ArchiveFolder folder, Duration poll, Manifests manifests) {
        return new ImagingSourceSettings(
                folder,
                new Addresses(
                        new RetrieveAddress("XDSI", LOCATION, URI.create("http://localhost:8081/dicom-web")),
                        URI.create("http://localhost:8081/imaging-source"),
                        URI.create("http://localhost:8081/wado")),
                new Publication(
                        new Oid("1.2.826.0.1.3680043.9.7"),
                        URI.create("http://localhost:8081/repository"),
                        manifests,
                        AffinityDomainCodes.common(),
                        new PatientDomains(
                                new Oid("1.3.6.1.4.1.21367.2005.13.20.1000"),
                                DEPARTMENT,
                                new Oid("1.3.6.1.4.1.21367.13.202.2000")),
                        new Schedule(QUIET, poll, Duration.ofSeconds(2), Duration.ofMinutes(10)),
                        ZoneId.of("America/Chicago")),
                () -> ImagingPartners.NOBODY);
    }

    public Status store(Attributes dataSet) throws IOException {
        try (Association association = associate()) {
            return store(association, dataSet);
        }
    }

    public Association associate() throws IOException {
        return Association.open(
                ApplicationEntity.of("MODALITY"),
                RemoteEntity.of("XDSI", "127.0.0.1", source.dicomPorts().getFirst()),
                PresentationContextPlan.of(List.of(
                        new Pair(UID.CTImageStorage, UID.ExplicitVRLittleEndian),
                        new Pair(UID.EncapsulatedPDFStorage, UID.ExplicitVRLittleEndian),
                        new Pair(UID.EncapsulatedCDAStorage, UID.ExplicitVRLittleEndian),
                        new Pair(UID.BasicTextSRStorage, UID.ExplicitVRLittleEndian),
                        new Pair(UID.KeyObjectSelectionDocumentStorage, UID.ExplicitVRLittleEndian))));
    }

    public static Status store(Association association, Attributes dataSet) throws IOException {
        return association.store(StoreOperation.of(
                dataSet.string(Tag.SOPClassUID, ""),
                dataSet.string(Tag.SOPInstanceUID, ""),
                UID.ExplicitVRLittleEndian,
                DataSets.stream(dataSet)));
    }

    private Instant instant() {
        return now.get();
    }

    public void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    public HttpResponse<byte[]> get(String path, String accept) throws Exception {
        return send(HttpRequest.newBuilder().header("Accept", accept).GET(), path);
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request, String path) throws Exception {
        return http.send(
                request.uri(URI.create("http://127.0.0.1:" + web() + path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The port of what it serves over HTTP. */
    public int web() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** Asks for older studies as a user who is known, or where that stands. */
    public HttpResponse<byte[]> backfill(HttpRequest.Builder request, String path) throws Exception {
        return send(request.header(USER, "ada"), "/backfills" + path);
    }

    /** Looks after what goes on to the PACS, as a user who is known. */
    public HttpResponse<byte[]> forwarding(HttpRequest.Builder request) throws Exception {
        return send(request.header(USER, "ada"), "/forwarding");
    }

    /** Says something of a study as a user who is known. */
    public HttpResponse<byte[]> asUser(HttpRequest.Builder request, String study) throws Exception {
        return send(request.header(USER, "ada"), "/publications/" + study);
    }

    public String publication(String study) throws Exception {
        return new String(get("/publications/" + study, "*/*").body(), StandardCharsets.UTF_8);
    }

    /** As users of this site are told. */
    public String ownPublication(String study) throws Exception {
        return new String(get("/api/publications/" + study, "*/*").body(), StandardCharsets.UTF_8);
    }

    /** Waits for the publisher, which runs beside. */
    public void awaitPublication(String study, String expected) throws Exception {
        String status = publication(study);
        for (int tries = 0; tries < 3000 && !status.contains(expected); tries++) {
            Thread.sleep(20);
            status = publication(study);
        }
        if (!status.contains(expected)) {
            throw new AssertionError("expected " + expected + " but was " + status);
        }
    }

    /** The plain one. */
    public int dicomPort() {
        return source.dicomPorts().getFirst();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        source.stop(Duration.ofSeconds(5));
        http.shutdownNow();
    }

    /** A box for each letter. */
    private static Lettering.Line boxes(String text) {
        Path2D outline = new Path2D.Double();
        for (int i = 0; i < text.length(); i++) {
            outline.append(new Rectangle2D.Double(i, -1, 0.8, 1), false);
        }
        return new Lettering.Line(outline, text.length());
    }
}

package dev.xdsi.consumer;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.consumer.dicomweb.DicomWeb;
import dev.xdsi.consumer.initiating.InitiatingGateway;
import dev.xdsi.consumer.iti18.RegistryStoredQueryAudit;
import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetAudit;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.consumer.portal.CommunityNames;
import dev.xdsi.consumer.portal.PageServlet;
import dev.xdsi.consumer.portal.StudiesServlet;
import dev.xdsi.consumer.portal.StudiesStreamServlet;
import dev.xdsi.consumer.portal.StudyZipServlet;
import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetAudit;
import dev.xdsi.consumer.retrieval.Abroad;
import dev.xdsi.consumer.retrieval.HttpGet;
import dev.xdsi.consumer.retrieval.ImageFetch;
import dev.xdsi.consumer.retrieval.ImageFetches;
import dev.xdsi.consumer.retrieval.Via;
import dev.xdsi.consumer.studies.CommunityStudies;
import dev.xdsi.consumer.studies.CommunityStudies.Community;
import dev.xdsi.consumer.studies.FindStudies;
import dev.xdsi.dicom.pixel.DrawingMaterials;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.AssertionSource;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Document Consumer and Imaging Document Consumer in one (ITI TF-1: 10.1.1.2, RAD TF-1: 18.1): finds a patient's manifests by
 * Registry Stored Query [ITI-18] and Retrieve Document Set [ITI-43], and fetches the images that they name by [RAD-69], [RAD-107]
 * or [RAD-55].
 */
public final class DocumentConsumer implements AutoCloseable {
    private final Configuration configuration;
    private final ClientTimeouts timeouts;
    private final HttpGet http;
    private final FindStudies findStudies;
    private final ImageFetches fetches;
    private final DicomWeb dicomWeb;
    private final Map<String, HttpServlet> servlets;

    /**
     * The partners of a Document Consumer.
     *
     * @param registry address of the Document Registry or Initiating Gateway
     * @param repositories addresses of the Document Repositories, by repositoryUniqueId
     * @param imagingSources the Imaging Document Sources, by the Retrieve Location UID of manifests
     * @param gateway an Initiating Gateway in this process, asked in place of the registry, and for all that is of other communities
     */
    public record Configuration(
            URI registry,
            Map<Oid, URI> repositories,
            Map<Oid, ImagingSourceAddresses> imagingSources,
            @Nullable InitiatingGateway gateway) {
        public Configuration {
            repositories = Map.copyOf(repositories);
            imagingSources = Map.copyOf(imagingSources);
        }

        public Configuration(
                URI registry, Map<Oid, URI> repositories, Map<Oid, ImagingSourceAddresses> imagingSources) {
            this(registry, repositories, imagingSources, null);
        }
    }

    /**
     * Where one Imaging Document Source serves.
     *
     * @param retrieveImagingDocumentSet its SOAP service for RAD-69
     * @param wadoRs base of its DICOMweb services, to which {@code /studies/…} is added
     * @param wadoUri address to which the query of WADO-URI is added
     */
    public record ImagingSourceAddresses(URI retrieveImagingDocumentSet, URI wadoRs, URI wadoUri) {}

    private DocumentConsumer(
            Configuration configuration,
            AuditTrail audit,
            SoapSettings settings,
            ClientTimeouts timeouts,
            DrawingMaterials materials,
            @Nullable NodeTls tls) {
        this.configuration = configuration;
        this.timeouts = timeouts;
        this.http = new HttpGet(timeouts.connect(), timeouts.receive(), tls, AssertionSource.RECEIVED);
        SoapClients clients = new SoapClients(settings, tls, timeouts);
        this.findStudies = findStudies(configuration, audit, clients);
        ImagingPaths paths =
                new ImagingPaths(configuration, abroad(configuration.gateway(), audit), audit, clients, http);
        this.fetches = paths.fetches();
        this.dicomWeb = new DicomWeb(
                findStudies,
                paths.ways(),
                paths.metadataOfSources(),
                settings.temporaryDirectory().resolve("dicom-web"),
                materials,
                settings.ids());
        this.servlets = Map.of(
                "/api/studies", new StudiesServlet(findStudies, names(configuration.gateway()), settings.ids()),
                "/api/studies/stream",
                        new StudiesStreamServlet(
                                new CommunityStudies(findStudies, () -> communities(configuration.gateway())),
                                names(configuration.gateway()),
                                dicomWeb.listed(),
                                settings.ids()),
                "/api/studies/*", new StudyZipServlet(findStudies, fetches, settings.ids()),
                "/dicom-web/*", dicomWeb,
                "/api/thumbnails/*", dicomWeb.thumbnails(),
                "/", new PageServlet());
    }

    /**
     * Prepares the calls; no partner is called yet.
     *
     * @param materials for images that are drawn here
     * @param tls what this node shows and trusts; without it partners can be called by plain HTTP only
     */
    public static DocumentConsumer start(
            Configuration configuration,
            AuditTrail audit,
            SoapSettings settings,
            ClientTimeouts timeouts,
            DrawingMaterials materials,
            @Nullable NodeTls tls) {
        return new DocumentConsumer(configuration, audit, settings, timeouts, materials, tls);
    }

    private static FindStudies findStudies(Configuration configuration, AuditTrail audit, SoapClients clients) {
        AuditContext us = audit.context();
        InitiatingGateway gateway = configuration.gateway();
        URI registry = gateway == null
                ? configuration.registry()
                : gateway.configuration().endpoint();
        Transaction<StoredQueryRequest, StoredQueryResponse> registryStoredQuery =
                gateway == null ? new RegistryStoredQueryClient(clients, registry) : gateway.registryStoredQuery();
        var query = audit.around(registryStoredQuery, new RegistryStoredQueryAudit(us, registry));

        Map<String, Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse>> repositories =
                new HashMap<>();
        configuration
                .repositories()
                .forEach((oid, address) -> repositories.put(
                        oid.value(),
                        audit.aroundStreamed(
                                new RetrieveDocumentSetClient(clients, address),
                                new RetrieveDocumentSetAudit(us, address))));
        if (gateway == null) {
            return new FindStudies(query, (home, oid) -> Optional.ofNullable(repositories.get(oid)));
        }
        var abroad = audit.aroundStreamed(gateway.retrieveDocumentSet(), new RetrieveDocumentSetAudit(us, registry));
        return new FindStudies(
                query,
                (home, oid) ->
                        isOfOthers(home, gateway) ? Optional.of(abroad) : Optional.ofNullable(repositories.get(oid)));
    }

    private static boolean isOfOthers(@Nullable String home, InitiatingGateway gateway) {
        return home != null && !home.equals(gateway.home().urn());
    }

    private static Abroad abroad(@Nullable InitiatingGateway gateway, AuditTrail audit) {
        if (gateway == null) {
            return Abroad.NOWHERE;
        }
        var retrieve = audit.aroundStreamed(
                gateway.retrieveImagingDocumentSet(),
                new RetrieveImagingDocumentSetAudit(
                        audit.context(), gateway.configuration().imagingEndpoint()));
        return home -> isOfOthers(home, gateway) ? Optional.of(retrieve) : Optional.empty();
    }

    private static CommunityNames names(@Nullable InitiatingGateway gateway) {
        return home -> home == null || gateway == null || !isOfOthers(home, gateway)
                ? ""
                : gateway.others().nameOf(home).orElse(home);
    }

    /** Who is asked for studies: ourselves, and all that the gateway knows. */
    private static List<Community> communities(@Nullable InitiatingGateway gateway) {
        return gateway == null
                ? List.of(new Community(null, ""))
                : Stream.concat(
                                Stream.of(new Community(gateway.home().urn(), "")),
                                gateway.others().remotes().stream()
                                        .map(remote ->
                                                new Community(remote.home().urn(), remote.name())))
                        .toList();
    }

    public FindStudies findStudies() {
        return findStudies;
    }

    public ImageFetch fetch(Via via) {
        return fetches.by(via);
    }

    /** The portal, by the path at which each servlet is to be mounted on the browsers' port. */
    public Map<String, HttpServlet> servlets() {
        return servlets;
    }

    /** Throws when a registry over the network takes no connections: then no patient's studies can be found. */
    public void check() throws IOException {
        if (configuration.gateway() != null) {
            return;
        }
        URI registry = configuration.registry();
        int standard = "https".equals(registry.getScheme()) ? 443 : 80;
        int port = registry.getPort() < 0 ? standard : registry.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(registry.getHost(), port),
                    Math.toIntExact(timeouts.connect().toMillis()));
        }
    }

    @Override
    public void close() {
        dicomWeb.destroy();
        http.close();
    }
}

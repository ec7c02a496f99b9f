package dev.xdsi.gateway;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.repository.AuditRecordRepository;
import dev.xdsi.audit.repository.AuditRecordStore;
import dev.xdsi.audit.repository.ReceiverLimits;
import dev.xdsi.audit.repository.postgres.PostgresAuditRecordStore;
import dev.xdsi.consumer.DocumentConsumer;
import dev.xdsi.consumer.DocumentConsumer.ImagingSourceAddresses;
import dev.xdsi.consumer.community.LocalCommunity;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.discovery.AgreedPatientIds;
import dev.xdsi.consumer.initiating.InitiatingGateway;
import dev.xdsi.consumer.initiating.OtherCommunities;
import dev.xdsi.dicom.pixel.RenderedFrame;
import dev.xdsi.gateway.audit.AuditTrailServlet;
import dev.xdsi.gateway.audit.EmergenciesServlet;
import dev.xdsi.gateway.config.CommunitySettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.DsubSettings;
import dev.xdsi.gateway.config.LimitSettings;
import dev.xdsi.gateway.config.RepositorySettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.gateway.metrics.OrphanMeters;
import dev.xdsi.gateway.statement.PlayedActor;
import dev.xdsi.gateway.subscription.SubscriptionsServlet;
import dev.xdsi.imaging.ImagingDocumentSource;
import dev.xdsi.imaging.ImagingSourceSettings;
import dev.xdsi.imaging.dicomweb.AllowedOrigins;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.rad69.RetrieveImagingDocumentSetEndpoint;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.registry.DocumentMetadataNotificationBroker;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.registry.DocumentRegistryEndpoint;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.repository.DocumentRepository;
import dev.xdsi.repository.DocumentRepositoryEndpoint;
import dev.xdsi.repository.iti42.RegisterDocumentSetClient;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How each actor is made from the configuration and put on a site. Actors never see each other; they meet here. */
final class Actors {
    static final String REGISTRY = "/registry";
    static final String REPOSITORY = "/repository";
    static final String IMAGING_SOURCE = "/imaging-source";
    private static final String DICOM_WEB = "/dicom-web";
    private static final String WADO = "/wado";
    private static final String PUBLICATIONS = "/publications";
    private static final String REPORTS = "/api/reports";
    private static final String RECONCILIATION = "/api/reconciliation/*";
    /** The consent decision point is no actor; what it asks, and what is done at its desk, is counted under this name. */
    private static final String CONSENT = "consent";

    private static final long MEGABYTE = 1_000_000;

    private final Configuration configuration;
    private final Addresses addresses;
    private final Platform platform;
    private final Parts parts;
    private final Health health;
    private final SoapClients clients;
    private final Consents consents;
    private final PatientIdentity patients;
    private final KnownCallers known;
    private final List<String> descriptions = new ArrayList<>();
    private final Set<PlayedActor> played = EnumSet.noneOf(PlayedActor.class);
    private @Nullable DocumentRegistry registry;
    private @Nullable DocumentMetadataNotificationBroker broker;
    private @Nullable DocumentRepository repository;
    private @Nullable ImagingDocumentSource imagingSource;
    private @Nullable InitiatingGateway initiatingGateway;

    Actors(Configuration configuration, Addresses addresses, Platform platform, Parts parts, Health health)
            throws IOException {
        this.configuration = configuration;
        this.addresses = addresses;
        this.platform = platform;
        this.parts = parts;
        this.health = health;
        this.clients = new SoapClients(platform.soap(), platform.tls(), ClientTimeouts.DEFAULT);
        this.patients = new PatientIdentity(configuration, addresses, platform);
        this.consents = new Consents(
                configuration,
                clients,
                platform.audit(CONSENT),
                platform.metering().meters());
        this.known = new KnownCallers(configuration, addresses, platform);
        played.addAll(
                List.of(PlayedActor.SECURE_APPLICATION, PlayedActor.X_SERVICE_PROVIDER, PlayedActor.X_SERVICE_USER));
    }

    KnownCallers knownCallers() {
        return known;
    }

    HttpSite registry(HttpSite site) throws IOException {
        DomainAgreements domain = new DomainAgreements(configuration, platform.files());
        QueryLimits most = new QueryLimits(
                configuration.get(Settings.REGISTRY_MAX_RESULTS), configuration.get(Settings.REGISTRY_MAX_REFERENCES));
        var decided = new DocumentRegistry.Configuration(
                DomainAgreements.endpoints(addresses, REGISTRY),
                most,
                patients.directory(),
                consents.ofRegistry(),
                domain.agreements());
        AuditTrail audit = platform.audit(Settings.REGISTRY);
        var around = new DocumentRegistry.Surroundings(Clock.systemUTC(), () -> EntryUuid.of(UUID.randomUUID()));
        DocumentRegistry actor = parts.add(
                "Document Registry",
                Subscriptions.wanted(configuration)
                        ? DocumentRegistry.startNotifying(decided, platform.database(), audit, around)
                        : DocumentRegistry.start(decided, platform.database(), audit, around));
        registry = actor;
        health.add(Settings.REGISTRY, () -> {
            actor.check();
            return Optional.empty();
        });
        played.add(PlayedActor.DOCUMENT_REGISTRY);
        if (domain.allowUpdates()) {
            played.addAll(DomainAgreements.PLAYED);
            descriptions.add("Document Registry: ITI-57, ITI-62 at " + onBothPorts(DomainAgreements.UPDATE)
                    + ", ITI-92 at " + onBothPorts(DomainAgreements.RESTRICTED_UPDATE));
        }
        descriptions.add(
                "Document Registry: ITI-18, ITI-42, ITI-51, ITI-61 at " + onBothPorts(REGISTRY) + "; ITI-44 at "
                        + onBothPorts(PatientIdentity.FEED) + "; ITI-8 at " + addresses.mllp() + " and with TLS at "
                        + addresses.mllpTls());
        return patients.feeding(domain.administration(site, actor, platform, known), known.at(PatientIdentity.FEED))
                .with(
                        REGISTRY,
                        SoapEndpoint.publish(
                                DocumentRegistryEndpoint.CONTRACT,
                                new DocumentRegistryEndpoint(actor),
                                platform.soap(REGISTRY),
                                known.at(REGISTRY)));
    }

    /** Takes subscriptions to what the registry takes, where somebody may be notified. */
    HttpSite subscriptions(HttpSite site) {
        DocumentRegistry here = registry;
        Subscriptions subscriptions = new Subscriptions(configuration, addresses, platform);
        if (here == null || here.grouped().isEmpty()) {
            return site;
        }
        DocumentMetadataNotificationBroker actor =
                subscriptions.start(here.grouped().get(), parts, health);
        broker = actor;
        played.add(PlayedActor.DOCUMENT_METADATA_NOTIFICATION_BROKER);
        descriptions.add(
                "Document Metadata Notification Broker: ITI-52 at " + onBothPorts(Subscriptions.BROKER) + "; ITI-53 to "
                        + configuration.get(DsubSettings.DSUB_RECIPIENTS).allowed());
        return subscriptions.publish(site, actor, known.at(Subscriptions.BROKER));
    }

    /** What operators see of subscriptions. */
    HttpSite subscribers(HttpSite portal) {
        DocumentMetadataNotificationBroker actor = broker;
        return actor == null
                ? portal
                : portal.with(
                        "/api/subscriptions",
                        new SubscriptionsServlet(actor.subscriptions(), actor.outbox(), Clock.systemUTC()));
    }

    HttpSite repository(HttpSite site) throws IOException {
        RepositoryServices services = new RepositoryServices(configuration, addresses, platform);
        DocumentRepository.Registry registering = registryOfRepository();
        DocumentRepository.Options options = services.options(registryHere(), registering.endpoint(), clients);
        DocumentRepository actor = parts.add(
                "Document Repository",
                DocumentRepository.start(
                        new DocumentRepository.Configuration(
                                        configuration.get(Settings.REPOSITORY_UNIQUE_ID),
                                        DocumentStorage.of(configuration, platform.data()),
                                        configuration.get(Settings.REPOSITORY_MAX_DOCUMENT) * MEGABYTE,
                                        addresses.endpoint(REPOSITORY),
                                        consents.ofRepository(registry),
                                        configuration.get(LimitSettings.REPOSITORY_RESERVE) * MEGABYTE)
                                .with(options),
                        platform.database(),
                        registering,
                        platform.audit(Settings.REPOSITORY),
                        new DocumentRepository.Surroundings(Clock.systemUTC(), UUID::randomUUID)));
        repository = actor;
        parts.add(
                "orphan watch",
                OrphanWatch.start(
                        actor,
                        registry,
                        configuration.get(RepositorySettings.ORPHANS_AFTER),
                        new OrphanMeters(platform.metering().meters())));
        services.watch(options, registryHere(), parts);
        health.add(Settings.REPOSITORY, () -> {
            actor.check();
            return Optional.empty();
        });
        played.add(PlayedActor.DOCUMENT_REPOSITORY);
        played.addAll(services.played());
        descriptions.add("Document Repository: ITI-41, ITI-43 at " + onBothPorts(REPOSITORY)
                + (services.removesDocuments() ? ", ITI-86 at " + onBothPorts(RepositoryServices.REMOVAL) : ""));
        return services.administration(site, actor, known)
                .with(
                        REPOSITORY,
                        SoapEndpoint.publish(
                                DocumentRepositoryEndpoint.CONTRACT,
                                new DocumentRepositoryEndpoint(actor),
                                platform.soap(REPOSITORY),
                                known.at(REPOSITORY)));
    }

    /** The registry that the repository calls, where it runs in this process. */
    private @Nullable DocumentRegistry registryHere() {
        return configuration.get(Settings.REPOSITORY_REGISTRY).isEmpty() ? registry : null;
    }

    /** In one process the registry's own transaction, in two its SOAP client; both keep the same contract. */
    private DocumentRepository.Registry registryOfRepository() throws IOException {
        String url = configuration.get(Settings.REPOSITORY_REGISTRY);
        DocumentRegistry here = registry;
        if (url.isEmpty() && here != null) {
            return new DocumentRepository.Registry(addresses.endpoint(REGISTRY), here.registerDocumentSet());
        }
        if (url.isEmpty()) {
            throw new IOException("the repository needs a registry: run one here (actors) or name its URL ("
                    + Settings.REPOSITORY_REGISTRY.key() + ")");
        }
        URI address = URI.create(url);
        return new DocumentRepository.Registry(address, new RegisterDocumentSetClient(clients, address));
    }

    HttpSite imagingSource(HttpSite site) throws IOException {
        URI repository = chosen(configuration.get(Settings.IMAGING_REPOSITORY), REPOSITORY);
        ManifestPublication publication = new ManifestPublication(configuration, addresses, clients);
        AgreedQueries agreed = AgreedQueries.start(configuration, platform.tls(), platform.files());
        ImagingDocumentSource actor = new ImagingDocumentSource(
                new ImagingSourceSettings(
                                ImageFolder.of(configuration, platform.data(), parts),
                                new ImagingSourceSettings.Addresses(
                                        new RetrieveAddress(
                                                configuration.get(Settings.DICOM_AE_TITLE),
                                                configuration.get(Settings.RETRIEVE_LOCATION_UID),
                                                addresses.endpoint(DICOM_WEB)),
                                        addresses.endpoint(IMAGING_SOURCE),
                                        addresses.endpoint(WADO)),
                                publication.settings(repository),
                                agreed)
                        .before(PacsConnection.of(configuration, platform.tls().context())),
                new ImagingDocumentSource.Partners(
                        platform.database(),
                        publication.partners(
                                repository,
                                this.repository == null ? null : registryHere(),
                                platform.audit(Settings.IMAGING_SOURCE)),
                        platform.audit(Settings.IMAGING_SOURCE),
                        platform.refusals(),
                        platform.materials(),
                        Clock.systemUTC(),
                        UUID::randomUUID,
                        known.overDimse()),
                consents.ofImages(registry, patients::isKnown));
        imagingSource = actor;
        AllowedOrigins origins = new AllowedOrigins(configuration.get(Settings.IMAGING_ALLOWED_ORIGINS));
        health.add(
                Settings.IMAGING_SOURCE,
                Health.Check.of(actor::health, () -> agreed.attention().or(actor::attention)));
        played.addAll(List.of(PlayedActor.IMAGING_DOCUMENT_SOURCE, PlayedActor.RESOURCE_SERVER));
        if (publication.asksForPatientIds()) {
            played.add(PlayedActor.CROSS_REFERENCE_CONSUMER);
        }
        descriptions.add("Imaging Document Source: C-STORE, C-FIND, C-MOVE, C-GET as "
                + configuration.get(Settings.DICOM_AE_TITLE) + " at "
                + addresses.dicom() + " and with TLS at " + addresses.dicomTls() + ", RAD-69 at "
                + onBothPorts(IMAGING_SOURCE) + ", STOW-RS, RAD-107 and RAD-129 at "
                + onBothPorts(DICOM_WEB) + ", RAD-55 at " + onBothPorts(WADO) + "; RAD-68 to " + repository
                + "; JPEG by " + RenderedFrame.jpegEncoder());
        return site.with(
                        IMAGING_SOURCE,
                        SoapEndpoint.publish(
                                RetrieveImagingDocumentSetEndpoint.CONTRACT,
                                actor.endpoint(),
                                platform.soap(IMAGING_SOURCE),
                                known.at(IMAGING_SOURCE)))
                .with(DICOM_WEB + "/*", actor.dicomWeb(known.over(DICOM_WEB), origins))
                .with(WADO, actor.wado(known.over(WADO), origins))
                .with(PUBLICATIONS + "/*", actor.publications(known.over(PUBLICATIONS)));
    }

    /** Where the publication of a study stands, and whose it is, for users of the portal; its reports and what has drifted, for administrators. */
    HttpSite publications(HttpSite site) {
        ImagingDocumentSource source = imagingSource;
        return source == null
                ? site
                : site.with("/api" + PUBLICATIONS + "/*", source.allPublications(new PortalUsers()))
                        .with(RECONCILIATION, source.reconciliation(new PortalUsers()))
                        .with(REPORTS, source.reports(new PortalUsers()));
    }

    /** What goes between us and a PACS, for administrators, where there is a PACS. */
    HttpSite pacs(HttpSite site) {
        return source().map(source -> PacsConnection.publish(site, source)).orElse(site);
    }

    /** In front of the actors that run here, and of those that the consumer's settings name. */
    HttpSite respondingGateway(HttpSite site) throws IOException {
        played.addAll(List.of(
                PlayedActor.RESPONDING_GATEWAY,
                PlayedActor.RESPONDING_IMAGING_GATEWAY,
                PlayedActor.DISCOVERY_RESPONDING_GATEWAY));
        descriptions.add("Responding Gateway: ITI-38, ITI-39 at " + onBothPorts(Communities.RESPONDING) + ", RAD-75 at "
                + onBothPorts(Communities.RESPONDING_IMAGING) + ", ITI-55 at "
                + onBothPorts(PatientIdentity.DISCOVERY));
        return patients.responding(
                communities(Settings.RESPONDING_GATEWAY).responding(site, health),
                consents.ofPatients(registry),
                known.at(PatientIdentity.DISCOVERY));
    }

    HttpSite initiatingGateway(HttpSite site) throws IOException {
        Communities communities = communities(Settings.INITIATING_GATEWAY);
        OtherCommunities others = OtherCommunities.over(clients, platform.audit(Settings.INITIATING_GATEWAY));
        AgreedPatientIds ids = patients.idsIn(others, consents.ofPatients(registry));
        InitiatingGateway actor =
                communities.initiating(others, health, ids, consents.ofCommunities(registry, patients.ours(ids)));
        initiatingGateway = actor;
        played.addAll(List.of(
                PlayedActor.INITIATING_GATEWAY,
                PlayedActor.INITIATING_IMAGING_GATEWAY,
                PlayedActor.DISCOVERY_INITIATING_GATEWAY));
        descriptions.add("Initiating Gateway: ITI-18, ITI-43 at " + onBothPorts(Communities.INITIATING) + ", RAD-69 at "
                + onBothPorts(Communities.INITIATING_IMAGING) + "; communities: "
                + actor.others().remotes().stream().map(RemoteCommunity::name).toList());
        return communities.publish(site, actor);
    }

    /** @param actor the gateway that asks */
    private Communities communities(String actor) {
        LocalCommunity.Actors here = new LocalActors(
                        configuration,
                        addresses,
                        clients,
                        new LocalActors.InProcess(registry, repository, imagingSource))
                .all();
        return new Communities(
                configuration,
                addresses,
                platform,
                known,
                new LocalCommunity(
                        configuration.get(Settings.HOME_COMMUNITY_ID),
                        here,
                        configuration.get(CommunitySettings.COMMUNITIES_TIME_BUDGET),
                        platform.audit(actor)));
    }

    HttpSite consumer(HttpSite site) {
        URI registryAddress = chosen(configuration.get(Settings.CONSUMER_REGISTRY), REGISTRY);
        Map<Oid, URI> repositories = new HashMap<>(configuration.get(Settings.CONSUMER_REPOSITORIES));
        repositories.putIfAbsent(configuration.get(Settings.REPOSITORY_UNIQUE_ID), addresses.local(REPOSITORY));
        Map<Oid, ImagingSourceAddresses> sources = new HashMap<>();
        configuration.get(Settings.CONSUMER_IMAGING_SOURCES).forEach((oid, base) -> sources.put(oid, services(base)));
        sources.putIfAbsent(configuration.get(Settings.RETRIEVE_LOCATION_UID), services(addresses.ihePlain()));
        DocumentConsumer actor = parts.add(
                "Document Consumer",
                DocumentConsumer.start(
                        new DocumentConsumer.Configuration(registryAddress, repositories, sources, gatewayOfConsumer()),
                        platform.audit(Settings.CONSUMER),
                        platform.soap(),
                        ClientTimeouts.DEFAULT,
                        platform.materials(),
                        platform.tls()));
        health.add(Settings.CONSUMER, () -> {
            actor.check();
            return Optional.empty();
        });
        played.addAll(List.of(PlayedActor.DOCUMENT_CONSUMER, PlayedActor.IMAGING_DOCUMENT_CONSUMER));
        descriptions.add("Document Consumer, Imaging Document Consumer and portal at " + addresses.portal()
                + "; ITI-18 to " + registryAddress);
        HttpSite extended = site;
        for (Map.Entry<String, HttpServlet> servlet : actor.servlets().entrySet()) {
            extended = extended.with(servlet.getKey(), servlet.getValue());
        }
        return registry == null ? Consents.untold(extended) : extended;
    }

    /** Who configured a registry for the consumer wants that one asked. */
    private @Nullable InitiatingGateway gatewayOfConsumer() {
        return configuration.get(Settings.CONSUMER_REGISTRY).isEmpty() ? initiatingGateway : null;
    }

    /** What operators do about consents. */
    HttpSite consents(HttpSite site) throws IOException {
        return consents.desk(site, registry, chosen(configuration.get(Settings.IMAGING_REPOSITORY), REPOSITORY));
    }

    private static ImagingSourceAddresses services(URI base) {
        return new ImagingSourceAddresses(
                Addresses.at(base, IMAGING_SOURCE), Addresses.at(base, DICOM_WEB), Addresses.at(base, WADO));
    }

    /** The patients of the registry, for administrators. */
    HttpSite patients(HttpSite site) {
        return site.with("/api/patients", patients.servlet());
    }

    /** Listens before anything is sent, and stops after the last record was. */
    HttpSite auditRepository(HttpSite site) throws IOException {
        PostgresAuditRecordStore.migrate(platform.database());
        AuditRecordStore store = new PostgresAuditRecordStore(platform.database());
        AuditRecordRepository actor = parts.add(
                "Audit Record Repository", new AuditRecordRepository(store, Clock.systemUTC(), ReceiverLimits.DEFAULT));
        boolean udp = configuration.get(Settings.AUDIT_TRANSPORT).equals("udp");
        if (udp) {
            TakenPorts.opening(Settings.AUDIT_PORT, addresses.audit(), () -> actor.listenUdp(addresses.audit()));
        } else {
            TakenPorts.opening(
                    Settings.AUDIT_PORT,
                    addresses.audit(),
                    () -> actor.listenTls(addresses.audit(), platform.tls().context()));
        }
        health.add(Settings.AUDIT_REPOSITORY, () -> {
            store.newest(1);
            return Optional.empty();
        });
        played.add(PlayedActor.AUDIT_RECORD_REPOSITORY);
        descriptions.add("Audit Record Repository: ITI-20 over " + (udp ? "UDP" : "TLS") + " at " + addresses.audit());
        return site.with("/api/audit", new AuditTrailServlet(store, platform.audit()))
                .with(
                        "/api/audit/emergencies",
                        new EmergenciesServlet(store, platform.audit(), AuditTrailServlet::reader));
    }

    /** Starts what works unasked, once the endpoints that it leads to are there. */
    void startWorking() throws IOException {
        ImagingDocumentSource source = imagingSource;
        if (source != null) {
            parts.add("Imaging Document Source", () -> source.stop(Gateway.grace()));
            source.start();
        }
    }

    /** Opens what is not HTTP. */
    void open() throws IOException {
        ImagingDocumentSource source = imagingSource;
        if (source != null) {
            new DicomPorts(source, addresses, platform).open(parts);
        }
        if (registry != null) {
            TakenPorts.opening(Settings.MLLP_PORT, addresses.mllp(), () -> patients.listen(parts));
            TakenPorts.opening(Settings.MLLP_TLS_PORT, addresses.mllpTls(), () -> patients.listenSecurely(parts));
        }
    }

    /** What of the integration statement is played here. */
    Set<PlayedActor> played() {
        return played;
    }

    /** The communities that are asked now. */
    List<RemoteCommunity> partners() {
        InitiatingGateway gateway = initiatingGateway;
        return gateway == null ? List.of() : gateway.others().remotes();
    }

    Optional<DocumentMetadataNotificationBroker> broker() {
        return Optional.ofNullable(broker);
    }

    Optional<DocumentRepository> documents() {
        return Optional.ofNullable(repository);
    }

    Optional<ImagingDocumentSource> source() {
        return Optional.ofNullable(imagingSource);
    }

    List<String> describe() {
        return List.copyOf(descriptions);
    }

    /** The configured partner, or our own actor over the plain port. */
    private URI chosen(String url, String path) {
        return url.isEmpty() ? addresses.local(path) : URI.create(url);
    }

    private String onBothPorts(String path) {
        return Addresses.at(addresses.ihePlain(), path) + " and " + Addresses.at(addresses.iheTls(), path);
    }
}

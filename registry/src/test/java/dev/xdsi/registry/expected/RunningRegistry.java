package dev.xdsi.registry.expected;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.NodeAuthenticationFailures;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.registry.DocumentMetadataNotificationBroker.Stores;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.registry.DocumentRegistryEndpoint;
import dev.xdsi.registry.MetadataUpdateEndpoint;
import dev.xdsi.registry.PatientFeed;
import dev.xdsi.registry.PatientFeedV3;
import dev.xdsi.registry.RegistryEndpoints;
import dev.xdsi.registry.UpdateResponderEndpoint;
import dev.xdsi.registry.dsub.InMemorySubscriptions;
import dev.xdsi.registry.iti44.PatientIdentityFeedV3Endpoint;
import dev.xdsi.registry.iti8.Adt;
import dev.xdsi.registry.mllp.MllpLimits;
import dev.xdsi.registry.mllp.MllpListener;
import dev.xdsi.registry.mllp.MllpPort;
import dev.xdsi.registry.mllp.MllpSender;
import dev.xdsi.registry.patients.InMemoryPatientStore;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.registry.patients.postgres.PostgresPatientStore;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Happenings;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.InMemoryHappenings;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Verdict;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore;
import dev.xdsi.registry.store.hibernate.TestDatabase;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.RemovalCodec;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.Administrators;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti62.RemoveMetadataRequest;
import dev.xdsi.wsdl.rmu.UpdateResponderPortType;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A Document Registry on a port of this machine, and a client that calls it there. */
public final class RunningRegistry implements AutoCloseable {
    /** Few enough that a test can register more than an answer may have. */
    public static final QueryLimits LIMITS = new QueryLimits(30, 60);

    /** The community it belongs to. */
    public static final HomeCommunityId HOME = new HomeCommunityId(new Oid("1.3.6.1.4.1.21367.13.70.1"));

    private static final String PATH = "/registry";
    private static final String UPDATE = "/metadata-update";
    private static final String RESTRICTED_UPDATE = "/update-responder";
    private static final String FEED = "/patient-identity-feed";
    private static final Oid AFFINITY_DOMAIN = new Oid("1.3.6.1.4.1.21367.2005.13.20.1000");

    private final Store kind;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final RegistryStore store;
    private final PatientStore patients;
    private final Told told;
    private final MllpListener feed;
    private volatile PermittedCodes permitted = PermittedCodes.ANY;
    private final InMemoryAuditSpool audit = new InMemoryAuditSpool(1 << 28);
    private final URI address;
    private final DocumentRegistryPortType client;
    private final RunningBroker broker;
    private final Subscriber subscriber;
    private final dev.xdsi.wsdl.xdsb2010.DocumentRegistryPortType administrator;
    private final UpdateResponderPortType updateResponder;
    private final HttpClient http =
            closing(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());

    /** Where a registry can keep what it knows. */
    public enum Store {
        MEMORY,
        POSTGRESQL
    }

    private RunningRegistry(Store kind) throws IOException {
        this.kind = kind;
        DataSource database =
                kind == Store.POSTGRESQL ? closing(new TestDatabase()).dataSource() : null;
        Happenings happenings;
        if (database == null) {
            InMemoryHappenings here = new InMemoryHappenings(Clock.systemUTC(), UUID::randomUUID);
            happenings = here;
            store = new InMemoryRegistryStore(here);
        } else {
            HibernateRegistryStore there = closing(HibernateRegistryStore.open(
                    database,
                    HibernateRegistryStore.Options.DEFAULT.withHappenings().withMerges()));
            happenings = there.happenings();
            store = there;
        }
        patients = database == null ? new InMemoryPatientStore() : PostgresPatientStore.open(database);
        told = new Told(patients);
        feed = closing(new PatientFeed(
                        patients,
                        AFFINITY_DOMAIN,
                        new MllpLimits(
                                4, 64 * 1024, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                        new PatientFeed.Surroundings(
                                trail(),
                                new NodeAuthenticationFailures(trail(), Clock.systemUTC()),
                                Clock.systemUTC(),
                                UUID::randomUUID))
                .listen(MllpPort.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))));
        Path spooled = Files.createTempDirectory("registry");
        open.push(() -> Files.delete(spooled));
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, spooled, UUID::randomUUID);
        DocumentRegistry registry = registry();
        RunningBroker.Time time = new RunningBroker.Time();
        broker = closing(
                new RunningBroker(registry.grouped(time.of(happenings)), stores(database), settings, trail(), time));
        HttpServer server = closing(HttpServer.start(
                "registry",
                broker.on(published(registry, settings)),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT));
        address = URI.create("http://127.0.0.1:" + server.port("port") + PATH);
        SoapClients clients = new SoapClients(settings, null, ClientTimeouts.DEFAULT);
        client = clients.connect(DocumentRegistryEndpoint.CONTRACT, address);
        subscriber = new Subscriber(clients, address.resolve(RunningBroker.PATH));
        administrator = clients.connect(MetadataUpdateEndpoint.CONTRACT, address.resolve(UPDATE));
        updateResponder = clients.connect(UpdateResponderEndpoint.CONTRACT, address.resolve(RESTRICTED_UPDATE));
    }

    static RunningRegistry start(Store kind) {
        try {
            return new RunningRegistry(kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AuditTrail trail() {
        AuditContext us = new AuditContext(
                new AuditSource("site", "registry", AuditSource.Type.APPLICATION_SERVER), "42", "localhost");
        return new AuditTrail(audit, us, Clock.systemUTC(), 1 << 20);
    }

    private static Stores stores(@Nullable DataSource database) {
        InMemorySubscriptions subscriptions = new InMemorySubscriptions();
        return database == null ? new Stores(subscriptions, subscriptions) : Stores.in(database);
    }

    private DocumentRegistry registry() {
        return closing(DocumentRegistry.over(
                store,
                new DocumentRegistry.Configuration(
                        new RegistryEndpoints(
                                URI.create("http://localhost" + PATH),
                                URI.create("http://localhost" + UPDATE),
                                URI.create("http://localhost" + RESTRICTED_UPDATE)),
                        LIMITS,
                        told,
                        DocumentRegistry.Consent.NO_QUESTION,
                        new DocumentRegistry.Agreements(HOME, () -> permitted, Administrators.EVERYONE)),
                trail(),
                new DocumentRegistry.Surroundings(Clock.systemUTC(), () -> EntryUuid.of(UUID.randomUUID()))));
    }

    private HttpSite published(DocumentRegistry registry, SoapSettings settings) {
        return HttpSite.empty()
                .with(
                        FEED,
                        SoapEndpoint.publish(
                                PatientIdentityFeedV3Endpoint.CONTRACT,
                                PatientFeedV3.endpoint(
                                        patients,
                                        AFFINITY_DOMAIN,
                                        URI.create("http://localhost" + FEED),
                                        new PatientFeedV3.Surroundings(trail(), Clock.systemUTC(), UUID::randomUUID)),
                                settings))
                .with(
                        PATH,
                        SoapEndpoint.publish(
                                DocumentRegistryEndpoint.CONTRACT, new DocumentRegistryEndpoint(registry), settings))
                .with(
                        UPDATE,
                        SoapEndpoint.publish(
                                MetadataUpdateEndpoint.CONTRACT, new MetadataUpdateEndpoint(registry), settings))
                .with(
                        RESTRICTED_UPDATE,
                        SoapEndpoint.publish(
                                UpdateResponderEndpoint.CONTRACT, new UpdateResponderEndpoint(registry), settings));
    }

    /** Register Document Set-b [ITI-42]. */
    public RegistryResponse submit(SubmissionDraft submission) {
        return RegistryResponseCodec.decode(
                client.documentRegistryRegisterDocumentSetB(SubmissionCodec.encode(submission)),
                ErrorCode.XDSRegistryError);
    }

    /** Register On-Demand Document Entry [ITI-61]. */
    RegistryResponse registerOnDemand(SubmissionDraft submission) {
        return decoded(client.documentRegistryRegisterOnDemandDocumentEntry(SubmissionCodec.encode(submission)));
    }

    /** Update Document Set [ITI-57]. */
    public RegistryResponse update(SubmissionDraft submission) {
        return decoded(administrator.documentRegistryUpdateDocumentSet(SubmissionCodec.encode(submission)));
    }

    /** Restricted Update Document Set [ITI-92]. */
    RegistryResponse restrictedUpdate(SubmissionDraft submission) {
        return decoded(updateResponder.updateResponderRestrictedUpdateDocumentSet(SubmissionCodec.encode(submission)));
    }

    /** Remove Metadata [ITI-62]. */
    public RegistryResponse remove(String... objectRefs) {
        return decoded(administrator.documentRegistryDeleteDocumentSet(
                RemovalCodec.encode(new RemoveMetadataRequest(List.of(objectRefs)))));
    }

    private static RegistryResponse decoded(RegistryResponseType response) {
        return RegistryResponseCodec.decode(response, ErrorCode.XDSRegistryError);
    }

    /** Registry Stored Query [ITI-18]. */
    public StoredQueryResponse ask(StoredQueryRequest query) {
        return StoredQueryCodec.decode(client.documentRegistryRegistryStoredQuery(StoredQueryCodec.encode(query)));
    }

    /** Until something else is agreed on, submissions may have these codes and no other. */
    void permit(PermittedCodes codes) {
        permitted = codes;
    }

    /** Whether patients of whom no feed told are unknown. */
    void onlyTold(boolean only) {
        told.only = only;
    }

    /** A message of the Patient Identity Feed [ITI-8], and its acknowledgement. */
    String feed(Adt message) throws IOException {
        try (MllpSender sender = MllpSender.to(feed.address())) {
            return sender.ask(message.bytes());
        }
    }

    /** A message of the Patient Identity Feed HL7 V3 [ITI-44], and its acknowledgement. */
    String feed(String message) throws IOException, InterruptedException {
        String action = "urn:hl7-org:v3:" + message.substring(1, message.indexOf(' '));
        return send(
                        FEED,
                        "application/soap+xml; charset=UTF-8",
                        Messages.envelope(action, message).getBytes(StandardCharsets.UTF_8))
                .body();
    }

    /** Everybody is known, until only those are of whom a feed told. */
    private static final class Told implements PatientDirectory {
        private final PatientDirectory those;
        private final PatientDirectory everybody;
        private volatile boolean only;

        Told(PatientStore patients) {
            those = patients;
            everybody = patients.openToAll();
        }

        @Override
        public boolean isKnown(PatientId id) {
            return (only ? those : everybody).isKnown(id);
        }

        @Override
        public PatientId survivorOf(PatientId id) {
            return those.survivorOf(id);
        }

        @Override
        public Set<PatientId> subsumed(Set<PatientId> ids) {
            return those.subsumed(ids);
        }

        @Override
        public Set<PatientId> mergedInto(PatientId id) {
            return those.mergedInto(id);
        }

        @Override
        public boolean isIn(DataSource database) {
            return those.isIn(database);
        }
    }

    /** Whom a Patient Identity Feed told of; everybody else may be submitted for all the same. */
    public PatientStore patients() {
        return patients;
    }

    RunningBroker broker() {
        return broker;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /** Multi-Patient Stored Query [ITI-51]. */
    public StoredQueryResponse askMany(StoredQueryRequest query) {
        return StoredQueryCodec.decode(client.documentRegistryMultiPatientStoredQuery(StoredQueryCodec.encode(query)));
    }

    /** Sends a message as it is, and returns what comes back, whatever it is. */
    public String post(String message) throws IOException, InterruptedException {
        return send(PATH, "application/soap+xml; charset=UTF-8", message.getBytes(StandardCharsets.UTF_8))
                .body();
    }

    HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address.resolve(pathAndQuery)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends anything as it is. */
    HttpResponse<String> send(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public URI address() {
        return address;
    }

    public InMemoryAuditSpool audit() {
        return audit;
    }

    /** What it keeps, behind its back. */
    public RegistryStore store() {
        return store;
    }

    /** Puts an object into the store as it is. */
    void keep(PatientId patientId, RegistryObject object) {
        NewObject kept = new NewObject(object, patientId, RegistryObjectXml.write(DraftWriter.draft(object)));
        store.change(
                Scope.of(patientId, new Identifiers(Set.of(), Set.of())),
                snapshot -> new Verdict.Accepted(Change.adding(List.of(kept)), List.of()));
    }

    /** A Folder as it is written in the store. */
    RegistryObjectDraft folder(EntryUuid entryUUID) {
        return RegistryObjectXml.read(store.folders(List.of(new EntryUuidIn(Set.of(entryUUID))), 1)
                .getFirst()
                .text());
    }

    private <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Override
    public String toString() {
        return kind.toString();
    }
}

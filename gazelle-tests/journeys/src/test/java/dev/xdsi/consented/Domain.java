package dev.xdsi.consented;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.EmergencyOverrides;
import dev.xdsi.audit.NodeAuthenticationFailures;
import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.consent.AskedRegistry;
import dev.xdsi.consent.DomainPolicy;
import dev.xdsi.consent.KnownPatients;
import dev.xdsi.consent.Policy;
import dev.xdsi.consent.PolicyDecisionPoint;
import dev.xdsi.consent.RegisteredDocuments;
import dev.xdsi.dicom.pixel.DrawingMaterials;
import dev.xdsi.dicom.pixel.Lettering;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.ConsentFormat;
import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.gateway.database.EmbeddedDatabase;
import dev.xdsi.imaging.ImagingDocumentSource;
import dev.xdsi.imaging.ImagingSourceSettings;
import dev.xdsi.imaging.archive.BorrowedInstances;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.PostgresInstanceIndex;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.disclosure.ImageConsent;
import dev.xdsi.imaging.identity.UserIdentities;
import dev.xdsi.imaging.manifest.ManifestAuthor;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.publication.PostgresPublicationStore;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.publication.Schedule;
import dev.xdsi.imaging.rad68.AffinityDomainCodes;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.registry.patients.InMemoryPatientStore;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.registry.submission.PrivacyPolicies;
import dev.xdsi.repository.DocumentRepository;
import dev.xdsi.repository.iti41.ContentRule;
import dev.xdsi.transaction.Administrators;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The real actors of an affinity domain with consent, as the launcher puts them together, over a real database and real files. */
final class Domain implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    static final Oid AUTHORITY = new Oid("1.3.6.1.4.1.21367.2005.13.20.1000");
    static final Oid REPOSITORY = new Oid("1.2.3.100");
    static final Oid LOCATION = new Oid("1.2.3.200");
    static final String IMAGES = "IMAGES";
    private static final URI HERE = URI.create("http://127.0.0.1/here");

    /** The policies by the names that the oracle has for them. */
    static final Map<String, String> POLICY_OIDS = Map.of(
            "share", "1.2.3.1", "only-a", "1.2.3.2", "no-psy", "1.2.3.3", "no-v", "1.2.3.4", "emergency", "1.2.3.5");

    private static final Map<String, Policy> POLICIES = Map.of(
            "1.2.3.1", new Policy.ShareWithTreatingStaff(),
            "1.2.3.2", new Policy.OnlyOrganisations(Set.of("urn:oid:1.2.3." + (int) 'A')),
            "1.2.3.3", new Policy.NotClassCodes(Set.of("PSY^^classes")),
            "1.2.3.4", new Policy.NotConfidentialityCodes(Set.of("V^^secrets")),
            "1.2.3.5", new Policy.EmergencyOnly());

    final AtomicBoolean registryIsDown = new AtomicBoolean();

    /** Whether repository and imaging source ask the registry as from another process. */
    final AtomicBoolean registryIsElsewhere = new AtomicBoolean();

    /** What happens before the next question about consents, once. */
    final AtomicReference<Runnable> beforeConsentsAreRead = new AtomicReference<>(() -> {});

    final AtomicReference<String> unlessSaid = new AtomicReference<>("opt-out");
    final AtomicReference<AuditSpool> spool = new AtomicReference<>(new InMemoryAuditSpool(1 << 26));

    /** What the repository does with the manifests of the imaging source, as if the domain had coded them otherwise. */
    final AtomicReference<UnaryOperator<ProvideAndRegisterDocumentSetRequest>> coding =
            new AtomicReference<>(UnaryOperator.identity());

    /** Who was merged into whom. */
    final PatientStore patients = new InMemoryPatientStore();

    final DocumentRegistry registry;
    final DocumentRepository repository;
    final ImagingDocumentSource images;
    final InstanceArchive archive;
    final ConsentDecisionPoint consent;
    private final RegistryElsewhere elsewhere;
    private final PublicationStore publications;
    private final EmbeddedDatabase postgres;
    private final HikariDataSource pool;

    Domain(Path folder) throws Exception {
        this.postgres = EmbeddedDatabase.start(folder.resolve("postgresql"));
        this.pool = pool(postgres);
        AuditTrail audit = new AuditTrail(
                new InMemoryAuditSpool(1 << 28),
                new AuditContext(
                        new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                Clock.systemUTC(),
                1 << 20);
        this.registry = DocumentRegistry.over(
                new InMemoryRegistryStore(),
                new DocumentRegistry.Configuration(
                        HERE,
                        QueryLimits.DEFAULT,
                        patients.openToAll(),
                        new DocumentRegistry.Consent(this::decisionPointOfRegistry, PrivacyPolicies.of(names())),
                        new DocumentRegistry.Agreements(null, () -> PermittedCodes.ANY, Administrators.EVERYONE)),
                audit,
                new DocumentRegistry.Surroundings(Clock.systemUTC(), () -> EntryUuid.of(UUID.randomUUID())));
        this.elsewhere = new RegistryElsewhere(registry, folder);
        AskedRegistry asked = AskedRegistry.here(interrupted(registry.everything()));
        AskedRegistry askedElsewhere = AskedRegistry.elsewhere(interrupted(elsewhere));
        this.consent = decisionPoint(asked);
        DocumentDisclosure here = new RegisteredDocuments(consent, asked::entriesOf);
        DocumentDisclosure there = new RegisteredDocuments(decisionPoint(askedElsewhere), askedElsewhere::entriesOf);
        DocumentDisclosure disclosure =
                (caller, transaction) -> (registryIsElsewhere.get() ? there : here).viewOf(caller, transaction);
        this.repository = DocumentRepository.start(
                new DocumentRepository.Configuration(
                        REPOSITORY,
                        folder.resolve("documents"),
                        1 << 20,
                        HERE,
                        new DocumentRepository.Consent(disclosure, ContentRule.NONE)),
                pool,
                new DocumentRepository.Registry(HERE, registry.registerDocumentSet()),
                audit,
                new DocumentRepository.Surroundings(Clock.systemUTC(), UUID::randomUUID));
        Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provide = (request, caller) ->
                repository.provideAndRegisterDocumentSet().perform(coding.get().apply(request), caller);
        this.images = new ImagingDocumentSource(
                settings(folder.resolve("instances")),
                new ImagingDocumentSource.Partners(
                        pool,
                        new ImagingDocumentSource.ManifestPartners(
                                provide, new ImagingDocumentSource.Registry(HERE, registry.updateDocumentSetHere())),
                        audit,
                        new NodeAuthenticationFailures(audit, Clock.systemUTC()),
                        new DrawingMaterials(PixelMemory.ofThisProcess(), Lettering.NONE),
                        Clock.systemUTC(),
                        UUID::randomUUID,
                        UserIdentities.NONE),
                new ImageConsent(disclosure, new KnownPatients(patient -> registryIsElsewhere.get(), asked)));
        images.start();
        this.publications = new PostgresPublicationStore(new Database(pool));
        this.archive = new InstanceArchive(
                folder.resolve("instances"),
                new PostgresInstanceIndex(new Database(pool)),
                null,
                new BorrowedInstances.Surroundings(Clock.systemUTC(), UUID::randomUUID, PixelMemory.ofThisProcess()));
    }

    /** As it is for a test to begin with. */
    void reset() {
        unlessSaid.set("opt-out");
        registryIsDown.set(false);
        registryIsElsewhere.set(false);
        beforeConsentsAreRead.set(() -> {});
        spool.set(new InMemoryAuditSpool(1 << 20));
    }

    private static HikariDataSource pool(EmbeddedDatabase postgres) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(postgres.jdbcUrl());
        pool.setPassword(postgres.password());
        pool.setMaximumPoolSize(8);
        return new HikariDataSource(pool);
    }

    private static Map<String, String> names() {
        return Map.of("1.2.3.1", "a", "1.2.3.2", "b", "1.2.3.3", "c", "1.2.3.4", "d", "1.2.3.5", "e");
    }

    private ConsentDecisionPoint decisionPointOfRegistry(
            Transaction<StoredQueryRequest, StoredQueryResponse> everything) {
        ConsentDecisionPoint point = decisionPoint(AskedRegistry.here(unlessDown(everything)));
        return (caller, transaction) -> point.viewOf(elsewhere.proven(caller), transaction);
    }

    private Transaction<StoredQueryRequest, StoredQueryResponse> unlessDown(
            Transaction<StoredQueryRequest, StoredQueryResponse> asked) {
        return (request, caller) -> {
            if (registryIsDown.get()) {
                throw new IllegalStateException("the registry does not answer");
            }
            return asked.perform(request, caller);
        };
    }

    private Transaction<StoredQueryRequest, StoredQueryResponse> interrupted(
            Transaction<StoredQueryRequest, StoredQueryResponse> asked) {
        return unlessDown((request, caller) -> {
            if (request.parameters().toString().contains(ConsentFormat.BPPC.code())) {
                beforeConsentsAreRead.getAndSet(() -> {}).run();
            }
            return asked.perform(request, caller);
        });
    }

    private ConsentDecisionPoint decisionPoint(AskedRegistry asked) {
        Map<String, ConsentDecisionPoint> points = Map.of(
                "opt-in", point(DomainPolicy.Default.OPT_IN, asked),
                "opt-out", point(DomainPolicy.Default.OPT_OUT, asked));
        return (caller, transaction) -> alerting(
                        points.getOrDefault(unlessSaid.get(), ConsentDecisionPoint.WITHOUT_CONSENT))
                .viewOf(caller, transaction);
    }

    private static ConsentDecisionPoint point(DomainPolicy.Default unlessSaid, AskedRegistry asked) {
        return new PolicyDecisionPoint(
                new DomainPolicy(
                        unlessSaid,
                        Set.of("doctor^^roles", "nurse^^roles"),
                        Set.of("doctor^^roles"),
                        Set.of("EMERGENCY^^purposes"),
                        POLICIES),
                asked,
                () -> NOW);
    }

    private ConsentDecisionPoint alerting(ConsentDecisionPoint point) {
        return new EmergencyOverrides(
                point,
                new AuditTrail(
                        spool.get(),
                        new AuditContext(
                                new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                        Clock.systemUTC(),
                        1 << 20));
    }

    private static ImagingSourceSettings settings(Path folder) {
        return new ImagingSourceSettings(
                folder,
                new ImagingSourceSettings.Addresses(new RetrieveAddress("XDSI", LOCATION, HERE), HERE, HERE),
                new ImagingSourceSettings.Publication(
                        new Oid("1.2.3.4.5"),
                        HERE,
                        new ImagingSourceSettings.Manifests(
                                new ManifestAuthor("XDSI", "Clinic"),
                                List.of(ManifestKind.KOS),
                                PublicationPolicy.OPEN),
                        AffinityDomainCodes.common(),
                        new PatientDomains(AUTHORITY, new Oid("1.2.3.300"), new Oid("1.2.3.301")),
                        new Schedule(Duration.ZERO, Duration.ofMillis(10), Duration.ofHours(1), Duration.ofHours(1)),
                        ZoneId.of("UTC")));
    }

    /** Whether the imaging source has taken note that a manifest with all images of a study is registered. */
    boolean isPublished(String study, int images) {
        return publications.status(new Oid(study)).stream()
                .filter(status -> status.instances() == images)
                .anyMatch(status -> status.progress().publishedChanges() == images);
    }

    /** Security alerts of emergency overrides so far, as the audit repository would get them. */
    List<byte[]> alerts() {
        return spool.get().read(0, 100_000).stream()
                .map(AuditSpool.Entry::message)
                .toList();
    }

    @Override
    public void close() throws Exception {
        images.stop(Duration.ofSeconds(5));
        repository.close();
        elsewhere.close();
        registry.close();
        pool.close();
        postgres.close();
    }
}

package dev.xdsi.gateway;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.EmergencyOverrides;
import dev.xdsi.consent.AskedRegistry;
import dev.xdsi.consent.DomainPolicy;
import dev.xdsi.consent.KnownPatients;
import dev.xdsi.consent.PolicyDecisionPoint;
import dev.xdsi.consent.RegisteredDocuments;
import dev.xdsi.consent.bppc.ConsentDocumentCheck;
import dev.xdsi.consent.community.ForeignStudies;
import dev.xdsi.consent.community.OurConsents;
import dev.xdsi.consent.community.OurPatients;
import dev.xdsi.consumer.initiating.Disclosure;
import dev.xdsi.consumer.iti18.RegistryStoredQueryAudit;
import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.consent.ConsentDesk;
import dev.xdsi.gateway.consent.ConsentProvision;
import dev.xdsi.gateway.consent.ConsentState;
import dev.xdsi.gateway.consent.ConsentStateServlet;
import dev.xdsi.gateway.consent.ConsentsServlet;
import dev.xdsi.gateway.consent.Explanation;
import dev.xdsi.gateway.consent.PolicyCatalogue;
import dev.xdsi.gateway.metrics.CountedDecisions;
import dev.xdsi.gateway.metrics.Meters;
import dev.xdsi.imaging.disclosure.ImageConsent;
import dev.xdsi.imaging.rad68.ProvideAndRegisterImagingDocumentSetClient;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.registry.submission.PrivacyPolicies;
import dev.xdsi.repository.DocumentRepository;
import dev.xdsi.repository.iti41.ContentRule;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpSite;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How patients' consents are put around the actors of a process: one decision point, asked on every path on which something is read. */
final class Consents {
    static final String STATE = "/api/consent";
    private static final URI IN_THIS_PROCESS = URI.create("urn:xdsi:registry-of-this-process");

    private final Configuration configuration;
    private final SoapClients clients;
    private final AuditTrail audit;
    private final Meters meters;
    private final PolicyCatalogue policies;
    private final @Nullable DomainPolicy domain;

    Consents(Configuration configuration, SoapClients clients, AuditTrail audit, Meters meters) {
        this.meters = meters;
        this.configuration = configuration;
        this.clients = clients;
        this.audit = audit;
        this.policies = configuration.get(Settings.CONSENT_POLICIES);
        this.domain = domain(configuration, policies);
    }

    private static @Nullable DomainPolicy domain(Configuration configuration, PolicyCatalogue policies) {
        String unlessSaid = configuration.get(Settings.CONSENT_DEFAULT);
        return unlessSaid.equals(Settings.NO_QUESTION)
                ? null
                : new DomainPolicy(
                        unlessSaid.equals("opt-in") ? DomainPolicy.Default.OPT_IN : DomainPolicy.Default.OPT_OUT,
                        configuration.get(Settings.CONSENT_TREATING_ROLES),
                        configuration.get(Settings.CONSENT_BREAK_GLASS_ROLES),
                        configuration.get(Settings.CONSENT_EMERGENCY_PURPOSES),
                        policies.byOid());
    }

    DocumentRegistry.Consent ofRegistry() {
        DomainPolicy known = domain;
        return known == null
                ? DocumentRegistry.Consent.NO_QUESTION
                : new DocumentRegistry.Consent(
                        everything -> decisionPoint(known, AskedRegistry.here(everything)),
                        PrivacyPolicies.of(policies.namesByOid()));
    }

    /** @param here the registry of this process, if it has one */
    DocumentRepository.Consent ofRepository(@Nullable DocumentRegistry here) throws IOException {
        DomainPolicy known = domain;
        return known == null
                ? DocumentRepository.Consent.NO_QUESTION
                : new DocumentRepository.Consent(disclosure(known, registry(here)), new ConsentContents());
    }

    /**
     * Null where consent is no question.
     *
     * @param fed whom the Patient Identity Feed knows
     */
    @Nullable
    ImageConsent ofImages(@Nullable DocumentRegistry here, Predicate<PatientId> fed) throws IOException {
        DomainPolicy known = domain;
        if (known == null) {
            return null;
        }
        AskedRegistry registry = registry(here);
        // Another process' registry hides from us whom it denies to the caller: there, everybody counts as known.
        return new ImageConsent(
                disclosure(known, registry), here == null ? patient -> true : new KnownPatients(fed, registry));
    }

    /** Whether another community may be told that a patient is known here. */
    ConsentDecisionPoint ofPatients(@Nullable DocumentRegistry here) throws IOException {
        DomainPolicy known = domain;
        return known == null ? ConsentDecisionPoint.WITHOUT_CONSENT : decisionPoint(known, registry(here));
    }

    /**
     * What other communities answer, under our own consents too.
     *
     * @param patients whom of ours they mean by their ids
     */
    Disclosure ofCommunities(@Nullable DocumentRegistry here, OurPatients patients) throws IOException {
        DomainPolicy known = domain;
        return known == null
                ? Disclosure.OF_EVERYTHING
                : new ConsentedCommunities(new OurConsents(
                        decisionPoint(known, registry(here)),
                        patients,
                        new ForeignStudies(ForeignStudies.Limits.DEFAULT, Clock.systemUTC()),
                        configuration.get(Settings.HOME_COMMUNITY_ID).urn()::equals));
    }

    /**
     * The desk of an operator, and what users are told of a patient's consent, where consent is a question here.
     *
     * @param repository where consents are submitted by ITI-41
     */
    HttpSite desk(HttpSite portal, @Nullable DocumentRegistry here, URI repository) throws IOException {
        DomainPolicy known = domain;
        if (known == null) {
            return untold(portal);
        }
        AskedRegistry registry = here == null ? registry(null) : recorded(here);
        ConsentsServlet servlet = new ConsentsServlet(
                new ConsentDesk(
                        registry,
                        audit.around(
                                new ProvideAndRegisterImagingDocumentSetClient(clients, repository),
                                new ConsentProvision(audit.context(), repository)),
                        policies,
                        new ConsentDesk.Source(
                                configuration.get(Settings.SOURCE_ID),
                                configuration.get(Settings.INSTITUTION),
                                Clock.systemUTC(),
                                UUID::randomUUID)),
                new Explanation(new PolicyDecisionPoint(known, registry, Clock.systemUTC()), registry));
        ConsentState states = new ConsentState(
                new PolicyDecisionPoint(known, registry, Clock.systemUTC()), registry, Clock.systemUTC());
        return portal.with("/api/consents", servlet)
                .with("/api/consents/*", servlet)
                .with(STATE, new ConsentStateServlet(states, UUID::randomUUID));
    }

    /** Users are told nothing of consents. */
    static HttpSite untold(HttpSite portal) {
        return portal.with(STATE, new ConsentStateServlet(ConsentStateServlet.States.NOTHING, UUID::randomUUID));
    }

    /** What an operator looks at is recorded, what a decision needs is not. */
    private AskedRegistry recorded(DocumentRegistry here) {
        return AskedRegistry.here(
                audit.around(here.everything(), new RegistryStoredQueryAudit(audit.context(), IN_THIS_PROCESS)));
    }

    private DocumentDisclosure disclosure(DomainPolicy known, AskedRegistry registry) {
        return new RegisteredDocuments(decisionPoint(known, registry), registry::entriesOf);
    }

    private ConsentDecisionPoint decisionPoint(DomainPolicy known, AskedRegistry registry) {
        return new CountedDecisions(
                new EmergencyOverrides(new PolicyDecisionPoint(known, registry, Clock.systemUTC()), audit), meters);
    }

    private AskedRegistry registry(@Nullable DocumentRegistry here) throws IOException {
        if (here != null) {
            return AskedRegistry.here(here.everything());
        }
        URI address = Stream.of(Settings.CONSENT_REGISTRY, Settings.REPOSITORY_REGISTRY, Settings.CONSUMER_REGISTRY)
                .map(configuration::get)
                .filter(url -> !url.isEmpty())
                .map(URI::create)
                .findFirst()
                .orElseThrow(
                        () -> new IOException("documents and images are given out by the patients' consents, which the"
                                + " Document Registry knows: run one here (actors), name its URL ("
                                + Settings.CONSENT_REGISTRY.key() + "), or set " + Settings.CONSENT_DEFAULT.key() + ": "
                                + Settings.NO_QUESTION));
        return AskedRegistry.elsewhere(audit.around(
                new RegistryStoredQueryClient(clients, address),
                new RegistryStoredQueryAudit(audit.context(), address)));
    }

    /** What BPPC demands of consent documents, as the repository asks it. */
    private static final class ConsentContents implements ContentRule {
        @Override
        public boolean concerns(RegistryObjectDraft documentEntry) {
            return ConsentDocumentCheck.concerns(documentEntry);
        }

        @Override
        public List<XdsError> faults(RegistryObjectDraft documentEntry, InputStream beginning) {
            return ConsentDocumentCheck.faults(documentEntry, beginning);
        }
    }
}

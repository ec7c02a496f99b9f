package dev.xdsi.gateway;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.consumer.iti18.RegistryStoredQueryAudit;
import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.RepositoryServiceSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.statement.PlayedActor;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.repository.DocumentRepository;
import dev.xdsi.repository.RemoveDocumentsEndpoint;
import dev.xdsi.repository.iti61.RegisterOnDemandDocumentEntryAudit;
import dev.xdsi.repository.iti61.RegisterOnDemandDocumentEntryClient;
import dev.xdsi.repository.ondemand.OnDemand;
import dev.xdsi.repository.ondemand.OnDemandBackfill;
import dev.xdsi.repository.ondemand.OnDemandSubmissions;
import dev.xdsi.repository.ondemand.RegisteredEntries;
import dev.xdsi.repository.ondemand.imagingsummary.ImagingSummary;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.Administrators;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a Document Repository does besides taking documents and giving them out: it removes some, and makes others. */
final class RepositoryServices {
    static final String REMOVAL = "/remove-documents";

    private final Configuration configuration;
    private final Addresses addresses;
    private final Platform platform;

    RepositoryServices(Configuration configuration, Addresses addresses, Platform platform) {
        this.configuration = configuration;
        this.addresses = addresses;
        this.platform = platform;
    }

    boolean removesDocuments() {
        return configuration.get(RepositoryServiceSettings.REMOVE_DOCUMENTS).equals("on");
    }

    private boolean makesDocuments() {
        return !configuration
                .get(RepositoryServiceSettings.IMAGING_SUMMARY)
                .equals(RepositoryServiceSettings.IMAGING_SUMMARY.initial());
    }

    List<PlayedActor> played() {
        List<PlayedActor> played = new ArrayList<>();
        if (removesDocuments()) {
            played.add(PlayedActor.CLEARED_REPOSITORY);
        }
        if (makesDocuments()) {
            played.add(PlayedActor.ON_DEMAND_DOCUMENT_SOURCE);
        }
        return played;
    }

    /**
     * @param here the registry of this process; null where it is in another
     * @param registry its address
     */
    DocumentRepository.Options options(@Nullable DocumentRegistry here, URI registry, SoapClients clients) {
        Administrators administrators = removesDocuments()
                ? Administrators.withRoles(configuration.get(RepositoryServiceSettings.REPOSITORY_ADMINISTRATORS))
                : Administrators.NOBODY;
        return new DocumentRepository.Options(
                new DocumentRepository.Removal(addresses.endpoint(REMOVAL), administrators),
                makesDocuments() ? onDemand(registry(here, registry, clients)) : null);
    }

    /** Gives patients their entry whose documents came before. The registry of the same process tells also of what consents hide. */
    void watch(DocumentRepository.Options options, @Nullable DocumentRegistry here, Parts parts) {
        OnDemand onDemand = options.onDemand();
        if (onDemand != null) {
            RegisteredEntries registered =
                    new RegisteredEntries(here == null ? onDemand.registry().registryStoredQuery() : here.everything());
            parts.add(
                    "on-demand watch",
                    OnDemandWatch.start(new OnDemandBackfill(onDemand, registered, platform.database())));
        }
    }

    private OnDemand onDemand(OnDemand.Registry registry) {
        return new OnDemand(
                new ImagingSummary(new RegisteredEntries(registry.registryStoredQuery()), Clock.systemUTC()),
                new OnDemandSubmissions(
                        configuration.get(Settings.REPOSITORY_UNIQUE_ID),
                        configuration.get(Settings.SOURCE_ID),
                        configuration.get(Settings.INSTITUTION)),
                registry,
                configuration.get(RepositoryServiceSettings.IMAGING_SUMMARY).equals("kept"),
                new OnDemand.Surroundings(Clock.systemUTC(), UUID::randomUUID));
    }

    /** Asked in the same process or over the network, and both recorded. */
    private OnDemand.Registry registry(@Nullable DocumentRegistry here, URI address, SoapClients clients) {
        AuditTrail audit = platform.audit(Settings.REPOSITORY);
        return new OnDemand.Registry(
                audit.around(
                        here == null ? new RegistryStoredQueryClient(clients, address) : here.registryStoredQuery(),
                        new RegistryStoredQueryAudit(audit.context(), address)),
                audit.around(
                        here == null
                                ? new RegisterOnDemandDocumentEntryClient(clients, address)
                                : here.registerOnDemandDocumentEntry(),
                        new RegisterOnDemandDocumentEntryAudit(audit.context(), address)));
    }

    /** Opens the repository to Document Administrators, where they may remove anything. */
    HttpSite administration(HttpSite site, DocumentRepository repository, KnownCallers known) {
        return !removesDocuments()
                ? site
                : site.with(
                        REMOVAL,
                        SoapEndpoint.publish(
                                RemoveDocumentsEndpoint.CONTRACT,
                                new RemoveDocumentsEndpoint(repository),
                                platform.soap(REMOVAL),
                                known.at(REMOVAL)));
    }
}

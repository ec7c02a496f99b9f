package dev.xdsi.gateway;

import dev.xdsi.consumer.community.LocalCommunity;
import dev.xdsi.consumer.community.Service;
import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetClient;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.imaging.ImagingDocumentSource;
import dev.xdsi.model.Oid;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.repository.DocumentRepository;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The actors of this community as its gateways ask them: those of this process by their own transactions, the others, which the
 * settings of the consumer name, over SOAP.
 */
record LocalActors(Configuration configuration, Addresses addresses, SoapClients clients, InProcess here) {

    /** What runs in this process. */
    record InProcess(
            @Nullable DocumentRegistry registry,
            @Nullable DocumentRepository repository,
            @Nullable ImagingDocumentSource imagingSource) {}

    LocalCommunity.Actors all() {
        return new LocalCommunity.Actors(registry(), repositories(), imagingSources());
    }

    private Service<StoredQueryRequest, StoredQueryResponse> registry() {
        DocumentRegistry own = here.registry();
        if (own != null) {
            return new Service<>(addresses.endpoint(Actors.REGISTRY), own.registryStoredQuery());
        }
        String url = configuration.get(Settings.CONSUMER_REGISTRY);
        URI address = url.isEmpty() ? addresses.local(Actors.REGISTRY) : URI.create(url);
        return new Service<>(address, new RegistryStoredQueryClient(clients, address));
    }

    private Map<Oid, Service<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse>> repositories() {
        Map<Oid, Service<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse>> services = new HashMap<>();
        configuration
                .get(Settings.CONSUMER_REPOSITORIES)
                .forEach((oid, address) ->
                        services.put(oid, new Service<>(address, new RetrieveDocumentSetClient(clients, address))));
        DocumentRepository own = here.repository();
        if (own != null) {
            services.put(
                    configuration.get(Settings.REPOSITORY_UNIQUE_ID),
                    new Service<>(addresses.endpoint(Actors.REPOSITORY), own.retrieveDocumentSet()));
        }
        return services;
    }

    private Map<Oid, Service<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse>> imagingSources() {
        Map<Oid, Service<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse>> services = new HashMap<>();
        configuration.get(Settings.CONSUMER_IMAGING_SOURCES).forEach((oid, base) -> {
            URI address = Addresses.at(base, Actors.IMAGING_SOURCE);
            services.put(oid, new Service<>(address, new RetrieveImagingDocumentSetClient(clients, address)));
        });
        ImagingDocumentSource own = here.imagingSource();
        if (own != null) {
            services.put(
                    configuration.get(Settings.RETRIEVE_LOCATION_UID),
                    new Service<>(addresses.endpoint(Actors.IMAGING_SOURCE), own.retrieveImagingDocumentSet()));
        }
        return services;
    }
}

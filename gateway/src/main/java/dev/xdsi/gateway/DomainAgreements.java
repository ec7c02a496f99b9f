package dev.xdsi.gateway;

import dev.xdsi.gateway.codes.CodesFile;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.statement.PlayedActor;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.registry.MetadataUpdateEndpoint;
import dev.xdsi.registry.RegistryEndpoints;
import dev.xdsi.registry.UpdateResponderEndpoint;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.Administrators;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What an affinity domain agreed on about its registry: the codes of submissions, and who may update and remove what is registered. */
final class DomainAgreements {
    static final String UPDATE = "/metadata-update";
    static final String RESTRICTED_UPDATE = "/update-responder";
    static final List<PlayedActor> PLAYED =
            List.of(PlayedActor.UPDATED_REGISTRY, PlayedActor.CLEARED_REGISTRY, PlayedActor.UPDATE_RESPONDER);

    private final Configuration configuration;
    private final AtomicReference<PermittedCodes> codes = new AtomicReference<>(PermittedCodes.ANY);

    /** Reads the codes now, and follows their file while the process runs. */
    DomainAgreements(Configuration configuration, SettingsFiles files) throws IOException {
        this.configuration = configuration;
        String file = configuration.get(Settings.REGISTRY_CODES);
        if (!file.isEmpty()) {
            files.follow("codes of the affinity domain", () -> {
                codes.set(new CodesFile(Path.of(file)).read());
                return List.of(Path.of(file));
            });
        }
    }

    boolean allowUpdates() {
        return configuration.get(Settings.METADATA_UPDATE).equals("on");
    }

    DocumentRegistry.Agreements agreements() {
        Administrators administrators = allowUpdates()
                ? Administrators.withRoles(configuration.get(Settings.REGISTRY_ADMINISTRATORS))
                : Administrators.NOBODY;
        return new DocumentRegistry.Agreements(
                configuration.get(Settings.HOME_COMMUNITY_ID), codes::get, administrators);
    }

    static RegistryEndpoints endpoints(Addresses addresses, String registry) {
        return new RegistryEndpoints(
                addresses.endpoint(registry), addresses.endpoint(UPDATE), addresses.endpoint(RESTRICTED_UPDATE));
    }

    /** Opens the registry to Document Administrators, where they may do anything there. */
    HttpSite administration(HttpSite site, DocumentRegistry registry, Platform platform, KnownCallers known) {
        return !allowUpdates()
                ? site
                : site.with(
                                UPDATE,
                                SoapEndpoint.publish(
                                        MetadataUpdateEndpoint.CONTRACT,
                                        new MetadataUpdateEndpoint(registry),
                                        platform.soap(UPDATE),
                                        known.at(UPDATE)))
                        .with(
                                RESTRICTED_UPDATE,
                                SoapEndpoint.publish(
                                        UpdateResponderEndpoint.CONTRACT,
                                        new UpdateResponderEndpoint(registry),
                                        platform.soap(RESTRICTED_UPDATE),
                                        known.at(RESTRICTED_UPDATE)));
    }
}

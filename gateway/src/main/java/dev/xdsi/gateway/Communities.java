package dev.xdsi.gateway;

import dev.xdsi.consumer.community.LocalCommunity;
import dev.xdsi.consumer.initiating.Disclosure;
import dev.xdsi.consumer.initiating.InitiatingGateway;
import dev.xdsi.consumer.initiating.InitiatingGatewayEndpoint;
import dev.xdsi.consumer.initiating.InitiatingImagingGatewayEndpoint;
import dev.xdsi.consumer.initiating.OtherCommunities;
import dev.xdsi.consumer.initiating.PatientIds;
import dev.xdsi.consumer.responding.RespondingGateway;
import dev.xdsi.consumer.responding.RespondingGatewayEndpoint;
import dev.xdsi.consumer.responding.RespondingImagingGatewayEndpoint;
import dev.xdsi.gateway.config.CommunitySettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationException;
import dev.xdsi.gateway.config.PartnersFile;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How the gateways between communities are made and put on a site (XCA, XCA-I). */
final class Communities {
    static final String RESPONDING = "/responding-gateway";
    static final String RESPONDING_IMAGING = "/responding-imaging-gateway";
    static final String INITIATING = "/initiating-gateway";
    static final String INITIATING_IMAGING = "/initiating-imaging-gateway";

    private final Configuration configuration;
    private final Addresses addresses;
    private final Platform platform;
    private final KnownCallers known;
    private final LocalCommunity local;

    /** @param local registry, repositories and imaging sources, here or behind SOAP */
    Communities(
            Configuration configuration,
            Addresses addresses,
            Platform platform,
            KnownCallers known,
            LocalCommunity local) {
        this.configuration = configuration;
        this.addresses = addresses;
        this.platform = platform;
        this.known = known;
        this.local = local;
    }

    HttpSite responding(HttpSite site, Health health) {
        RespondingGateway actor = new RespondingGateway(
                new RespondingGateway.Configuration(
                        addresses.endpoint(RESPONDING), addresses.endpoint(RESPONDING_IMAGING)),
                local,
                platform.audit(Settings.RESPONDING_GATEWAY),
                UUID::randomUUID);
        // It holds nothing of its own: how well it can answer says the health of those it asks.
        health.add(Settings.RESPONDING_GATEWAY, Optional::empty);
        return site.with(
                        RESPONDING,
                        SoapEndpoint.publish(
                                RespondingGatewayEndpoint.CONTRACT,
                                new RespondingGatewayEndpoint(actor),
                                platform.soap(RESPONDING),
                                known.at(RESPONDING)))
                .with(
                        RESPONDING_IMAGING,
                        SoapEndpoint.publish(
                                RespondingImagingGatewayEndpoint.CONTRACT,
                                new RespondingImagingGatewayEndpoint(actor),
                                platform.soap(RESPONDING_IMAGING),
                                known.at(RESPONDING_IMAGING)));
    }

    InitiatingGateway initiating(OtherCommunities others, Health health, PatientIds patientIds, Disclosure disclosure)
            throws IOException {
        platform.files().follow("communities of the partners file", () -> read(others));
        // It holds nothing of its own either.
        health.add(Settings.INITIATING_GATEWAY, Optional::empty);
        return new InitiatingGateway(
                new InitiatingGateway.Configuration(
                        addresses.endpoint(INITIATING),
                        addresses.endpoint(INITIATING_IMAGING),
                        configuration.get(CommunitySettings.COMMUNITIES_MAX_RESULTS)),
                new InitiatingGateway.Communities(local, others, patientIds, disclosure),
                platform.audit(Settings.INITIATING_GATEWAY),
                UUID::randomUUID);
    }

    private List<Path> read(OtherCommunities others) throws IOException {
        try {
            others.replace(PartnersFile.read(configuration));
        } catch (ConfigurationException mistakes) {
            throw new IOException(mistakes.getMessage(), mistakes);
        }
        return List.of(PartnersFile.of(configuration));
    }

    HttpSite publish(HttpSite site, InitiatingGateway actor) {
        return site.with(
                        INITIATING,
                        SoapEndpoint.publish(
                                InitiatingGatewayEndpoint.CONTRACT,
                                new InitiatingGatewayEndpoint(actor),
                                platform.soap(INITIATING),
                                known.at(INITIATING)))
                .with(
                        INITIATING_IMAGING,
                        SoapEndpoint.publish(
                                InitiatingImagingGatewayEndpoint.CONTRACT,
                                new InitiatingImagingGatewayEndpoint(actor),
                                platform.soap(INITIATING_IMAGING),
                                known.at(INITIATING_IMAGING)));
    }
}

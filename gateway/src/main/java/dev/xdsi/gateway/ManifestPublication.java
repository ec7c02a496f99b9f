package dev.xdsi.gateway;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.consumer.iti18.RegistryStoredQueryAudit;
import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ImagingCodes;
import dev.xdsi.gateway.config.PublicationPolicyFile;
import dev.xdsi.gateway.config.PublicationSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.imaging.ImagingDocumentSource;
import dev.xdsi.imaging.ImagingSourceSettings;
import dev.xdsi.imaging.iti45.PatientIdentifierQueryClient;
import dev.xdsi.imaging.iti57.UpdateDocumentSetClient;
import dev.xdsi.imaging.manifest.ManifestAuthor;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.publication.Schedule;
import dev.xdsi.imaging.rad68.ProvideAndRegisterImagingDocumentSetClient;
import dev.xdsi.imaging.reconciliation.RegisteredManifests;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.soap.client.SoapClients;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the Imaging Document Source publishes manifests, and with whom: by which policy, about whose patients, to which repository and registry. */
final class ManifestPublication {
    private final Configuration configuration;
    private final Addresses addresses;
    private final SoapClients clients;

    ManifestPublication(Configuration configuration, Addresses addresses, SoapClients clients) {
        this.configuration = configuration;
        this.addresses = addresses;
        this.clients = clients;
    }

    /** @param registry of this process, where its repository runs here too; else null */
    ImagingDocumentSource.ManifestPartners partners(
            URI repository, @Nullable DocumentRegistry registry, AuditTrail audit) {
        return new ImagingDocumentSource.ManifestPartners(
                new ProvideAndRegisterImagingDocumentSetClient(clients, repository),
                registryOfManifests(registry),
                crossReference(),
                registered(registry, audit));
    }

    /** Whom to ask what became of manifests. The registry of this process tells everything, another what it shows us. */
    private @Nullable RegisteredManifests registered(@Nullable DocumentRegistry here, AuditTrail audit) {
        String url = configuration.get(PublicationSettings.ASKED_REGISTRY);
        if (!url.isEmpty()) {
            URI address = URI.create(url);
            return new RegisteredManifests(
                    audit.around(
                            new RegistryStoredQueryClient(clients, address),
                            new RegistryStoredQueryAudit(audit.context(), address)),
                    false);
        }
        return here != null && configuration.get(Settings.IMAGING_REPOSITORY).isEmpty()
                ? new RegisteredManifests(here.everything(), true)
                : null;
    }

    /** Whether the affinity domain's ids of patients do not stand in images, but are asked for (ITI-45). */
    boolean asksForPatientIds() {
        return !configuration.get(PublicationSettings.PIX_MANAGER).isEmpty();
    }

    /** Who knows the affinity domain's ids of patients; nobody where they stand in images. */
    private ImagingDocumentSource.@Nullable CrossReference crossReference() {
        if (!asksForPatientIds()) {
            return null;
        }
        URI address = URI.create(configuration.get(PublicationSettings.PIX_MANAGER));
        return new ImagingDocumentSource.CrossReference(
                address,
                configuration.get(Settings.PATIENT_AUTHORITY),
                new PatientIdentifierQueryClient(clients, address, UUID::randomUUID, Clock.systemUTC()));
    }

    /** Who is told that a manifest does not stand any longer: the registry of this process, where manifests go there. */
    private ImagingDocumentSource.@Nullable Registry registryOfManifests(@Nullable DocumentRegistry here) {
        String url = configuration.get(Settings.IMAGING_METADATA_UPDATE);
        if (!url.isEmpty()) {
            URI address = URI.create(url);
            return new ImagingDocumentSource.Registry(address, new UpdateDocumentSetClient(clients, address));
        }
        boolean sentHere = configuration.get(Settings.IMAGING_REPOSITORY).isEmpty();
        return sentHere && here != null
                ? new ImagingDocumentSource.Registry(
                        addresses.endpoint(DomainAgreements.UPDATE), here.updateDocumentSetHere())
                : null;
    }

    ImagingSourceSettings.Publication settings(URI repository) throws IOException {
        return new ImagingSourceSettings.Publication(
                configuration.get(Settings.SOURCE_ID),
                repository,
                new ImagingSourceSettings.Manifests(
                        new ManifestAuthor("XDS-I gateway", configuration.get(Settings.INSTITUTION)),
                        configuration.get(PublicationSettings.MANIFEST),
                        PublicationPolicyFile.named(configuration.get(PublicationSettings.POLICY)),
                        configuration.get(PublicationSettings.REPORTS)),
                ImagingCodes.of(configuration),
                new PatientDomains(
                        asksForPatientIds() ? null : configuration.get(Settings.PATIENT_AUTHORITY),
                        configuration.get(Settings.DEPARTMENT_AUTHORITY),
                        ImagingCodes.accessionNumbers(configuration),
                        configuration.get(PublicationSettings.ISSUERS)),
                Schedule.DEFAULT.withQuietPeriod(configuration.get(Settings.QUIET_PERIOD)),
                configuration.get(Settings.TIME_ZONE));
    }
}

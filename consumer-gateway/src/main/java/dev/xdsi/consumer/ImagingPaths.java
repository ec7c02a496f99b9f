package dev.xdsi.consumer;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.consumer.dicomweb.DicomWeb;
import dev.xdsi.consumer.dicomweb.ImageWays;
import dev.xdsi.consumer.rad107.WadoRsMetadataClient;
import dev.xdsi.consumer.rad107.WadoRsRetrieveAudit;
import dev.xdsi.consumer.rad107.WadoRsRetrieveClient;
import dev.xdsi.consumer.rad55.WadoRetrieveAudit;
import dev.xdsi.consumer.rad55.WadoRetrieveClient;
import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetAudit;
import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetClient;
import dev.xdsi.consumer.retrieval.Abroad;
import dev.xdsi.consumer.retrieval.HereOnly;
import dev.xdsi.consumer.retrieval.HttpGet;
import dev.xdsi.consumer.retrieval.ImageFetch;
import dev.xdsi.consumer.retrieval.ImageFetches;
import dev.xdsi.consumer.retrieval.ImagingSource;
import dev.xdsi.consumer.retrieval.ImagingSources;
import dev.xdsi.consumer.retrieval.InstanceStream;
import dev.xdsi.consumer.retrieval.Rad69Fetch;
import dev.xdsi.consumer.retrieval.StudyAddress;
import dev.xdsi.consumer.retrieval.Via;
import dev.xdsi.consumer.retrieval.WadoRsFetch;
import dev.xdsi.consumer.retrieval.WadoRsFetch.Level;
import dev.xdsi.consumer.retrieval.WadoUriFetch;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.UniqueIdentifiers.Kind;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Transaction;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The Imaging Document Consumer's half: every way to images, each audited, put together once. */
final class ImagingPaths {
    private final Abroad abroad;
    private final AuditTrail audit;
    private final HttpGet http;
    private final ImagingSources sources;
    private final ImageFetch rad69;
    private final Transaction<StudyAddress, InstanceStream> wadoRs;

    ImagingPaths(
            DocumentConsumer.Configuration configuration,
            Abroad abroad,
            AuditTrail audit,
            SoapClients clients,
            HttpGet http) {
        this.abroad = abroad;
        this.audit = audit;
        this.http = http;
        Map<String, ImagingSource> known = sources(configuration, audit, clients);
        this.sources = uid -> Optional.ofNullable(known.get(uid));
        this.rad69 = new Rad69Fetch(
                sources,
                abroad,
                UniqueIdentifiers.all(Kind.TRANSFER_SYNTAX).stream()
                        .map(UniqueIdentifiers.Entry::uid)
                        .toList());
        this.wadoRs = audit.aroundStreamed(new WadoRsRetrieveClient(http), new WadoRsRetrieveAudit<>(audit.context()));
    }

    private static Map<String, ImagingSource> sources(
            DocumentConsumer.Configuration configuration, AuditTrail audit, SoapClients clients) {
        Map<String, ImagingSource> sources = new HashMap<>();
        configuration.imagingSources().forEach((oid, addresses) -> {
            URI rad69 = addresses.retrieveImagingDocumentSet();
            var retrieve = audit.aroundStreamed(
                    new RetrieveImagingDocumentSetClient(clients, rad69),
                    new RetrieveImagingDocumentSetAudit(audit.context(), rad69));
            sources.put(oid.value(), new ImagingSource(retrieve, addresses.wadoRs(), addresses.wadoUri()));
        });
        return sources;
    }

    /** Whole studies, by each of the three transactions. */
    ImageFetches fetches() {
        AuditContext us = audit.context();
        var wadoUri = audit.aroundStreamed(new WadoRetrieveClient(http), new WadoRetrieveAudit(us));
        return new ImageFetches(
                abroad,
                Map.of(
                        Via.RAD_69, rad69,
                        Via.WADO_RS, new HereOnly(abroad, new WadoRsFetch(sources, Level.STUDY, wadoRs)),
                        Via.WADO_URI, new HereOnly(abroad, new WadoUriFetch(sources, wadoUri))));
    }

    /** Parts of studies, for DICOMweb. */
    ImageWays ways() {
        return new ImageWays(
                abroad,
                new WadoRsFetch(sources, Level.SERIES, wadoRs),
                new WadoRsFetch(sources, Level.INSTANCE, wadoRs),
                rad69);
    }

    DicomWeb.MetadataOfSources metadataOfSources() {
        return new DicomWeb.MetadataOfSources(
                sources,
                audit.aroundStreamed(new WadoRsMetadataClient(http), new WadoRsRetrieveAudit<>(audit.context())));
    }
}

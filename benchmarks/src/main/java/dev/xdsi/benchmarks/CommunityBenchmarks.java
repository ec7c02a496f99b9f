package dev.xdsi.benchmarks;

import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetClient;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What two gateways between consumer and sources cost: the same query and the same study, asked directly and through the Initiating
 * Gateway of another community. Everything on one machine, over plain HTTP.
 */
final class CommunityBenchmarks {
    private static final String HOME = "1.2.3.900";
    private static final String LOCATION = "1.2.3.902";
    private static final int QUERIES = 300;
    private static final Caller CALLER = Caller.self("benchmark");

    private final Benchmarks.Report report;
    private final SoapClients clients;

    CommunityBenchmarks(Path work, Benchmarks.Report report) {
        this.report = report;
        this.clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, work, UUID::randomUUID), null, ClientTimeouts.DEFAULT);
    }

    /** What the far community is called and what its actors are. */
    static Map<String, String> farIdentity() {
        return Map.of(
                "XDSI_HOME_COMMUNITY_ID", HOME,
                "XDSI_REPOSITORY_UNIQUE_ID", "1.2.3.901",
                "XDSI_IMAGING_SOURCE_RETRIEVE_LOCATION_UID", LOCATION);
    }

    /** The near community and its only partner. */
    static Map<String, String> nearIdentity(Path work, GatewayProcess far) throws IOException {
        String base = base(far);
        Path partners = Files.writeString(work.resolve("partners.yaml"), """
            communities:
              - home-community-id: "%s"
                name: far
                query: %s/responding-gateway
                imaging: %s/responding-imaging-gateway
            """.formatted(HOME, base, base));
        return Map.of("XDSI_COMMUNITIES_PARTNERS", partners.toString());
    }

    /** @param files of the study that the far community shares of the patient */
    void measure(GatewayProcess far, GatewayProcess near, String patient, List<InstanceFile> files) throws Exception {
        query("directly", base(far) + "/registry", patient);
        query("through both gateways", base(near) + "/initiating-gateway", patient);
        RetrieveImagingDocumentSetRequest direct = request(files, null);
        RetrieveImagingDocumentSetRequest abroad = request(files, "urn:oid:" + HOME);
        for (int round = 1; round <= 2; round++) {
            study("directly", base(far) + "/imaging-source", direct, files.size(), round == 2);
            study(
                    "through both gateways",
                    base(near) + "/initiating-imaging-gateway",
                    abroad,
                    files.size(),
                    round == 2);
        }
        report.row("peak resident memory of the near gateway", near.peakResidentMegabytes(), "MB");
    }

    private static String base(GatewayProcess gateway) {
        return "http://127.0.0.1:" + gateway.ports().plain();
    }

    private void query(String way, String address, String patient) throws IOException {
        Transaction<StoredQueryRequest, StoredQueryResponse> query =
                new RegistryStoredQueryClient(clients, URI.create(address));
        StoredQueryRequest find = new StoredQueryRequest(
                StoredQueryId.FindDocuments.urn(),
                ReturnType.LeafClass,
                null,
                List.of(
                        SlotDraft.of("$XDSDocumentEntryPatientId", "'" + patient + "'"),
                        SlotDraft.of(
                                "$XDSDocumentEntryStatus", "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')")));
        double[] millis = new double[QUERIES];
        for (int i = -QUERIES; i < QUERIES; i++) {
            long begun = System.nanoTime();
            StoredQueryResponse answer = query.perform(find, CALLER);
            if (answer.objects().size() != 1) {
                throw new IOException(address + " answered " + answer.objects().size() + " " + answer.errors());
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(millis);
        report.row("ITI-18 FindDocuments " + way + ", p50", millis[QUERIES / 2], "ms");
        report.row("ITI-18 FindDocuments " + way + ", p99", millis[QUERIES * 99 / 100], "ms");
    }

    private void study(
            String way, String address, RetrieveImagingDocumentSetRequest request, int instances, boolean counts)
            throws IOException {
        long begun = System.nanoTime();
        RetrieveDocumentSetResponse answer =
                new RetrieveImagingDocumentSetClient(clients, URI.create(address)).perform(request, CALLER);
        long first = System.nanoTime();
        long bytes = 0;
        for (RetrievedDocument document : answer.documents()) {
            try (InputStream in = document.content().open()) {
                bytes += in.transferTo(OutputStream.nullOutputStream());
            }
        }
        answer.delivery().complete();
        if (answer.documents().size() != instances || !answer.errors().isEmpty()) {
            throw new IOException(address + " gave " + answer.documents().size() + " " + answer.errors());
        }
        if (counts) {
            report.row("RAD-69 " + way, bytes / ((System.nanoTime() - begun) / 1e3), "MB/s");
            report.row("RAD-69 " + way + ", until it begins", (first - begun) / 1e6, "ms");
        }
    }

    private RetrieveImagingDocumentSetRequest request(List<InstanceFile> files, @Nullable String home)
            throws IOException {
        Map<String, List<DocumentRequest>> bySeries = new LinkedHashMap<>();
        String study = "";
        for (InstanceFile file : files) {
            try (InputStream in = Files.newInputStream(file.path())) {
                Attributes image = Part10.read(in, ReadOptions.DEFAULT).dataSet();
                study = image.string(Tag.StudyInstanceUID, "");
                bySeries.computeIfAbsent(image.string(Tag.SeriesInstanceUID, ""), uid -> new ArrayList<>())
                        .add(new DocumentRequest(home, LOCATION, file.sopInstanceUID()));
            }
        }
        return new RetrieveImagingDocumentSetRequest(
                List.of(new StudyRequest(
                        study,
                        bySeries.entrySet().stream()
                                .map(one -> new SeriesRequest(one.getKey(), one.getValue()))
                                .toList())),
                List.of("1.2.840.10008.1.2.1", "1.2.840.10008.1.2"));
    }
}

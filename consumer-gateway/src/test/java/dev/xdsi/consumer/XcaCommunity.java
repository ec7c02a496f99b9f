package dev.xdsi.consumer;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.consumer.community.LocalCommunity;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.community.Service;
import dev.xdsi.consumer.initiating.Disclosure;
import dev.xdsi.consumer.initiating.InitiatingGateway;
import dev.xdsi.consumer.initiating.InitiatingGatewayEndpoint;
import dev.xdsi.consumer.initiating.InitiatingImagingGatewayEndpoint;
import dev.xdsi.consumer.initiating.OtherCommunities;
import dev.xdsi.consumer.initiating.PatientIds;
import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetClient;
import dev.xdsi.consumer.responding.RespondingGateway;
import dev.xdsi.consumer.responding.RespondingGatewayEndpoint;
import dev.xdsi.consumer.responding.RespondingImagingGatewayEndpoint;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrieveRequest;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A community whose gateways serve over mutual TLS, in front of a registry, a repository and an imaging source in memory. */
final class XcaCommunity implements AutoCloseable {
    private static final String TLS = "tls";

    final HomeCommunityId home;
    final String name;
    final Oid repository;
    final Oid imagingSource;
    final List<RegistryObjectDraft> entries = new CopyOnWriteArrayList<>();
    final Map<String, DocumentContent> documents = new ConcurrentHashMap<>();
    final Map<String, DocumentContent> images = new ConcurrentHashMap<>();
    final List<StoredQueryRequest> queries = new CopyOnWriteArrayList<>();
    final List<RetrieveImagingDocumentSetRequest> imageRequests = new CopyOnWriteArrayList<>();
    final OtherCommunities others;
    final InitiatingGateway initiating;
    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 22);
    private final SoapClients clients;
    private final HttpServer server;

    /** @param oid of the community, below which those of its actors are */
    XcaCommunity(String name, String oid, NodeIdentity node, Path folder, PatientIds patientIds) {
        this(name, oid, node, folder, patientIds, new ClientTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20)));
    }

    XcaCommunity(
            String name, String oid, NodeIdentity node, Path folder, PatientIds patientIds, ClientTimeouts timeouts) {
        this.home = new HomeCommunityId(new Oid(oid));
        this.name = name;
        this.repository = new Oid(oid + ".1");
        this.imagingSource = new Oid(oid + ".2");
        NodeTls tls = new NodeTls(node);
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        AuditTrail audit = new AuditTrail(
                spool,
                new AuditContext(new AuditSource(name, "xca", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                InstantSource.fixed(Instant.EPOCH.plusSeconds(1_000)),
                1 << 20);
        clients = new SoapClients(settings, tls, timeouts);
        URI here = URI.create("https://" + name + ".example");
        LocalCommunity local = new LocalCommunity(
                home,
                new LocalCommunity.Actors(
                        new Service<>(here.resolve("/registry"), this::query),
                        Map.of(repository, new Service<>(here.resolve("/repository"), this::document)),
                        Map.of(imagingSource, new Service<>(here.resolve("/source"), this::image))),
                Duration.ofSeconds(20),
                audit);
        others = OtherCommunities.over(clients, audit);
        initiating = new InitiatingGateway(
                new InitiatingGateway.Configuration(
                        here.resolve("/initiating-gateway"), here.resolve("/initiating-imaging-gateway"), 100),
                new InitiatingGateway.Communities(local, others, patientIds, Disclosure.OF_EVERYTHING),
                audit,
                UUID::randomUUID);
        RespondingGateway responding = new RespondingGateway(
                new RespondingGateway.Configuration(
                        here.resolve("/responding-gateway"), here.resolve("/responding-imaging-gateway")),
                local,
                audit,
                UUID::randomUUID);
        server = HttpServer.start(
                name,
                HttpSite.empty()
                        .with(
                                "/initiating-gateway",
                                SoapEndpoint.publish(
                                        InitiatingGatewayEndpoint.CONTRACT,
                                        new InitiatingGatewayEndpoint(initiating),
                                        settings))
                        .with(
                                "/initiating-imaging-gateway",
                                SoapEndpoint.publish(
                                        InitiatingImagingGatewayEndpoint.CONTRACT,
                                        new InitiatingImagingGatewayEndpoint(initiating),
                                        settings))
                        .with(
                                "/responding-gateway",
                                SoapEndpoint.publish(
                                        RespondingGatewayEndpoint.CONTRACT,
                                        new RespondingGatewayEndpoint(responding),
                                        settings))
                        .with(
                                "/responding-imaging-gateway",
                                SoapEndpoint.publish(
                                        RespondingImagingGatewayEndpoint.CONTRACT,
                                        new RespondingImagingGatewayEndpoint(responding),
                                        settings)),
                List.of(new HttpListener.MutualTls("127.0.0.1", 0, TLS, tls, HttpListener.Refusals.UNHEARD)),
                HttpLimits.DEFAULT);
    }

    URI address(String path) {
        return URI.create("https://127.0.0.1:" + server.port(TLS) + path);
    }

    /** As its partners write it down. */
    RemoteCommunity asPartner(Duration budget) {
        return new RemoteCommunity(
                home,
                name,
                new RemoteCommunity.Addresses(
                        address("/responding-gateway"), address("/responding-imaging-gateway"), null),
                null,
                budget);
    }

    /** ITI-18 as a Document Consumer of this community sends it to its Initiating Gateway. */
    Transaction<StoredQueryRequest, StoredQueryResponse> registryStoredQuery() {
        return new RegistryStoredQueryClient(clients, address("/initiating-gateway"));
    }

    Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieveDocumentSet() {
        return new RetrieveDocumentSetClient(clients, address("/initiating-gateway"));
    }

    Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> retrieveImagingDocumentSet() {
        return new RetrieveImagingDocumentSetClient(clients, address("/initiating-imaging-gateway"));
    }

    SoapClients clients() {
        return clients;
    }

    /** Every audit record so far. */
    List<String> trail() {
        return spool.read(0, 1_000).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }

    private StoredQueryResponse query(StoredQueryRequest request, Caller caller) {
        queries.add(request);
        List<RegistryObjectDraft> found = entries.stream()
                .filter(entry -> !request.namesPatient()
                        || entry.externalIdentifier(Identifier.DE_PATIENT_ID)
                                .map(request.patients()::contains)
                                .orElse(false))
                .toList();
        return request.returnType() == ReturnType.LeafClass
                ? new StoredQueryResponse(found, List.of(), List.of())
                : new StoredQueryResponse(
                        List.of(),
                        found.stream()
                                .map(entry -> new ObjectRef(entry.id(), null))
                                .toList(),
                        List.of());
    }

    private RetrieveDocumentSetResponse document(RetrieveDocumentSetRequest request, Caller caller) {
        return answer(request, documents);
    }

    private RetrieveDocumentSetResponse image(RetrieveImagingDocumentSetRequest request, Caller caller) {
        imageRequests.add(request);
        return answer(request, images);
    }

    private static RetrieveDocumentSetResponse answer(
            RetrieveRequest<?> request, Map<String, DocumentContent> contents) {
        List<RetrievedDocument> found = new ArrayList<>();
        List<XdsError> errors = new ArrayList<>();
        for (DocumentRequest one : request.requested().toList()) {
            @Nullable DocumentContent content = contents.get(one.documentUniqueId());
            if (content == null) {
                errors.add(XdsError.of(ErrorCode.XDSDocumentUniqueIdError, one.documentUniqueId()));
            } else {
                found.add(new RetrievedDocument(one, "application/dicom", content));
            }
        }
        return new RetrieveDocumentSetResponse(found, errors);
    }

    @Override
    public void close() {
        server.close();
    }
}

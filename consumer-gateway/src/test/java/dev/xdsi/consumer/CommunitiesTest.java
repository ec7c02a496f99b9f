package dev.xdsi.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.initiating.PatientIds;
import dev.xdsi.consumer.iti38.CrossGatewayQueryClient;
import dev.xdsi.consumer.iti39.CrossGatewayRetrieveClient;
import dev.xdsi.consumer.rad75.CrossGatewayRetrieveImagingDocumentSetClient;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three communities over SOAP and mutual TLS. Numbers of tests are those of the NIST toolkit where it has the case. */
@Tag("integration")
class CommunitiesTest {
    private static final String FIND_DOCUMENTS = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
    private static final String GET_DOCUMENTS = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
    private static final Caller CONSUMER = Caller.self("consumer");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final PatientId MARY_IN_SOUTH = new PatientId("S'17", new Oid("1.9.3"));

    /** Made once: keys cost more than all else here. */
    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private XcaCommunity north;
    private XcaCommunity east;
    private XcaCommunity south;

    @BeforeEach
    void start() throws IOException {
        DemoCertificates authority = new DemoCertificates(keys.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        // South knows Mary by another number; east by that of the affinity domain.
        PatientIds patientIds =
                (patient, community, caller) -> Optional.of(community.urn().endsWith(".3") ? MARY_IN_SOUTH : patient);
        north = new XcaCommunity("north", "1.9.1", authority.node("north"), folder, patientIds);
        east = new XcaCommunity("east", "1.9.2", authority.node("east"), folder, PatientIds.SAME_EVERYWHERE);
        south = new XcaCommunity("south", "1.9.3", authority.node("south"), folder, PatientIds.SAME_EVERYWHERE);
        north.others.replace(List.of(east.asPartner(BUDGET), south.asPartner(BUDGET)));
        share(north, "north", Submissions.MARY);
        share(east, "east", Submissions.MARY);
        share(south, "south", MARY_IN_SOUTH);
    }

    @AfterEach
    void stop() {
        Stream.of(north, east, south).forEach(XcaCommunity::close);
    }

    @Test
    void nist12306OneQueryFindsWhatAllCommunitiesHave() {
        StoredQueryResponse answer = find(ReturnType.LeafClass, null);

        assertThat(answer.outcome().status()).isEqualTo(Status.SUCCESS);
        assertThat(answer.objects())
                .extracting(object -> object.header().home())
                .containsExactlyInAnyOrder(north.home.urn(), east.home.urn(), south.home.urn());
        assertThat(south.queries.getFirst().patients()).containsExactly(MARY_IN_SOUTH.cx());
        assertThat(east.queries.getFirst().patients()).containsExactly(Submissions.MARY.cx());
    }

    @Test
    void nist12307ReferencesNameTheirCommunitiesToo() {
        assertThat(find(ReturnType.ObjectRef, null).refs())
                .extracting(ObjectRef::home)
                .containsExactlyInAnyOrder(north.home.urn(), east.home.urn(), south.home.urn());
    }

    @Test
    void nist12308AQueryById() {
        assertThat(get(null).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSMissingHomeCommunityId);
        assertThat(get("urn:oid:1.9.99").errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSUnknownCommunity);
        assertThat(get(south.home.urn()).objects())
                .extracting(object -> object.header().home())
                .containsExactly(south.home.urn());
        assertThat(get(north.home.urn()).objects())
                .extracting(object -> object.header().home())
                .containsExactly(north.home.urn());
        assertThat(east.queries).isEmpty();
    }

    @Test
    void nist15814ACommunityThatIsDownIsNamedAndTheOthersAnswer() {
        south.close();

        StoredQueryResponse answer = find(ReturnType.LeafClass, null);

        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(answer.objects()).hasSize(2);
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSUnavailableCommunity);
            assertThat(error.severity()).isEqualTo(XdsError.Severity.ERROR);
            assertThat(error.codeContext()).contains("south", south.home.urn());
            assertThat(error.location()).isEqualTo(south.home.urn());
        });
    }

    @Test
    void nist12309to12313TheRespondingGatewaySpeaksForItsCommunityAlone() {
        var gateway = new CrossGatewayQueryClient(north.clients(), east.address("/responding-gateway"));

        assertThat(gateway.perform(query(FIND_DOCUMENTS, ReturnType.LeafClass, null, patient()), CONSUMER)
                        .objects())
                .singleElement()
                .satisfies(entry -> assertThat(entry.header().home()).isEqualTo(east.home.urn()));
        assertThat(gateway.perform(query(GET_DOCUMENTS, ReturnType.LeafClass, null, uuid()), CONSUMER)
                        .errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSMissingHomeCommunityId);
                    assertThat(error.location()).isEqualTo(east.home.urn());
                });
        assertThat(gateway.perform(query(GET_DOCUMENTS, ReturnType.LeafClass, south.home.urn(), uuid()), CONSUMER)
                        .errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSUnknownCommunity);
    }

    @Test
    void nist15831ARetrieveWithoutHomeIsAFailure() throws IOException {
        var gateway = new CrossGatewayRetrieveClient(north.clients(), east.address("/responding-gateway"));

        RetrieveDocumentSetResponse answer = gateway.perform(
                new RetrieveDocumentSetRequest(List.of(new DocumentRequest(null, east.repository.value(), "doc-east"))),
                CONSUMER);

        assertThat(contents(answer)).isEmpty();
        assertThat(answer.outcome().status()).isEqualTo(Status.FAILURE);
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSMissingHomeCommunityId);
            assertThat(error.location()).isEqualTo(east.home.urn());
        });
    }

    @Test
    void nist12300DocumentsComeFromWhereTheyAreUnchanged() throws IOException {
        RetrieveDocumentSetResponse answer = north.retrieveDocumentSet()
                .perform(
                        new RetrieveDocumentSetRequest(List.of(
                                document(north),
                                document(east),
                                document(south),
                                new DocumentRequest(null, north.repository.value(), "doc-more"))),
                        CONSUMER);

        assertThat(contents(answer))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("doc-north", "north", "doc-east", "east", "doc-south", "south", "doc-more", "more"));
        assertThat(answer.outcome().status()).isEqualTo(Status.SUCCESS);
        assertThat(answer.documents())
                .extracting(document -> document.request().homeCommunityId())
                .containsOnly(north.home.urn(), east.home.urn(), south.home.urn());
    }

    @Test
    void documentsOfNobodyAreErrorsBesideThoseThatCame() throws IOException {
        RetrieveDocumentSetResponse answer = north.retrieveDocumentSet()
                .perform(
                        new RetrieveDocumentSetRequest(List.of(
                                document(east),
                                new DocumentRequest(null, "1.2.3.4.5", "no-home"),
                                new DocumentRequest("urn:oid:1.9.99", "1.2.3", "no-community"),
                                new DocumentRequest(east.home.urn(), "1.2.3", "no-repository"),
                                new DocumentRequest(south.home.urn(), south.repository.value(), "no-document"))),
                        CONSUMER);

        assertThat(contents(answer)).containsExactly(Map.entry("doc-east", "east"));
        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(answer.errors())
                .extracting(error -> error.errorCode() + " " + error.location())
                .containsExactlyInAnyOrder(
                        "XDSMissingHomeCommunityId " + north.home.urn(),
                        "XDSUnknownCommunity " + north.home.urn(),
                        "XDSUnknownRepositoryId " + east.home.urn(),
                        "XDSDocumentUniqueIdError " + south.home.urn());
    }

    @Test
    void nist5401aAnImageComesThroughBothGatewaysBitIdentical() throws IOException {
        assertThat(imagesOf(images(east, "1.2.5.1", "1.2.5.2")))
                .isEqualTo(Map.of("1.2.5.1", hash(image("1.2.5.1")), "1.2.5.2", hash(image("1.2.5.2"))));

        RetrieveImagingDocumentSetRequest asked = east.imageRequests.getFirst();
        assertThat(asked.requested()).allMatch(one -> east.home.urn().equals(one.homeCommunityId()));
        assertThat(asked.studies().getFirst().studyInstanceUID()).isEqualTo("1.2.5");
        assertThat(asked.transferSyntaxUIDs()).containsExactly("1.2.840.10008.1.2.1");
    }

    @Test
    void nist5403aImagesOfSeveralCommunitiesAreOneAnswer() throws IOException {
        assertThat(imagesOf(images(east, "1.2.5.1"), images(south, "1.2.5.2"), images(north, "1.2.5.3"))
                        .keySet())
                .containsExactlyInAnyOrder("1.2.5.1", "1.2.5.2", "1.2.5.3");
    }

    @Test
    void nist5404to5405UnknownImagesSourcesAndGateways() throws IOException {
        RetrieveDocumentSetResponse answer = north.retrieveImagingDocumentSet()
                .perform(
                        request(
                                images(east, "1.2.5.1", "1.2.5.404"),
                                new Images(List.of(
                                        new DocumentRequest("urn:oid:1.9.99", "1.2.3", "1.2.5.2"),
                                        new DocumentRequest(south.home.urn(), "1.2.3", "1.2.5.3")))),
                        CONSUMER);

        assertThat(contents(answer)).containsOnlyKeys("1.2.5.1");
        assertThat(answer.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(answer.errors())
                .extracting(error -> error.errorCode() + " " + error.location())
                .containsExactlyInAnyOrder(
                        "XDSDocumentUniqueIdError " + east.home.urn(),
                        "XDSUnknownCommunity " + north.home.urn(),
                        "XDSUnknownRepositoryId " + south.home.urn());
    }

    @Test
    void nist5424cTheRespondingImagingGatewayKnowsItsSources() throws IOException {
        var gateway = new CrossGatewayRetrieveImagingDocumentSetClient(
                north.clients(), east.address("/responding-imaging-gateway"));

        RetrieveDocumentSetResponse answer = gateway.perform(
                request(new Images(List.of(
                        new DocumentRequest(east.home.urn(), "1.2.3.99", "1.2.5.1"),
                        new DocumentRequest(null, east.imagingSource.value(), "1.2.5.2")))),
                CONSUMER);

        assertThat(contents(answer)).isEmpty();
        assertThat(answer.outcome().status()).isEqualTo(Status.FAILURE);
        assertThat(answer.errors())
                .extracting(error -> error.errorCode() + " " + error.location())
                .containsExactlyInAnyOrder(
                        "XDSUnknownRepositoryId " + east.home.urn(), "XDSMissingHomeCommunityId " + east.home.urn());
    }

    /** Were the answer held anywhere on its way, all of it would have left the source before its reader has read much. */
    @Test
    void f37ASlowReaderSlowsTheSourceDown() throws IOException {
        long length = 200_000_000;
        GeneratedContent image = new GeneratedContent(image("1.2.5.1"), length);
        east.images.put("1.2.5.1", image);
        RetrieveDocumentSetResponse answer =
                north.retrieveImagingDocumentSet().perform(request(images(east, "1.2.5.1")), CONSUMER);

        try (InputStream in = answer.documents().getFirst().content().open()) {
            in.readNBytes(1_000_000);
            assertThat(find(ReturnType.LeafClass, null).errors()).isEmpty();
            assertThat(image.left()).isLessThan(100_000_000);
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(length - 1_000_000);
        }
        answer.delivery().complete();
        assertThat(folder.toFile().listFiles((parent, name) -> name.startsWith("soap-")))
                .isEmpty();
    }

    @Test
    void aSourceThatBreaksOffBreaksTheWholeAnswer() {
        east.images.put("1.2.5.2", TestStudy.broken(image("1.2.5.2")));
        RetrieveDocumentSetResponse answer =
                north.retrieveImagingDocumentSet().perform(request(images(east, "1.2.5.1", "1.2.5.2")), CONSUMER);

        assertThatThrownBy(() -> contents(answer)).isInstanceOf(IOException.class);
    }

    @Test
    void everyGatewayRecordsBothOfItsSides() throws IOException {
        find(ReturnType.LeafClass, null);
        contents(
                north.retrieveDocumentSet().perform(new RetrieveDocumentSetRequest(List.of(document(east))), CONSUMER));
        imagesOf(images(east, "1.2.5.1"));

        assertThat(eventually(north, 8))
                .satisfiesExactlyInAnyOrder(
                        // toward the consumer, toward this community's registry, toward both others
                        record ->
                                assertThat(record).contains("\"ITI-18\"", "csd-code=\"110112\"", "/initiating-gateway"),
                        record -> assertThat(record)
                                .contains("\"ITI-18\"", "csd-code=\"110112\"", "north.example/registry"),
                        record -> assertThat(record)
                                .contains(
                                        "\"ITI-38\"",
                                        "csd-code=\"110112\"",
                                        east.address("/responding-gateway").toString()),
                        record -> assertThat(record)
                                .contains(
                                        "\"ITI-38\"",
                                        "csd-code=\"110112\"",
                                        south.address("/responding-gateway").toString()),
                        record -> assertThat(record)
                                .contains("\"ITI-43\"", "csd-code=\"110106\"", "EventActionCode=\"R\""),
                        record -> assertThat(record)
                                .contains("\"ITI-39\"", "csd-code=\"110107\"", "EventActionCode=\"C\"", "doc-east"),
                        record -> assertThat(record)
                                .contains("\"RAD-69\"", "csd-code=\"110104\"", "EventActionCode=\"R\""),
                        record -> assertThat(record)
                                .contains("\"RAD-75\"", "csd-code=\"110103\"", "EventActionCode=\"C\"", "1.2.5"));
        assertThat(eventually(east, 6))
                .satisfiesExactlyInAnyOrder(
                        record -> assertThat(record)
                                .contains("\"ITI-38\"", "csd-code=\"110112\"", "east.example/responding-gateway"),
                        record -> assertThat(record)
                                .contains("\"ITI-18\"", "csd-code=\"110112\"", "east.example/registry"),
                        record -> assertThat(record)
                                .contains("\"ITI-39\"", "csd-code=\"110106\"", "EventActionCode=\"R\""),
                        record -> assertThat(record)
                                .contains("\"ITI-43\"", "csd-code=\"110107\"", "EventActionCode=\"C\""),
                        record -> assertThat(record)
                                .contains("\"RAD-75\"", "csd-code=\"110104\"", "EventActionCode=\"R\""),
                        record -> assertThat(record)
                                .contains("\"RAD-69\"", "csd-code=\"110103\"", "EventActionCode=\"C\""));
        assertThat(north.trail()).allMatch(record -> record.contains("EventOutcomeIndicator=\"0\""));
    }

    /** The record of a stream is written when its last byte has left, which the receiver may see a moment before. */
    private static List<String> eventually(XcaCommunity community, int records) {
        assertThat(community.trail().size()).isLessThanOrEqualTo(records);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (community.trail().size() < records && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return community.trail();
    }

    private static void share(XcaCommunity community, String name, PatientId patient) {
        RegistryObjectDraft entry = DraftWriter.draft(
                Submissions.manifest(name).toBuilder().patientId(patient).build());
        community.entries.add(entry);
        community.documents.put("doc-" + name, TestStudy.content(name.getBytes(StandardCharsets.US_ASCII)));
        community.documents.put("doc-more", TestStudy.content("more".getBytes(StandardCharsets.US_ASCII)));
        for (String uid : List.of("1.2.5.1", "1.2.5.2", "1.2.5.3")) {
            community.images.put(uid, TestStudy.content(image(uid)));
        }
    }

    private static byte[] image(String uid) {
        return TestStudy.image("1.2.5", "1.2.5.9", uid);
    }

    private static SlotDraft patient() {
        return SlotDraft.of("$XDSDocumentEntryPatientId", "'" + Submissions.MARY.cx() + "'");
    }

    private static SlotDraft uuid() {
        return SlotDraft.of("$XDSDocumentEntryEntryUUID", "('urn:uuid:1')");
    }

    private static StoredQueryRequest query(String id, ReturnType type, @Nullable String home, SlotDraft parameter) {
        return new StoredQueryRequest(id, type, home, List.of(parameter));
    }

    private StoredQueryResponse find(ReturnType type, @Nullable String home) {
        return north.registryStoredQuery().perform(query(FIND_DOCUMENTS, type, home, patient()), CONSUMER);
    }

    private StoredQueryResponse get(@Nullable String home) {
        return north.registryStoredQuery().perform(query(GET_DOCUMENTS, ReturnType.LeafClass, home, uuid()), CONSUMER);
    }

    private static DocumentRequest document(XcaCommunity community) {
        return new DocumentRequest(community.home.urn(), community.repository.value(), "doc-" + community.name);
    }

    private static Images images(XcaCommunity community, String... uids) {
        return new Images(Stream.of(uids)
                .map(uid -> new DocumentRequest(community.home.urn(), community.imagingSource.value(), uid))
                .toList());
    }

    private static RetrieveImagingDocumentSetRequest request(Images... series) {
        return new RetrieveImagingDocumentSetRequest(
                List.of(new StudyRequest(
                        "1.2.5",
                        Stream.of(series)
                                .map(one -> new SeriesRequest("1.2.5.9", one.documents()))
                                .toList())),
                List.of("1.2.840.10008.1.2.1"));
    }

    private Map<String, String> imagesOf(Images... series) throws IOException {
        RetrieveDocumentSetResponse answer = north.retrieveImagingDocumentSet().perform(request(series), CONSUMER);
        assertThat(answer.errors()).isEmpty();
        Map<String, String> hashes = new LinkedHashMap<>();
        Delivery delivery = answer.delivery();
        for (RetrievedDocument document : answer.documents()) {
            try (InputStream in = document.content().open()) {
                hashes.put(document.request().documentUniqueId(), hash(in.readAllBytes()));
            }
        }
        delivery.complete();
        return hashes;
    }

    /** Images that one request asks for in one series. */
    private record Images(List<DocumentRequest> documents) {}

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> contents(RetrieveDocumentSetResponse answer) throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        for (RetrievedDocument document : answer.documents()) {
            try (InputStream in = document.content().open()) {
                contents.put(
                        document.request().documentUniqueId(),
                        new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        answer.delivery().complete();
        return contents;
    }
}

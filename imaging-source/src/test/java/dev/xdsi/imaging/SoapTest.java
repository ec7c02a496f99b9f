package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UID;
import dev.xdsi.imaging.rad68.ProvideAndRegisterImagingDocumentSetClient;
import dev.xdsi.imaging.rad69.RetrieveImagingDocumentSetEndpoint;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RAD-69 as it is served, and RAD-68 as it is called, over the wire. */
@Tag("integration")
class SoapTest {
    private static final String SERIES = DataSets.STUDY + ".1";
    private static final String XDS_B = "urn:ihe:iti:xds-b:2007";

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    @Test
    void rad69StreamsInstancesAsMtom() throws Exception {
        TestDatabase.empty();
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID);
        try (RunningSource running =
                new RunningSource(folder, new RecordingRepository(), Instant.parse("2026-03-01T12:00:00Z"))) {
            running.store(DataSets.ct(SERIES, SERIES + ".1"));
            SoapEndpoint endpoint = SoapEndpoint.publish(
                    RetrieveImagingDocumentSetEndpoint.CONTRACT, running.source.endpoint(), settings);
            try (HttpServer server = serve("/imaging-source", endpoint)) {
                var port = new SoapClients(settings, null, ClientTimeouts.DEFAULT)
                        .connect(RetrieveImagingDocumentSetEndpoint.CONTRACT, address(server, "/imaging-source"));

                RetrieveDocumentSetResponse response =
                        DocumentSetCodec.decode(port.imagingDocumentSourceRetrieveImagingDocumentSet(
                                DocumentRequestCodec.encode(request(SERIES + ".1", "1.9.9"))));

                assertThat(response.outcome().status()).isEqualTo(RegistryResponse.Status.PARTIAL_SUCCESS);
                byte[] sent = DataSets.bytes(DataSets.ct(SERIES, SERIES + ".1"));
                try (InputStream in = response.documents().getFirst().content().open()) {
                    byte[] file = in.readAllBytes();
                    assertThat(Arrays.copyOfRange(file, file.length - sent.length, file.length))
                            .isEqualTo(sent);
                }
            }
            assertThat(new String(running.audit.read(1, 10).getFirst().message(), StandardCharsets.UTF_8))
                    .contains("RAD-69", "110104", "EventOutcomeIndicator=\"4\"", "NumberOfInstances=\"1\"");
        }
    }

    @Test
    void rad68SendsTheManifestOnTheWireOfIti41() throws Exception {
        TestDatabase.empty();
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID);
        RecordingRepository recorded = new RecordingRepository();
        try (RunningSource running = new RunningSource(folder, recorded, Instant.parse("2026-03-01T12:00:00Z"))) {
            running.store(DataSets.ct(SERIES, SERIES + ".1"));
            running.pass(RunningSource.QUIET);
            running.awaitPublication(DataSets.STUDY, "\"state\":\"published\"");
        }
        ProvideAndRegisterDocumentSetRequest request = recorded.requests().getFirst();
        StubRepository stub = new StubRepository();
        SoapContract<DocumentRepositoryPortType> contract = new SoapContract<>(
                DocumentRepositoryPortType.class,
                "wsdl/DocumentRepository.wsdl",
                new QName(XDS_B, "DocumentRepository_Service"),
                new QName(XDS_B, "DocumentRepository_Port_Soap12"),
                true);
        try (HttpServer server = serve("/repository", SoapEndpoint.publish(contract, stub, settings))) {
            RegistryResponse response = new ProvideAndRegisterImagingDocumentSetClient(
                            new SoapClients(settings, null, ClientTimeouts.DEFAULT), address(server, "/repository"))
                    .perform(request, Caller.self(Caller.ANONYMOUS));

            assertThat(response).isEqualTo(RegistryResponse.SUCCESS);
            assertThat(stub.document.get())
                    .isEqualTo(request.documents().getFirst().content().open().readAllBytes());
        }
    }

    /** Reads what it gets, and is content. */
    private static final class StubRepository implements DocumentRepositoryPortType {
        private final AtomicReference<byte @Nullable []> document = new AtomicReference<>();

        @Override
        public RegistryResponseType documentRepositoryProvideAndRegisterDocumentSetB(
                ProvideAndRegisterDocumentSetRequestType body) {
            try (InputStream in = DocumentSetCodec.decode(body)
                    .documents()
                    .getFirst()
                    .content()
                    .open()) {
                document.set(in.readAllBytes());
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
            return RegistryResponseCodec.encode(RegistryResponse.SUCCESS);
        }

        @Override
        public RetrieveDocumentSetResponseType documentRepositoryRetrieveDocumentSet(
                RetrieveDocumentSetRequestType body) {
            throw new UnsupportedOperationException();
        }
    }

    private static HttpServer serve(String path, SoapEndpoint endpoint) {
        return HttpServer.start(
                "test",
                HttpSite.empty().with(path, endpoint),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
    }

    private static URI address(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port("port") + path);
    }

    private static RetrieveImagingDocumentSetRequest request(String... uids) {
        List<DocumentRequest> documents = Arrays.stream(uids)
                .map(uid -> new DocumentRequest(null, RunningSource.LOCATION.value(), uid))
                .toList();
        return new RetrieveImagingDocumentSetRequest(
                List.of(new RetrieveImagingDocumentSetRequest.StudyRequest(
                        DataSets.STUDY,
                        List.of(new RetrieveImagingDocumentSetRequest.SeriesRequest(SERIES, documents)))),
                List.of(UID.ExplicitVRLittleEndian));
    }
}

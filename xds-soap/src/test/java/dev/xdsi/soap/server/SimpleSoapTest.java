package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.query.AdhocQueryResponse;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services without MTOM, beside one with it on the same port. */
class SimpleSoapTest {
    private static final String REGISTER = "urn:ihe:iti:2007:RegisterDocumentSet-b";
    private static final String SUBMIT =
            "<l:SubmitObjectsRequest xmlns:l=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\"><RegistryObjectList"
                    + " xmlns=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\"/></l:SubmitObjectsRequest>";

    @TempDir
    Path folder;

    @Test
    void aRegistryAnswersWithAPlainEnvelope() throws IOException {
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        HttpSite site = HttpSite.empty()
                .with("/registry", SoapEndpoint.publish(Contracts.REGISTRY, new Registry(), settings))
                .with(
                        "/repository",
                        SoapEndpoint.publish(
                                Contracts.REPOSITORY,
                                new Contracts.Repository(
                                        request -> new RegistryResponseType(),
                                        request -> new RetrieveDocumentSetResponseType()),
                                settings));
        List<HttpListener> listeners = List.of(new HttpListener.Plain("127.0.0.1", 0, "port"));
        try (HttpServer server = HttpServer.start("test", site, listeners, HttpLimits.DEFAULT)) {
            Wire registry = new Wire(server.port("port"), "/registry");

            String answered = registry.post(Wire.SOAP_12, Wire.envelope(Wire.addressed(REGISTER, ""), SUBMIT));
            assertThat(answered)
                    .contains("HTTP/1.1 200", REGISTER + "Response<", "status=\"registered\"")
                    .doesNotContain("multipart");
            assertThat(Wire.header(answered, "Content-Type")).matches("application/soap\\+xml;\\s?charset=UTF-8");

            assertThat(registry.post(Wire.SOAP_12, Wire.retrieve())).contains(":Sender", "no operation");
            assertThat(new Wire(server.port("port"), "/repository").post(Wire.SOAP_12, Wire.retrieve()))
                    .contains("HTTP/1.1 200", "multipart/related");
        }
    }

    private static final class Registry implements DocumentRegistryPortType {
        @Override
        public AdhocQueryResponse documentRegistryMultiPatientStoredQuery(AdhocQueryRequest body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryResponseType documentRegistryRegisterOnDemandDocumentEntry(SubmitObjectsRequest body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryResponseType documentRegistryRegisterDocumentSetB(SubmitObjectsRequest body) {
            RegistryResponseType response = new RegistryResponseType();
            response.setStatus("registered");
            return response;
        }

        @Override
        public AdhocQueryResponse documentRegistryRegistryStoredQuery(AdhocQueryRequest body) {
            throw new UnsupportedOperationException();
        }
    }
}

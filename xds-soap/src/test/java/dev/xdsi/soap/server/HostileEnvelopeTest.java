package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Envelopes made to harm: a clean refusal, no file and no network touched, well afterwards. */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileEnvelopeTest {
    private static final String LIMIT = "(?s).*(limit|exceed|larger).*";

    @TempDir
    static Path folder;

    private int performed;
    private HttpServer server;
    private Wire wire;
    private ServerSocket canary;

    @BeforeAll
    void publish() throws IOException {
        SoapLimits limits = new SoapLimits(5, 100_000, 50_000_000, 20_000_000, 1_000);
        SoapEndpoint endpoint = SoapEndpoint.publish(
                Contracts.REPOSITORY,
                new Contracts.Repository(request -> new RegistryResponseType(), this::retrieve),
                new SoapSettings(limits, folder, UUID::randomUUID));
        server = HttpServer.start(
                "test",
                HttpSite.empty().with("/repository", endpoint),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "http.port")),
                HttpLimits.DEFAULT);
        wire = new Wire(server.port("http.port"), "/repository");
        canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        canary.setSoTimeout(1);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        canary.close();
    }

    @AfterEach
    void itIsWellAfterwardsAndNobodyWasCalled() throws IOException {
        performed = 0;
        assertThat(wire.post(Wire.SOAP_12, Wire.retrieve())).contains("HTTP/1.1 200");
        assertThat(performed).isEqualTo(1);
        performed = 0;
        org.assertj.core.api.Assertions.assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void x01AnExternalEntityOfAFile() throws IOException {
        Path secret = folder.resolve("secret");
        Files.writeString(secret, "topsecret");
        refused("<!DOCTYPE x [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]>", "&s;", "document type");
        Files.delete(secret);
    }

    @Test
    void x02AParameterEntityFromTheNetwork() throws IOException {
        refused(
                "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:" + canary.getLocalPort() + "/\"> %p;]>",
                "",
                "document type");
        refused("<!DOCTYPE x SYSTEM \"http://127.0.0.1:" + canary.getLocalPort() + "/x.dtd\">", "", "document type");
    }

    @Test
    void x03ADocumentTypeAlone() throws IOException {
        refused("<!DOCTYPE Envelope>", "", "document type");
    }

    @Test
    void x04AnInclusionIsNotFollowed() throws IOException {
        String include = "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"http://127.0.0.1:"
                + canary.getLocalPort() + "/\"/>";
        wire.post(Wire.SOAP_12, withText(include));
    }

    @Test
    void x05ARemoteSchemaIsNotFetched() throws IOException {
        String body = Wire.BODY.replaceFirst(
                ">",
                " xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:schemaLocation=\"urn:ihe:iti:xds-b:2007"
                        + " http://127.0.0.1:"
                        + canary.getLocalPort() + "/x.xsd\">");
        wire.post(Wire.SOAP_12, Wire.envelope(Wire.addressed(Wire.RETRIEVE, ""), body));
        performed = 0;
    }

    @Test
    void x06ABillionLaughs() throws IOException {
        StringBuilder type = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 10; i++) {
            type.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        refused(type + "]>", "&a9;", "document type");
    }

    @Test
    void x07QuadraticBlowUp() throws IOException {
        refused("<!DOCTYPE x [<!ENTITY a \"" + "a".repeat(50_000) + "\">]>", "&a;".repeat(50_000), "document type");
    }

    @Test
    void x08ElementsWithinElements() throws IOException {
        String deep = "<a>".repeat(100_000);
        assertThat(wire.post(Wire.SOAP_12, withText(deep))).contains(":Sender");
        assertThat(wire.post(Wire.SOAP_12, withHeader(deep)))
                .contains(":Sender")
                .matches(LIMIT);
    }

    @Test
    void x09AMillionSiblings() throws IOException {
        String siblings = "<a/>".repeat(1_000_000);
        assertThat(wire.post(Wire.SOAP_12, withText(siblings))).contains(":Sender");
        assertThat(wire.post(Wire.SOAP_12, withHeader(siblings)))
                .contains(":Sender")
                .matches(LIMIT);
    }

    @Test
    void x09WhatOnlyHasTheNameOfABodyIsMeasuredLikeAHeader() throws IOException {
        String posing = "<b:Body xmlns:b=\"urn:b\">" + "<a/>".repeat(40_000) + "</b:Body>";
        assertThat(wire.post(Wire.SOAP_12, Wire.retrieve().replace("<e:Header>", posing + "<e:Header>")))
                .contains(":Sender")
                .matches(LIMIT);
    }

    @Test
    void x10ThousandsOfAttributes() throws IOException {
        StringBuilder element = new StringBuilder("<a");
        for (int i = 0; i < 10_000; i++) {
            element.append(" a").append(i).append("=\"\"");
        }
        assertThat(wire.post(Wire.SOAP_12, withText(element + "/>")))
                .contains(":Sender")
                .matches(LIMIT);
    }

    @Test
    void x14ATextTooLarge() throws IOException {
        assertThat(wire.post(Wire.SOAP_12, withText("a".repeat(21_000_000)))).matches(LIMIT);
    }

    @Test
    void m16ACompressedMessageIsNotTaken() throws IOException {
        assertThat(wire.send("POST /repository HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                        + Wire.SOAP_12 + "\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"))
                .contains("HTTP/1.1 415");
    }

    private void refused(String prolog, String text, String reason) throws IOException {
        String answered = wire.post(Wire.SOAP_12, prolog + withText(text));
        assertThat(answered).contains(":Sender", reason).doesNotContain("topsecret", "HTTP/1.1 200");
        assertThat(performed).isZero();
    }

    private static String withHeader(String block) {
        return Wire.envelope(Wire.addressed(Wire.RETRIEVE, block), Wire.BODY);
    }

    private static String withText(String text) {
        return Wire.retrieve().replace("1.2.3<", text + "<");
    }

    private RetrieveDocumentSetResponseType retrieve(RetrieveDocumentSetRequestType request) {
        performed++;
        RetrieveDocumentSetResponseType response = new RetrieveDocumentSetResponseType();
        RegistryResponseType status = new RegistryResponseType();
        status.setStatus("ok");
        response.setRegistryResponse(status);
        return response;
    }
}

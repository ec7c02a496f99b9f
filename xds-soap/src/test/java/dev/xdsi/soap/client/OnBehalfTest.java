package dev.xdsi.soap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.transaction.Caller;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** For whom a partner is called stands on the wire, under the signature that was given (ITI TF-2: 3.40.4.1.2). */
class OnBehalfTest {
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String UNSIGNED = "<saml2:Assertion xmlns:saml2=\"" + SAML + "\" ID=\"_1\" Version=\"2.0\">\n"
            + "  <saml2:Issuer>https://issuer.example/?a=1&amp;b=2</saml2:Issuer>"
            + "<saml2:AttributeStatement><saml2:Attribute Name=\"n&#10;&#9;&quot;&lt;\">"
            + "<saml2:AttributeValue xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xs:string\">"
            + " Zo\u00eb \ud83d\ude00&#13;\n &gt;]] </saml2:AttributeValue>"
            + "<saml2:AttributeValue><Role xmlns=\"urn:hl7-org:v3\" code=\"1\"><x xmlns=\"\"/></Role>"
            + "</saml2:AttributeValue></saml2:Attribute></saml2:AttributeStatement></saml2:Assertion>";

    @TempDir
    Path folder;

    private HttpServer server;
    private volatile String request = "";

    @BeforeEach
    void listen() {
        server = HttpServer.start(
                "partner",
                HttpSite.empty().with("/registry", new Partner()),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theSignatureOfThePassedOnAssertionIsValidOnTheWire() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Caller.Assertion assertion = signed(keys);
        call(AssertionSource.RECEIVED, new Caller(Caller.self("me").node(), null, assertion));

        Document envelope = parse(request);
        Element security = (Element)
                envelope.getElementsByTagNameNS(AssertionOut.WSSE, "Security").item(0);
        assertThat(security.getAttributeNS("http://www.w3.org/2003/05/soap-envelope", "mustUnderstand"))
                .isEqualTo("1");
        Element passed = (Element) security.getFirstChild();
        assertThat(passed.getParentNode().getChildNodes().getLength()).isEqualTo(1);
        assertThat(isValid(passed, keys)).isTrue();
        passed.getElementsByTagNameNS(SAML, "Issuer").item(0).setTextContent("https://issuer.example/");
        assertThat(isValid(passed, keys)).isFalse();
    }

    @Test
    void aCallerWithoutAssertionIsCalledForWithoutUnlessAnotherSourceHasOne() throws Exception {
        call(AssertionSource.RECEIVED, Caller.self("me"));
        assertThat(request).contains("AdhocQueryRequest").doesNotContain("Security");

        AssertionSource own = caller -> Optional.of(new Caller.Assertion(
                "<Assertion xmlns=\"" + SAML + "\">" + caller.node().userId() + "</Assertion>"));
        call(AssertionSource.RECEIVED.or(own), Caller.self("me"));
        assertThat(request).containsPattern("<wsse:Security [^>]+><Assertion [^>]+>me</Assertion></wsse:Security>");

        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        call(AssertionSource.RECEIVED.or(own), new Caller(Caller.self("me").node(), null, signed(keys)));
        assertThat(request).contains("issuer.example").doesNotContain(">me<");
    }

    @Test
    void whatIsNoDocumentIsNotSentAndNotTold() {
        for (String hostile : List.of("secret", "<!DOCTYPE a [<!ENTITY b \"secret\">]><a>&b;</a>", "<a/><secret/>")) {
            Caller caller = new Caller(Caller.self("me").node(), null, new Caller.Assertion(hostile));
            assertThatThrownBy(() -> port(AssertionSource.RECEIVED, caller))
                    .isInstanceOf(WebServiceException.class)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("secret"));
            assertThat(request).isEmpty();
        }
    }

    private void call(AssertionSource source, Caller caller) {
        assertThatThrownBy(() -> port(source, caller)).hasMessageContaining("heard");
    }

    private void port(AssertionSource source, Caller caller) {
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        var port = new SoapClients(settings, null, ClientTimeouts.DEFAULT, source)
                .connect(Contracts.REGISTRY, URI.create("http://127.0.0.1:" + server.port("port") + "/registry"));
        OnBehalf.of(caller, () -> port.documentRegistryRegistryStoredQuery(new AdhocQueryRequest()));
    }

    private static Caller.Assertion signed(KeyPair keys) throws Exception {
        Document document = parse(UNSIGNED);
        Element assertion = document.getDocumentElement();
        assertion.setIdAttribute("ID", true);
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        var reference = factory.newReference(
                "#_1",
                factory.newDigestMethod(DigestMethod.SHA256, null),
                List.of(
                        factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                        factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                null,
                null);
        var info = factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null),
                List.of(reference));
        factory.newXMLSignature(info, null)
                .sign(new DOMSignContext(
                        keys.getPrivate(),
                        assertion,
                        assertion.getFirstChild().getNextSibling().getNextSibling()));
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter xml = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(xml));
        return new Caller.Assertion(xml.toString());
    }

    private static boolean isValid(Element assertion, KeyPair keys) throws Exception {
        assertion.setIdAttribute("ID", true);
        Element signature = (Element) assertion
                .getElementsByTagNameNS(XMLSignature.XMLNS, "Signature")
                .item(0);
        DOMValidateContext context = new DOMValidateContext(keys.getPublic(), signature);
        return XMLSignatureFactory.getInstance("DOM")
                .unmarshalXMLSignature(context)
                .validate(context);
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    /** Hears a request and answers that it did. */
    private final class Partner extends HttpServlet {
        @Override
        protected void doPost(HttpServletRequest asked, HttpServletResponse answered) throws IOException {
            request = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            answered.setStatus(500);
            answered.setContentType("application/soap+xml; charset=UTF-8");
            answered.getWriter()
                    .write("<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><e:Fault><e:Code>"
                            + "<e:Value>e:Receiver</e:Value></e:Code><e:Reason><e:Text xml:lang=\"en\">heard</e:Text>"
                            + "</e:Reason></e:Fault></e:Body></e:Envelope>");
        }
    }
}

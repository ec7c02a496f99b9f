package dev.xdsi.soap.client;

import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.Phase;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Puts the caller's assertion, as it was signed, into {@code wsse:Security} of a request (ITI TF-2: 3.40.4.1.2). */
final class AssertionOut extends AbstractSoapInterceptor {
    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private final AssertionSource assertions;

    AssertionOut(AssertionSource assertions) {
        super(Phase.PRE_PROTOCOL);
        this.assertions = assertions;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        OnBehalf.current()
                .flatMap(assertions::assertionFor)
                .ifPresent(assertion -> message.getHeaders().add(security(assertion)));
    }

    private static Header security(Caller.Assertion assertion) {
        Document document = parse(assertion);
        String soap = Soap12.getInstance().getNamespace();
        Element security = document.createElementNS(WSSE, "wsse:Security");
        security.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsse", WSSE);
        security.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:soap", soap);
        security.setAttributeNS(soap, "soap:mustUnderstand", "1");
        security.appendChild(document.removeChild(document.getDocumentElement()));
        return new Header(new QName(WSSE, "Security"), security);
    }

    /** As a tree that the stack writes out again: exclusive canonicalization gives the signed octets back from it. */
    private static Document parse(Caller.Assertion assertion) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(assertion.xml())));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("the assertion to be passed on is no XML document", e);
        }
    }
}

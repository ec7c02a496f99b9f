package dev.xdsi.soap.xua;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Assertions between text and tree. */
public final class AssertionXml {
    private static final Logger LOG = LoggerFactory.getLogger(AssertionXml.class);

    private AssertionXml() {}

    /**
     * The text of an assertion that stands in a message, complete in itself: with the namespaces of what is around it, and read again the
     * same to the last octet that a signature covers. Nothing when it has no canonical form.
     */
    public static Optional<String> standalone(Element assertion) {
        OpenSaml.initialize();
        Document alone = newBuilder().newDocument();
        Element copy = (Element) alone.importNode(assertion, true);
        alone.appendChild(copy);
        for (Node around = assertion.getParentNode(); around instanceof Element; around = around.getParentNode()) {
            inherit(copy, around.getAttributes());
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_WITH_COMMENTS).canonicalizeSubtree(alone, out);
            return Optional.of(out.toString(StandardCharsets.UTF_8));
        } catch (XMLSecurityException formless) {
            LOG.debug("An assertion has no canonical form", formless);
            return Optional.empty();
        }
    }

    /** Namespace declarations in scope, the innermost first; exclusive canonicalization leaves out those that nobody uses. */
    private static void inherit(Element element, NamedNodeMap attributes) {
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            boolean declaration = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
            if (declaration && !element.hasAttribute(attribute.getName())) {
                element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, attribute.getName(), attribute.getValue());
            }
        }
    }

    /** The tree of a text that {@link AssertionScan} has passed. */
    static Element parse(String xml) throws NotBelievedException {
        return parse(new InputSource(new StringReader(xml)));
    }

    /** The tree of canonical octets. */
    static Element parse(byte[] octets) throws NotBelievedException {
        InputSource source = new InputSource(new ByteArrayInputStream(octets));
        source.setEncoding(StandardCharsets.UTF_8.name());
        return parse(source);
    }

    private static Element parse(InputSource source) throws NotBelievedException {
        try {
            return newBuilder().parse(source).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw new NotBelievedException(Refusal.MALFORMED, e);
        }
    }

    /** The platform's own parser, so that what is on the class path cannot change how an assertion is read. */
    private static DocumentBuilder newBuilder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the platform's XML parser cannot be secured", e);
        }
    }
}

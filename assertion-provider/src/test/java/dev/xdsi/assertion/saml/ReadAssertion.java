package dev.xdsi.assertion.saml;

import dev.xdsi.transaction.Caller;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** An assertion as a reader who knows only the standard sees it: by XPath. */
public record ReadAssertion(Document document) {
    private static final Map<String, String> PREFIXES = Map.of(
            "saml", "urn:oasis:names:tc:SAML:2.0:assertion",
            "ds", "http://www.w3.org/2000/09/xmldsig#",
            "hl7", "urn:hl7-org:v3",
            "xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);

    public static ReadAssertion of(Caller.Assertion assertion) throws Exception {
        return new ReadAssertion(DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(assertion.xml()))));
    }

    public String text(String xpath) throws XPathExpressionException {
        return xpath().evaluate(xpath, document);
    }

    /** The values at all nodes that the path leads to. */
    public List<String> texts(String xpath) throws XPathExpressionException {
        NodeList nodes = (NodeList) xpath().evaluate(xpath, document, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Node::getTextContent)
                .toList();
    }

    /** The values of an attribute of the assertion. */
    public List<String> attribute(String name) throws XPathExpressionException {
        return texts("//saml:Attribute[@Name='" + name + "']/saml:AttributeValue");
    }

    private static XPath xpath() {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        xpath.setNamespaceContext(new NamespaceContext() {
            @Override
            public String getNamespaceURI(String prefix) {
                return PREFIXES.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
            }

            @Override
            public String getPrefix(String namespace) {
                throw new UnsupportedOperationException();
            }

            @Override
            public java.util.Iterator<String> getPrefixes(String namespace) {
                throw new UnsupportedOperationException();
            }
        });
        return xpath;
    }
}

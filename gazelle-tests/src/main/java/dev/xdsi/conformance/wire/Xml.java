package dev.xdsi.conformance.wire;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An answer as XML, asked by XPath. */
public final class Xml {
    /** The prefixes that expressions may use. */
    public static final Map<String, String> PREFIXES = prefixes();

    private final Document document;

    private Xml(Document document) {
        this.document = document;
    }

    public static Xml of(String text) throws IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new Xml(builder.parse(new InputSource(new StringReader(text))));
        } catch (SAXException | ParserConfigurationException malformed) {
            throw new IOException("no XML: " + malformed.getMessage(), malformed);
        }
    }

    /** What an expression yields as a text; of several nodes, the first. */
    public String text(String expression) {
        try {
            return xpath().evaluate(expression, document);
        } catch (XPathExpressionException wrong) {
            throw new IllegalArgumentException("not an XPath expression: " + expression, wrong);
        }
    }

    /** The texts of all nodes that an expression finds. */
    public List<String> texts(String expression) {
        try {
            NodeList nodes = (NodeList) xpath().evaluate(expression, document, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent());
            }
            return texts;
        } catch (XPathExpressionException wrong) {
            throw new IllegalArgumentException("not an XPath expression for nodes: " + expression, wrong);
        }
    }

    private static XPath xpath() {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        xpath.setNamespaceContext(new Prefixes());
        return xpath;
    }

    private static Map<String, String> prefixes() {
        Map<String, String> all = new HashMap<>();
        all.put("s", "http://www.w3.org/2003/05/soap-envelope");
        all.put("wsa", "http://www.w3.org/2005/08/addressing");
        all.put("rim", "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0");
        all.put("rs", "urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0");
        all.put("lcm", "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0");
        all.put("query", "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0");
        all.put("xds", "urn:ihe:iti:xds-b:2007");
        all.put("iherad", "urn:ihe:rad:xdsi-b:2009");
        all.put("hl7", "urn:hl7-org:v3");
        all.put("wsnt", "http://docs.oasis-open.org/wsn/b-2");
        all.put("wsse", "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd");
        all.put("saml", "urn:oasis:names:tc:SAML:2.0:assertion");
        all.put("xop", "http://www.w3.org/2004/08/xop/include");
        return Map.copyOf(all);
    }

    private static final class Prefixes implements NamespaceContext {
        @Override
        public String getNamespaceURI(String prefix) {
            return PREFIXES.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
        }

        @Override
        public String getPrefix(String namespace) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterator<String> getPrefixes(String namespace) {
            throw new UnsupportedOperationException();
        }
    }
}

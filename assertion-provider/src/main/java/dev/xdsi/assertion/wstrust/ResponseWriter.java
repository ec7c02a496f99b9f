package dev.xdsi.assertion.wstrust;

import dev.xdsi.assertion.issue.TokenResponse;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Writes the RequestSecurityTokenResponse around an assertion (WS-Trust 1.3: 3.2, 4.1.2). */
public final class ResponseWriter {
    private static final String WSP = "http://schemas.xmlsoap.org/ws/2004/09/policy";

    private final Document document;
    private final Element assertion;

    public ResponseWriter(Caller.Assertion issued) {
        // The assertion's own tree grows around it: a copy elsewhere could lose what the signature covers.
        this.document = parse(issued);
        this.assertion = document.getDocumentElement();
        document.removeChild(assertion);
    }

    /**
     * The answer.
     *
     * @param context of the request, which the answer repeats
     */
    public Element write(TokenResponse.Issued issued, @Nullable String context, @Nullable URI appliesTo) {
        Element response = wst("RequestSecurityTokenResponse");
        if (context != null) {
            response.setAttribute("Context", context);
        }
        response.appendChild(wst("TokenType", Namespaces.SAML_TOKEN_PROFILE + "SAMLV2.0"));
        Element requested = wst("RequestedSecurityToken");
        requested.appendChild(assertion);
        response.appendChild(requested);
        response.appendChild(reference("RequestedAttachedReference"));
        response.appendChild(reference("RequestedUnattachedReference"));
        if (appliesTo != null) {
            response.appendChild(appliesTo(appliesTo));
        }
        response.appendChild(wst(
                "Lifetime",
                element(
                        Namespaces.WSU,
                        "wsu:Created",
                        issued.validity().issued().toString()),
                element(
                        Namespaces.WSU,
                        "wsu:Expires",
                        issued.validity().notOnOrAfter().toString())));
        response.appendChild(wst("KeyType", Namespaces.WST + "/Bearer"));
        return response;
    }

    private Element reference(String name) {
        Element identifier = element(Namespaces.WSSE, "wsse:KeyIdentifier", assertion.getAttribute("ID"));
        identifier.setAttribute("ValueType", Namespaces.SAML_TOKEN_PROFILE + "SAMLID");
        Element reference = element(Namespaces.WSSE, "wsse:SecurityTokenReference", identifier);
        reference.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsse11", Namespaces.WSSE_11);
        reference.setAttributeNS(Namespaces.WSSE_11, "wsse11:TokenType", Namespaces.SAML_TOKEN_PROFILE + "SAMLV2.0");
        return wst(name, reference);
    }

    private Element appliesTo(URI address) {
        return element(
                WSP,
                "wsp:AppliesTo",
                element(
                        Namespaces.WSA,
                        "wsa:EndpointReference",
                        element(Namespaces.WSA, "wsa:Address", address.toString())));
    }

    private Element wst(String name, Node... children) {
        return element(Namespaces.WST, "wst:" + name, children);
    }

    private Element wst(String name, String text) {
        return element(Namespaces.WST, "wst:" + name, text);
    }

    private Element element(String namespace, String name, String text) {
        return element(namespace, name, document.createTextNode(text));
    }

    private Element element(String namespace, String name, Node... children) {
        Element element = document.createElementNS(namespace, name);
        for (Node child : children) {
            element.appendChild(child);
        }
        return element;
    }

    private static Document parse(Caller.Assertion assertion) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(assertion.xml())));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("the assertion just issued is no XML document", e);
        }
    }
}

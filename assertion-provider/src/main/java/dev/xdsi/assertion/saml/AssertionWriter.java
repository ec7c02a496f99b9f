package dev.xdsi.assertion.saml;

import dev.xdsi.transaction.Caller;
import java.time.Instant;
import java.util.List;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** One assertion as a tree, not yet signed: the elements in the order of the SAML schema (SAML Core 2.3.3). */
final class AssertionWriter {
    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
    private static final String PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";

    private final Document document = Xml.newDocument();
    private final String id;
    private final Caller.User user;
    private final Validity validity;

    AssertionWriter(String id, Caller.User user, Validity validity) {
        this.id = id;
        this.user = user;
        this.validity = validity;
    }

    Document write(List<String> audiences) {
        Element assertion = saml("Assertion");
        assertion.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:saml2", SAML);
        assertion.setAttribute("ID", id);
        assertion.setIdAttribute("ID", true);
        assertion.setAttribute("IssueInstant", time(validity.issued()));
        assertion.setAttribute("Version", "2.0");
        document.appendChild(assertion);
        assertion.appendChild(saml("Issuer", user.identity().issuer()));
        assertion.appendChild(subject());
        assertion.appendChild(conditions(audiences));
        assertion.appendChild(authnStatement());
        Element attributes = saml("AttributeStatement");
        new UserAttributes(document).of(user).forEach(attributes::appendChild);
        assertion.appendChild(attributes);
        return document;
    }

    private Element subject() {
        Element nameId = saml("NameID", user.identity().id());
        nameId.setAttribute("Format", UNSPECIFIED);
        attribute(nameId, "SPProvidedID", user.identity().alias());
        Element data = saml("SubjectConfirmationData");
        data.setAttribute("NotOnOrAfter", time(validity.notOnOrAfter()));
        Element confirmation = saml("SubjectConfirmation", data);
        confirmation.setAttribute("Method", BEARER);
        return saml("Subject", nameId, confirmation);
    }

    private Element conditions(List<String> audiences) {
        Element restriction = saml("AudienceRestriction");
        audiences.forEach(audience -> restriction.appendChild(saml("Audience", audience)));
        Element conditions = saml("Conditions", restriction);
        conditions.setAttribute("NotBefore", time(validity.issued()));
        conditions.setAttribute("NotOnOrAfter", time(validity.notOnOrAfter()));
        return conditions;
    }

    private Element authnStatement() {
        Element statement = saml("AuthnStatement", saml("AuthnContext", saml("AuthnContextClassRef", PASSWORD)));
        statement.setAttribute("AuthnInstant", time(validity.authenticated()));
        return statement;
    }

    private Element saml(String name, Node... children) {
        Element element = document.createElementNS(SAML, "saml2:" + name);
        for (Node child : children) {
            element.appendChild(child);
        }
        return element;
    }

    private Element saml(String name, String text) {
        return saml(name, document.createTextNode(text));
    }

    private static void attribute(Element element, String name, @Nullable String value) {
        if (value != null) {
            element.setAttribute(name, value);
        }
    }

    private static String time(Instant instant) {
        return instant.toString();
    }
}

package dev.xdsi.soap.xua;

import java.util.Map;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Which elements stand in which, as far as it matters who is believed: a pattern over the names of the children, by the name of the parent.
 * The library that reads SAML takes the last of several elements where one is meant, and passes over what it does not know.
 */
record Grammar(String namespace, Map<String, Pattern> children) {
    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    private static final String OTHER = "{other}";

    /** SAML Core 2.3.3 and on. What may be missing here is asked for by the rules, which have better words for it. */
    static final Grammar ASSERTION = new Grammar(
            SAML,
            Map.of(
                    "Assertion",
                    Pattern.compile("Issuer( Subject)?( Conditions)?( Advice)?"
                            + "( (AuthnStatement|AttributeStatement|AuthzDecisionStatement))*"),
                    "Subject",
                    Pattern.compile("(NameID)?( ?SubjectConfirmation)*"),
                    "SubjectConfirmation",
                    Pattern.compile("(NameID ?)?(SubjectConfirmationData)?"),
                    "Conditions",
                    Pattern.compile(".*"),
                    "AuthnStatement",
                    Pattern.compile("(SubjectLocality ?)?(AuthnContext)?( AuthnContext)*"),
                    "AudienceRestriction",
                    Pattern.compile("Audience( Audience)*"),
                    "AttributeStatement",
                    Pattern.compile("Attribute( Attribute)*"),
                    "Attribute",
                    Pattern.compile("(AttributeValue)?( AttributeValue)*")));

    /** XML Signature 4, the little of it that a signed assertion needs. */
    static final Grammar SIGNATURE = new Grammar(
            DS,
            Map.of(
                    "Signature", Pattern.compile("SignedInfo SignatureValue( KeyInfo)?"),
                    "SignedInfo", Pattern.compile("CanonicalizationMethod SignatureMethod Reference"),
                    "SignatureMethod", Pattern.compile(""),
                    "Reference", Pattern.compile("Transforms DigestMethod DigestValue"),
                    "Transforms", Pattern.compile("Transform Transform"),
                    "DigestMethod", Pattern.compile(""),
                    "DigestValue", Pattern.compile(""),
                    "SignatureValue", Pattern.compile("")));

    /** Whether {@code element} and all below it, as far as this grammar has a say in it, are as it wants. */
    boolean fits(Element element) {
        Pattern wanted = namespace.equals(element.getNamespaceURI()) ? children.get(element.getLocalName()) : null;
        StringBuilder names = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                names.append(names.isEmpty() ? "" : " ").append(name(inner));
                if (wanted != null && !fits(inner)) {
                    return false;
                }
            } else if (wanted != null
                    && !names.isEmpty()
                    && !child.getTextContent().isBlank()) {
                return false;
            }
        }
        return wanted == null || wanted.matcher(names).matches();
    }

    private String name(Element element) {
        return namespace.equals(element.getNamespaceURI()) ? element.getLocalName() : OTHER;
    }
}

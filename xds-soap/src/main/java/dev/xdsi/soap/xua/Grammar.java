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

    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String INCLUSIVE_NAMESPACES = "{exclusive}InclusiveNamespaces";
    private static final String TEXT = "{text}";
    private static final String OTHER = "{other}";

    private static final Pattern NOTHING = Pattern.compile("");
    private static final Pattern VALUE = Pattern.compile("(" + Pattern.quote(TEXT) + " ?)*");
    private static final Pattern PREFIXES = Pattern.compile("(" + Pattern.quote(INCLUSIVE_NAMESPACES) + ")?");

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
            Map.ofEntries(
                    Map.entry("Signature", Pattern.compile("SignedInfo SignatureValue( KeyInfo)?")),
                    Map.entry("SignedInfo", Pattern.compile("CanonicalizationMethod SignatureMethod Reference")),
                    Map.entry("CanonicalizationMethod", PREFIXES),
                    Map.entry("SignatureMethod", NOTHING),
                    Map.entry("Reference", Pattern.compile("Transforms DigestMethod DigestValue")),
                    Map.entry("Transforms", Pattern.compile("Transform Transform")),
                    Map.entry("Transform", PREFIXES),
                    Map.entry(INCLUSIVE_NAMESPACES, NOTHING),
                    Map.entry("DigestMethod", NOTHING),
                    Map.entry("DigestValue", VALUE),
                    Map.entry("SignatureValue", VALUE)));

    /** Whether {@code element} and all below it, as far as this grammar has a say in it, are as it wants. */
    boolean fits(Element element) {
        Pattern wanted = children.get(name(element));
        if (wanted == null) {
            return true;
        }
        StringBuilder names = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            boolean isElement = child instanceof Element;
            if (isElement || !child.getTextContent().isBlank()) {
                names.append(names.isEmpty() ? "" : " ").append(isElement ? name((Element) child) : TEXT);
            }
            if (child instanceof Element inner && !fits(inner)) {
                return false;
            }
        }
        return wanted.matcher(names).matches();
    }

    private String name(Element element) {
        if (namespace.equals(element.getNamespaceURI())) {
            return element.getLocalName();
        }
        boolean prefixes = EXCLUSIVE.equals(element.getNamespaceURI())
                && element.getLocalName().equals("InclusiveNamespaces");
        return prefixes ? INCLUSIVE_NAMESPACES : OTHER;
    }
}

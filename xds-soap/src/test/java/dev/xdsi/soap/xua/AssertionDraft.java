package dev.xdsi.soap.xua;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An assertion in the making, part by part as XML. */
public final class AssertionDraft {
    public static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

    private final AssertionForge forge;
    private final Instant now;
    private final List<String> attributes = new ArrayList<>();
    private UnaryOperator<String> edit = UnaryOperator.identity();
    private String id = "_" + UUID.randomUUID();
    private String issuer;
    private String subject;
    private String confirmation;
    private String conditions;
    private String authentication;
    private SignatureRecipe recipe = SignatureRecipe.GOOD;

    AssertionDraft(AssertionForge forge, Instant time, String audience) {
        this.forge = forge;
        this.now = time.truncatedTo(ChronoUnit.MILLIS);
        this.issuer = forge.issuer();
        this.subject = "<saml2:NameID>jdoe</saml2:NameID>";
        this.confirmation = "<saml2:SubjectConfirmation"
                + " Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"></saml2:SubjectConfirmation>";
        this.conditions = conditions(now, now.plus(Duration.ofMinutes(5)), restriction(audience));
        this.authentication = authentication(
                now,
                "<saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml2:AuthnContextClassRef>");
        attributes.add(attribute(XuaAttribute.SUBJECT_ID, "Jane Doe"));
    }

    public AssertionDraft id(String value) {
        id = value;
        return this;
    }

    public AssertionDraft issuer(String value) {
        issuer = value;
        return this;
    }

    /** The NameID in full. */
    public AssertionDraft nameId(String xml) {
        subject = xml;
        return this;
    }

    /** The SubjectConfirmation elements in full. */
    public AssertionDraft confirmation(String xml) {
        confirmation = xml;
        return this;
    }

    /** The Conditions in full. */
    public AssertionDraft conditions(String xml) {
        conditions = xml;
        return this;
    }

    /** The AuthnStatement elements in full. */
    public AssertionDraft authentication(String xml) {
        authentication = xml;
        return this;
    }

    /** One more Attribute in full. */
    public AssertionDraft with(String attributeXml) {
        attributes.add(attributeXml);
        return this;
    }

    /** A change of the whole text before it is signed. */
    public AssertionDraft edit(UnaryOperator<String> change) {
        edit = change;
        return this;
    }

    public AssertionDraft signature(SignatureRecipe how) {
        recipe = how;
        return this;
    }

    public Instant now() {
        return now;
    }

    public String id() {
        return id;
    }

    public String unsigned() {
        return edit.apply("<saml2:Assertion xmlns:saml2=\"" + SAML + "\" ID=\"" + id + "\" IssueInstant=\"" + now
                + "\" Version=\"2.0\"><saml2:Issuer>" + issuer + "</saml2:Issuer><saml2:Subject>" + subject
                + confirmation + "</saml2:Subject>" + conditions + authentication + "<saml2:AttributeStatement>"
                + String.join("", attributes) + "</saml2:AttributeStatement></saml2:Assertion>");
    }

    public String signed() {
        return recipe.sign(unsigned(), forge);
    }

    public static String conditions(Instant begin, Instant end, String content) {
        return "<saml2:Conditions NotBefore=\"" + begin + "\" NotOnOrAfter=\"" + end + "\">" + content
                + "</saml2:Conditions>";
    }

    public static String restriction(String... audiences) {
        StringBuilder xml = new StringBuilder("<saml2:AudienceRestriction>");
        for (String audience : audiences) {
            xml.append("<saml2:Audience>").append(audience).append("</saml2:Audience>");
        }
        return xml.append("</saml2:AudienceRestriction>").toString();
    }

    public static String authentication(Instant instant, String context) {
        return "<saml2:AuthnStatement AuthnInstant=\"" + instant + "\"><saml2:AuthnContext>" + context
                + "</saml2:AuthnContext></saml2:AuthnStatement>";
    }

    public static String attribute(String name, String... values) {
        StringBuilder xml = new StringBuilder("<saml2:Attribute Name=\"" + name + "\">");
        for (String value : values) {
            xml.append("<saml2:AttributeValue>").append(value).append("</saml2:AttributeValue>");
        }
        return xml.append("</saml2:Attribute>").toString();
    }

    /** A value of HL7's type CE, such as Role or PurposeOfUse. */
    public static String coded(String element, String code, String system, String display) {
        return "<" + element + " xmlns=\"urn:hl7-org:v3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"CE\" code=\"" + code + "\" codeSystem=\"" + system
                + "\" codeSystemName=\"x\" displayName=\"" + display + "\"/>";
    }
}

package dev.xdsi.assertion.saml;

import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.xua.XuaAttribute;
import dev.xdsi.transaction.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The attributes of a user (ITI TF-2: 3.40.4.1.2); what is not known is left out. */
final class UserAttributes {
    private static final String HL7 = "urn:hl7-org:v3";

    private final Document document;

    UserAttributes(Document document) {
        this.document = document;
    }

    List<Element> of(Caller.User user) {
        Caller.Affiliation affiliation = user.affiliation();
        Caller.Intent intent = user.intent();
        List<Element> attributes = new ArrayList<>();
        text(XuaAttribute.SUBJECT_ID, user.identity().name()).ifPresent(attributes::add);
        text(XuaAttribute.ORGANIZATION, affiliation.organization()).ifPresent(attributes::add);
        text(XuaAttribute.ORGANIZATION_ID, affiliation.organizationId()).ifPresent(attributes::add);
        text(XuaAttribute.HOME_COMMUNITY_ID, affiliation.homeCommunityId()).ifPresent(attributes::add);
        provider(affiliation).ifPresent(attributes::add);
        coded(XuaAttribute.ROLE, "Role", affiliation.roles()).ifPresent(attributes::add);
        coded(XuaAttribute.PURPOSE_OF_USE, "PurposeOfUse", intent.purposesOfUse())
                .ifPresent(attributes::add);
        PatientId patient = intent.patientId();
        text(XuaAttribute.PATIENT_ID, patient == null ? null : patient.cx()).ifPresent(attributes::add);
        text(XuaAttribute.EMERGENCY_REASON, intent.emergencyReason()).ifPresent(attributes::add);
        uris(XuaAttribute.CONSENT_DOCUMENT, intent.consentDocuments()).ifPresent(attributes::add);
        uris(XuaAttribute.POLICY, intent.policies()).ifPresent(attributes::add);
        return attributes;
    }

    private Optional<Element> text(String name, @Nullable String value) {
        return value == null ? Optional.empty() : attribute(name, Stream.of(document.createTextNode(value)));
    }

    private Optional<Element> uris(String name, List<String> values) {
        return attribute(name, values.stream().map(document::createTextNode));
    }

    /** With its authority as an instance identifier, alone as the older plain number. */
    private Optional<Element> provider(Caller.Affiliation affiliation) {
        String identifier = affiliation.providerIdentifier();
        Optional<PatientId> cx = Optional.ofNullable(identifier).flatMap(PatientId::parse);
        if (cx.isEmpty()) {
            return text(XuaAttribute.NPI, identifier);
        }
        Element id = hl7("id", "II");
        id.setAttribute("root", cx.get().assigningAuthority().value());
        id.setAttribute("extension", cx.get().id());
        return attribute(XuaAttribute.PROVIDER_IDENTIFIER, Stream.of(id));
    }

    private Optional<Element> coded(String name, String element, List<Code> codes) {
        return attribute(name, codes.stream().map(code -> {
            Element ce = hl7(element, "CE");
            ce.setAttribute("code", code.code());
            ce.setAttribute("codeSystem", code.codingScheme());
            if (code.displayName() != null) {
                ce.setAttribute("displayName", code.displayName().text());
            }
            return ce;
        }));
    }

    private Element hl7(String name, String type) {
        Element element = document.createElementNS(HL7, name);
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", HL7);
        element.setAttributeNS(
                XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
        element.setAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "xsi:type", type);
        return element;
    }

    private Optional<Element> attribute(String name, Stream<? extends Node> values) {
        Element attribute = document.createElementNS(AssertionWriter.SAML, "saml2:Attribute");
        attribute.setAttribute("Name", name);
        attribute.setAttribute("NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:uri");
        values.forEach(content -> {
            Element value = document.createElementNS(AssertionWriter.SAML, "saml2:AttributeValue");
            value.appendChild(content);
            attribute.appendChild(value);
        });
        return attribute.hasChildNodes() ? Optional.of(attribute) : Optional.empty();
    }
}

package dev.xdsi.registry.expected;

import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.wsn.Subscribe;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.StringWriter;

/** Messages to the endpoints of a registry as they are on the wire, for tests that spoil them. */
final class Messages {
    private static final JAXBContext EBXML = context();

    private Messages() {}

    private static JAXBContext context() {
        try {
            return JAXBContext.newInstance(
                    SubmitObjectsRequest.class,
                    AdhocQueryRequest.class,
                    Subscribe.class,
                    dev.xdsi.wsdl.rim.ObjectFactory.class,
                    dev.xdsi.wsdl.wsn.ObjectFactory.class);
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }

    static String written(Object body) {
        try {
            Marshaller marshaller = EBXML.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            StringWriter text = new StringWriter();
            marshaller.marshal(body, text);
            return text.toString();
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }

    static String envelope(String action, String body) {
        return "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\""
                + " xmlns:wsa=\"http://www.w3.org/2005/08/addressing\"><soap:Header>"
                + "<wsa:Action soap:mustUnderstand=\"1\">" + action + "</wsa:Action>"
                + "<wsa:MessageID>urn:uuid:7f1d1c70-1f63-4b24-9f0f-6a7e3c1d0b01</wsa:MessageID>"
                + "<wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo>"
                + "</soap:Header><soap:Body>" + body + "</soap:Body></soap:Envelope>";
    }

    /** With more in the header. */
    static String withHeader(String message, String block) {
        return message.replace("</soap:Header>", block + "</soap:Header>");
    }

    /** With something before all that the body's element has. */
    static String withContent(String message, String content) {
        int at = endOfFirstTag(message) + 1;
        return message.substring(0, at) + content + message.substring(at);
    }

    /** With more attributes on the body's element. */
    static String withAttributes(String message, String attributes) {
        int at = endOfFirstTag(message);
        return message.substring(0, at) + " " + attributes + message.substring(at);
    }

    private static int endOfFirstTag(String message) {
        return message.indexOf('>', message.indexOf("<soap:Body>") + "<soap:Body>".length());
    }

    /** Patient Registry Record Added (PRPA_IN201301UV02). */
    static String patientAdded(String authority, String patient) {
        return patient("PRPA_IN201301UV02", authority, patient, "");
    }

    /** Patient Registry Duplicates Resolved (PRPA_IN201304UV02). */
    static String patientsMerged(String authority, String survivor, String subsumed) {
        return patient(
                "PRPA_IN201304UV02",
                authority,
                survivor,
                "<replacementOf typeCode=\"RPLC\"><priorRegistration classCode=\"REG\" moodCode=\"EVN\"><statusCode code=\"obsolete\"/>"
                        + "<subject1 typeCode=\"SBJ\"><priorRegisteredRole classCode=\"PAT\"><id root=\"" + authority
                        + "\" extension=\"" + subsumed
                        + "\"/></priorRegisteredRole></subject1></priorRegistration></replacementOf>");
    }

    private static String patient(String interaction, String authority, String patient, String more) {
        return "<" + interaction + " ITSVersion=\"XML_1.0\" xmlns=\"urn:hl7-org:v3\"><id root=\"2.25."
                + ((interaction + patient).hashCode() & 0x7fff_ffff)
                + "\"/>"
                + "<creationTime value=\"20260304050607\"/>"
                + "<interactionId root=\"2.16.840.1.113883.1.6\" extension=\"" + interaction + "\"/>"
                + "<processingCode code=\"P\"/><processingModeCode code=\"T\"/><acceptAckCode code=\"AL\"/>"
                + "<receiver typeCode=\"RCV\"><device classCode=\"DEV\" determinerCode=\"INSTANCE\"><id root=\"1.9.1\"/></device>"
                + "</receiver><sender typeCode=\"SND\"><device classCode=\"DEV\" determinerCode=\"INSTANCE\"><id root=\"1.9.2\"/>"
                + "</device></sender><controlActProcess classCode=\"CACT\" moodCode=\"EVN\"><subject typeCode=\"SUBJ\">"
                + "<registrationEvent classCode=\"REG\" moodCode=\"EVN\"><id nullFlavor=\"NA\"/><statusCode code=\"active\"/>"
                + "<subject1 typeCode=\"SBJ\"><patient classCode=\"PAT\"><id root=\"" + authority + "\" extension=\""
                + patient
                + "\"/><statusCode code=\"active\"/><patientPerson><name><given>Eve</given><family>Doe</family></name></patientPerson>"
                + "<providerOrganization classCode=\"ORG\" determinerCode=\"INSTANCE\"><id root=\"1.2.3\"/>"
                + "<contactParty classCode=\"CON\"/></providerOrganization></patient></subject1><custodian typeCode=\"CST\">"
                + "<assignedEntity classCode=\"ASSIGNED\"><id root=\"1.2.3\"/></assignedEntity></custodian>" + more
                + "</registrationEvent></subject></controlActProcess></" + interaction + ">";
    }
}

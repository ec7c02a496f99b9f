package dev.xdsi.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Code;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.openehealth.ipf.commons.audit.codes.ParticipantObjectDataLifeCycle;
import org.openehealth.ipf.commons.audit.model.AuditMessage;
import org.openehealth.ipf.commons.audit.model.ParticipantObjectIdentificationType;
import org.openehealth.ipf.commons.audit.unmarshal.dicom.DICOMAuditParser;
import org.xml.sax.SAXException;

class DicomAuditXmlTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.000001Z");
    private static final AuditSource SOURCE = new AuditSource("site", "gateway", AuditSource.Type.APPLICATION_SERVER);
    private static final AuditContext CONTEXT = new AuditContext(SOURCE, "4711", "gw.example.org");
    private static final URI REGISTRY = URI.create("https://gw.example.org:8443/registry");
    private static final Caller PARTNER = new Caller(new Caller.Node("10.1.2.3", Caller.ANONYMOUS, null), null);
    private static final Caller DOCTOR = new Caller(
            PARTNER.node(),
            user("house", "https://idp", "Dr. House", Code.of("309343006", "SCT", "Physician"), "TREATMENT"));

    private static Caller.User user(String id, String issuer, String name, Code role, String purpose) {
        return new Caller.User(
                new Caller.Identity(id, issuer, name, null),
                new Caller.Affiliation(null, null, null, null, List.of(role)),
                new Caller.Intent(
                        List.of(new Code(purpose, "2.16.840.1.113883.3.18.7.1", null)),
                        null,
                        null,
                        List.of(),
                        List.of()));
    }

    private static String xml(AuditEvent event) {
        String xml = DicomAuditXml.write(event, SOURCE, TIME);
        validate(xml);
        return xml;
    }

    private static void validate(String xml) {
        try {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(AuditMessage.class.getResource("/dicom2017c.xsd"))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml)));
        } catch (SAXException | IOException e) {
            throw new AssertionError(xml, e);
        }
    }

    @Test
    void aQueryIsWrittenAsTheStandardSpellsIt() {
        AuditEvent event = AuditEvent.served(AuditedTransaction.ITI_18, DOCTOR, CONTEXT, REGISTRY)
                .object(AuditedObject.patient("1^^^&1.2.3&ISO"))
                .object(AuditedObject.query(AuditedTransaction.ITI_18, "urn:uuid:14d4debf", "<q/>".getBytes(UTF_8))
                        .homeCommunityId("urn:oid:1.2"))
                .build();

        assertThat(xml(event)).isEqualToIgnoringNewLines("""
            <AuditMessage>\
            <EventIdentification EventActionCode="E" EventDateTime="2026-03-01T12:00:00.000001Z" EventOutcomeIndicator="0">\
            <EventID csd-code="110112" codeSystemName="DCM" originalText="Query" />\
            <EventTypeCode csd-code="ITI-18" codeSystemName="IHE Transactions" originalText="Registry Stored Query" />\
            <PurposeOfUse csd-code="TREATMENT" codeSystemName="2.16.840.1.113883.3.18.7.1" originalText="TREATMENT" />\
            </EventIdentification>\
            <ActiveParticipant UserID="http://www.w3.org/2005/08/addressing/anonymous" UserIsRequestor="true" NetworkAccessPointID="10.1.2.3" NetworkAccessPointTypeCode="2">\
            <RoleIDCode csd-code="110153" codeSystemName="DCM" originalText="Source Role ID" />\
            </ActiveParticipant>\
            <ActiveParticipant UserID="https://gw.example.org:8443/registry" AlternativeUserID="4711" UserIsRequestor="false" NetworkAccessPointID="gw.example.org" NetworkAccessPointTypeCode="1">\
            <RoleIDCode csd-code="110152" codeSystemName="DCM" originalText="Destination Role ID" />\
            </ActiveParticipant>\
            <ActiveParticipant UserID="&lt;house@https://idp&gt;" AlternativeUserID="Dr. House" UserName="&lt;house@https://idp&gt;" UserIsRequestor="true">\
            <RoleIDCode csd-code="309343006" codeSystemName="SCT" originalText="Physician" />\
            </ActiveParticipant>\
            <AuditSourceIdentification AuditEnterpriseSiteID="site" AuditSourceID="gateway">\
            <AuditSourceTypeCode csd-code="4" codeSystemName="DCM" originalText="Application Server process or thread" />\
            </AuditSourceIdentification>\
            <ParticipantObjectIdentification ParticipantObjectID="1^^^&amp;1.2.3&amp;ISO" ParticipantObjectTypeCode="1" ParticipantObjectTypeCodeRole="1">\
            <ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881" originalText="Patient Number" />\
            </ParticipantObjectIdentification>\
            <ParticipantObjectIdentification ParticipantObjectID="urn:uuid:14d4debf" ParticipantObjectTypeCode="2" ParticipantObjectTypeCodeRole="24">\
            <ParticipantObjectIDTypeCode csd-code="ITI-18" codeSystemName="IHE Transactions" originalText="Registry Stored Query" />\
            <ParticipantObjectQuery>PHEvPg==</ParticipantObjectQuery>\
            <ParticipantObjectDetail type="QueryEncoding" value="VVRGLTg=" />\
            <ParticipantObjectDetail type="urn:ihe:iti:xca:2010:homeCommunityId" value="dXJuOm9pZDoxLjI=" />\
            </ParticipantObjectIdentification>\
            </AuditMessage>\
            """);
    }

    @Test
    void inARetrieveTheServerIsTheSourceAndTheCallerTheRequestor() {
        AuditEvent served = AuditEvent.served(AuditedTransaction.ITI_43, PARTNER, CONTEXT, REGISTRY)
                .object(AuditedObject.document("1.2.3.4", "1.2.3").homeCommunityId("urn:oid:1.2"))
                .build();
        assertThat(served.eventId()).isEqualTo(EventId.EXPORT);
        assertThat(served.action()).isEqualTo(EventAction.READ);
        assertThat(served.participants().getFirst().userId()).isEqualTo(REGISTRY.toString());
        assertThat(served.participants().getFirst().roles()).containsExactly(Participant.SOURCE);
        assertThat(served.participants().getFirst().requestor()).isFalse();
        assertThat(served.participants().getLast().requestor()).isTrue();
        assertThat(xml(served))
                .contains("csd-code=\"9\"", "type=\"Repository Unique Id\"", "type=\"ihe:homeCommunityID\"");

        AuditEvent initiated = AuditEvent.initiated(
                        AuditedTransaction.ITI_43, DOCTOR, CONTEXT, Caller.ANONYMOUS, REGISTRY)
                .build();
        assertThat(initiated.eventId()).isEqualTo(EventId.IMPORT);
        assertThat(initiated.action()).isEqualTo(EventAction.CREATE);
        assertThat(initiated.participants())
                .extracting(Participant::userId)
                .containsExactly(REGISTRY.toString(), Caller.ANONYMOUS, "<house@https://idp>");
        assertThat(initiated.participants().get(1).alternativeUserId()).isEqualTo("4711");
        xml(initiated);
    }

    @Test
    void everyTransactionAndSystemEventIsValid() {
        for (AuditedTransaction transaction : AuditedTransaction.values()) {
            xml(AuditEvent.served(transaction, DOCTOR, CONTEXT, REGISTRY)
                    .object(AuditedObject.submissionSet("1.2.3"))
                    .object(AuditedObject.study("1.2.3", Map.of("1.2.840.10008.5.1.4.1.1.2", 120)))
                    .build());
            xml(AuditEvent.initiated(transaction, PARTNER, CONTEXT, "XDSI", REGISTRY)
                    .build());
        }
        assertThat(xml(SystemEvents.applicationStart(CONTEXT))).contains("110100", "110120", "110150");
        assertThat(xml(SystemEvents.applicationStop(CONTEXT))).contains("110100", "110121");
        assertThat(xml(SystemEvents.auditLogUsed(DOCTOR, "https://gw/audit"))).contains("110101");
        assertThat(xml(SystemEvents.nodeAuthenticationFailure(CONTEXT, "10.0.0.9", "certificate expired")))
                .contains("110113", "110126", "EventOutcomeIndicator=\"8\"");
    }

    @Test
    void whatIsRemovedIsErasedForGood() {
        AuditEvent event = AuditEvent.served(AuditedTransaction.ITI_62, PARTNER, CONTEXT, REGISTRY)
                .object(AuditedObject.removed("urn:uuid:14d4debf"))
                .build();
        ParticipantObjectIdentificationType removed = new DICOMAuditParser()
                .parse(xml(event), true)
                .getParticipantObjectIdentifications()
                .getLast();
        assertThat(removed.getParticipantObjectDataLifeCycle())
                .isEqualTo(ParticipantObjectDataLifeCycle.PermanentErasure);
    }

    @Test
    void aStudySaysHowManyInstancesOfEachClass() {
        AuditEvent event = AuditEvent.served(AuditedTransaction.RAD_69, PARTNER, CONTEXT, REGISTRY)
                .object(AuditedObject.study(
                        "1.2.3", Map.of("1.2.840.10008.5.1.4.1.1.4", 3, "1.2.840.10008.5.1.4.1.1.2", 120)))
                .build();
        assertThat(xml(event))
                .contains("ParticipantObjectID=\"1.2.3\"", "csd-code=\"110180\"")
                .contains("<ParticipantObjectDescription>"
                        + "<SOPClass NumberOfInstances=\"120\" UID=\"1.2.840.10008.5.1.4.1.1.2\" />"
                        + "<SOPClass NumberOfInstances=\"3\" UID=\"1.2.840.10008.5.1.4.1.1.4\" />"
                        + "</ParticipantObjectDescription>");
    }

    @Test
    void aStepStandsBeforeTheInstancesOfItsStudy() {
        AuditEvent event = AuditEvent.served(AuditedTransaction.MPPS, PARTNER, CONTEXT, REGISTRY)
                .object(AuditedObject.study("1.2.3", Map.of("1.2.840.10008.5.1.4.1.1.4", 3))
                        .mpps("1.2.9"))
                .object(AuditedObject.study("1.2.4", Map.of()).mpps("1.2.9"))
                .build();
        assertThat(xml(event))
                .contains("csd-code=\"110111\" codeSystemName=\"DCM\" originalText=\"Procedure Record\"")
                .contains("<ParticipantObjectDescription><MPPS UID=\"1.2.9\" />"
                        + "<SOPClass NumberOfInstances=\"3\" UID=\"1.2.840.10008.5.1.4.1.1.4\" />"
                        + "</ParticipantObjectDescription>")
                .contains("<ParticipantObjectDescription><MPPS UID=\"1.2.9\" /></ParticipantObjectDescription>");
    }

    /** Whatever a caller sends us as its name, the message stays one valid message that says it. */
    @Property(tries = 300)
    void everyFieldTakesEveryCharacter(@ForAll String text) {
        AuditEvent event = hostile(text);
        String xml = xml(event);
        AuditMessage read = new DICOMAuditParser().parse(xml, true);
        assertThat(read.getActiveParticipants()).hasSize(3);
        assertThat(read.getParticipantObjectIdentifications()).hasSize(4);
    }

    @Test
    void lineBreaksMarkupAndControlCharactersForgeNothing() {
        String attack = "x\"/>\r\n<EventID/>]]>&evil;\0\u0007\uFFFF\ud800 é漢𝄞 120 <85>1";
        String xml = xml(hostile(attack));
        AuditMessage read = new DICOMAuditParser().parse(xml, true);
        String expected = "x\"/>\r\n<EventID/>]]>&evil;\uFFFD\uFFFD\uFFFD\uFFFD é漢𝄞 120 <85>1";
        assertThat(read.getActiveParticipants().getFirst().getUserID()).isEqualTo(expected);
        assertThat(new String(
                        read.getParticipantObjectIdentifications().getFirst().getParticipantObjectQuery(), UTF_8))
                .isEqualTo(new String(attack.getBytes(UTF_8), UTF_8));
        assertThat(xml).doesNotContain("\0", "<EventID/>");
    }

    private static AuditEvent hostile(String text) {
        var node = new Caller.Node(text, text, text);
        var caller = new Caller(node, user(text, text, text, Code.of("x" + text, "x" + text, text), "x" + text));
        return AuditEvent.served(AuditedTransaction.ITI_18, caller, CONTEXT, REGISTRY)
                .outcome(new EventOutcome(EventOutcome.Indicator.MAJOR_FAILURE, text))
                .object(AuditedObject.query(AuditedTransaction.ITI_18, text, text.getBytes(UTF_8)))
                .object(AuditedObject.patient(text))
                .object(AuditedObject.document(text, text).homeCommunityId(text))
                .object(AuditedObject.study(text, Map.of(text, 1)))
                .build();
    }

    @Test
    void networkAccessPointsAreToldApart() {
        assertThat(Participant.node("a", "10.1.2.3").atIpAddress()).isTrue();
        assertThat(Participant.node("a", "fe80::1%eth0").atIpAddress()).isTrue();
        assertThat(Participant.node("a", "0:0:0:0:0:0:0:1").atIpAddress()).isTrue();
        assertThat(Participant.node("a", "gw1.example.org").atIpAddress()).isFalse();
        assertThat(Participant.node("a", "1.2.3.example").atIpAddress()).isFalse();
    }
}

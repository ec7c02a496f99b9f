package dev.xdsi.soap.hl7v3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.transaction.iti55.DetectedIssue;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Failed;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Found;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.NotFound;
import dev.xdsi.transaction.iti55.PatientMatch;
import dev.xdsi.transaction.iti55.RequestedAttribute;
import dev.xdsi.wsdl.hl7v3.ObjectFactory;
import dev.xdsi.wsdl.hl7v3.PRPAIN201305UV02;
import dev.xdsi.wsdl.hl7v3.PRPAIN201306UV02;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientDiscoveryCodecTest {
    private static final HomeCommunityId US = new HomeCommunityId(new Oid("1.2.3"));
    private static final HomeCommunityId THEM = new HomeCommunityId(new Oid("1.2.4"));
    private static final PatientId OURS = new PatientId("M1", new Oid("1.2.3.9"));
    private static final PatientId THEIRS = new PatientId("4711", new Oid("1.2.4.9"));
    private static final Stamp STAMP = Stamp.of(
            () -> UUID.fromString("00000000-0000-0000-0000-00000000002a"), () -> Instant.parse("2026-03-04T05:06:07Z"));
    private static final Demographics MARY = new Demographics(
            List.of(PersonName.of("Müller", "Mary", "Ann"), PersonName.of("Doe", "Mary")),
            new BirthTime("19700304"),
            AdministrativeSex.FEMALE,
            List.of(new Address("Main St 1", "Springfield", "IL", "62701", "USA")),
            List.of("tel:+15551234"));
    private static final PatientDiscoveryRequest REQUEST =
            new PatientDiscoveryRequest("2.25.43", US, THEM, List.of(OURS), MARY, 5);

    /** As an independent implementation writes it: prefixes, comments, more elements, another order, types by xsi:type. */
    private static final String FOREIGN_REQUEST = """
        <?xml version="1.0" encoding="UTF-8"?>
        <hl7:PRPA_IN201305UV02 ITSVersion="XML_1.0" xmlns:hl7="urn:hl7-org:v3"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <hl7:id root="22a0f9e0-4454-11dc-a6be-3603d6866807"/>
          <hl7:creationTime value="20260304050607+0100"/>
          <hl7:interactionId root="2.16.840.1.113883.1.6" extension="PRPA_IN201305UV02"/>
          <hl7:processingCode code="D"/><hl7:processingModeCode code="T"/><hl7:acceptAckCode code="AL"/>
          <hl7:receiver typeCode="RCV"><hl7:device classCode="DEV" determinerCode="INSTANCE"><hl7:id root="9.9"/>
            <hl7:asAgent classCode="AGNT"><hl7:representedOrganization classCode="ORG" determinerCode="INSTANCE">
              <hl7:id root="urn:oid:1.2.4"/></hl7:representedOrganization></hl7:asAgent></hl7:device></hl7:receiver>
          <hl7:sender typeCode="SND"><hl7:device classCode="DEV" determinerCode="INSTANCE"><hl7:id root="9.8"/>
            <hl7:manufacturerModelName>Gateway</hl7:manufacturerModelName>
            <hl7:asAgent classCode="AGNT"><hl7:representedOrganization classCode="ORG" determinerCode="INSTANCE">
              <hl7:id root="1.2.3"/></hl7:representedOrganization></hl7:asAgent></hl7:device></hl7:sender>
          <hl7:controlActProcess classCode="CACT" moodCode="EVN">
            <hl7:code code="PRPA_TE201305UV02" codeSystem="2.16.840.1.113883.1.6"/>
            <hl7:queryByParameter>
              <hl7:queryId root="1.2.840.114350.1.13.28.1.18.5.999" extension="18204"/>
              <hl7:statusCode code="new"/>
              <hl7:responseModalityCode code="R"/>
              <hl7:matchCriterionList><hl7:minimumDegreeMatch><hl7:value xsi:type="hl7:INT" value="75"/>
              </hl7:minimumDegreeMatch></hl7:matchCriterionList>
              <hl7:responsePriorityCode code="I"/>
              <hl7:parameterList><!-- in another order -->
                <hl7:livingSubjectName><hl7:value xsi:type="hl7:PN" use="L"> <hl7:prefix>Dr</hl7:prefix>
                    <hl7:family>Müller</hl7:family><hl7:given>Mary</hl7:given><hl7:given qualifier="IN">A</hl7:given>
                  </hl7:value><hl7:semanticsText>LivingSubject.name</hl7:semanticsText></hl7:livingSubjectName>
                <hl7:livingSubjectBirthTime><hl7:value xsi:type="hl7:IVL_TS" value="19700304"/></hl7:livingSubjectBirthTime>
                <hl7:livingSubjectAdministrativeGender><hl7:value code="F"/></hl7:livingSubjectAdministrativeGender>
                <hl7:livingSubjectId><hl7:value root="1.2.3.9" extension="M1" assigningAuthorityName="US"/>
                  <hl7:semanticsText/></hl7:livingSubjectId>
                <hl7:livingSubjectId><hl7:value nullFlavor="UNK"/></hl7:livingSubjectId>
                <hl7:livingSubjectId><hl7:value root="1.2.3.4.5"/></hl7:livingSubjectId>
                <hl7:patientAddress><hl7:value use="HP"><hl7:streetName>Main St</hl7:streetName>
                  <hl7:houseNumber>1</hl7:houseNumber><hl7:city>Springfield</hl7:city></hl7:value></hl7:patientAddress>
              </hl7:parameterList>
            </hl7:queryByParameter>
          </hl7:controlActProcess>
        </hl7:PRPA_IN201305UV02>
        """;

    private static String request(PatientDiscoveryRequest request) throws Exception {
        return DiscoveryXml.write(
                new ObjectFactory().createPRPAIN201305UV02(PatientDiscoveryRequestCodec.encode(request, STAMP)));
    }

    private static String answer(PatientDiscoveryResponse response) throws Exception {
        PRPAIN201305UV02 asked = DiscoveryXml.read(request(REQUEST), PRPAIN201305UV02.class);
        return DiscoveryXml.write(new ObjectFactory()
                .createPRPAIN201306UV02(PatientDiscoveryResponseCodec.encode(response, asked, THEM, STAMP)));
    }

    @Test
    void aQuestionIsReadAsItWasWritten() throws Exception {
        String xml = request(REQUEST);

        DiscoveryXml.validate(xml);
        assertThat(PatientDiscoveryRequestCodec.decode(DiscoveryXml.read(xml, PRPAIN201305UV02.class)))
                .isEqualTo(REQUEST);
        assertThat(xml)
                .contains(
                        "ITSVersion=\"XML_1.0\"",
                        "<id root=\"2.25.42\"/>",
                        "<creationTime value=\"20260304050607\"/>",
                        "<interactionId root=\"2.16.840.1.113883.1.6\" extension=\"PRPA_IN201305UV02\"/>",
                        "<acceptAckCode code=\"AL\"/>",
                        "<assignedDevice classCode=\"ASSIGNED\"><id root=\"1.2.3.9\"/></assignedDevice>",
                        "<responseModalityCode code=\"R\"/>",
                        "<livingSubjectId><value root=\"1.2.3.9\" extension=\"M1\"/>");
    }

    @Test
    void aForeignQuestionIsRead() throws Exception {
        PatientDiscoveryRequest request =
                PatientDiscoveryRequestCodec.decode(DiscoveryXml.read(FOREIGN_REQUEST, PRPAIN201305UV02.class));

        assertThat(request)
                .isEqualTo(new PatientDiscoveryRequest(
                        "1.2.840.114350.1.13.28.1.18.5.999^18204",
                        US,
                        THEM,
                        List.of(OURS),
                        new Demographics(
                                List.of(PersonName.of("Müller", "Mary", "A")),
                                new BirthTime("19700304"),
                                AdministrativeSex.FEMALE,
                                List.of(new Address("Main St 1", "Springfield", null, null, null)),
                                List.of()),
                        PatientDiscoveryRequest.MOST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "responseModalityCode code=\"R\"|responseModalityCode code=\"T\"",
                "responsePriorityCode code=\"I\"|responsePriorityCode code=\"D\"",
                "value=\"19700304\"|value=\"4.3.1970\"",
                "<hl7:family>Müller|<hl7:family>" + "x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x"
                        + ".x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x"
                        + ".x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x",
                "hl7:parameterList|hl7:parameters",
                "hl7:queryByParameter|hl7:query",
                "hl7:controlActProcess|hl7:act",
            })
    void aQuestionThatCannotBeAnsweredIsToldWhy(String replacement) throws Exception {
        String[] parts = replacement.split("\\|", -1);
        PRPAIN201305UV02 message =
                DiscoveryXml.read(FOREIGN_REQUEST.replace(parts[0], parts[1]), PRPAIN201305UV02.class);

        assertThatThrownBy(() -> PatientDiscoveryRequestCodec.decode(message))
                .isInstanceOf(UnreadableMessageException.class)
                .message()
                .isNotBlank()
                .doesNotContain("Müller", "M1");
    }

    static Stream<PatientDiscoveryResponse> answers() {
        return Stream.of(
                new Found(List.of(new PatientMatch(THEIRS, THEM, MARY, 98))),
                new Found(List.of(
                        new PatientMatch(THEIRS, THEM, Demographics.UNKNOWN, 0),
                        new PatientMatch(OURS, THEM, MARY, 100))),
                NotFound.NOBODY,
                new NotFound(Set.of(RequestedAttribute.ADDRESS, RequestedAttribute.TELECOM)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerIsReadAsItWasWritten(PatientDiscoveryResponse response) throws Exception {
        String xml = answer(response);

        DiscoveryXml.validate(xml);
        assertThat(PatientDiscoveryResponseCodec.decode(DiscoveryXml.read(xml, PRPAIN201306UV02.class)))
                .isEqualTo(response);
    }

    @Test
    void aFailureIsReadAsOne() throws Exception {
        String xml = answer(new Failed(DetectedIssue.RESPONDER_BUSY, "later"));

        DiscoveryXml.validate(xml);
        assertThat(PatientDiscoveryResponseCodec.decode(DiscoveryXml.read(xml, PRPAIN201306UV02.class)))
                .isEqualTo(new Failed(DetectedIssue.RESPONDER_BUSY, "the other community answered AE"));
        assertThat(xml)
                .contains(
                        "<acknowledgement><typeCode code=\"AE\"/><targetMessage><id root=\"2.25.42\"/>",
                        "<queryResponseCode code=\"AE\"/>",
                        "<code code=\"ResponderBusy\" codeSystem=\"1.3.6.1.4.1.19376.1.2.27.3\"/>");
    }

    @Test
    void anAnswerNamesCommunityConfidenceAndQuestion() throws Exception {
        assertThat(answer(new Found(List.of(new PatientMatch(THEIRS, THEM, Demographics.UNKNOWN, 98)))))
                .contains(
                        "<typeCode code=\"AA\"/>",
                        "<patient classCode=\"PAT\"><id root=\"1.2.4.9\" extension=\"4711\"/>",
                        "<name nullFlavor=\"MSK\"/>",
                        "xsi:type=\"INT\"",
                        "value=\"98\"",
                        "<custodian typeCode=\"CST\"><assignedEntity classCode=\"ASSIGNED\"><id root=\"1.2.4\"/>"
                                + "<code code=\"NotHealthDataLocator\" codeSystem=\"1.3.6.1.4.1.19376.1.2.27.2\"/>",
                        "<queryResponseCode code=\"OK\"/>",
                        "<resultTotalQuantity value=\"1\"/>",
                        "<queryByParameter><queryId root=\"2.25.43\"/>");
    }

    @Test
    void anAnswerGivesTheQuestionBackAsItWasAsked() throws Exception {
        PRPAIN201305UV02 asked = DiscoveryXml.read(FOREIGN_REQUEST, PRPAIN201305UV02.class);

        String xml = DiscoveryXml.write(new ObjectFactory()
                .createPRPAIN201306UV02(PatientDiscoveryResponseCodec.encode(NotFound.NOBODY, asked, THEM, STAMP)));

        assertThat(xml)
                .contains("<queryId root=\"1.2.840.114350.1.13.28.1.18.5.999\" extension=\"18204\"/>", "Müller")
                .contains("<targetMessage><id root=\"22a0f9e0-4454-11dc-a6be-3603d6866807\"/>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<queryResponseCode code=\"OK\"/>|",
                "<id root=\"1.2.4.9\" extension=\"4711\"/>|",
                "<id root=\"1.2.4.9\" extension=\"4711\"/>|<id root=\"1.2.4.9\"/>",
                "custodian|warden",
                "subject1|subject2",
                "registrationEvent|event",
            })
    void anAnswerThatDoesNotSayWhoIsRefused(String replacement) throws Exception {
        String[] parts = replacement.split("\\|", -1);
        String xml = answer(new Found(List.of(new PatientMatch(THEIRS, THEM, Demographics.UNKNOWN, 98))))
                .replace(parts[0], parts[1]);
        PRPAIN201306UV02 message = DiscoveryXml.read(xml, PRPAIN201306UV02.class);

        assertThatThrownBy(() -> PatientDiscoveryResponseCodec.decode(message))
                .isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void whoDoesNotSayHowSureHeIsIsNot() throws Exception {
        String xml = answer(new Found(List.of(new PatientMatch(THEIRS, THEM, Demographics.UNKNOWN, 98))))
                .replace("queryMatchObservation", "otherObservation");

        assertThat(PatientDiscoveryResponseCodec.decode(DiscoveryXml.read(xml, PRPAIN201306UV02.class)))
                .isEqualTo(new Found(List.of(new PatientMatch(THEIRS, THEM, Demographics.UNKNOWN, 0))));
    }
}

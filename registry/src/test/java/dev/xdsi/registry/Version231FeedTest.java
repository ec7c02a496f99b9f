package dev.xdsi.registry;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractMessage;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.v231.datatype.CX;
import ca.uhn.hl7v2.model.v231.datatype.XAD;
import ca.uhn.hl7v2.model.v231.datatype.XPN;
import ca.uhn.hl7v2.model.v231.datatype.XTN;
import ca.uhn.hl7v2.model.v231.group.ADT_A39_PIDPD1MRGPV1;
import ca.uhn.hl7v2.model.v231.message.ADT_A01;
import ca.uhn.hl7v2.model.v231.message.ADT_A04;
import ca.uhn.hl7v2.model.v231.message.ADT_A05;
import ca.uhn.hl7v2.model.v231.message.ADT_A08;
import ca.uhn.hl7v2.model.v231.message.ADT_A39;
import ca.uhn.hl7v2.model.v231.segment.MSH;
import ca.uhn.hl7v2.model.v231.segment.PID;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages of HL7 v2.3.1, written and read by that version's own structures, every field beside those that are taken filled with something else. The
 * registry reads them by the structures of v2.5 and keeps what they say.
 */
class Version231FeedTest {
    private static final DefaultHapiContext HAPI = new DefaultHapiContext(ValidationContextFactory.noValidation());

    @RegisterExtension
    final OpenFeed feed = new OpenFeed();

    @ParameterizedTest
    @ValueSource(strings = {"A01", "A04", "A05", "A08"})
    void whatAMessageSaysIsKept(String event) throws Exception {
        AbstractMessage message = switch (event) {
            case "A01" -> new ADT_A01();
            case "A04" -> new ADT_A04();
            case "A05" -> new ADT_A05();
            default -> new ADT_A08();
        };
        begin(message, event);
        fill((PID) message.get("PID"));
        String text = HAPI.getPipeParser().encode(message);

        assertThat(answer(text)).contains("|2.3.1|").contains("MSA|AA|");

        Message read = HAPI.getPipeParser().parse(text);
        assertThat(read.getVersion()).isEqualTo("2.3.1");
        Patient said = saidBy((PID) read.get("PID"));
        assertThat(said.demographics().names()).hasSize(2);
        assertThat(said.demographics().telecoms()).hasSize(2);
        assertThat(feed.patients.patient(OpenFeed.MARY)).contains(said);
    }

    @Test
    void aMergeIsThatOfTheSecondIdOfEither() throws Exception {
        known("M1");
        known("J1");
        ADT_A39 message = new ADT_A39();
        begin(message, "A40");
        ADT_A39_PIDPD1MRGPV1 pair = message.getPIDPD1MRGPV1();
        id(pair.getPID().getPatientIdentifierList(0), "4711", "1.2.3.4");
        id(pair.getPID().getPatientIdentifierList(1), "J1", "1.2.3");
        pair.getPID().getPatientName(0).getFamilyLastName().getFamilyName().setValue("Doe");
        id(pair.getMRG().getPriorPatientIdentifierList(0), "4712", "1.2.3.4");
        id(pair.getMRG().getPriorPatientIdentifierList(1), "M1", "1.2.3");
        id(pair.getMRG().getPriorAlternatePatientID(0), "X1", "1.2.3");
        id(pair.getMRG().getPriorPatientID(), "X2", "1.2.3");
        id(pair.getMRG().getPriorPatientAccountNumber(), "X3", "1.2.3");

        assertThat(answer(HAPI.getPipeParser().encode(message)))
                .contains("ACK^A40")
                .contains("MSA|AA|");

        assertThat(feed.patients.survivorOf(OpenFeed.MARY)).isEqualTo(OpenFeed.JOHN);
    }

    private void known(String id) throws Exception {
        ADT_A04 message = new ADT_A04();
        begin(message, "A04");
        id(message.getPID().getPatientIdentifierList(0), id, "1.2.3");
        assertThat(answer(HAPI.getPipeParser().encode(message))).contains("MSA|AA|");
    }

    private String answer(String message) throws IOException {
        return feed.ask(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void begin(AbstractMessage message, String event) throws HL7Exception, IOException {
        message.initQuickstart("ADT", event, "P");
        ((MSH) message.get("MSH")).getCharacterSet(0).setValue("8859/1");
    }

    private static void fill(PID pid) throws HL7Exception {
        id(pid.getPatientID(), "X1", "1.2.3");
        id(pid.getAlternatePatientIDPID(0), "X2", "1.2.3");
        id(pid.getPatientAccountNumber(), "X3", "1.2.3");
        id(pid.getMotherSIdentifier(0), "X4", "1.2.3");
        id(pid.getPatientIdentifierList(0), "4711", "1.2.3.4");
        pid.getPatientIdentifierList(0).getAssigningFacility().getNamespaceID().setValue("CLINIC");
        id(pid.getPatientIdentifierList(1), "M1", "1.2.3");
        pid.getPatientIdentifierList(2).getID().setValue("local");
        name(pid.getPatientName(0), "Müller", "Mary");
        pid.getPatientName(0).getMiddleInitialOrName().setValue("Ann");
        pid.getPatientName(0).getPrefixEgDR().setValue("Dr");
        name(pid.getPatientName(1), "Doe", "Mary");
        name(pid.getMotherSMaidenName(0), "Mother", "Mia");
        name(pid.getPatientAlias(0), "Alias", "Alice");
        pid.getDateTimeOfBirth().getTimeOfAnEvent().setValue("19700304");
        pid.getSex().setValue("F");
        pid.getRace(0).getIdentifier().setValue("race");
        address(pid.getPatientAddress(0));
        pid.getCountyCode().setValue("county");
        pid.getPhoneNumberHome(0).getAreaCityCode().setValue("555");
        pid.getPhoneNumberHome(0).getPhoneNumber().setValue("1234567");
        pid.getPhoneNumberHome(1).getTelecommunicationUseCode().setValue("NET");
        pid.getPhoneNumberHome(1).getEmailAddress().setValue("mary@example.org");
        pid.getPhoneNumberBusiness(0).getPhoneNumber().setValue("7654321");
        pid.getPatientDeathIndicator().setValue("N");
    }

    private static void id(CX cx, String id, String authority) throws HL7Exception {
        cx.getID().setValue(id);
        cx.getAssigningAuthority().getUniversalID().setValue(authority);
        cx.getAssigningAuthority().getUniversalIDType().setValue("ISO");
    }

    private static void name(XPN name, String family, String given) throws HL7Exception {
        name.getFamilyLastName().getFamilyName().setValue(family);
        name.getGivenName().setValue(given);
    }

    private static void address(XAD address) throws HL7Exception {
        address.getStreetAddress().setValue("Main St 1");
        address.getOtherDesignation().setValue("third floor");
        address.getCity().setValue("Springfield");
        address.getStateOrProvince().setValue("IL");
        address.getZipOrPostalCode().setValue("62701");
        address.getCountry().setValue("USA");
    }

    /** By the names that v2.3.1 gives its fields. */
    private static Patient saidBy(PID pid) {
        List<PatientId> ids = Arrays.stream(pid.getPatientIdentifierList())
                .filter(cx -> cx.getAssigningAuthority().getUniversalID().getValue() != null)
                .map(cx -> new PatientId(
                        cx.getID().getValue(),
                        new Oid(cx.getAssigningAuthority().getUniversalID().getValue())))
                .toList();
        XAD home = pid.getPatientAddress(0);
        Demographics demographics = new Demographics(
                Arrays.stream(pid.getPatientName())
                        .map(Version231FeedTest::name)
                        .toList(),
                new BirthTime(pid.getDateTimeOfBirth().getTimeOfAnEvent().getValue()),
                AdministrativeSex.of(pid.getSex().getValue()).orElseThrow(),
                List.of(new Address(
                        home.getStreetAddress().getValue(),
                        home.getCity().getValue(),
                        home.getStateOrProvince().getValue(),
                        home.getZipOrPostalCode().getValue(),
                        home.getCountry().getValue())),
                Arrays.stream(pid.getPhoneNumberHome())
                        .map(Version231FeedTest::telecom)
                        .toList());
        return new Patient(ids.get(1), List.of(ids.get(0)), demographics);
    }

    private static PersonName name(XPN name) {
        List<String> given = new ArrayList<>();
        Stream.of(name.getGivenName(), name.getMiddleInitialOrName())
                .filter(part -> part.getValue() != null)
                .forEach(part -> given.add(part.getValue()));
        return new PersonName(name.getFamilyLastName().getFamilyName().getValue(), given);
    }

    private static String telecom(XTN telecom) {
        return telecom.getEmailAddress().getValue() == null
                ? "tel:" + telecom.getAreaCityCode().getValue()
                        + telecom.getPhoneNumber().getValue()
                : "mailto:" + telecom.getEmailAddress().getValue();
    }
}

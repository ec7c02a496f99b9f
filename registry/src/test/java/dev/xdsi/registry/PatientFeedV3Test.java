package dev.xdsi.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.iti44.PatientIdentityFeedV3Endpoint;
import dev.xdsi.registry.patients.Applied;
import dev.xdsi.registry.patients.FeedMessage;
import dev.xdsi.registry.patients.InMemoryPatientStore;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** ITI-44 over real HTTP, as other software writes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatientFeedV3Test {
    private static final Oid DOMAIN = new Oid("1.2.3");
    private static final PatientId MARY = new PatientId("M1", DOMAIN);
    private static final PatientId JOHN = new PatientId("J1", DOMAIN);
    private static final PatientId CARD = new PatientId("4711", new Oid("1.2.3.4"));

    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 22);
    private InMemoryPatientStore patients = new InMemoryPatientStore();
    private boolean broken;
    private HttpServer server;
    private URI address;
    private long seen;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        AuditContext us = new AuditContext(
                new AuditSource("site", "registry", AuditSource.Type.APPLICATION_SERVER), "42", "localhost");
        AuditTrail audit = new AuditTrail(spool, us, Clock.systemUTC(), 1 << 20);
        SoapEndpoint endpoint = SoapEndpoint.publish(
                PatientIdentityFeedV3Endpoint.CONTRACT,
                PatientFeedV3.endpoint(
                        new Current(),
                        DOMAIN,
                        URI.create("http://localhost/feed"),
                        new PatientFeedV3.Surroundings(audit, Clock.systemUTC(), UUID::randomUUID)),
                new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID));
        server = HttpServer.start(
                "feed",
                HttpSite.empty().with("/feed", endpoint),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
        address = URI.create("http://127.0.0.1:" + server.port("port") + "/feed");
    }

    @BeforeEach
    void empty() {
        patients = new InMemoryPatientStore();
        broken = false;
        seen = audited().size();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** The store of the test that runs. */
    private final class Current implements PatientStore {
        @Override
        public Applied apply(FeedMessage message) {
            if (broken) {
                throw new IllegalStateException("password=secret");
            }
            return patients.apply(message);
        }

        @Override
        public Optional<Patient> patient(PatientId anyId) {
            return patients.patient(anyId);
        }

        @Override
        public List<Patient> candidates(Demographics asked, int most) {
            return patients.candidates(asked, most);
        }

        @Override
        public boolean isKnown(PatientId id) {
            return patients.isKnown(id);
        }
    }

    private List<String> audited() {
        return spool.read(0, 1000).stream()
                .map(AuditSpool.Entry::message)
                .map(message -> new String(message, StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> newlyAudited() {
        return audited().stream().skip(seen).toList();
    }

    private static String message(String interaction, String id, String subject) {
        return "<" + interaction + " ITSVersion=\"XML_1.0\" xmlns=\"urn:hl7-org:v3\"><id root=\"" + id
                + "\"/><creationTime value=\"20260304050607\"/><interactionId root=\"2.16.840.1.113883.1.6\" extension=\""
                + interaction
                + "\"/><processingCode code=\"P\"/><processingModeCode code=\"T\"/><acceptAckCode code=\"AL\"/>"
                + "<receiver typeCode=\"RCV\"><device classCode=\"DEV\" determinerCode=\"INSTANCE\"><id root=\"1.9.1\"/></device></receiver>"
                + "<sender typeCode=\"SND\"><device classCode=\"DEV\" determinerCode=\"INSTANCE\"><id root=\"1.9.2\"/></device></sender>"
                + "<controlActProcess classCode=\"CACT\" moodCode=\"EVN\"><subject typeCode=\"SUBJ\"><registrationEvent"
                + " classCode=\"REG\" moodCode=\"EVN\"><id nullFlavor=\"NA\"/><statusCode code=\"active\"/>" + subject
                + "</registrationEvent></subject></controlActProcess></" + interaction + ">";
    }

    private static String patient(PatientId id, String person) {
        return "<subject1 typeCode=\"SBJ\"><patient classCode=\"PAT\">" + ii(id)
                + "<statusCode code=\"active\"/><patientPerson>" + person
                + "</patientPerson><providerOrganization classCode=\"ORG\" determinerCode=\"INSTANCE\"><id root=\"1.2.3\"/>"
                + "<contactParty classCode=\"CON\"/></providerOrganization></patient></subject1>"
                + "<custodian typeCode=\"CST\"><assignedEntity classCode=\"ASSIGNED\"><id root=\"1.2.3\"/></assignedEntity></custodian>";
    }

    private static String ii(PatientId id) {
        return "<id root=\"" + id.assigningAuthority() + "\" extension=\""
                + id.id().replace("\"", "&quot;") + "\"/>";
    }

    private static String named(String family) {
        return "<name><given>Mary</given><family>" + family + "</family></name>";
    }

    private static String added(String id, PatientId patient, String family) {
        return message("PRPA_IN201301UV02", id, patient(patient, named(family)));
    }

    private static String merged(String id, PatientId survivor, PatientId... subsumed) {
        StringBuilder replacements = new StringBuilder(patient(survivor, named("Doe")));
        for (PatientId prior : subsumed) {
            replacements.append(
                    "<replacementOf typeCode=\"RPLC\"><priorRegistration classCode=\"REG\" moodCode=\"EVN\">"
                            + "<statusCode code=\"obsolete\"/><subject1 typeCode=\"SBJ\"><priorRegisteredRole classCode=\"PAT\">"
                            + ii(prior) + "</priorRegisteredRole></subject1></priorRegistration></replacementOf>");
        }
        return message("PRPA_IN201304UV02", id, replacements.toString());
    }

    private String send(String body) throws Exception {
        String action = "urn:hl7-org:v3:" + body.substring(1, body.indexOf(' '));
        String envelope = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
                + " xmlns:a=\"http://www.w3.org/2005/08/addressing\"><s:Header><a:Action s:mustUnderstand=\"1\">"
                + action
                + "</a:Action><a:MessageID>urn:uuid:" + UUID.randomUUID()
                + "</a:MessageID><a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo><a:To>"
                + address + "</a:To></s:Header><s:Body>" + body + "</s:Body></s:Envelope>";
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(address)
                                    .header("Content-Type", "application/soap+xml; charset=UTF-8")
                                    .POST(HttpRequest.BodyPublishers.ofString(envelope))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void takesOverAPatientWhoWasAdded() throws Exception {
        String person = "<name use=\"L\"><given>Mary</given><given>Ann</given><family>Müller</family></name>"
                + "<telecom value=\"tel:+15551234\"/><administrativeGenderCode code=\"F\"/><birthTime value=\"19700304\"/>"
                + "<addr><streetAddressLine>Main St 1</streetAddressLine><city>Springfield</city><country>USA</country></addr>"
                + "<asOtherIDs classCode=\"PAT\">" + ii(CARD)
                + "<scopingOrganization><id root=\"1.2.3.4\"/></scopingOrganization></asOtherIDs>";

        String answer = send(message("PRPA_IN201301UV02", "2.25.1", patient(MARY, person)));

        assertThat(answer)
                .contains(
                        "MCCI_IN000002UV01",
                        "urn:hl7-org:v3:MCCI_IN000002UV01",
                        "typeCode code=\"CA\"",
                        "<targetMessage><id root=\"2.25.1\"/></targetMessage>")
                .containsSubsequence("<receiver typeCode=\"RCV\">", "1.9.2", "<sender typeCode=\"SND\">", "1.9.1");
        assertThat(patients.patient(CARD))
                .contains(new Patient(
                        MARY,
                        List.of(CARD),
                        new Demographics(
                                List.of(PersonName.of("Müller", "Mary", "Ann")),
                                new BirthTime("19700304"),
                                AdministrativeSex.FEMALE,
                                List.of(new Address("Main St 1", "Springfield", "", "", "USA")),
                                List.of("tel:+15551234"))));
    }

    @Test
    void whatHl7V2WritesForNoIdIsNone() throws Exception {
        PatientId none = new PatientId("\"\"", DOMAIN);
        String others = "<asOtherIDs classCode=\"PAT\">" + ii(new PatientId("\"\"", CARD.assigningAuthority()))
                + "<scopingOrganization><id root=\"1.2.3.4\"/></scopingOrganization></asOtherIDs>";

        assertThat(send(added("2.25.1", none, "Doe"))).contains("code=\"CE\"", "no id of the affinity domain");
        assertThat(send(message("PRPA_IN201301UV02", "2.25.2", patient(MARY, named("Doe") + others))))
                .contains("code=\"CA\"");

        assertThat(patients.isKnown(none)).isFalse();
        assertThat(patients.patient(MARY).orElseThrow().furtherIds()).isEmpty();
    }

    @Test
    void aRevisionChangesWhatItSays() throws Exception {
        send(added("2.25.1", MARY, "Doe"));

        assertThat(send(message("PRPA_IN201302UV02", "2.25.2", patient(MARY, named("Smith")))))
                .contains("code=\"CA\"");

        assertThat(patients.patient(MARY).orElseThrow().demographics().names())
                .containsExactly(PersonName.of("Smith", "Mary"));
    }

    @Test
    void duplicatesAreResolvedAndAnAdditionSeparatesThem() throws Exception {
        send(added("2.25.1", MARY, "Doe"));
        send(added("2.25.2", JOHN, "Doe"));

        assertThat(send(merged("2.25.3", JOHN, MARY))).contains("code=\"CA\"");
        assertThat(patients.survivorOf(MARY)).isEqualTo(JOHN);
        assertThat(send(message("PRPA_IN201302UV02", "2.25.4", patient(MARY, named("Smith")))))
                .contains("code=\"CE\"", "merged into another");

        assertThat(send(added("2.25.5", MARY, "Doe"))).contains("code=\"CA\"");
        assertThat(patients.isKnown(MARY)).isTrue();
    }

    @Test
    void mergesThatCannotBeAreRefusedInClearWords() throws Exception {
        send(added("2.25.1", MARY, "Doe"));

        assertThat(send(merged("2.25.2", MARY, MARY)))
                .contains("code=\"CE\"", "priorRegisteredRole/id", "into himself");
        assertThat(send(merged("2.25.3", MARY, JOHN))).contains("code=\"CE\"", "not known");
        assertThat(send(merged("2.25.4", MARY, CARD))).contains("code=\"CE\"", "no id of the affinity domain");
        assertThat(send(merged("2.25.5", MARY))).contains("code=\"CE\"", "one replacementOf");
        assertThat(send(merged("2.25.6", MARY, JOHN, CARD))).contains("code=\"CE\"", "one replacementOf");
        assertThat(patients.isKnown(MARY)).isTrue();
    }

    @Test
    void aMessageSentAgainIsAcknowledgedAgainAndChangesNothing() throws Exception {
        String first = added("2.25.1", MARY, "Doe");
        send(first);
        send(added("2.25.2", MARY, "Smith"));

        assertThat(send(first)).contains("code=\"CA\"");

        assertThat(patients.patient(MARY).orElseThrow().demographics().names())
                .containsExactly(PersonName.of("Smith", "Mary"));
        assertThat(send(added("2.25.1", JOHN, "Doe"))).contains("code=\"CE\"", "another message");
    }

    @Test
    void everyAttemptIsAuditedOnce() throws Exception {
        send(added("2.25.1", MARY, "Doe"));
        send(added("2.25.2", CARD, "Doe"));
        send(merged("2.25.3", JOHN, MARY));

        assertThat(newlyAudited())
                .hasSize(3)
                .allSatisfy(record -> assertThat(record).contains("110110", "ITI-44", "http://localhost/feed"));
        assertThat(newlyAudited().get(0)).contains("EventActionCode=\"C\"", "EventOutcomeIndicator=\"0\"", "M1^^^");
        assertThat(newlyAudited().get(1)).contains("EventOutcomeIndicator=\"8\"");
        assertThat(newlyAudited().get(2)).contains("EventActionCode=\"D\"", "M1^^^", "J1^^^");
    }

    @Test
    void aMessageThatCannotBeUnderstoodIsAcknowledgedAsThat() throws Exception {
        assertThat(send(message("PRPA_IN201301UV02", "2.25.1", ""))).contains("code=\"CE\"", "subject1/patient");
        assertThat(send(message("PRPA_IN201301UV02", "2.25.1", patient(MARY, "<birthTime value=\"today\"/>"))))
                .contains("code=\"CE\"", "birthTime");
        assertThat(send(added("", MARY, "Doe"))).contains("code=\"CE\"");
        assertThat(send("<PRPA_IN201305UV02 xmlns=\"urn:hl7-org:v3\"/>")).contains("Fault");
        assertThat(patients.isKnown(MARY)).isFalse();
    }

    @Test
    void aFailureIsAnErrorWithAnIdAndNothingElse() throws Exception {
        broken = true;

        assertThat(send(added("2.25.1", MARY, "Doe")))
                .contains("code=\"CE\"", "error id")
                .doesNotContain("secret");
        assertThat(newlyAudited()).singleElement().asString().contains("EventOutcomeIndicator=\"8\"");
    }
}

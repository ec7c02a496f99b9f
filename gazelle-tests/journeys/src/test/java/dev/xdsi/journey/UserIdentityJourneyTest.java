package dev.xdsi.journey;

import static dev.xdsi.soap.xua.AssertionDraft.attribute;
import static dev.xdsi.soap.xua.AssertionDraft.coded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.XuaAttribute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who sits at a workstation of another make (dcmjs-dimse, and DCMTK's storescu) says so when it associates, and finds and gets what the
 * patient's consent lets that person have, where nothing is shared unless a patient agrees.
 */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit and start() fill the fields in
class UserIdentityJourneyTest {
    private static final Path PEER = Path.of("../../imaging-source/src/test/dcmjs-dimse");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RADIOLOGIST = "309343006^Radiologist^2.16.840.1.113883.6.96";
    private static final int IMAGES = 3; // a slice of each series

    /** What it takes to override a consent. */
    private static final List<String> EMERGENCY = List.of(
            attribute(XuaAttribute.ROLE, coded("Role", "112247003", "2.16.840.1.113883.6.96", "Medical doctor")),
            attribute(
                    XuaAttribute.PURPOSE_OF_USE,
                    coded("PurposeOfUse", "EMERGENCY", "2.16.840.1.113883.3.18.7.1", "Emergency")),
            attribute(XuaAttribute.EMERGENCY_REASON, "unconscious"));

    @TempDir
    private static Path folder;

    private DemoCertificates certificates;
    private RunningGateway gateway;
    private Process taker;
    private PatientId agreed;
    private String agreedStudy;
    private String otherStudy;
    private PatientId other;

    @BeforeAll
    void start() throws Exception {
        certificates = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        certificates.node("gateway");
        certificates.node("ward");
        int port = FreePort.onLoopback();
        taker = taker(port);
        Files.writeString(
                Files.createDirectories(folder.resolve("data")).resolve("partners.yaml"), """
            dicom:
              - ae-title: WARD
                subject: CN=ward, O=Demonstration
                address: 127.0.0.1
                send-to: 127.0.0.1:%1$d
              - ae-title: PERSONAL
                subject: CN=ward, O=Demonstration
                user-identity: required
              - ae-title: BLIND
                subject: CN=ward, O=Demonstration
                user-identity: off
              - ae-title: ARCHIVE
                send-to: 127.0.0.1:%1$d
            """.formatted(port));
        gateway = RunningGateway.start(new ForeignUsers(folder)
                .trustedBy(RunningGateway.configuration(folder.resolve("data"))
                        .with(Settings.CONSENT_DEFAULT, "opt-in")
                        .with(Settings.TLS_KEY, certificates.keyFile("gateway").toString())
                        .with(
                                Settings.TLS_CERTIFICATE,
                                certificates.certificateFile("gateway").toString())
                        .with(Settings.TLS_TRUSTED, certificates.authorityFile().toString())));
        user("doctor", List.of(RADIOLOGIST));
        user("clerk", List.of());
        user("victim", List.of(RADIOLOGIST));
        agreed = gateway.patient("AGREED");
        other = gateway.patient("OTHER");
        agreedStudy = shared(agreed);
        otherStudy = shared(other);
        revoked(other);
    }

    @AfterAll
    void stop() throws InterruptedException {
        gateway.close();
        taker.destroy();
        assertThat(taker.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private void user(String id, List<String> roles) throws Exception {
        gateway.client()
                .post("/api/users", Map.of("id", id, "name", "Dr. " + id, "password", passcode(id), "roles", roles));
    }

    /** The doctor's has letters that command lines take in every locale. */
    private static String passcode(String user) {
        return (user.equals("doctor") ? "a passcode of " : "a pässcode of ") + new StringBuilder(user).reverse();
    }

    private void revoked(PatientId patient) throws Exception {
        String consent = gateway.client()
                .get("/api/consents", Map.of("patient", patient.cx()))
                .path("consents")
                .path(0)
                .path("documentUniqueId")
                .asText();
        gateway.client().post("/api/consents/revoke", Map.of("patient", patient.cx(), "documentUniqueId", consent));
    }

    /** A study of somebody who shares with those who treat him. */
    private String shared(PatientId patient) throws Exception {
        gateway.client().post("/api/consents", Map.of("patient", patient.cx(), "policies", List.of("share")));
        Path sent = folder.resolve("sent-" + patient.id());
        String study =
                new PhantomStudy(patient.id(), 1, 32, LocalDateTime.of(2024, 1, 2, 3, 4)).write(sent, UUID::randomUUID);
        new InstanceSender(ApplicationEntity.of("MODALITY"), gateway.stage().dicom())
                .send(StudyFiles.under(List.of(sent)).studies().firstEntry().getValue(), file -> {});
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                !state(study).equals("published"); ) {
            assertThat(System.nanoTime()).as("published").isLessThan(end);
            Thread.sleep(100);
        }
        return study;
    }

    private String state(String study) throws Exception {
        return gateway.client().publicationOf(study).path("state").asText();
    }

    private static ObjectNode identity(int type, String primary, String secondary) {
        return JSON.createObjectNode().put("type", type).put("primary", primary).put("secondary", secondary);
    }

    private static ObjectNode of(String user) {
        return identity(2, user, passcode(user));
    }

    private static ObjectNode by(AssertionDraft draft) {
        return identity(4, draft.signed(), "");
    }

    private AssertionDraft draft() {
        return ForeignUsers.draft(gateway);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void consentsHoldForThePersonAndNotForTheWorkstation(boolean tls) throws Exception {
        assertEverything(ask(tls, "WARD", agreedStudy, of("doctor")), true);
        assertNothing(ask(tls, "WARD", agreedStudy, of("clerk")), true);
        assertNothing(ask(tls, "WARD", otherStudy, of("doctor")), true);
        assertNothing(ask(tls, "WARD", agreedStudy, null), false);
        assertNothing(ask(tls, "WARD", agreedStudy, identity(1, "doctor", "")), false);
    }

    /** The workstation is allowed nothing in its own name, and the images go to the doctor who sits there. */
    @Test
    void whoHasItSentToHisOwnWorkstationIsAskedForHimselfAlone() throws Exception {
        assertThat(one(true, "WARD", "move", agreedStudy, "WARD", of("doctor")))
                .isEqualTo(one(true, "WARD", "move", agreedStudy, of("doctor")));
        assertThat(one(true, "WARD", "move", otherStudy, "WARD", of("doctor")))
                .isEqualTo(one(true, "WARD", "move", otherStudy, of("doctor")));
    }

    @Test
    void anAssertionOpensWhatItOpensElsewhere() throws Exception {
        AssertionDraft doctor = draft().with(EMERGENCY.getFirst());
        assertEverything(ask(true, "WARD", agreedStudy, by(doctor)), true);
        assertNothing(ask(true, "WARD", otherStudy, by(doctor)), true);
        assertNothing(ask(true, "WARD", agreedStudy, by(draft())), true);
        AssertionDraft emergency =
                draft().with(attribute(XuaAttribute.PATIENT_ID, other.cx().replace("&", "&amp;")));
        EMERGENCY.forEach(emergency::with);
        assertEverything(ask(true, "WARD", otherStudy, by(emergency)), true);
        assertThat(records("Emergency Override Started"))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record).contains("&lt;jdoe@", "EMERGENCY", other.id()));
    }

    @Test
    void aUserWhoIsNotWhoHeSaysIsRejectedAndOnRecord() throws Exception {
        List<ObjectNode> wrong = List.of(
                identity(2, "doctor", "wrong"),
                identity(2, "nobody", "wrong"),
                identity(2, "doctor", ""),
                by(draft().issuer("https://other.example")),
                by(AssertionForge.impostor().draft(draft().now())),
                identity(4, "<Assertion/>", ""),
                identity(9, "doctor", ""));
        for (ObjectNode each : wrong) {
            assertThat(one(true, "WARD", "find", agreedStudy, each)
                            .path("rejected")
                            .toString())
                    .as(each.toString())
                    .isEqualTo("[1,2,1]");
        }
        assertThat(records("UserID=\"WARD\""))
                .anySatisfy(record -> assertThat(record)
                        .contains("csd-code=\"110114\"", "csd-code=\"110122\"", "wrong password", "&lt;doctor@"))
                .anySatisfy(record -> assertThat(record).contains("110114", "unknown user", "&lt;nobody@"))
                .anySatisfy(record -> assertThat(record).contains("110113", "UNKNOWN_ISSUER", "dicom-tls://"))
                .anySatisfy(record -> assertThat(record).contains("110113", "SIGNATURE: "))
                .anySatisfy(record -> assertThat(record).contains("110113", "NOT_SAML_2"))
                .anySatisfy(record -> assertThat(record).contains("110113", "of a type that there is not"))
                .noneSatisfy(record -> assertThat(record).contains(passcode("doctor")));
    }

    @Test
    void whoGuessesIsLockedOutAsAtThePortal() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(one(true, "WARD", "echo", agreedStudy, identity(2, "victim", "guess " + i))
                            .path("rejected"))
                    .isNotEmpty();
        }
        assertThat(one(true, "WARD", "echo", agreedStudy, of("victim")).path("rejected"))
                .isNotEmpty();
        assertThat(records("account locked")).isNotEmpty();
        gateway.client().post("/api/users/victim/unlock", Map.of());
        assertThat(one(true, "WARD", "echo", agreedStudy, of("victim"))
                        .path("positive")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatWasAgreedWithAWorkstationCounts() throws Exception {
        assertThat(one(true, "PERSONAL", "find", agreedStudy, null)
                        .path("rejected")
                        .toString())
                .isEqualTo("[1,2,1]");
        assertThat(one(true, "PERSONAL", "find", agreedStudy, identity(1, "doctor", ""))
                        .path("rejected")
                        .toString())
                .isEqualTo("[1,2,1]");
        assertThat(one(true, "PERSONAL", "echo", agreedStudy, null)
                        .path("status")
                        .asText())
                .as("who asks for nothing")
                .isEqualTo("0000");
        assertThat(one(true, "PERSONAL", "find", agreedStudy, of("doctor"))
                        .path("found")
                        .asInt())
                .isOne();
        JsonNode blind = one(true, "BLIND", "find", agreedStudy, identity(2, "doctor", "wrong"));
        assertThat(blind.path("positive").asBoolean()).isFalse();
        assertThat(blind.path("status").asText()).isEqualTo("0000");
        assertThat(blind.path("found").asInt()).isZero();
    }

    @Test
    void theTrailNamesThePersonWhateverIsDone() throws Exception {
        for (String operation : List.of("find", "get", "move")) {
            one(true, "WARD", operation, agreedStudy, of("doctor"));
        }
        Path image = Files.createTempDirectory(folder, "stored");
        new PhantomStudy("STORED", 1, 32, LocalDateTime.of(2024, 1, 2, 3, 4)).write(image, UUID::randomUUID);
        assertThat(storescu(image, "-usr", "doctor", "-pwd", passcode("doctor"), "-rsp"))
                .contains("Association Accepted");
        assertThat(storescu(image, "-usr", "doctor", "-pwd", "wrong", "-rsp")).contains("Association Rejected");
        Path saml = Files.writeString(folder.resolve("assertion.xml"), draft().signed());
        assertThat(storescu(image, "--saml", saml.toString(), "-rsp")).contains("Association Accepted");

        String doctor = "&lt;doctor@";
        List<String> records = records("UserID=\"WARD\"");
        assertThat(records)
                .anySatisfy(record -> assertThat(record).contains("csd-code=\"110112\"", doctor))
                .anySatisfy(record -> assertThat(record).contains("csd-code=\"110104\"", doctor, "ARCHIVE"))
                .anySatisfy(record ->
                        assertThat(record).contains("csd-code=\"110104\"", "EventActionCode=\"C\"", doctor, "STORED"))
                .anySatisfy(record -> assertThat(record)
                        .contains("csd-code=\"110104\"", "EventActionCode=\"C\"", "&lt;jdoe@", "STORED"));
    }

    private String storescu(Path images, String... identity) throws Exception {
        List<String> command = new ArrayList<>(List.of("storescu", "-d", "-aet", "WARD", "-aec", "XDSI"));
        command.addAll(List.of(
                "--enable-tls",
                certificates.keyFile("ward").toString(),
                certificates.certificateFile("ward").toString(),
                "--add-cert-file",
                certificates.authorityFile().toString()));
        command.addAll(List.of(identity));
        command.addAll(List.of(
                "+sd",
                "+r",
                "127.0.0.1",
                String.valueOf(gateway.gateway().addresses().dicomTls().getPort()),
                images.toString()));
        return said(command, "");
    }

    /** What came of C-FIND, C-GET and C-MOVE. */
    private List<JsonNode> ask(boolean tls, String title, String study, @Nullable ObjectNode identity)
            throws Exception {
        return List.of(
                one(tls, title, "find", study, identity),
                one(tls, title, "get", study, identity),
                one(tls, title, "move", study, identity));
    }

    private static void assertEverything(List<JsonNode> outcomes, boolean positive) {
        assertOutcomes(outcomes, positive, 1, IMAGES);
    }

    private static void assertNothing(List<JsonNode> outcomes, boolean positive) {
        assertOutcomes(outcomes, positive, 0, 0);
    }

    private static void assertOutcomes(List<JsonNode> outcomes, boolean positive, int found, int images) {
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.path("status").asText()).as(outcome.toString()).isEqualTo("0000");
            assertThat(outcome.path("positive").asBoolean()).isEqualTo(positive);
        });
        assertThat(outcomes.get(0).path("found").asInt()).isEqualTo(found);
        assertThat(outcomes.get(1).path("got").asInt()).isEqualTo(images);
        assertThat(outcomes.get(2).path("sent").asInt()).isEqualTo(images);
    }

    private JsonNode one(boolean tls, String title, String operation, String study, @Nullable ObjectNode identity)
            throws Exception {
        return one(tls, title, operation, study, "ARCHIVE", identity);
    }

    private JsonNode one(
            boolean tls,
            String title,
            String operation,
            String study,
            String destination,
            @Nullable ObjectNode identity)
            throws Exception {
        ObjectNode told = JSON.createObjectNode()
                .put("title", title)
                .put("operation", operation)
                .put("study", study)
                .put("destination", destination)
                .set("identity", identity);
        if (tls) {
            told.put("port", gateway.gateway().addresses().dicomTls().getPort())
                    .put("key", certificates.keyFile("ward").toString())
                    .put("certificate", certificates.certificateFile("ward").toString())
                    .put("authority", certificates.authorityFile().toString());
        } else {
            told.put("port", gateway.gateway().addresses().dicom().getPort());
        }
        if (!Files.isDirectory(PEER.resolve("node_modules/dcmjs-dimse"))) {
            missing("dcmjs-dimse is not installed: npm ci in imaging-source/src/test/dcmjs-dimse");
        }
        String said = said(List.of("node", PEER.resolve("user.cjs").toString()), told.toString());
        return JSON.readTree(said.lines().toList().getLast());
    }

    private static String said(List<String> command, String input) throws Exception {
        Path log = Files.createTempFile(folder, "peer", ".log");
        Path told = Files.writeString(Files.createTempFile(folder, "peer", ".json"), input);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(told.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(log, StandardCharsets.UTF_8);
            assertThat(ended).as(said).isTrue();
            return said;
        } catch (IOException absent) {
            missing(command.getFirst() + " is not installed: " + absent.getMessage());
            throw absent;
        }
    }

    /** The messages of the trail in which something stands. */
    private List<String> records(String text) throws Exception {
        assertThat(gateway.gateway().flushAudit(Duration.ofSeconds(20))).isTrue();
        return gateway.client()
                .get("/api/audit", Map.of("after", "0", "limit", "500", "messages", "true"))
                .path("records")
                .valueStream()
                .map(record -> record.path("message").asText())
                .filter(message -> message.contains(text))
                .toList();
    }

    private static Process taker(int port) throws Exception {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Process process;
        try {
            process = new ProcessBuilder("storescp", "-aet", "ARCHIVE", "-od", taken.toString(), String.valueOf(port))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("storescp.log").toFile())
                    .start();
        } catch (IOException absent) {
            missing("DCMTK is not installed: " + absent.getMessage());
            throw absent;
        }
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); ; Thread.sleep(20)) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(probe.isConnected()).isTrue();
                return process;
            } catch (IOException notYet) {
                assertThat(System.nanoTime()).as("storescp listens").isLessThan(end);
            }
        }
    }

    private static void missing(String why) {
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.abort(why);
        }
        throw new AssertionError(why);
    }
}

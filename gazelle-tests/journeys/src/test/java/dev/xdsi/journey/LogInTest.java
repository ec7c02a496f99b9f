package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.patient.PatientIdentitySource;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users of a running gateway: in by the portal's door, out again, locked out, and managed by an administrator. */
@Tag("integration")
class LogInTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;
    private static Credentials first;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start(folder.resolve("data"));
        first = Credentials.ofFirstUser(folder.resolve("data")).orElseThrow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** A browser, as far as a server sees one. */
    private static final class Browser {
        private final Map<String, String> headers = new HashMap<>();

        HttpResponse<byte[]> send(String method, String path, @Nullable Map<String, String> body) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(gateway.gateway().addresses().portal() + path))
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            headers.forEach(request::header);
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            return gateway.send(request);
        }

        HttpResponse<byte[]> logIn(String user, String password) throws Exception {
            HttpResponse<byte[]> answer = send("POST", "/api/session", Map.of("user", user, "password", password));
            answer.headers()
                    .firstValue("Set-Cookie")
                    .ifPresent(cookie -> headers.put("Cookie", cookie.replaceAll(";.*", "")));
            if (answer.statusCode() == 200) {
                headers.put("X-CSRF-Token", json(answer).path("csrf").asText());
            }
            return answer;
        }

        int status(String path) throws Exception {
            return send("GET", path, null).statusCode();
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private static String studies(PatientId patient) {
        return "/api/studies?patient=" + URLEncoder.encode(patient.cx(), StandardCharsets.UTF_8);
    }

    @Test
    void aClinicianLogsInFindsFetchesAndLogsOut() throws Exception {
        PatientId patient = gateway.patient("LOGIN-1");
        String study = share(patient);
        Browser browser = new Browser();
        assertThat(browser.status(studies(patient))).isEqualTo(401);

        assertThat(browser.logIn(first.user(), first.password()).statusCode()).isEqualTo(200);
        JsonNode found = json(browser.send("GET", studies(patient), null));
        HttpResponse<byte[]> zip = browser.send(
                "GET",
                "/api/studies/" + study + "/zip?via=rad69&patient="
                        + URLEncoder.encode(patient.cx(), StandardCharsets.UTF_8),
                null);

        assertThat(found.path("errors")).as(found.toString()).isEmpty();
        assertThat(found.path("studies")).hasSize(1);
        assertThat(zip.statusCode()).isEqualTo(200);
        assertThat(zip.body()).startsWith('P', 'K');
        assertThat(browser.send("DELETE", "/api/session", null).statusCode()).isEqualTo(204);
        assertThat(browser.status(studies(patient))).isEqualTo(401);
        List<JsonNode> trail = gateway.stage().auditAfter(0);
        assertThat(trail)
                .anySatisfy(record -> assertThat(record.toString())
                        .contains("110122", "<" + first.user() + "@", "\"outcome\":\"success\""));
        assertThat(trail).anySatisfy(record -> assertThat(record.toString()).contains("110123"));
        for (String transaction : List.of("ITI-18", "ITI-43", "RAD-69")) {
            assertThat(trail)
                    .as(transaction)
                    .anySatisfy(record -> assertThat(record.toString())
                            .contains("\"transaction\":\"" + transaction + "\"", "<" + first.user() + "@"));
        }
    }

    @Test
    void anEmergencyOpensWhatAPatientKeepsBackAndIsListedForReview() throws Exception {
        PatientId patient = gateway.patient("LOGIN-EMERGENCY");
        PatientId other = gateway.patient("LOGIN-OTHER");
        String study = share(patient);
        share(other);
        for (PatientId silent : List.of(patient, other)) {
            gateway.client()
                    .post("/api/consents", Map.of("patient", silent.cx(), "policies", List.of("share-nothing")));
        }
        Browser browser = new Browser();
        browser.logIn(first.user(), first.password());
        assertThat(json(browser.send("GET", studies(patient), null)).path("studies"))
                .isEmpty();

        gateway.stage().auditAfter(0);
        long before = gateway.stage().lastAudit();
        HttpResponse<byte[]> stated = browser.send(
                "POST",
                "/api/session/emergency",
                Map.of("patient", patient.cx(), "reason", "unconscious after an accident"));
        JsonNode found = json(browser.send("GET", studies(patient), null));
        HttpResponse<byte[]> zip = browser.send(
                "GET",
                "/api/studies/" + study + "/zip?via=rad69&patient="
                        + URLEncoder.encode(patient.cx(), StandardCharsets.UTF_8),
                null);

        assertThat(stated.statusCode()).isEqualTo(200);
        assertThat(found.path("studies")).as(found.toString()).hasSize(1);
        assertThat(zip.statusCode()).isEqualTo(200);
        everyRecordOnBothSidesSaysInWhatRoleAndWhatFor(before);
        assertThat(json(browser.send("GET", studies(other), null)).path("studies"))
                .as("another patient, whom the emergency is not about")
                .isEmpty();
        gateway.stage().auditAfter(0);
        assertThat(gateway.client().emergencies(100).path("emergencies"))
                .isNotEmpty()
                .allSatisfy(emergency -> {
                    assertThat(emergency.path("patient").asText()).isEqualTo(patient.cx());
                    assertThat(emergency.path("user").asText()).contains("<" + first.user() + "@");
                    assertThat(emergency.path("reason").asText()).isEqualTo("unconscious after an accident");
                    assertThat(emergency.path("purposesOfUse").toString()).contains("EMERGENCY");
                })
                .extracting(emergency -> emergency.path("transaction").asText())
                .contains("ITI-18", "ITI-43", "RAD-69");
    }

    /** Consumer and server record the same transaction, each with the user's coded role and the purpose of use (ITI TF-2: 3.40.4.2). */
    private static void everyRecordOnBothSidesSaysInWhatRoleAndWhatFor(long before) throws Exception {
        gateway.stage().auditAfter(before);
        JsonNode records = gateway.client()
                .get("/api/audit", Map.of("after", "" + before, "limit", "1000", "messages", "true"))
                .path("records");
        Map<String, List<String>> bothSides = Map.of(
                "ITI-18", List.of("110112", "110112"),
                "ITI-43", List.of("110106", "110107"),
                "RAD-69", List.of("110103", "110104"));
        bothSides.forEach((transaction, events) -> {
            List<JsonNode> its = records.valueStream()
                    .filter(record -> record.path("transaction").asText().equals(transaction))
                    .toList();
            assertThat(its)
                    .as(transaction)
                    .allSatisfy(record -> assertThat(record.path("message").asText())
                            .containsPattern("<PurposeOfUse[^>]*csd-code=\"EMERGENCY\"")
                            .containsPattern(ForeignUsers.inTheRole(first.user(), "112247003")))
                    .hasSizeGreaterThanOrEqualTo(events.size())
                    .extracting(record -> record.path("event").asText())
                    .containsAll(events);
        });
    }

    private static String share(PatientId patient) throws Exception {
        Path sent = folder.resolve("sent-" + patient.id());
        String study =
                new PhantomStudy(patient.id(), 1, 32, LocalDateTime.of(2024, 1, 2, 3, 4)).write(sent, UUID::randomUUID);
        new InstanceSender(ApplicationEntity.of("LOGIN"), gateway.stage().dicom())
                .send(StudyFiles.under(List.of(sent)).studies().firstEntry().getValue(), file -> {});
        while (!gateway.client().publicationOf(study).path("state").asText().equals("published")) {
            Thread.sleep(100);
        }
        return study;
    }

    @ParameterizedTest
    @CsvSource({
        "/api/studies",
        "/api/studies/stream",
        "/api/studies/1.2.3/zip",
        "/api/audit",
        "/api/users",
        "/api/patients?family=A&birth=19700131",
        "/api/session",
        "/api/session/emergency"
    })
    void nothingIsToldWithoutALogIn(String path) throws Exception {
        assertThat(new Browser().status(path)).isIn(401, 404);
        assertThat(new Browser().status("/health")).isEqualTo(200);
        assertThat(new Browser().status("/log-in")).isEqualTo(200);
    }

    @Test
    void fiveWrongPasswordsLockAnAccountAndNobodyLearnsWhichAccountsThereAre() throws Exception {
        add("locky", "he has a pass-word", List.of());
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            HttpResponse<byte[]> wrong = new Browser().logIn("locky", "wrong");
            assertThat(wrong.statusCode()).isEqualTo(401);
            answers.add(new String(wrong.body(), StandardCharsets.UTF_8));
        }
        HttpResponse<byte[]> locked = new Browser().logIn("locky", "he has a pass-word");
        HttpResponse<byte[]> unknown = new Browser().logIn("nobody", "wrong");

        assertThat(locked.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(401);
        answers.add(new String(locked.body(), StandardCharsets.UTF_8));
        answers.add(new String(unknown.body(), StandardCharsets.UTF_8));
        assertThat(answers)
                .containsOnly("{\"error\":\"User name or password is wrong, or the account is locked. After 5 wrong"
                        + " passwords an account is locked for 15 minutes; an administrator can unlock it.\"}");
        assertThat(administrator()
                        .send("POST", "/api/users/locky/unlock", Map.of())
                        .statusCode())
                .isEqualTo(200);
        assertThat(new Browser().logIn("locky", "he has a pass-word").statusCode())
                .isEqualTo(200);
    }

    private static Browser administrator() throws Exception {
        Browser browser = new Browser();
        assertThat(browser.logIn(first.user(), first.password()).statusCode()).isEqualTo(200);
        return browser;
    }

    private static void add(String id, String password, List<String> more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("user", "add", id, "--name", "Dr. " + id));
        arguments.addAll(more);
        CommandLine.Ended ended = xdsi(Map.of("XDSI_NEW_PASSWORD", password), arguments);
        assertThat(ended.exitCode()).as(ended.printed()).isZero();
    }

    /** The command line as the operator of this gateway. */
    private static CommandLine.Ended xdsi(Map<String, String> more, List<String> arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put(Settings.DATA.variable(), folder.resolve("data").toString());
        environment.put(
                PortalSettings.PORTAL_PORT.variable(),
                "" + gateway.gateway().addresses().portal().getPort());
        Path work = Files.createTempDirectory(folder, "work");
        return CommandLine.xdsi(work, environment, arguments.toArray(String[]::new));
    }

    @Test
    void anAdministratorManagesUsersByCommand() throws Exception {
        add("nurse", "a long pass-word", List.of("--role", "106292003^Nurse^2.16.840.1.113883.6.96"));
        Browser nurse = new Browser();
        assertThat(nurse.logIn("nurse", "a long pass-word").statusCode()).isEqualTo(200);
        assertThat(nurse.status("/api/audit")).as("is no administrator").isEqualTo(403);
        assertThat(nurse.status("/api/users")).isEqualTo(403);
        assertThat(nurse.send(
                                "POST",
                                "/api/session/emergency",
                                Map.of("patient", gateway.patient("X").cx(), "reason", "curious"))
                        .statusCode())
                .isEqualTo(403);

        assertThat(xdsi(Map.of(), List.of("user", "disable", "nurse")).exitCode())
                .isZero();
        assertThat(nurse.status("/api/session"))
                .as("is out at once, not when the assertion ends")
                .isEqualTo(401);
        assertThat(new Browser().logIn("nurse", "a long pass-word").statusCode())
                .isEqualTo(401);
        CommandLine.Ended listed = xdsi(Map.of(), List.of("user", "list"));
        assertThat(listed.printed())
                .containsPattern("nurse +Dr. nurse +disabled")
                .contains("administrator");

        assertThat(xdsi(Map.of(), List.of("user", "enable", "nurse")).exitCode())
                .isZero();
        assertThat(nurse.logIn("nurse", "a long pass-word").statusCode()).isEqualTo(200);
        CommandLine.Ended generated = xdsi(Map.of(), List.of("user", "passwd", "nurse", "--generate"));
        assertThat(nurse.status("/api/session"))
                .as("began with the old password")
                .isEqualTo(401);
        String made = generated.printed().lines().findFirst().orElseThrow();
        assertThat(new Browser().logIn("nurse", "a long pass-word").statusCode())
                .isEqualTo(401);
        assertThat(new Browser().logIn("nurse", made).statusCode()).isEqualTo(200);
        assertThat(gateway.stage().auditAfter(0))
                .anySatisfy(record -> assertThat(record.toString()).contains("110137", "nurse"));
    }

    @Test
    void aUserFindsAPatientByNameAndBirthdayAndLearnsNoMoreOfHim() throws Exception {
        PatientId patient = gateway.patient("LOGIN-NAMED");
        new PatientIdentitySource(gateway.gateway().addresses().mllp(), Clock.systemUTC(), UUID::randomUUID)
                .register(new Patient(
                        patient,
                        List.of(),
                        new Demographics(
                                List.of(new PersonName("Umlauf", List.of("Ada"))),
                                BirthTime.parse("19700131").orElseThrow(),
                                AdministrativeSex.of("F").orElseThrow(),
                                List.of(),
                                List.of("+49 30 1234"))));
        add("finder", "a long pass-word", List.of());
        Browser finder = new Browser();
        finder.logIn("finder", "a long pass-word");

        JsonNode found = json(finder.send("GET", "/api/patients?family=UMLAUF&birth=19700131", null));

        assertThat(found.path("patients")).hasSize(1);
        assertThat(found.path("patients").get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "names", "birth", "sex");
        assertThat(found.path("patients").get(0).path("id").asText()).isEqualTo(patient.cx());
        assertThat(json(finder.send("GET", "/api/patients?family=UMLAUF&birth=19700101", null))
                        .path("patients"))
                .isEmpty();
        for (String tooLittle : List.of("family=UMLAUF", "birth=19700131", "family=&birth=19700131", "id=x")) {
            assertThat(finder.status("/api/patients?" + tooLittle))
                    .as(tooLittle)
                    .isEqualTo(400);
        }
        assertThat(json(administrator().send("GET", "/api/patients?family=UMLAUF", null))
                        .path("patients")
                        .get(0)
                        .has("telecoms"))
                .isTrue();
        assertThat(gateway.stage().auditAfter(0))
                .anySatisfy(record -> assertThat(record.toString()).contains("110110", "<finder@"));
    }

    @Test
    void whatAnAdministratorGetsWrongIsSaid() throws Exception {
        Map<String, String> weak = Map.of("XDSI_NEW_PASSWORD", "short");
        assertThat(xdsi(weak, List.of("user", "add", "weak", "--name", "Weak")).printed())
                .contains("400", "a password has 12 to 256 characters")
                .doesNotContain("\tat ");
        Map<String, String> good = Map.of("XDSI_NEW_PASSWORD", "a long pass-word");
        assertThat(xdsi(good, List.of("user", "add", first.user(), "--name", "Again"))
                        .printed())
                .contains("409", "already");
        assertThat(xdsi(good, List.of("user", "disable", first.user())).printed())
                .contains("409", "cannot disable yourself");
        assertThat(xdsi(good, List.of("user", "unlock", "nobody")).printed()).contains("404", "no user nobody");
        assertThat(xdsi(Map.of("XDSI_PASSWORD", "wrong"), List.of("user", "list", "--user", "nobody"))
                        .printed())
                .contains("does not let nobody in", "User name or password is wrong");
    }

    @Test
    void onlyTheOwnerReadsTheFirstPasswordWhichIsNeverTheSame() throws Exception {
        Path file = folder.resolve("data/xua/first-user");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(first.password()).hasSize(20);
        assertThat(Files.readString(file)).contains(first.password());
    }

    @Test
    void anEmergencyIsStatedForOnePatient() throws Exception {
        Browser browser = administrator();
        PatientId patient = gateway.patient("EMERGENCY-1");

        JsonNode stated = json(browser.send(
                "POST", "/api/session/emergency", Map.of("patient", patient.cx(), "reason", "unconscious")));
        browser.send("GET", studies(patient), null);
        browser.send("GET", studies(gateway.patient("OTHER-1")), null);

        assertThat(stated.path("emergencies").get(0).path("patient").asText()).isEqualTo(patient.cx());
    }
}

package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.consent.bppc.ConsentDocument.Agreement;
import dev.xdsi.consent.bppc.ConsentDocument.Validity;
import dev.xdsi.consent.bppc.ConsentSubmission;
import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.Demo;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.imaging.rad68.ProvideAndRegisterImagingDocumentSetClient;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patient's consent from its submission to what others find, over the real interfaces and the command line. */
@Tag("integration")
class ConsentJourneyTest {
    private static final String SHARE_NOTHING = "2.25.10994165969399172505544925309874376845";
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;
    private static ProvideAndRegisterImagingDocumentSetClient repository;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start(folder.resolve("data"));
        repository = new ProvideAndRegisterImagingDocumentSetClient(
                new SoapClients(
                        new SoapSettings(
                                SoapLimits.DEFAULT, Files.createDirectories(folder.resolve("tmp")), UUID::randomUUID),
                        null,
                        ClientTimeouts.DEFAULT),
                gateway.ihe("/repository"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static CommandLine.Ended xdsi(String... arguments) throws Exception {
        Path work = Files.createTempDirectory(folder, "command");
        return CommandLine.xdsi(
                work,
                Map.of(
                        Settings.DATA.variable(),
                        gateway.configuration().get(Settings.DATA).toString(),
                        PortalSettings.PORTAL_PORT.variable(),
                        Integer.toString(gateway.gateway().addresses().portal().getPort())),
                arguments);
    }

    private static int studiesOf(PatientId patient) throws Exception {
        return gateway.client().studies(patient).path("studies").size();
    }

    @Test
    void aConsentCountsFromItsRegistrationUntilItIsEnded() throws Exception {
        PatientId patient = gateway.patient("CONSENTING-1");
        String study = new PhantomStudy(patient.id(), 4, 64, LocalDateTime.of(2024, 2, 29, 23, 59))
                .write(folder.resolve("sent"), UUID::randomUUID);
        assertThat(new Demo(gateway.stage(), told -> {})
                        .run(folder.resolve("sent"), patient, folder.resolve("fetched"))
                        .ok())
                .isTrue();
        assertThat(status("/dicom-web/studies/" + study)).isEqualTo(200);

        CommandLine.Ended given = xdsi("consent", "give", "--patient", patient.cx(), "--policy", "share-nothing");
        assertThat(given.exitCode()).as(given.printed()).isZero();
        assertThat(studiesOf(patient)).isZero();
        assertThat(status("/dicom-web/studies/" + study)).isEqualTo(404);
        assertThat(status("/dicom-web/studies/" + study + "/metadata")).isEqualTo(404);
        assertThat(status("/publications/" + study)).isEqualTo(404);
        assertThatThrownBy(() -> gateway.client().publicationOf(study)).hasMessageContaining("tells nothing about");
        CommandLine.Ended explained =
                xdsi("consent", "explain", "--patient", patient.cx(), "--role", "112247003^^2.16.840.1.113883.6.96");
        assertThat(explained.exitCode()).isEqualTo(1);
        assertThat(explained.printed()).contains("denied: policy " + SHARE_NOTHING + " of consent");

        JsonNode consent = gateway.client()
                .get("/api/consents", Map.of("patient", patient.cx()))
                .path("consents")
                .get(0);
        assertThat(consent.path("state").asText()).isEqualTo("in force");
        String uniqueId = consent.path("documentUniqueId").asText();
        CommandLine.Ended revoked = xdsi("consent", "revoke", "--patient", patient.cx(), uniqueId);
        assertThat(revoked.exitCode()).as(revoked.printed()).isZero();
        assertThat(studiesOf(patient)).isEqualTo(1);
        assertThat(status("/dicom-web/studies/" + study)).isEqualTo(200);
        CommandLine.Ended listed = xdsi("consent", "list", "--patient", patient.cx());
        assertThat(listed.printed())
                .contains("ended", "share-nothing", "1 consent")
                .doesNotContain(uniqueId);
    }

    /** The sender of a study sees where it stands as the user who logged in, where one without a name may not. */
    @Test
    void whereNobodyWithoutANameSeesAStudyItsSenderDoesWhoMay() throws Exception {
        try (RunningGateway optIn = RunningGateway.start(
                RunningGateway.configuration(folder.resolve("opt-in")).with(Settings.CONSENT_DEFAULT, "opt-in"))) {
            PatientId patient = optIn.patient("CONSENTING-5");
            optIn.client().post("/api/consents", Map.of("patient", patient.cx(), "policies", List.of("share")));
            String study = new PhantomStudy(patient.id(), 2, 64, LocalDateTime.of(2024, 2, 29, 23, 59))
                    .write(folder.resolve("opt-in-sent"), UUID::randomUUID);
            assertThat(new Demo(optIn.stage(), told -> {})
                            .run(folder.resolve("opt-in-sent"), patient, folder.resolve("opt-in-fetched"))
                            .ok())
                    .isTrue();
            assertThat(optIn.send(HttpRequest.newBuilder(optIn.ihe("/publications/" + study)))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(optIn.client().publicationOf(study).path("patientId").asText())
                    .isEqualTo(patient.cx());
        }
    }

    /** On the IHE ports nobody without an assertion, on the portal's every user: what {@code ./xdsi share} is. */
    @Test
    void onlyAKnownUserSaysWhoseAStudyIs() throws Exception {
        PatientId patient = gateway.patient("CONSENTING-6");
        HttpRequest.BodyPublisher link =
                HttpRequest.BodyPublishers.ofString("{\"patientId\": \"" + patient.cx() + "\"}");
        for (String path : List.of("/publications/1.2.96.1", "/publications/1.2.96.2")) {
            assertThat(gateway.send(HttpRequest.newBuilder(gateway.ihe(path)).PUT(link))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(gateway.send(HttpRequest.newBuilder(gateway.ihe(path)).POST(HttpRequest.BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(status("/publications/1.2.96.1")).isEqualTo(404);
        assertThat(gateway.client().link("1.2.96.1", patient)).isEmpty();
        gateway.client().complete("1.2.96.1");
        assertThat(gateway.client().publicationOf("1.2.96.1").path("patientId").asText())
                .isEqualTo(patient.cx());
    }

    private static int status(String path) throws Exception {
        String accept = path.endsWith("metadata")
                ? "application/dicom+json"
                : "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
        return gateway.send(HttpRequest.newBuilder(gateway.ihe(path)).header("Accept", accept))
                .statusCode();
    }

    @Test
    void anEmergencyIsNoneWithoutAUserWhoMayStateIt() throws Exception {
        PatientId patient = gateway.patient("CONSENTING-2");
        gateway.client().post("/api/consents", Map.of("patient", patient.cx(), "policies", List.of("share-nothing")));
        Map<String, String> emergency = Map.of(
                "patient", patient.cx(),
                "role", "112247003^^2.16.840.1.113883.6.96",
                "purpose", "EMERGENCY^^2.16.840.1.113883.3.18.7.1");
        assertThat(decision(emergency).path("permitted").asBoolean()).isFalse();
        Map<String, String> withReason = new HashMap<>(emergency);
        withReason.put("reason", "unconscious");
        assertThat(decision(withReason).path("permitted").asBoolean()).isTrue();
        assertThat(decision(withReason).path("emergency").asBoolean()).isTrue();
        // explaining overrides nothing
        assertThat(gateway.client().emergencies(10).path("emergencies")).isEmpty();
    }

    private static JsonNode decision(Map<String, String> question) throws Exception {
        return gateway.client()
                .get("/api/consents/explain", question)
                .path("decisions")
                .get(0);
    }

    @Test
    void anUnknownPolicyIsRefusedWithTheKnownOnes() throws Exception {
        RegistryResponse response = submit("CONSENTING-3", "1.2.3.4.5", UnaryOperator.identity());

        assertThat(response.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRegistryMetadataError);
            assertThat(error.codeContext()).contains("1.2.3.4.5", SHARE_NOTHING + " (share-nothing)");
        });
        assertThatThrownBy(() -> gateway.client()
                        .post(
                                "/api/consents",
                                Map.of(
                                        "patient",
                                        gateway.patient("CONSENTING-3").cx(),
                                        "policies",
                                        List.of("share-everything"))))
                .hasMessageContaining("There is no policy share-everything; there are share, share-nothing");
    }

    @Test
    void aDocumentThatSaysOtherThanItsMetadataIsRefusedAndSoIsOneThatNobodyCanRead() throws Exception {
        assertThat(submit("CONSENTING-4", SHARE_NOTHING, cda -> cda.replace(SHARE_NOTHING, "1.2.3"))
                        .errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.InvalidDocumentContent);
        assertThat(submit("CONSENTING-4", SHARE_NOTHING, cda -> "I share nothing")
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.codeContext()).contains("no readable consent document"));
        assertThat(submit("CONSENTING-4", SHARE_NOTHING, UnaryOperator.identity()))
                .isEqualTo(RegistryResponse.SUCCESS);
    }

    private static RegistryResponse submit(String patient, String policy, UnaryOperator<String> change)
            throws Exception {
        ProvideAndRegisterDocumentSetRequest request = new ConsentSubmission(
                        UUID::randomUUID, NOW, new Oid("1.2.3.9"), "Clinic")
                .give(gateway.patient(patient), List.of(new Agreement(policy, "a policy", Validity.ALWAYS)), null)
                .request();
        ProvidedDocument document = request.documents().getFirst();
        try (InputStream cda = document.content().open()) {
            byte[] changed = change.apply(new String(cda.readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            return repository.perform(
                    new ProvideAndRegisterDocumentSetRequest(
                            request.submission(), List.of(new ProvidedDocument(document.id(), new Bytes(changed)))),
                    Caller.self(Caller.ANONYMOUS));
        }
    }

    private static final class Bytes implements DocumentContent {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}

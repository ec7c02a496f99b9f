package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What users do in the portal and in the viewer, done by a real browser with a running gateway. */
@Tag("integration")
class BrowserJourneysTest {
    /** DCMTK's programs that compress, one for each series. */
    private static final Map<String, String> COMPRESSORS = Map.of("S1", "dcmcrle", "S2", "dcmcjpls", "S3", "dcmcjpeg");

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;
    private static Browser browser;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.ofThisMachine();
        gateway = RunningGateway.start(folder.resolve("data"));
        Credentials first = Credentials.ofFirstUser(folder.resolve("data")).orElseThrow();
        environment = new HashMap<>(Map.of(
                "XDSI_PORTAL", gateway.gateway().addresses().portal().toString(),
                "XDSI_VIEWER", gateway.gateway().addresses().viewer().toString(),
                "XDSI_USER", first.user(),
                "XDSI_PASSWORD", first.password()));
        for (String what : List.of("USUAL", "COMPRESSED", "SILENT")) {
            PatientId patient = gateway.patient("BROWSER-" + what);
            share(patient, what.equals("COMPRESSED"));
            environment.put("XDSI_PATIENT_" + what, patient.cx());
        }
        gateway.client()
                .post(
                        "/api/consents",
                        Map.of(
                                "patient",
                                gateway.patient("BROWSER-SILENT").cx(),
                                "policies",
                                List.of("share-nothing")));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private static void share(PatientId patient, boolean compressed) throws Exception {
        Path files = folder.resolve(patient.id());
        String study = new PhantomStudy(patient.id(), 8, 128, LocalDateTime.of(2024, 1, 2, 3, 4))
                .write(files, UUID::randomUUID);
        if (compressed) {
            compress(files);
        }
        var refused = new InstanceSender(
                        ApplicationEntity.of("BROWSER"), gateway.stage().dicom())
                .send(StudyFiles.under(List.of(files)).studies().firstEntry().getValue(), file -> {});
        assertThat(refused).isEmpty();
        while (!gateway.client().publicationOf(study).path("state").asText().equals("published")) {
            Thread.sleep(100);
        }
    }

    private static void compress(Path files) throws Exception {
        List<Path> images;
        try (Stream<Path> walked = Files.walk(files)) {
            images = walked.filter(Files::isRegularFile).toList();
        }
        for (Path image : images) {
            String compressor =
                    COMPRESSORS.get(files.relativize(image).getName(0).toString());
            Path made = folder.resolve("compressed.dcm");
            Process process = new ProcessBuilder(compressor, image.toString(), made.toString())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            Files.move(made, image, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @TestFactory
    Stream<DynamicTest> journeys() throws Exception {
        List<String> all = Browser.journeys();
        assertThat(all).contains("open", "download", "keyboard");
        return all.stream().map(name -> DynamicTest.dynamicTest(name, () -> browser.walk(name, environment)));
    }
}

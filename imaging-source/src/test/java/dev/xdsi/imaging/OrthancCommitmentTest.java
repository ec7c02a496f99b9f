package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.partner.ImagingPartner;
import dev.xdsi.imaging.partner.ImagingPartners;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Storage Commitment as Orthanc asks for it: it stores, asks and leaves, and takes the report at its own port. */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class OrthancCommitmentTest extends SourceScene {
    private final HttpClient http = HttpClient.newHttpClient();
    private Process orthanc;
    private String rest;

    @BeforeEach
    void startOrthanc() throws Exception {
        int dicom = freePort();
        int web = freePort();
        Path configuration = folder.resolve("orthanc.json");
        Files.writeString(configuration, """
            {"Name": "peer", "DicomAet": "ORTHANC", "DicomPort": %d, "HttpPort": %d, "StorageDirectory": "%s",
             "IndexDirectory": "%s", "AuthenticationEnabled": false, "RemoteAccessAllowed": false, "Plugins": [],
             "DicomModalities": {"xdsi": ["XDSI", "127.0.0.1", %d]}}
            """.formatted(
                        dicom, web, folder.resolve("orthanc"), folder.resolve("orthanc"), running.dicomPort()));
        running.askers.set(new ImagingPartners(List.of(
                new ImagingPartner(new AeTitle("ORTHANC"), null, RemoteEntity.of("ORTHANC", "127.0.0.1", dicom)))));
        rest = "http://127.0.0.1:" + web;
        try {
            orthanc = new ProcessBuilder("/usr/sbin/Orthanc", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("orthanc.log").toFile())
                    .start();
        } catch (IOException absent) {
            Samples.missing("Orthanc is not installed: " + absent.getMessage());
            throw absent;
        }
        awaitAnswer("/system", "\"peer\"");
    }

    @AfterEach
    void stopOrthanc() throws Exception {
        if (orthanc != null) {
            orthanc.destroy();
            assertThat(orthanc.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        http.shutdownNow();
    }

    @Test
    void whatOrthancStoredIsCommittedToIt() throws Exception {
        String first = SERIES + ".1";
        assertThat(post("/modalities/xdsi/store", identifier(post("/instances", file(DataSets.ct(SERIES, first))))))
                .contains("\"FailedInstancesCount\" : 0");

        String told = commitment(first);
        assertThat(told).contains("\"Status\" : \"Success\"", first);
    }

    @Test
    void whatIsNotHereFails() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));

        String told = commitment(SERIES + ".1", SERIES + ".2");

        assertThat(told).contains("\"Status\" : \"Failure\"", "\"FailureReason\" : " + 0x0112, SERIES + ".2");
    }

    private String commitment(String... instances) throws Exception {
        StringBuilder pairs = new StringBuilder();
        for (String instance : instances) {
            pairs.append(pairs.isEmpty() ? "" : ",").append("[\"%s\",\"%s\"]".formatted(UID.CTImageStorage, instance));
        }
        String asked = post(
                "/modalities/xdsi/storage-commitment",
                ("{\"DicomInstances\": [" + pairs + "]}").getBytes(StandardCharsets.UTF_8));
        Matcher path = Pattern.compile("\"Path\" : \"([^\"]+)\"").matcher(asked);
        assertThat(path.find()).as(asked).isTrue();
        return awaitAnswer(path.group(1), "\"Status\" : \"Success\"|\"Status\" : \"Failure\"");
    }

    private byte[] identifier(String stored) {
        Matcher id = Pattern.compile("\"ID\" : \"([^\"]+)\"").matcher(stored);
        assertThat(id.find()).as(stored).isTrue();
        return id.group(1).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(Attributes dataSet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Part10.write(bytes, FileMeta.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), dataSet);
        return bytes.toByteArray();
    }

    /** On a connection of its own: Orthanc closes those that are kept when it likes, and a POST is not sent twice. */
    private String post(String path, byte[] body) throws Exception {
        try (HttpClient once = HttpClient.newHttpClient()) {
            return once.send(
                            HttpRequest.newBuilder(URI.create(rest + path))
                                    .POST(BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    /** Its programs take a moment, to start and to hear of something. */
    private String awaitAnswer(String path, String expected) throws Exception {
        String answer = "";
        for (int tries = 0; tries < 600; tries++) {
            try {
                answer = http.send(
                                HttpRequest.newBuilder(URI.create(rest + path)).build(), BodyHandlers.ofString())
                        .body();
                if (Pattern.compile(expected).matcher(answer).find()) {
                    return answer;
                }
            } catch (IOException notYet) {
                answer = String.valueOf(notYet);
            }
            Thread.sleep(100);
        }
        throw new AssertionError(answer + "\n" + Files.readString(folder.resolve("orthanc.log")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}

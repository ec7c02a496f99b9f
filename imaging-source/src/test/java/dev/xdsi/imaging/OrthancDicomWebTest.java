package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orthanc's DICOMweb plugin as a client of ours: it stores by STOW-RS, asks by QIDO-RS, and retrieves by WADO-RS. */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class OrthancDicomWebTest extends WebScene {
    private static final String FILES = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("\"([0-9a-f]{8}(?:-[0-9a-f]{8}){4})\"");

    private Orthanc orthanc;

    @BeforeEach
    void startOrthanc() throws Exception {
        orthanc = new Orthanc(folder.resolve("orthanc"));
        orthanc.start(running);
    }

    @AfterEach
    void stopOrthanc() throws Exception {
        orthanc.close();
    }

    @Test
    void whatItStoresIsHere() throws Exception {
        List<Attributes> sent = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            sent.add(DataSets.ct(SERIES, SERIES + "." + i));
            orthanc.add(file(sent.getLast()));
        }

        String told =
                orthanc.client("stow", "{\"Synchronous\": true, \"Resources\": [" + quoted(ids("/studies")) + "]}");

        assertThat(told).as(orthanc.log()).contains("\"InstancesCount\" : \"3\"");
        assertThat(dataSets("/dicom-web/studies/" + STUDY)).containsExactlyInAnyOrderElementsOf(sent);
    }

    /** Each compressed as it is, in one request. */
    @Test
    void whatItStoresCompressedIsHereAsItWas() throws Exception {
        List<Path> samples = Samples.files(Samples.folder("ct-all-transfer-syntaxes"));
        List<String> syntaxes = new ArrayList<>();
        for (Path sample : samples) {
            DicomFile read = Part10.read(sample);
            syntaxes.add(read.fileMeta().string(Tag.TransferSyntaxUID, ""));
            orthanc.add(Files.readAllBytes(sample));
        }

        orthanc.client("stow", "{\"Synchronous\": true, \"Resources\": [" + quoted(ids("/studies")) + "]}");

        List<String> kept = new ArrayList<>();
        for (JsonNode study : found("/studies", "PatientID", "*")) {
            String path = "/dicom-web/studies/" + value(study, "0020000D");
            for (byte[] part : SourceScene.parts(running.get(path, FILES))) {
                kept.add(read(part).fileMeta().string(Tag.TransferSyntaxUID, ""));
            }
        }
        assertThat(syntaxes).containsAll(kept);
        assertThat(kept).hasSameSizeAs(ids("/instances"));
        assertThat(kept).contains(UID.JPEGLSNearLossless, UID.JPEGBaseline8Bit, UID.JPEG2000);
    }

    @Test
    void whatItAsksForIsFound() throws Exception {
        storeNative();
        storeCompressed();

        JsonNode study = found("/studies", "PatientName", "M*ller^*");
        assertThat(study).hasSize(1);
        assertThat(value(study.get(0), "0020000D")).isEqualTo(STUDY);
        assertThat(value(study.get(0), "00100010")).isEqualTo("Müller^Jürg");
        JsonNode instance = found("/studies/" + STUDY + "/series/" + SERIES + "/instances", "00080018", COMPRESSED);
        assertThat(instance).hasSize(1);
        assertThat(value(instance.get(0), "00080018")).isEqualTo(COMPRESSED);
    }

    @Test
    void whatItRetrievesIsThereAsItIsHere() throws Exception {
        storeNative();
        storeCompressed();

        String told =
                orthanc.client("retrieve", "{\"Synchronous\": true, \"Resources\": [{\"Study\": \"" + STUDY + "\"}]}");

        assertThat(told).as(orthanc.log()).doesNotContain("HttpError");
        List<Attributes> there = new ArrayList<>();
        for (String id : ids("/instances")) {
            there.add(read(orthanc.bytes("/instances/" + id + "/file")).dataSet());
        }
        assertThat(there).hasSize(2).containsExactlyInAnyOrderElementsOf(dataSets("/dicom-web/studies/" + STUDY));
    }

    @Test
    void ofAStudyItMayRetrieveOneInstance() throws Exception {
        storeNative();
        storeCompressed();

        orthanc.client(
                "retrieve",
                "{\"Synchronous\": true, \"Resources\": [{\"Study\": \"%s\", \"Series\": \"%s\", \"Instance\": \"%s\"}]}"
                        .formatted(STUDY, SERIES, COMPRESSED));

        assertThat(ids("/instances")).hasSize(1);
        assertThat(read(orthanc.bytes("/instances/" + ids("/instances").getFirst() + "/file"))
                        .dataSet()
                        .string(Tag.SOPInstanceUID, ""))
                .isEqualTo(COMPRESSED);
    }

    private JsonNode found(String uri, String key, String value) throws Exception {
        return JSON.readTree(orthanc.client(
                "qido", "{\"Uri\": \"%s\", \"Arguments\": {\"%s\": \"%s\"}}".formatted(uri, key, value)));
    }

    private static String value(JsonNode found, String tag) {
        return found.path(tag).path("Value").asText();
    }

    private List<String> ids(String path) throws Exception {
        return ID.matcher(orthanc.get(path))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String quoted(List<String> ids) {
        return "\"" + String.join("\", \"", ids) + "\"";
    }

    private List<Attributes> dataSets(String path) throws Exception {
        HttpResponse<byte[]> answer = running.get(path, FILES);
        List<Attributes> all = new ArrayList<>();
        for (byte[] part : SourceScene.parts(answer)) {
            all.add(read(part).dataSet());
        }
        return all;
    }

    private static DicomFile read(byte[] file) throws IOException {
        return Part10.read(new ByteArrayInputStream(file), ReadOptions.DEFAULT);
    }

    private static byte[] file(Attributes dataSet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Part10.write(bytes, FileMeta.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), dataSet);
        return bytes.toByteArray();
    }
}

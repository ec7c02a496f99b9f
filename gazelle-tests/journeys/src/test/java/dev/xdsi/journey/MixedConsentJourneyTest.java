package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetClient;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.Demo;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request for the images of two patients, of whom one shares nothing: what is permitted comes, and of the rest not even that it is there. */
@Tag("integration")
class MixedConsentJourneyTest {
    @TempDir
    private static Path folder;

    private static RunningGateway gateway;
    private static Shared permitted;
    private static Shared denied;

    /** A study that was sent and published, by its instances' UIDs. */
    private record Shared(PatientId patient, String study, Map<String, Attributes> instances) {
        StudyRequest asked(String location) {
            Map<String, List<DocumentRequest>> series = new LinkedHashMap<>();
            instances.forEach((uid, image) -> series.computeIfAbsent(
                            image.string(dev.xdsi.dicom.Tag.SeriesInstanceUID, ""), any -> new ArrayList<>())
                    .add(new DocumentRequest(null, location, uid)));
            return new StudyRequest(
                    study,
                    series.entrySet().stream()
                            .map(one -> new SeriesRequest(one.getKey(), one.getValue()))
                            .toList());
        }
    }

    @BeforeAll
    static void share() throws Exception {
        gateway = RunningGateway.start(folder.resolve("data"));
        permitted = share("MIXED-PERMITTED");
        denied = share("MIXED-DENIED");
        gateway.client()
                .post("/api/consents", Map.of("patient", denied.patient().cx(), "policies", List.of("share-nothing")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Shared share(String id) throws Exception {
        PatientId patient = gateway.patient(id);
        Path sent = folder.resolve(id);
        String study = new PhantomStudy(id, 2, 64, LocalDateTime.of(2024, 2, 29, 23, 59)).write(sent, UUID::randomUUID);
        assertThat(new Demo(gateway.stage(), told -> {})
                        .run(sent, patient, folder.resolve(id + "-fetched"))
                        .ok())
                .isTrue();
        Map<String, Attributes> instances = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(sent)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Attributes image = Part10.read(file).dataSet();
                instances.put(image.string(dev.xdsi.dicom.Tag.SOPInstanceUID, ""), image);
            }
        }
        return new Shared(patient, study, instances);
    }

    private static RetrieveDocumentSetResponse ask(StudyRequest... studies) throws Exception {
        SoapClients clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, Files.createDirectories(folder.resolve("tmp")), UUID::randomUUID),
                null,
                ClientTimeouts.DEFAULT);
        return new RetrieveImagingDocumentSetClient(clients, gateway.ihe("/imaging-source"))
                .perform(
                        new RetrieveImagingDocumentSetRequest(List.of(studies), List.of(UID.ExplicitVRLittleEndian)),
                        Caller.self(Caller.ANONYMOUS));
    }

    private static String location() {
        return gateway.configuration().get(Settings.RETRIEVE_LOCATION_UID).value();
    }

    @Test
    void r13OfPermittedAndDeniedOnlyWhatIsPermittedComes() throws Exception {
        RetrieveDocumentSetResponse answer = ask(denied.asked(location()), permitted.asked(location()));

        assertThat(answer.outcome().status()).isEqualTo(RegistryResponse.Status.PARTIAL_SUCCESS);
        Map<String, Attributes> came = new LinkedHashMap<>();
        for (RetrievedDocument document : answer.documents()) {
            try (InputStream in = document.content().open()) {
                DicomFile file = Part10.read(in, ReadOptions.DEFAULT);
                came.put(document.request().documentUniqueId(), file.dataSet());
            }
        }
        assertThat(came).containsExactlyInAnyOrderEntriesOf(permitted.instances());
        assertThat(answer.errors())
                .hasSize(denied.instances().size())
                .extracting(XdsError::errorCode)
                .containsOnly(ErrorCode.XDSDocumentUniqueIdError);
    }

    /** What is denied is answered word for word like what nobody has. */
    @Test
    void r13WhatIsDeniedLooksLikeWhatIsNotThere() throws Exception {
        String unknown = "2.25.123456789";
        Map.Entry<String, Attributes> first =
                denied.instances().entrySet().iterator().next();
        String one = first.getKey();
        String series = first.getValue().string(dev.xdsi.dicom.Tag.SeriesInstanceUID, "");

        RetrieveDocumentSetResponse refused = ask(new StudyRequest(
                denied.study(),
                List.of(new SeriesRequest(series, List.of(new DocumentRequest(null, location(), one))))));
        RetrieveDocumentSetResponse absent = ask(new StudyRequest(
                denied.study(),
                List.of(new SeriesRequest(series, List.of(new DocumentRequest(null, location(), unknown))))));

        assertThat(refused.outcome().status()).isEqualTo(RegistryResponse.Status.FAILURE);
        assertThat(refused.errors().toString().replace(one, unknown))
                .isEqualTo(absent.errors().toString());
    }

    /** Of each instance of the two, by DICOMweb at the source. */
    @Test
    void r13ByWadoRsEachIsAnsweredForItself() throws Exception {
        for (Shared shared : List.of(permitted, denied)) {
            for (Map.Entry<String, Attributes> instance : shared.instances().entrySet()) {
                HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(
                                gateway.ihe("/dicom-web/studies/" + shared.study() + "/series/"
                                        + instance.getValue().string(dev.xdsi.dicom.Tag.SeriesInstanceUID, "")
                                        + "/instances/" + instance.getKey()))
                        .header("Accept", "application/dicom"));
                boolean mayBeHad = shared.study().equals(permitted.study());
                assertThat(answer.statusCode()).isEqualTo(mayBeHad ? 200 : 404);
                if (!mayBeHad) {
                    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                            .doesNotContain("Yamada", "MIXED");
                }
            }
        }
        String found = new String(
                gateway.send(HttpRequest.newBuilder(gateway.ihe("/dicom-web/studies"))
                                .header("Accept", "application/dicom+json"))
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(found).contains(permitted.study()).doesNotContain(denied.study(), "MIXED-DENIED");
    }

    /** As clinicians fetch: the one study by every way, the other by none. */
    @Test
    void r13TheConsumerHasTheOneStudyAndNotTheOther() throws Exception {
        for (String way : List.of("rad69", "wado-rs", "wado-uri")) {
            try (InputStream zip = gateway.client().instances(permitted.study(), permitted.patient(), way)) {
                assertThat(zip.readAllBytes()).hasSizeGreaterThan(1_000);
            }
            assertThatThrownBy(() -> gateway.client()
                            .instances(denied.study(), denied.patient(), way)
                            .close())
                    .hasMessageNotContaining("Yamada");
            assertThatThrownBy(() -> gateway.client()
                            .instances(denied.study(), permitted.patient(), way)
                            .close())
                    .hasMessageNotContaining("MIXED-DENIED");
        }
    }
}

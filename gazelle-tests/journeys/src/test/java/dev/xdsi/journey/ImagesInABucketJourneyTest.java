package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetClient;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.web.MultipartReader;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.ImageStorageSettings;
import dev.xdsi.gateway.config.RepositorySettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.repository.store.s3.S3Bucket;
import dev.xdsi.repository.store.s3.S3Server;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that keeps its images in a bucket, through outage, restart, loss of its disk's copies and damage. */
@org.junit.jupiter.api.Tag("integration")
class ImagesInABucketJourneyTest {
    private static final String STUDY = "1.2.826.0.1.3680043.9.99.0";
    private static final int SLICES = 8;

    @TempDir
    private Path folder;

    private final SoapClients clients = new SoapClients(
            new SoapSettings(SoapLimits.DEFAULT, Path.of(System.getProperty("java.io.tmpdir")), UUID::randomUUID),
            null,
            ClientTimeouts.DEFAULT);
    private int dicom;
    private S3Server server;
    private RunningGateway gateway;
    private InstanceLedger ledger;

    @BeforeEach
    void start() throws Exception {
        server = new S3Server(Files.createDirectory(folder.resolve("s3")));
        dicom = FreePort.onLoopback();
        begin();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        server.close();
    }

    private void begin() throws Exception {
        S3Bucket bucket = server.bucket("");
        S3Bucket.Access access = Objects.requireNonNull(bucket.access());
        gateway = RunningGateway.start(RunningGateway.configuration(folder.resolve("data"))
                .with(Settings.ACTORS, "registry, repository, imaging-source")
                .with(Settings.AUDIT_TRANSPORT, "udp")
                .with(Settings.DICOM_PORT, "" + dicom)
                .with(ImageStorageSettings.STORAGE, RepositorySettings.S3)
                .with(ImageStorageSettings.S3.endpoint(), String.valueOf(bucket.endpoint()))
                .with(ImageStorageSettings.S3.bucket(), bucket.bucket())
                .with(ImageStorageSettings.S3.accessKey(), access.keyId())
                .with(ImageStorageSettings.S3.secretKey(), access.secret()));
        ledger = new InstanceLedger(RemoteEntity.of("XDSI", "127.0.0.1", dicom), gateway.ihe(""), folder);
    }

    /** With none of its images on our disk. */
    private void beginWithoutCopies() throws Exception {
        gateway.close();
        try (Stream<Path> copies = Files.walk(folder.resolve("data/instances/cache"))) {
            for (Path copy : copies.filter(Files::isRegularFile).toList()) {
                Files.delete(copy);
            }
        }
        begin();
    }

    @Test
    void imagesAreThereByteForByteWhateverHappensToOurDisk() throws Exception {
        List<String> uids = ledger.store(SLICES);
        Map<String, String> sent = wadoRs();
        assertThat(sent).containsOnlyKeys(uids);
        assertThat(objects()).hasSize(SLICES);

        beginWithoutCopies();
        assertThat(wadoRs()).isEqualTo(sent);
        beginWithoutCopies();
        assertThat(rad69(uids)).isEqualTo(sent);
        assertThat(gateway.health().path("code").asInt()).isEqualTo(200);

        server.stop();
        assertThat(gateway.health().path("code").asInt()).isEqualTo(503);
        assertThatThrownBy(() -> ledger.store(1)).hasMessageContaining("was not acknowledged");
        assertThat(wadoRs()).as("what is here").isEqualTo(sent);
        server.startAgain();
        awaitHealthy();
        assertThat(objects()).hasSize(SLICES);
    }

    /** What was found a moment ago still counts. */
    private void awaitHealthy() throws Exception {
        for (int tries = 0; tries < 600 && gateway.health().path("code").asInt() != 200; tries++) {
            Thread.sleep(100);
        }
        assertThat(gateway.health().path("code").asInt()).isEqualTo(200);
    }

    @Test
    void aDamagedImageIsNotSent() throws Exception {
        List<String> uids = ledger.store(2);
        Path damaged = objects().getFirst();
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length - 1] ^= 1;
        Files.write(damaged, bytes);

        beginWithoutCopies();

        assertThat(get().statusCode()).isEqualTo(502);
        assertThat(rad69(uids)).hasSize(1);
    }

    private HttpResponse<byte[]> get() throws Exception {
        return gateway.send(HttpRequest.newBuilder(gateway.ihe("/dicom-web/studies/" + STUDY))
                .header("Accept", "multipart/related; type=\"application/dicom\""));
    }

    /** Every instance, in hexadecimal, so that a difference can be shown. */
    private Map<String, String> wadoRs() throws Exception {
        HttpResponse<byte[]> answer = get();
        assertThat(answer.statusCode()).isEqualTo(200);
        String type = answer.headers().firstValue("Content-Type").orElse("");
        MultipartReader reader = new MultipartReader(
                new ByteArrayInputStream(answer.body()),
                type.substring(type.indexOf("boundary=\"") + 10, type.lastIndexOf('"')));
        Map<String, String> images = new TreeMap<>();
        for (Optional<MultipartReader.Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            add(images, part.get().body());
        }
        return images;
    }

    private Map<String, String> rad69(List<String> uids) throws IOException {
        Map<String, String> images = new TreeMap<>();
        for (String uid : uids) {
            var answer = new RetrieveImagingDocumentSetClient(clients, gateway.ihe("/imaging-source"))
                    .perform(request(uid), Caller.self("test"));
            for (RetrievedDocument document : answer.documents()) {
                try (InputStream in = document.content().open()) {
                    add(images, in);
                }
            }
            answer.delivery().complete();
        }
        return images;
    }

    private static RetrieveImagingDocumentSetRequest request(String uid) {
        String series = uid.substring(0, uid.lastIndexOf('.'));
        return new RetrieveImagingDocumentSetRequest(
                List.of(new RetrieveImagingDocumentSetRequest.StudyRequest(
                        STUDY,
                        List.of(new RetrieveImagingDocumentSetRequest.SeriesRequest(
                                series,
                                List.of(new DocumentRequest(null, Settings.RETRIEVE_LOCATION_UID.initial(), uid)))))),
                List.of(UID.ExplicitVRLittleEndian));
    }

    private static void add(Map<String, String> images, InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        String uid = Part10.read(new ByteArrayInputStream(bytes), ReadOptions.DEFAULT)
                .dataSet()
                .string(Tag.SOPInstanceUID, "");
        images.put(uid, HexFormat.of().formatHex(bytes));
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("s3"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("instances/archive"))
                    .toList();
        }
    }
}

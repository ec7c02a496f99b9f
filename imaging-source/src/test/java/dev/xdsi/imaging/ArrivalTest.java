package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.dimse.Status;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Instances that come by C-STORE and STOW-RS, and what is kept of them. */
@org.junit.jupiter.api.Tag("integration")
class ArrivalTest extends SourceScene {
    @Test
    void eightAssociationsBringANewStudyAtOnce() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(8);
        List<Status> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Status>> tasks = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                Attributes image = DataSets.ct(SERIES, SERIES + "." + i);
                tasks.add(() -> {
                    try (Association association = running.associate()) {
                        barrier.await();
                        return RunningSource.store(association, image);
                    }
                });
            }
            for (Future<Status> done : threads.invokeAll(tasks)) {
                statuses.add(done.get());
            }
        }
        assertThat(statuses).hasSize(8).containsOnly(Status.SUCCESS);
        assertThat(parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)))
                .hasSize(8);
    }

    @Test
    void refusalsAreTheSendersToRead() throws Exception {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        running.store(image);

        assertThat(running.store(image)).isEqualTo(Status.SUCCESS);
        assertThat(running.store(image.copy().setString(Tag.StudyDescription, "x"))
                        .code())
                .isEqualTo(0x0111);
        assertThat(running.store(DataSets.ct(SERIES, SERIES + ".2").setString(Tag.PatientID, "9"))
                        .code())
                .isEqualTo(0xC000);
        assertThat(running.store(DataSets.ct(SERIES, SERIES + ".3").setString(Tag.StudyInstanceUID, "../x"))
                        .code())
                .isEqualTo(0x0117);
    }

    @Test
    void stowStoresPartByPartAndSaysWhatItDid() throws Exception {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        running.store(image);
        byte[] file =
                parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)).getFirst();
        byte[] polyglot = file.clone();
        polyglot[0] = 'M';
        polyglot[1] = 'Z';

        HttpResponse<byte[]> same = stow("/dicom-web/studies", polyglot);
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(text(same)).contains("00081199", SERIES + ".1").doesNotContain("00081198");
        HttpResponse<byte[]> mixed = stow("/dicom-web/studies", file, "no DICOM".getBytes(StandardCharsets.UTF_8));
        assertThat(mixed.statusCode()).isEqualTo(202);
        assertThat(text(mixed)).contains("00081198", "00081199");
        assertThat(stow("/dicom-web/studies/1.9.9", file).statusCode())
                .as("of another study")
                .isEqualTo(409);
        assertThat(parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)))
                .containsExactly(file);
    }

    private HttpResponse<byte[]> stow(String path, byte[]... files) throws Exception {
        List<byte[]> body = new ArrayList<>();
        for (byte[] file : files) {
            body.add("\r\n--frontier\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            body.add(file);
        }
        body.add("\r\n--frontier--\r\n".getBytes(StandardCharsets.US_ASCII));
        return running.send(
                HttpRequest.newBuilder()
                        .header("Content-Type", DICOM_PARTS + "; boundary=frontier")
                        .POST(BodyPublishers.ofByteArrays(body)),
                path);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}

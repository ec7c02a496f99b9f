package dev.xdsi.journey;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.DataSetDiff;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What modalities stored by C-STORE and what was acknowledged, so that it can be compared with what the archive has afterwards. An instance is
 * told by its number: the same number is the same instance, to the last byte. Some instances in a row are one study, so that associations
 * meet in it.
 */
final class InstanceLedger {
    private static final String ROOT = "1.2.826.0.1.3680043.9.99";
    private static final int OF_STUDY = 16;
    private static final int PIXELS = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RemoteEntity archive;
    private final URI http;
    private final Path folder;
    private final AtomicInteger sent = new AtomicInteger();
    private final ConcurrentSkipListSet<Integer> acknowledged = new ConcurrentSkipListSet<>();
    private final ConcurrentSkipListSet<Integer> unanswered = new ConcurrentSkipListSet<>();

    /**
     * What a comparison came to.
     *
     * @param lost acknowledged ones that are not there, or not as they were sent
     * @param duplicates instances that are found more than once, and studies that count others than are found in them
     * @param partial ones that were not acknowledged, and are there in part
     * @param there how many are there in all
     */
    record Balance(int acknowledged, List<Integer> lost, List<Integer> duplicates, List<Integer> partial, int there) {
        @Override
        public String toString() {
            return "acked=%d lost=%d dup=%d partial=%d"
                    .formatted(acknowledged, lost.size(), duplicates.size(), partial.size());
        }
    }

    /** @param folder for what is fetched */
    InstanceLedger(RemoteEntity archive, URI http, Path folder) {
        this.archive = archive;
        this.http = http;
        this.folder = folder;
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** Stores one instance after the other on one association until that breaks. */
    void storeWhileAnswered() {
        try (Association association = open()) {
            while (store(association, sent.getAndIncrement())) {
                // what counts was written down
            }
        } catch (IOException gone) {
            // Those that it had begun are among the unanswered.
        }
    }

    /** Stores so many instances; returns their SOP Instance UIDs, all of the class CT Image Storage. */
    List<String> store(int count) throws IOException {
        List<String> stored = new ArrayList<>();
        try (Association association = open()) {
            for (int i = 0; i < count; i++) {
                int number = sent.getAndIncrement();
                if (!store(association, number)) {
                    throw new AssertionError("instance " + number + " was not acknowledged");
                }
                stored.add(uid(number));
            }
        }
        return stored;
    }

    /** Stores those again that were not acknowledged, every second one: modalities try again, or do not. */
    void tryAgain() throws IOException {
        try (Association association = open()) {
            for (int number : unanswered) {
                if (number % 2 == 0 && !store(association, number)) {
                    throw new AssertionError("not even the second try of instance " + number + " was acknowledged");
                }
            }
        }
    }

    private Association open() throws IOException {
        return Association.open(
                ApplicationEntity.of("LEDGER"),
                archive,
                PresentationContextPlan.of(List.of(new Pair(UID.CTImageStorage, UID.ExplicitVRLittleEndian))));
    }

    private boolean store(Association association, int number) throws IOException {
        unanswered.add(number);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Part10.writeDataSet(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, instance(number));
        if (!association
                .store(StoreOperation.of(
                        UID.CTImageStorage,
                        uid(number),
                        UID.ExplicitVRLittleEndian,
                        new ByteArrayInputStream(bytes.toByteArray())))
                .isSuccess()) {
            return false;
        }
        acknowledged.add(number);
        unanswered.remove(number);
        return true;
    }

    Balance compare() throws Exception {
        List<Integer> lost = new ArrayList<>();
        List<Integer> duplicates = new ArrayList<>();
        List<Integer> partial = new ArrayList<>();
        int there = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int first = 0; first < sent.get(); first += OF_STUDY) {
                List<Attributes> found = found(client, first);
                there += found.size();
                if (!found.isEmpty() && counted(client, first) != found.size()) {
                    duplicates.add(first);
                }
                for (int number = first; number < first + OF_STUDY; number++) {
                    String uid = uid(number);
                    long times = found.stream()
                            .filter(one -> one.string(Tag.SOPInstanceUID, "").equals(uid))
                            .count();
                    boolean whole = isWhole(client, number);
                    if (times > 1) {
                        duplicates.add(number);
                    }
                    if (acknowledged.contains(number) && (times == 0 || !whole)) {
                        lost.add(number);
                    } else if (times > 0 != whole) {
                        partial.add(number);
                    }
                }
            }
        }
        return new Balance(acknowledged.size(), lost, duplicates, partial, there);
    }

    private List<Attributes> found(HttpClient client, int number) throws Exception {
        return answers(client, "/dicom-web/studies/" + study(number) + "/instances?limit=1000");
    }

    private int counted(HttpClient client, int number) throws Exception {
        return answers(client, "/dicom-web/studies?StudyInstanceUID=" + study(number)).stream()
                .mapToInt(study -> study.integer(Tag.NumberOfStudyRelatedInstances, 0))
                .sum();
    }

    private List<Attributes> answers(HttpClient client, String path) throws Exception {
        HttpResponse<byte[]> answer = get(client, path);
        return answer.statusCode() == 200
                ? DicomJson.readAll(new ByteArrayInputStream(answer.body()), JsonLimits.DEFAULT, BulkDataSource.IGNORE)
                : List.of();
    }

    private boolean isWhole(HttpClient client, int number) throws Exception {
        HttpResponse<byte[]> answer = get(
                client,
                "/wado?requestType=WADO&studyUID=" + study(number) + "&seriesUID=" + series(number) + "&objectUID="
                        + uid(number) + "&contentType=application/dicom");
        if (answer.statusCode() != 200) {
            return false;
        }
        Path fetched = Files.write(folder.resolve("fetched.dcm"), answer.body());
        return DataSetDiff.between(instance(number), Part10.read(fetched).dataSet())
                .isEmpty();
    }

    private HttpResponse<byte[]> get(HttpClient client, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(http.resolve(path))
                        .timeout(PATIENCE)
                        .header("Accept", "application/dicom+json, */*;q=0.5")
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static String study(int number) {
        return ROOT + "." + number / OF_STUDY;
    }

    /** Two of each study. */
    private static String series(int number) {
        return study(number) + "." + (1 + number % 2);
    }

    private static String uid(int number) {
        return series(number) + "." + (1 + number);
    }

    private static Attributes instance(int number) {
        byte[] pixels = new byte[PIXELS * PIXELS * 2];
        new Random(number).nextBytes(pixels);
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, uid(number))
                .setString(Tag.Modality, "CT")
                .setString(Tag.PatientID, "LEDGER-" + number / OF_STUDY)
                .setString(Tag.StudyInstanceUID, study(number))
                .setString(Tag.SeriesInstanceUID, series(number))
                .setInt(Tag.Rows, PIXELS)
                .setInt(Tag.Columns, PIXELS)
                .setBytes(Tag.PixelData, VR.OW, pixels);
    }
}

package dev.xdsi.imaging;

import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.web.MultipartReader;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running source for each test, with an empty database, and what tests say to it. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
abstract class SourceScene {
    static final String STUDY = DataSets.STUDY;
    static final String SERIES = STUDY + ".1";
    static final String OTHER_SERIES = STUDY + ".2";
    static final String DICOM_PARTS = "multipart/related; type=\"application/dicom\"";
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    RunningSource running;

    @BeforeEach
    void start() throws Exception {
        TestDatabase.empty();
        running = new RunningSource(folder, new RecordingRepository(), START);
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    /** The file in which the archive keeps an image. */
    final Path fileOf(String image) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("instances"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, image))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    HttpResponse<byte[]> link(String patientId) throws Exception {
        return running.asUser(linkTo(patientId), STUDY);
    }

    static HttpRequest.Builder linkTo(String patientId) {
        return HttpRequest.newBuilder().PUT(BodyPublishers.ofString("{\"patientId\": \"" + patientId + "\"}"));
    }

    RetrieveDocumentSetResponse retrieve(String study, String series, DocumentRequest document, String transferSyntax) {
        return running.source
                .retrieveImagingDocumentSet()
                .perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(new RetrieveImagingDocumentSetRequest.StudyRequest(
                                        study,
                                        List.of(new RetrieveImagingDocumentSetRequest.SeriesRequest(
                                                series, List.of(document))))),
                                List.of(transferSyntax)),
                        Caller.self(Caller.ANONYMOUS));
    }

    static DocumentRequest document(String uid) {
        return new DocumentRequest(null, RunningSource.LOCATION.value(), uid);
    }

    /** Of an answer that is read as it comes. */
    static MultipartReader reader(HttpResponse<InputStream> response) throws IOException {
        return new MultipartReader(response.body(), boundary(response));
    }

    private static String boundary(HttpResponse<?> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return type.substring(type.indexOf("boundary=\"") + 10, type.lastIndexOf('"'));
    }

    static List<byte[]> parts(HttpResponse<byte[]> response) throws IOException {
        MultipartReader reader = new MultipartReader(new ByteArrayInputStream(response.body()), boundary(response));
        List<byte[]> parts = new ArrayList<>();
        Optional<MultipartReader.Part> part = reader.next();
        while (part.isPresent()) {
            parts.add(part.get().body().readAllBytes());
            part = reader.next();
        }
        return parts;
    }

    /** The instances that the last manifest lists. */
    List<String> listed() throws Exception {
        ProvideAndRegisterDocumentSetRequest last =
                running.repository.requests().getLast();
        return Part10.read(last.documents().getFirst().content().open(), ReadOptions.DEFAULT)
                .dataSet()
                .items(Tag.ContentSequence)
                .stream()
                .map(item ->
                        item.item(Tag.ReferencedSOPSequence).orElseThrow().string(Tag.ReferencedSOPInstanceUID, ""))
                .toList();
    }
}

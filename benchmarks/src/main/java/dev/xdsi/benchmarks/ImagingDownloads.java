package dev.xdsi.benchmarks;

import dev.xdsi.benchmarks.ImagedStudy.Image;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import javax.net.SocketFactory;

/**
 * What comes out: the whole study, also beside nginx sending as many bytes as one file; frames, pictures and metadata; and by RAD-69,
 * beside our own WADO-RS.
 */
final class ImagingDownloads {
    static final String LOCATION = "1.2.3.902";

    private static final String INSTANCES = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
    private static final String FRAMES = "multipart/related; type=\"application/octet-stream\"";
    static final int FRAMES_OF_ONE = 100;
    private static final double MEGABYTE = 1e6;
    private static final int MANY = 4;

    private final Benchmarks.Report report;
    private final boolean brief;
    private final ImagedStudy study;
    private final ImagedStudy frames;
    private final Ports ports;

    /** Where each listens for HTTP. */
    record Ports(int ours, int orthanc, int nginx) {}

    /** @param frames some of them as the frames of one image */
    ImagingDownloads(Benchmarks.Report report, boolean brief, ImagedStudy study, ImagedStudy frames, Ports ports) {
        this.report = report;
        this.brief = brief;
        this.study = study;
        this.frames = frames;
        this.ports = ports;
    }

    /** What Java compiles once it is used often is compiled: a gateway runs for months. */
    void runAWhile() throws IOException {
        for (int i = 0; i < (brief ? 2 : 30); i++) {
            study(ports.ours());
            overRad69(request());
            metadata(ports.ours());
            frames(ports.ours());
            framesOfOne(ports.ours());
            rendered(ports.ours());
        }
    }

    void measure(Path served) throws Exception {
        Turns orthanc = new Turns(report, "Orthanc", brief ? 1 : 5);
        Turns nginx = new Turns(report, "nginx", brief ? 3 : 11);
        long length = study(ports.ours()).bytes();
        try (OutputStream file = Files.newOutputStream(served.resolve("study"))) {
            new MadeUpDocument(1, length).writeTo(file);
        }
        String whole = "WADO-RS, study of " + study.bytes() / 1_000_000 + " MB, clients: ";
        orthanc.compare(whole + 1, "MB/s", () -> speed(study(ports.ours())), () -> speed(study(ports.orthanc())));
        nginx.compare(whole + 1, "MB/s", () -> speed(study(ports.ours())), () -> speed(file(length)));
        orthanc.compare(
                whole + MANY,
                "MB/s",
                () -> atOnce(() -> study(ports.ours())),
                () -> atOnce(() -> study(ports.orthanc())));
        nginx.compare(whole + MANY, "MB/s", () -> atOnce(() -> study(ports.ours())), () -> atOnce(() -> file(length)));
        orthanc.compare("frames, each an image", "/s", () -> frames(ports.ours()), () -> frames(ports.orthanc()));
        orthanc.compare(
                "frames of an image of " + FRAMES_OF_ONE,
                "/s",
                () -> framesOfOne(ports.ours()),
                () -> framesOfOne(ports.orthanc()));
        orthanc.compare("rendered", "/s", () -> rendered(ports.ours()), () -> rendered(ports.orthanc()));
        orthanc.compare(
                "metadata of the study",
                "/s",
                () -> 1 / metadata(ports.ours()).seconds(),
                () -> 1 / metadata(ports.orthanc()).seconds());
        byte[] request = request();
        new Turns(report, "WADO-RS", brief ? 3 : 7)
                .compare(
                        "RAD-69, the study", "MB/s", () -> speed(overRad69(request)), () -> speed(study(ports.ours())));
        List<Double> first = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            first.add(1e3 * overRad69(request).firstByte());
        }
        report.row("RAD-69, the study, until the first byte", Turns.median(first), "ms");
    }

    private Exchange.Answer study(int port) throws IOException {
        return at(port).of(Exchange.get(study.path(), INSTANCES)).requireSuccess(study.bytes());
    }

    private Exchange.Answer file(long length) throws IOException {
        return at(ports.nginx()).of(Exchange.get("/study")).requireSuccess(length);
    }

    private Exchange.Answer metadata(int port) throws IOException {
        return at(port).of(Exchange.get(study.path() + "/metadata", "application/dicom+json"))
                .requireSuccess(1_000L * study.images().size());
    }

    private Exchange.Answer overRad69(byte[] request) throws IOException {
        return at(ports.ours()).of(out -> out.write(request)).requireSuccess(study.bytes());
    }

    private static Exchange at(int port) {
        return new Exchange(SocketFactory.getDefault(), port);
    }

    private static double speed(Exchange.Answer answer) {
        return answer.bytes() / MEGABYTE / answer.seconds();
    }

    /** What all get together. */
    private static double atOnce(Callable<Exchange.Answer> client) throws Exception {
        long begun = System.nanoTime();
        long bytes = Together.times(MANY, client).stream()
                .mapToLong(Exchange.Answer::bytes)
                .sum();
        return bytes / MEGABYTE / ((System.nanoTime() - begun) / 1e9);
    }

    private double frames(int port) throws IOException {
        return rate(port, i -> path(i) + "/frames/1", FRAMES);
    }

    private double framesOfOne(int port) throws IOException {
        String image = frames.images().getFirst().path(frames.uid());
        return rate(port, i -> image + "/frames/" + (1 + i % FRAMES_OF_ONE), FRAMES);
    }

    private double rendered(int port) throws IOException {
        return rate(port, i -> path(i) + "/rendered", "image/jpeg");
    }

    private String path(int number) {
        return study.images().get(number % study.images().size()).path(study.uid());
    }

    /** One after the other on one connection, for a while. */
    private double rate(int port, IntFunction<String> paths, String accept) throws IOException {
        long begun = System.nanoTime();
        long end = begun + Duration.ofMillis(brief ? 500 : 2_000).toNanos();
        int answers = 0;
        try (KeptConnection connection = new KeptConnection(port, "/")) {
            while (System.nanoTime() < end) {
                String path = paths.apply(answers);
                KeptConnection.Answer answer = connection.get(path, accept);
                if (answer.status() != 200 || answer.bytes() < 1_000) {
                    throw new IOException(port + " answered " + answer + " to " + path);
                }
                answers++;
            }
        }
        return answers / ((System.nanoTime() - begun) / 1e9);
    }

    private byte[] request() {
        Map<String, StringBuilder> series = new LinkedHashMap<>();
        for (Image image : study.images()) {
            series.computeIfAbsent(image.series(), uid -> new StringBuilder())
                    .append("""
                        <i:DocumentRequest><i:RepositoryUniqueId>%s</i:RepositoryUniqueId>\
                        <i:DocumentUniqueId>%s</i:DocumentUniqueId></i:DocumentRequest>\
                        """.formatted(LOCATION, image.file().sopInstanceUID()));
        }
        StringBuilder all = new StringBuilder();
        series.forEach((uid, documents) ->
                all.append("<x:SeriesRequest seriesInstanceUID=\"%s\">%s</x:SeriesRequest>".formatted(uid, documents)));
        return DocumentMessages.message(
                "/imaging-source", "urn:ihe:rad:2009:RetrieveImagingDocumentSet", """
                    <x:RetrieveImagingDocumentSetRequest xmlns:x="urn:ihe:rad:xdsi-b:2009" \
                    xmlns:i="urn:ihe:iti:xds-b:2007">\
                    <x:StudyRequest studyInstanceUID="%s">%s</x:StudyRequest><x:TransferSyntaxUIDList>\
                    <x:TransferSyntaxUID>1.2.840.10008.1.2.1</x:TransferSyntaxUID></x:TransferSyntaxUIDList>\
                    </x:RetrieveImagingDocumentSetRequest>\
                    """.formatted(study.uid(), all));
    }
}

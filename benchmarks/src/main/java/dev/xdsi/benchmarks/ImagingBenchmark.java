package dev.xdsi.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.cli.GatewayClient;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * An Imaging Document Source beside Orthanc: the same files go into both by C-STORE and come out of both by DICOMweb, asked by the same
 * clients, in turn.
 */
final class ImagingBenchmark {
    private final Path work;
    private final Benchmarks.Report report;
    private final boolean brief;

    ImagingBenchmark(Path work, Benchmarks.Report report, boolean brief) {
        this.work = work;
        this.report = report;
        this.brief = brief;
    }

    void measure() throws Exception {
        Path data = work.resolve("data");
        HeapLog heap = new HeapLog(work.resolve("gc.log"));
        new DemoCertificates(data.resolve("tls"), Clock.systemUTC(), new SecureRandom()).node("gateway");
        try (AuditSink sink = new AuditSink();
                GatewayProcess gateway =
                        GatewayProcess.start(data, "256m", work.resolve("imaging.log"), settings(sink, heap));
                Orthanc orthanc = Orthanc.start(work.resolve("orthanc"));
                Nginx nginx = Nginx.start(
                        work,
                        Files.createDirectories(work.resolve("files")),
                        data.resolve("tls"),
                        FreePort.onLoopback(),
                        FreePort.onLoopback())) {
            RemoteEntity ours =
                    RemoteEntity.of("XDSI", "127.0.0.1", gateway.ports().dicom());
            RemoteEntity theirs = RemoteEntity.of(Orthanc.AE_TITLE, "127.0.0.1", orthanc.dicom());
            storeAWhile(ours, theirs);
            stores(1, ours, theirs);
            stores(4, ours, theirs);
            ImagedStudy study = ImagedStudy.in(work.resolve("studies").resolve("large"), brief ? 40 : 320);
            ImagedStudy frames =
                    study.asOneImage(work.resolve("studies").resolve("frames"), ImagingDownloads.FRAMES_OF_ONE);
            for (ImagedStudy each : List.of(study, frames)) {
                send(ours, each, 1);
                send(theirs, each, 1);
                publish(gateway, each);
            }
            ImagingDownloads downloads = new ImagingDownloads(
                    report,
                    brief,
                    study,
                    frames,
                    new ImagingDownloads.Ports(gateway.ports().plain(), orthanc.web(), nginx.plain()));
            downloads.runAWhile();
            gateway.awaitIdle();
            downloads.measure(work.resolve("files"));
            heap.most().ifPresent(most -> report.row("most heap after a collection", most, "MB"));
            report.row("live heap afterwards", gateway.liveHeapMegabytes(), "MB");
            report.row("peak resident memory of the process", gateway.peakResidentMegabytes(), "MB");
        }
    }

    private static Map<String, String> settings(AuditSink sink, HeapLog heap) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("JAVA_TOOL_OPTIONS", heap.option());
        settings.put("XDSI_ACTORS", "registry, repository, imaging-source, consumer, assertion-provider");
        settings.put("XDSI_IMAGING_SOURCE_RETRIEVE_LOCATION_UID", ImagingDownloads.LOCATION);
        settings.put("XDSI_CONSENT_DEFAULT", "none");
        settings.put("XDSI_XUA_TLS", "off");
        settings.put("XDSI_AUDIT_TRANSPORT", "udp");
        settings.put("XDSI_AUDIT_PORT", "" + sink.port());
        return settings;
    }

    /** What Java compiles once it is used often is compiled: a gateway runs for months. */
    private void storeAWhile(RemoteEntity ours, RemoteEntity theirs) throws Exception {
        for (int i = 0; i < (brief ? 6 : 24); i++) {
            ImagedStudy study = study("before-" + i, 60);
            send(ours, study, i % 2 == 0 ? 1 : 4);
            if (i == 0) {
                send(theirs, study, 1);
            }
        }
    }

    /** Each time a study that neither has seen. */
    private void stores(int associations, RemoteEntity ours, RemoteEntity theirs) throws Exception {
        Turns turns = new Turns(report, "Orthanc", brief ? 1 : 4);
        int slices = brief ? 20 : 60;
        List<ImagedStudy> studies = IntStream.rangeClosed(0, turns.rounds())
                .mapToObj(round -> study(associations + "-" + round, slices))
                .toList();
        Iterator<ImagedStudy> forUs = studies.iterator();
        Iterator<ImagedStudy> forThem = studies.iterator();
        turns.compare(
                "C-STORE, associations: " + associations,
                "objects/s",
                () -> send(ours, forUs.next(), associations),
                () -> send(theirs, forThem.next(), associations));
    }

    private ImagedStudy study(String name, int slices) {
        try {
            return ImagedStudy.in(work.resolve("studies").resolve(name), slices);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As many associations at once; tells the objects in a second. */
    private static double send(RemoteEntity to, ImagedStudy study, int associations) throws Exception {
        long begun = System.nanoTime();
        Together.all(study.parts(associations).stream()
                .<Callable<Integer>>map(part -> () -> send(to, part))
                .toList());
        return study.images().size() / ((System.nanoTime() - begun) / 1e9);
    }

    private static int send(RemoteEntity to, List<InstanceFile> files) throws IOException {
        var refused = new InstanceSender(ApplicationEntity.of("BENCH"), to).send(files, file -> {});
        if (!refused.isEmpty()) {
            throw new IOException("refused: " + refused);
        }
        return files.size();
    }

    private void publish(GatewayProcess gateway, ImagedStudy study) throws Exception {
        try (GatewayClient client = new GatewayClient(
                "http://127.0.0.1:" + gateway.ports().portal(),
                "http://127.0.0.1:" + gateway.ports().plain(),
                () -> Credentials.ofFirstUser(work.resolve("data")).orElseThrow())) {
            client.complete(study.uid());
            while (true) {
                JsonNode publication = client.publicationOf(study.uid());
                if (publication.path("state").asText().equals("published")) {
                    return;
                }
                Thread.sleep(Duration.ofMillis(50));
            }
        }
    }
}

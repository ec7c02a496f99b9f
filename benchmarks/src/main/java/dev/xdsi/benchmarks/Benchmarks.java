package dev.xdsi.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.cli.GatewayClient;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Start, ingest, retrieve and query of a gateway in a process of its own, over its real interfaces, one client at a time unless said
 * otherwise. Run by {@code benchmarks/run}; an argument {@code --short} takes a study of 120 instead of 2,000 instances,
 * {@code --communities} measures the gateways between communities alone, {@code --consent} the cost of asking for consent,
 * {@code --assertions} that of verifying an assertion, {@code --counting} that of counting a transaction, {@code --portal} what a
 * user of the portal waits for, in a browser, {@code --registry} what a Document Registry of a million entries does,
 * {@code --documents} how fast a Document Repository takes documents and gives them, {@code --imaging} an Imaging Document Source beside
 * Orthanc.
 */
public final class Benchmarks {
    private static final double MEGABYTE = 1e6;
    private static final int QUERIES = 500;

    private final Path work;
    private final PrintStream out;
    private final boolean shortForm;
    private final boolean communitiesOnly;
    private final boolean consentOnly;
    private final boolean assertionsOnly;
    private final boolean countingOnly;
    private final boolean portalOnly;
    private final boolean documentsOnly;
    private final boolean imagingOnly;
    private final RegistryPlan registry;
    private final HttpClient http =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    /** Where figures are printed. */
    @FunctionalInterface
    interface Report {
        void row(String what, double figure, String unit);
    }

    private Benchmarks(Path work, PrintStream out, List<String> arguments) {
        this.work = work;
        this.out = out;
        this.shortForm = arguments.contains("--short");
        this.communitiesOnly = arguments.contains("--communities");
        this.consentOnly = arguments.contains("--consent");
        this.assertionsOnly = arguments.contains("--assertions");
        this.countingOnly = arguments.contains("--counting");
        this.portalOnly = arguments.contains("--portal");
        this.documentsOnly = arguments.contains("--documents");
        this.imagingOnly = arguments.contains("--imaging");
        this.registry = RegistryPlan.of(arguments);
    }

    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("xdsi-benchmark");
        try {
            new Benchmarks(work, System.out, List.of(arguments)).run();
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void run() throws Exception {
        if (countingOnly) {
            new CountingBenchmark(work, this::row).measure();
            return;
        }
        if (registry.isWanted()) {
            new RegistryBenchmark(work, this::row, registry).measure();
            return;
        }
        if (documentsOnly) {
            new DocumentsBenchmark(work, this::row, shortForm).measure();
            return;
        }
        if (imagingOnly) {
            new ImagingBenchmark(work, this::row, shortForm).measure();
            return;
        }
        if (portalOnly) {
            new PortalBenchmark(work, this::row).measure();
            return;
        }
        if (assertionsOnly) {
            new AssertionBenchmark(work, this::row).measure();
            return;
        }
        if (!communitiesOnly && !consentOnly) {
            new AssertionBenchmark(work, this::row).measure();
            oneGateway();
        }
        if (!consentOnly) {
            twoCommunities();
        }
        if (!communitiesOnly) {
            consents();
        }
    }

    /** A registry that asks for consent, and one that does not. */
    private void consents() throws Exception {
        for (String unlessSaid : List.of("none", "opt-out")) {
            Path data = work.resolve("consent-" + unlessSaid).resolve("data");
            try (GatewayProcess gateway = GatewayProcess.start(
                    data, "256m", work.resolve("consent.log"), Map.of("XDSI_CONSENT_DEFAULT", unlessSaid))) {
                new ConsentBenchmarks(work, this::row)
                        .measure(unlessSaid.equals("none") ? "not asked" : "by consent", gateway);
            }
        }
    }

    /** A study of 200 MB in one community, and who asks in another. */
    private void twoCommunities() throws Exception {
        Path log = work.resolve("communities.log");
        Path sent = work.resolve("far-study");
        String study =
                new PhantomStudy("BENCH-2", 127, 512, LocalDateTime.of(2026, 1, 2, 3, 4)).write(sent, UUID::randomUUID);
        List<InstanceFile> files =
                StudyFiles.under(List.of(sent)).studies().firstEntry().getValue();
        try (GatewayProcess far = GatewayProcess.start(
                        work.resolve("far").resolve("data"), "256m", log, CommunityBenchmarks.farIdentity());
                GatewayProcess near = GatewayProcess.start(
                        work.resolve("near").resolve("data"),
                        "256m",
                        log,
                        CommunityBenchmarks.nearIdentity(work, far));
                GatewayClient client = new GatewayClient(
                        "http://127.0.0.1:" + far.ports().portal(),
                        "http://127.0.0.1:" + far.ports().plain())) {
            store(far, files);
            new CommunityBenchmarks(work, this::row).measure(far, near, publish(client, study), files);
        }
    }

    private void oneGateway() throws Exception {
        Path data = work.resolve("data");
        Path log = work.resolve("gateway.log");
        try (GatewayProcess first = GatewayProcess.start(data, "256m", log)) {
            row("first start to ready, database created", first.startUp().toMillis() / 1000.0, "s");
        }
        try (GatewayProcess gateway = GatewayProcess.start(data, "256m", log)) {
            row("start to ready, database initialised", gateway.startUp().toMillis() / 1000.0, "s");
            measure(gateway);
        }
    }

    private void measure(GatewayProcess gateway) throws Exception {
        PhantomStudy phantom =
                new PhantomStudy("BENCH-1", shortForm ? 40 : 667, 512, LocalDateTime.of(2026, 1, 2, 3, 4));
        Path sent = work.resolve("sent");
        String study = phantom.write(sent, UUID::randomUUID);
        List<InstanceFile> files =
                StudyFiles.under(List.of(sent)).studies().firstEntry().getValue();
        double megabytes = 0;
        for (InstanceFile file : files) {
            megabytes += Files.size(file.path()) / MEGABYTE;
        }
        row("study", megabytes, "MB in " + files.size() + " instances");

        double writing = seconds(() -> writeAndSync(files, work.resolve("copies")));
        row("limit: write + fsync of each file", files.size() / writing, "files/s");
        double storing = seconds(() -> store(gateway, files));
        row("C-STORE, one association", files.size() / storing, "objects/s");
        row("C-STORE, one association", megabytes / storing, "MB/s");

        try (GatewayClient client = new GatewayClient(
                "http://127.0.0.1:" + gateway.ports().portal(),
                "http://127.0.0.1:" + gateway.ports().plain(),
                () -> Credentials.ofFirstUser(work.resolve("data")).orElseThrow())) {
            String patient = publish(client, study);
            retrieve(gateway, study, megabytes, client, patient);
            query(gateway, patient);
        }
        row("live heap afterwards, limit 256 MB", gateway.liveHeapMegabytes(), "MB");
        row("peak resident memory of the process", gateway.peakResidentMegabytes(), "MB");
    }

    private void store(GatewayProcess gateway, List<InstanceFile> files) throws IOException {
        RemoteEntity remote =
                RemoteEntity.of("XDSI", "127.0.0.1", gateway.ports().dicom());
        var refused = new InstanceSender(ApplicationEntity.of("BENCH"), remote).send(files, file -> {});
        if (!refused.isEmpty()) {
            throw new IOException("refused: " + refused);
        }
    }

    private String publish(GatewayClient client, String study) throws Exception {
        client.complete(study);
        while (true) {
            JsonNode publication = client.publicationOf(study);
            if (publication.path("state").asText().equals("published")) {
                return publication.path("patientId").asText();
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    private void retrieve(GatewayProcess gateway, String study, double megabytes, GatewayClient client, String patient)
            throws Exception {
        URI wadoRs = URI.create("http://127.0.0.1:" + gateway.ports().plain() + "/dicom-web/studies/" + study);
        HttpRequest get = HttpRequest.newBuilder(wadoRs)
                .header("Accept", "multipart/related; type=\"application/dicom\"; transfer-syntax=*")
                .build();
        row("WADO-RS, whole study", megabytes / seconds(() -> read(get)), "MB/s");
        var of = PatientId.parse(patient).orElseThrow();
        for (String via : List.of("rad69", "wado-rs", "wado-uri")) {
            double fetching = seconds(() -> {
                try (InputStream zip = client.instances(study, of, via)) {
                    zip.transferTo(OutputStream.nullOutputStream());
                }
            });
            row("portal ZIP via " + via, megabytes / fetching, "MB/s");
        }
    }

    private void query(GatewayProcess gateway, String patient) throws Exception {
        URI registry = URI.create("http://127.0.0.1:" + gateway.ports().plain() + "/registry");
        Runnable one = () -> {
            HttpRequest request = HttpRequest.newBuilder(registry)
                    .header("Content-Type", "application/soap+xml; charset=UTF-8")
                    .POST(BodyPublishers.ofString(envelope(patient)))
                    .build();
            try {
                read(request);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        };
        for (int i = 0; i < QUERIES; i++) {
            one.run();
        }
        row(
                "ITI-18 FindDocuments, one client, audited",
                QUERIES
                        / seconds(() -> {
                            for (int i = 0; i < QUERIES; i++) {
                                one.run();
                            }
                        }),
                "queries/s");
    }

    private static String envelope(String patient) {
        return """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">
            <s:Header><a:Action s:mustUnderstand="1">urn:ihe:iti:2007:RegistryStoredQuery</a:Action>
            <a:MessageID>urn:uuid:%s</a:MessageID>
            <a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo></s:Header>
            <s:Body><q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"
             xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">
            <q:ResponseOption returnComposedObjects="true" returnType="LeafClass"/>
            <AdhocQuery id="urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d">
            <Slot name="$XDSDocumentEntryPatientId"><ValueList><Value>'%s'</Value></ValueList></Slot>
            <Slot name="$XDSDocumentEntryStatus"><ValueList>
            <Value>('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')</Value></ValueList></Slot>
            </AdhocQuery></q:AdhocQueryRequest></s:Body></s:Envelope>\
            """.formatted(UUID.randomUUID(), patient.replace("&", "&amp;"));
    }

    private void read(HttpRequest request) throws Exception {
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + response.statusCode());
        }
    }

    private static void writeAndSync(List<InstanceFile> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (InstanceFile file : files) {
            try (var from = FileChannel.open(file.path());
                    var to = FileChannel.open(
                            folder.resolve(file.sopInstanceUID()),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE)) {
                from.transferTo(0, from.size(), to);
                to.force(true);
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    private void row(String what, double figure, String unit) {
        out.printf("%-64s %10.1f %s%n", what, figure, unit);
    }
}

package dev.xdsi.benchmarks;

import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * A Document Repository with its registry in a process of its own: ITI-43 beside nginx sending the same bytes as a file, ITI-41 beside
 * writing and syncing as many bytes, small documents, and many large ones at once.
 */
final class DocumentsBenchmark {
    private static final long LARGE = 100L << 20;
    private static final long SMALL = 64 << 10;
    private static final long LARGER = 4 << 20;
    private static final long HUGE = 1L << 30;
    private static final int AT_ONCE = 8;
    private static final double MEBIBYTE = 1 << 20;

    private final Path work;
    private final Benchmarks.Report report;
    private final boolean brief;
    private final PatientId patient =
            PatientId.parse("BENCH^^^&1.2.826.0.1.3680043.10.999.1&ISO").orElseThrow();
    private final AtomicLong numbers = new AtomicLong();

    DocumentsBenchmark(Path work, Benchmarks.Report report, boolean brief) {
        this.work = work;
        this.report = report;
        this.brief = brief;
    }

    void measure() throws Exception {
        Path data = work.resolve("data");
        HeapLog heap = new HeapLog(work.resolve("gc.log"));
        DemoCertificates certificates =
                new DemoCertificates(data.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        try (AuditSink sink = new AuditSink();
                GatewayProcess gateway =
                        GatewayProcess.start(data, "256m", work.resolve("repository.log"), settings(sink, heap));
                Nginx nginx = Nginx.start(
                        work,
                        Files.createDirectories(work.resolve("files")),
                        data.resolve("tls"),
                        FreePort.onLoopback(),
                        FreePort.onLoopback())) {
            SocketFactory secure =
                    new NodeTls(certificates.node("gateway")).context().getSocketFactory();
            Exchange plain =
                    new Exchange(SocketFactory.getDefault(), gateway.ports().plain());
            Exchange overTls = new Exchange(secure, gateway.ports().tls());
            runAWhile(plain, overTls);
            uploads(gateway, plain);
            List<Large> documents = documents(plain, data);
            downloads(gateway, "plain", documents, plain, new Exchange(SocketFactory.getDefault(), nginx.plain()));
            downloads(gateway, "TLS", documents, overTls, new Exchange(secure, nginx.tls()));
            small(plain);
            report.row("live heap", gateway.liveHeapMegabytes(), "MB");
            heap.most().ifPresent(most -> report.row("most heap after a collection so far", most, "MB"));
            manyAtOnce(plain);
            heap.most().ifPresent(most -> report.row("most heap after a collection meanwhile", most, "MB"));
            report.row("live heap afterwards", gateway.liveHeapMegabytes(), "MB");
            report.row("peak resident memory of the process", gateway.peakResidentMegabytes(), "MB");
        }
    }

    private Map<String, String> settings(AuditSink sink, HeapLog heap) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("JAVA_TOOL_OPTIONS", heap.option());
        settings.put("XDSI_ACTORS", "registry, repository");
        settings.put("XDSI_REPOSITORY_UNIQUE_ID", DocumentMessages.REPOSITORY.value());
        settings.put("XDSI_CONSENT_DEFAULT", "none");
        settings.put("XDSI_XUA_TLS", "off");
        settings.put("XDSI_AUDIT_TRANSPORT", "udp");
        settings.put("XDSI_AUDIT_PORT", "" + sink.port());
        return settings;
    }

    private DocumentMessages.Submission next(long size) {
        return DocumentMessages.provideAndRegister(patient, new MadeUpDocument(numbers.incrementAndGet(), size));
    }

    private String submit(Exchange exchange, long size) throws IOException {
        DocumentMessages.Submission submission = next(size);
        exchange.of(submission::writeTo).requireSuccess(0);
        return submission.documentUniqueId();
    }

    /** What Java compiles once it is used often is compiled, on the way in and on the way out: a gateway runs for months. */
    private void runAWhile(Exchange plain, Exchange overTls) throws IOException {
        for (int i = 0; i < (brief ? 300 : 2_000); i++) {
            retrieve(plain, submit(plain, SMALL), SMALL);
        }
        String one = submit(plain, SMALL);
        for (int i = 0; i < (brief ? 1_000 : 15_000); i++) {
            retrieve(plain, one, SMALL);
        }
        String larger = submit(plain, LARGER);
        for (int i = 0; i < (brief ? 50 : 500); i++) {
            retrieve(plain, larger, LARGER);
            retrieve(overTls, larger, LARGER);
        }
    }

    private static void retrieve(Exchange exchange, String document, long size) throws IOException {
        exchange.of(out -> out.write(DocumentMessages.retrieve(document))).requireSuccess(size);
    }

    /** In turn with the limit, so that both see the same disk. */
    private void uploads(GatewayProcess gateway, Exchange exchange) throws IOException, InterruptedException {
        double[] limits = new double[rounds()];
        double[] ours = new double[rounds()];
        for (int i = -warmUps(); i < rounds(); i++) {
            if (i == 0) {
                gateway.awaitIdle();
            }
            double limit = writeAndSync(i);
            double here = exchange.of(next(LARGE)::writeTo).requireSuccess(0).seconds();
            if (i >= 0) {
                limits[i] = limit;
                ours[i] = here;
            }
        }
        compare("ITI-41 of 100 MiB, plain", "write + fsync", limits, ours);
    }

    private double writeAndSync(int round) throws IOException {
        Path file = work.resolve("limit-" + round);
        MadeUpDocument document = new MadeUpDocument(round, LARGE);
        long begun = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            document.writeTo(new OutputStream() {
                private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);

                @Override
                public void write(int b) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    buffer.clear().put(bytes, offset, length).flip();
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                }
            });
            channel.force(true);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Files.delete(file);
        return seconds;
    }

    /** How a document that both have is asked for. */
    private record Large(Exchange.Request ofNginx, Exchange.Request ofRepository) {}

    /**
     * Several, whose very files nginx sends too: how fast bytes leave depends also on where in memory the system has them, which is another
     * place for each file.
     */
    private List<Large> documents(Exchange exchange, Path data) throws IOException {
        List<Large> documents = new ArrayList<>();
        for (int i = 0; i < (brief ? 2 : 5); i++) {
            String uniqueId = submit(exchange, LARGE);
            String name = "document-" + i;
            Files.createLink(work.resolve("files").resolve(name), newest(data));
            byte[] retrieve = DocumentMessages.retrieve(uniqueId);
            documents.add(new Large(Exchange.get("/" + name), out -> out.write(retrieve)));
        }
        return documents;
    }

    private static Path newest(Path data) throws IOException {
        try (Stream<Path> files =
                Files.find(data.resolve("documents"), 5, (file, is) -> is.isRegularFile() && is.size() == LARGE)) {
            return files.max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private void downloads(GatewayProcess process, String how, List<Large> documents, Exchange gateway, Exchange nginx)
            throws IOException, InterruptedException {
        double[] limits = new double[rounds() * documents.size()];
        double[] ours = new double[limits.length];
        for (int i = -warmUps(); i < limits.length; i++) {
            if (i == 0) {
                process.awaitIdle();
            }
            Large document = documents.get(Math.floorMod(i, documents.size()));
            double limit = nginx.of(document.ofNginx()).requireSuccess(LARGE).seconds();
            double here =
                    gateway.of(document.ofRepository()).requireSuccess(LARGE).seconds();
            if (i >= 0) {
                limits[i] = limit;
                ours[i] = here;
            }
        }
        compare("ITI-43 of 100 MiB, " + how, "nginx", limits, ours);
    }

    private void compare(String what, String limit, double[] limits, double[] ours) {
        double most = LARGE / MEBIBYTE / median(limits);
        double here = LARGE / MEBIBYTE / median(ours);
        report.row(what + ", " + limit, most, "MiB/s");
        report.row(what, here, "MiB/s");
        report.row(what + ", share of " + limit, 100 * here / most, "%");
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void small(Exchange exchange) throws Exception {
        for (int clients : new int[] {1, 4, AT_ONCE}) {
            Duration length = Duration.ofSeconds(brief ? 2 : 5);
            long end = System.nanoTime() + length.toNanos();
            AtomicLong acknowledged = new AtomicLong();
            Together.times(clients, () -> {
                while (System.nanoTime() < end) {
                    submit(exchange, SMALL);
                    acknowledged.incrementAndGet();
                }
                return true;
            });
            report.row(
                    "ITI-41 of 64 KiB, registered, clients: " + clients,
                    acknowledged.get() / (double) length.toSeconds(),
                    "/s");
        }
    }

    private void manyAtOnce(Exchange exchange) throws Exception {
        long size = brief ? HUGE / 8 : HUGE;
        String what = AT_ONCE + " at once of " + Math.round(size / MEBIBYTE) + " MiB, together";
        long begun = System.nanoTime();
        List<String> documents = Together.times(AT_ONCE, () -> submit(exchange, size));
        report.row("ITI-41, " + what, AT_ONCE * size / MEBIBYTE / seconds(begun), "MiB/s");
        begun = System.nanoTime();
        Queue<String> left = new ConcurrentLinkedQueue<>(documents);
        Together.times(AT_ONCE, () -> {
            byte[] retrieve = DocumentMessages.retrieve(left.remove());
            return exchange.of(out -> out.write(retrieve)).requireSuccess(size);
        });
        report.row("ITI-43, " + what, AT_ONCE * size / MEBIBYTE / seconds(begun), "MiB/s");
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private int rounds() {
        return brief ? 5 : 15;
    }

    private int warmUps() {
        return brief ? 3 : 10;
    }
}

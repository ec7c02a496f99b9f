package dev.xdsi.benchmarks;

import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.database.DatabasePassword;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** A gateway in a process of its own, as an operator runs it, on free ports and a folder that goes away. */
final class GatewayProcess implements AutoCloseable {
    private static final Duration START =
            Duration.ofMinutes(10); // a schema of ten million entries may have to be brought up to date
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Pattern USED = Pattern.compile(" total .*, used ([0-9]+)K");
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final double IDLE_SHARE = 0.1;
    private static final int MOST_IDLES = 60;

    private final Path data;
    private final Process process;
    private final Ports ports;
    private final Duration startUp;

    /** The ports of one gateway. */
    record Ports(int portal, int plain, int tls, int dicom, int audit) {
        static Ports free() throws IOException {
            return new Ports(
                    FreePort.onLoopback(),
                    FreePort.onLoopback(),
                    FreePort.onLoopback(),
                    FreePort.onLoopback(),
                    FreePort.onLoopback());
        }
    }

    private GatewayProcess(Path data, Process process, Ports ports, Duration startUp) {
        this.data = data;
        this.process = process;
        this.ports = ports;
        this.startUp = startUp;
    }

    static GatewayProcess start(Path data, String heap, Path log) throws IOException, InterruptedException {
        return start(data, heap, log, Map.of());
    }

    /** @param environment settings besides those of folder and ports */
    static GatewayProcess start(Path data, String heap, Path log, Map<String, String> environment)
            throws IOException, InterruptedException {
        Ports ports = Ports.free();
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC", // as ./xdsi does
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + data.resolveSibling("server.jsa"),
                "-Xlog:cds*=off",
                "-Xlog:aot*=off",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.xdsi.gateway.Main",
                "up");
        builder.environment()
                .putAll(Map.of(
                        "XDSI_DATA",
                        data.toString(),
                        "XDSI_PORTAL_PORT",
                        "" + ports.portal(),
                        "XDSI_VIEWER_PORT",
                        "0",
                        "XDSI_IHE_PLAIN_PORT",
                        "" + ports.plain(),
                        "XDSI_IHE_TLS_PORT",
                        "" + ports.tls(),
                        "XDSI_DICOM_PORT",
                        "" + ports.dicom(),
                        "XDSI_DICOM_TLS_PORT",
                        "0",
                        "XDSI_MLLP_PORT",
                        "0",
                        "XDSI_MLLP_TLS_PORT",
                        "0",
                        "XDSI_AUDIT_PORT",
                        "" + ports.audit()));
        builder.environment().put("XDSI_METRICS_PORT", "0");
        builder.environment().put("XDSI_REGISTRY_UNKNOWN_PATIENTS", "accept"); // made up by the thousand
        builder.environment().putAll(environment);
        long begun = System.nanoTime();
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            awaitHealth(process, ports, log);
        } catch (IOException | InterruptedException failed) {
            process.destroyForcibly();
            throw failed;
        }
        return new GatewayProcess(data, process, ports, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static void awaitHealth(Process process, Ports ports, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.portal() + "/health"))
                    .build();
            while (true) {
                try {
                    if (http.send(health, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    if (!process.isAlive() || System.nanoTime() > end) {
                        throw new IOException(
                                "the gateway did not start:\n" + String.join("\n", Files.readAllLines(log)), notYet);
                    }
                }
                Thread.sleep(POLL);
            }
        }
    }

    Ports ports() {
        return ports;
    }

    /** From the start of the process to the first 200 of /health. */
    Duration startUp() {
        return startUp;
    }

    /** The database of its own, as its superuser. */
    PGSimpleDataSource database() throws IOException {
        Path folder = data.resolve("postgresql");
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setServerNames(new String[] {"127.0.0.1"});
        database.setPortNumbers(new int[] {
            Integer.parseInt(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(3).strip())
        });
        database.setDatabaseName("postgres");
        database.setUser("postgres");
        database.setPassword(DatabasePassword.of(folder).orElseThrow().text());
        return database;
    }

    /** Used heap after a full collection, in megabytes, as the virtual machine says. */
    double liveHeapMegabytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        return usedMegabytes(jcmd("GC.heap_info"));
    }

    /** One heap, or generations that make it up together; what their parts hold is told in hundredths. */
    static double usedMegabytes(List<String> heapInfo) throws IOException {
        List<String> used = heapInfo.stream()
                .map(USED::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
        if (used.isEmpty()) {
            throw new IOException("jcmd does not tell the heap: " + heapInfo);
        }
        return used.stream().mapToLong(Long::parseLong).sum() / 1024.0;
    }

    /** Time that processors have worked for the process so far, without its database. */
    double processorSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** Until it has compiled what it was asked for so far: what is measured is to have the processors for itself. */
    void awaitIdle() throws InterruptedException {
        for (int i = 0; i < MOST_IDLES; i++) {
            double before = processorSeconds();
            Thread.sleep(IDLE);
            if (processorSeconds() - before < IDLE_SHARE * IDLE.toSeconds()) {
                return;
            }
        }
    }

    /** Most memory that the process ever had resident, in megabytes. */
    double peakResidentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }

    private List<String> jcmd(String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), "" + process.pid(), command)
                .redirectErrorStream(true)
                .start();
        List<String> lines = asked.inputReader(StandardCharsets.UTF_8).lines().toList();
        asked.waitFor();
        return lines;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}

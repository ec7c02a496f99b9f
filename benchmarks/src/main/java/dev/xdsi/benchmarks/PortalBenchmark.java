package dev.xdsi.benchmarks;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.gateway.Gateway;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.cli.GatewayClient;
import dev.xdsi.gateway.cli.OwnGateway;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.CommunityPlan;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.patient.PatientIdentitySource;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a user of the portal waits for, in a browser: the page, a list of 200 studies of three communities, and the first image of 300,
 * the last beside {@link StaticViewer}. Three gateways run in this process, and the browser on the same machine.
 */
final class PortalBenchmark {
    private static final int COMMUNITIES = 3;
    private static final int STUDIES = 200;
    private static final int SLICES = 300;
    private static final int MOST_TRIES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration MOST_FOR_BROWSER = Duration.ofMinutes(15);
    private static final LocalDateTime DAY = LocalDateTime.of(2026, 1, 2, 3, 4);

    private final Path work;
    private final Benchmarks.Report report;
    private final List<OwnGateway> gateways = new ArrayList<>();

    PortalBenchmark(Path work, Benchmarks.Report report) {
        this.work = work;
        this.report = report;
    }

    void measure() throws Exception {
        try {
            start();
            PatientId many = shareMany();
            List<Path> ct = shareSlices("CT-1");
            OwnGateway first = gateways.getFirst();
            PatientId one = patient(first, "CT-1");
            String study = first.studies(one)
                    .path("studies")
                    .get(0)
                    .path("studyInstanceUID")
                    .asText();
            try (StaticViewer files =
                    StaticViewer.serve(work.resolve("static"), ct, StaticViewer.Metadata.of(first.client()))) {
                browse(Map.of(
                        "XDSI_PATIENT_MANY", many.cx(),
                        "XDSI_PATIENT_ONE", one.cx(),
                        "XDSI_STATIC", files.address() + "/viewer?StudyInstanceUIDs=" + study));
            }
        } finally {
            for (OwnGateway gateway : gateways) {
                gateway.client().close();
                gateway.gateway().close();
            }
        }
    }

    private void start() throws Exception {
        Map<String, String> environment = new HashMap<>();
        Settings.ALL.stream()
                .filter(setting -> setting.key().endsWith(".port"))
                .forEach(port -> environment.put(port.variable(), "0"));
        environment.put(Settings.DATA.variable(), work.toString());
        environment.put(Settings.QUIET_PERIOD.variable(), "1 h");
        environment.put(Settings.UNKNOWN_PATIENTS.variable(), "accept");
        Configuration base = new ConfigurationReader(environment).read(null);
        DemoCertificates certificates =
                new DemoCertificates(work.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        List<CommunityPlan> plans = new ArrayList<>();
        for (int number = 1; number <= COMMUNITIES; number++) {
            plans.add(CommunityPlan.of(number, work, base, certificates));
        }
        for (CommunityPlan plan : plans) {
            plan.write(plans);
            Configuration configuration = plan.configuration();
            Gateway gateway = Gateway.start(configuration);
            GatewayClient client = new GatewayClient(
                    gateway.addresses().portal().toString(),
                    gateway.addresses().ihePlain().toString(),
                    () -> Credentials.ofFirstUser(configuration.get(Settings.DATA))
                            .orElseThrow());
            gateways.add(new OwnGateway(configuration, gateway, client));
        }
    }

    /** A patient whom every community knows under an id of its own, as the first community knows him. */
    private PatientId shareMany() throws Exception {
        for (int number = 0; number < COMMUNITIES; number++) {
            OwnGateway gateway = gateways.get(number);
            PatientId patient = patient(gateway, "MANY-" + number);
            new PatientIdentitySource(gateway.gateway().addresses().mllp(), Clock.systemUTC(), UUID::randomUUID)
                    .register(new Patient(
                            patient,
                            List.of(),
                            Demographics.of(
                                    PersonName.of("Yamada", "Tarou"),
                                    new BirthTime("19700131"),
                                    AdministrativeSex.OTHER)));
            Path folder = work.resolve("many-" + number);
            for (int study = number; study < STUDIES; study += COMMUNITIES) {
                new PhantomStudy(patient.id(), 1, 16, DAY.minusDays(study))
                        .write(folder.resolve("" + study), UUID::randomUUID);
            }
            share(gateway, folder);
        }
        PatientId known = patient(gateways.getFirst(), "MANY-0");
        awaitAll(known);
        return known;
    }

    /** Gateways that have just been started are slower than their time budgets; what is measured are some that run. */
    private void awaitAll(PatientId patient) throws Exception {
        for (int tries = 0; gateways.getFirst().studies(patient).path("studies").size() < STUDIES; tries++) {
            if (tries == MOST_TRIES) {
                throw new IOException("not all studies are found");
            }
        }
    }

    /** One series: the others that the phantom has are left away. */
    private List<Path> shareSlices(String patient) throws Exception {
        Path folder = work.resolve("ct");
        new PhantomStudy(patient, SLICES, 512, DAY).write(folder, UUID::randomUUID);
        share(gateways.getFirst(), folder.resolve("S1"));
        return PhantomStudy.files(folder.resolve("S1"));
    }

    private static PatientId patient(OwnGateway gateway, String id) {
        return new PatientId(id, gateway.configuration().get(Settings.PATIENT_AUTHORITY));
    }

    private static void share(OwnGateway gateway, Path folder) throws Exception {
        StudyFiles files = StudyFiles.under(List.of(folder));
        List<InstanceFile> all =
                files.studies().values().stream().flatMap(List::stream).toList();
        var refused = new InstanceSender(ApplicationEntity.of("BENCH"), gateway.dicom()).send(all, file -> {});
        if (!refused.isEmpty()) {
            throw new IOException("refused: " + refused);
        }
        for (String study : files.studies().keySet()) {
            gateway.client().complete(study);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String study : files.studies().keySet()) {
            while (!gateway.publicationOf(study).path("state").asText().equals("published")) {
                if (System.nanoTime() > end) {
                    throw new IOException("study " + study + " is not published");
                }
                Thread.sleep(20);
            }
        }
    }

    private void browse(Map<String, String> prepared) throws Exception {
        OwnGateway first = gateways.getFirst();
        Credentials user = Credentials.ofFirstUser(first.configuration().get(Settings.DATA))
                .orElseThrow();
        ProcessBuilder node = new ProcessBuilder("node", "portal.benchmark.mjs")
                .directory(Path.of(System.getProperty("xdsi.root"), "gazelle-tests", "browser")
                        .toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        node.environment().putAll(prepared);
        node.environment()
                .putAll(Map.of(
                        "XDSI_PORTAL", first.gateway().addresses().portal().toString(),
                        "XDSI_VIEWER", first.gateway().addresses().viewer().toString(),
                        "XDSI_CHROMIUM", chromium(),
                        "XDSI_SCREENSHOTS", work.toString(),
                        "XDSI_USER", user.user(),
                        "XDSI_PASSWORD", user.password()));
        Process process = node.start();
        Thread end = Thread.ofVirtual().start(() -> endInTime(process));
        try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            lines.map(line -> line.split("\t", -1))
                    .filter(figure -> figure.length == 3)
                    .forEach(figure -> report.row(figure[0], Double.parseDouble(figure[1]), figure[2]));
        }
        end.join();
        if (process.exitValue() != 0) {
            throw new IOException("the browser did not come to its end");
        }
    }

    /** The browser's own waits have ends; this is for a browser that is stuck. */
    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(MOST_FOR_BROWSER)) {
                process.destroy();
                process.waitFor();
            }
        } catch (InterruptedException stopping) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private static String chromium() throws IOException {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path chromium = Path.of(folder, "chromium");
            if (Files.isExecutable(chromium)) {
                return chromium.toString();
            }
        }
        throw new IOException("there is no Chromium on this machine: install the package chromium");
    }
}

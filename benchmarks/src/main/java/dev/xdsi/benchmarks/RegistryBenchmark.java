package dev.xdsi.benchmarks;

import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.registry.query.QueryLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A Document Registry of its own process over many entries, its audit messages durable, its metrics counted. What it does is measured
 * in turn with {@code pgbench} doing the same SQL to the same database by as many clients, which is the limit.
 */
final class RegistryBenchmark {
    private static final int FEW = 10_000;
    private static final int WARM_UP = 6_000;
    private static final int WARM_UP_ROUNDS = 10;
    private static final String ENTRIES = "ExtrinsicObject";
    private static final String SUCCESS = "ResponseStatusType:Success";
    private static final QueryLimits LIMITS = new QueryLimits(2 * Population.LONG, 50_000);

    private final Path work;
    private final Benchmarks.Report report;
    private final Plan plan;
    private final Envelopes envelopes = new Envelopes();

    /** What is measured, over how many entries, and for how long each. */
    record Plan(boolean queries, boolean submissions, boolean longAnswer, long entries, Duration each) {
        static Plan of(List<String> arguments) {
            boolean all = arguments.contains("--registry");
            boolean brief = arguments.contains("--short");
            int given = arguments.indexOf("--entries");
            long entries = given < 0
                    ? (brief ? 100_000 : 1_000_000)
                    : Long.parseLong(arguments.get(given + 1).replace("_", ""));
            return new Plan(
                    all || arguments.contains("--registry-queries"),
                    all || arguments.contains("--registry-submissions"),
                    all || arguments.contains("--registry-long-answer"),
                    entries,
                    Duration.ofSeconds(brief ? 2 : 4));
        }

        boolean isWanted() {
            return queries || submissions || longAnswer;
        }
    }

    RegistryBenchmark(Path work, Benchmarks.Report report, Plan plan) {
        this.work = work;
        this.report = report;
        this.plan = plan;
    }

    void measure() throws Exception {
        HeapLog heap = new HeapLog(work.resolve("gc.log"));
        try (AuditSink sink = new AuditSink();
                GatewayProcess gateway = start(settings(sink, heap))) {
            measure(gateway, heap);
            report.row("audit messages that arrived", (double) sink.messages(), "");
        }
        if (plan.queries) {
            byConsent();
        }
    }

    /** The same registry again, when it asks for the patient's consent. */
    private void byConsent() throws Exception {
        HeapLog heap = new HeapLog(work.resolve("gc-consent.log"));
        try (AuditSink sink = new AuditSink()) {
            Map<String, String> settings = settings(sink, heap);
            settings.put("XDSI_CONSENT_DEFAULT", "opt-out");
            try (GatewayProcess gateway = start(settings)) {
                Target target = target(gateway);
                int patients = Population.patientsOf(Math.max(FEW, plan.entries));
                warmUp(target, patients);
                findDocuments(target, patients, "by consent");
            }
        }
    }

    private GatewayProcess start(Map<String, String> settings) throws IOException, InterruptedException {
        return GatewayProcess.start(
                work.resolve("registry").resolve("data"), "256m", work.resolve("registry.log"), settings);
    }

    private Map<String, String> settings(AuditSink sink, HeapLog heap) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("JAVA_TOOL_OPTIONS", heap.option());
        settings.put("XDSI_ACTORS", "registry");
        settings.put("XDSI_REGISTRY_MAX_RESULTS", "" + LIMITS.leafClass());
        settings.put("XDSI_REGISTRY_UNKNOWN_PATIENTS", "accept");
        settings.put("XDSI_CONSENT_DEFAULT", "none");
        settings.put("XDSI_METRICS_PORT", "" + FreePort.onLoopback());
        settings.put("XDSI_AUDIT_TRANSPORT", "udp");
        settings.put("XDSI_AUDIT_PORT", "" + sink.port());
        return settings;
    }

    private void measure(GatewayProcess gateway, HeapLog heap) throws Exception {
        Target target = target(gateway);
        int few = Population.patientsOf(FEW);
        load(target, 1, few);
        warmUp(target, few);
        Map<Integer, Load.Times> amongFew = plan.queries ? findDocuments(target, few, FEW + " entries") : Map.of();
        load(target, Population.LONG_ANSWER, 1);
        if (plan.entries > FEW) {
            int all = Population.patientsOf(plan.entries);
            load(target, few, all);
            if (plan.queries) {
                target.comparison().tails(amongFew, findDocuments(target, all, plan.entries + " entries"));
                getDocuments(target, all);
            }
            few = all;
        }
        if (plan.submissions) {
            register(target, few);
        }
        report.row("live heap, limit 256 MB", gateway.liveHeapMegabytes(), "MB");
        heap.most().ifPresent(most -> report.row("most heap after a collection", most, "MB"));
        if (plan.longAnswer) {
            new LongAnswerBenchmark(report, gateway, heap).measure(envelopes.find(Population.LONG_ANSWER), ENTRIES);
        }
        report.row("peak resident memory of the process", gateway.peakResidentMegabytes(), "MB");
    }

    /** The gateway, and its database as pgbench and the loader see it. */
    private record Target(GatewayProcess gateway, String jdbcUrl, Comparison comparison, AskedDatabase asked) {}

    private Target target(GatewayProcess gateway) throws IOException {
        int port = gateway.databasePort();
        String jdbcUrl = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
        return new Target(
                gateway,
                jdbcUrl,
                new Comparison(report, plan.each, gateway, Pgbench.of(port, work)),
                new AskedDatabase(jdbcUrl, LIMITS));
    }

    private void load(Target target, int from, int end) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int step = Math.max(1, (end - from) / 10);
        new BulkLoader(target.jdbcUrl()).load(from, end, patient -> {
            if ((patient - from) / 200 % Math.max(1, step / 200) == 0 && end - from > 50_000) {
                report.row("… loaded", 100.0 * (patient - from) / (end - from), "%");
            }
        });
        report.row("loaded " + (end - from) + " patients in", (System.nanoTime() - begun) / 1e9, "s");
    }

    /** What is measured is a registry that has run for a while: its code is compiled after some thousands of requests. */
    private void warmUp(Target target, int patients) throws Exception {
        int port = target.gateway().ports().plain();
        warmUp(new Load(port, 4, ENTRIES, 2 * Population.TEN), tens(patients, envelopes::find));
        if (plan.submissions) {
            warmUp(new Load(port, 4, SUCCESS, 1), others(patients));
        }
    }

    private void warmUp(Load load, Load.Requests requests) throws IOException, InterruptedException {
        int made = 0;
        for (int i = 0; i < WARM_UP_ROUNDS && made < WARM_UP; i++) {
            made += load.run(plan.each, requests).count();
        }
    }

    private interface OfPatient {
        byte[] request(int patient);
    }

    /** About patients of ten documents, in any order. */
    private Load.Requests tens(int patients, OfPatient request) {
        return () -> request.request(Population.ten(ThreadLocalRandom.current().nextInt(tens(patients))));
    }

    /** Submissions about patients who are not asked about. */
    private Load.Requests others(int patients) {
        return () -> envelopes.submission(10 * ThreadLocalRandom.current().nextInt(tens(patients)) + 3);
    }

    private static int tens(int patients) {
        return (patients - 8) / 10;
    }

    private Map<Integer, Load.Times> findDocuments(Target target, int patients, String over) throws Exception {
        return target.comparison()
                .of(
                        "FindDocuments of 10, " + over,
                        target.asked().findDocuments(tens(patients)),
                        new Comparison.Question(ENTRIES, 2 * Population.TEN, tens(patients, envelopes::find)));
    }

    private void getDocuments(Target target, int patients) throws Exception {
        target.comparison()
                .of(
                        "GetDocuments by entryUUID",
                        target.asked().getDocuments(tens(patients)),
                        new Comparison.Question(
                                ENTRIES,
                                2,
                                tens(patients, patient -> envelopes.byUuid(Population.uuid('e', patient, 0)))));
        target.comparison()
                .of(
                        "GetDocuments by uniqueId",
                        target.asked().getDocumentsByUniqueId(tens(patients)),
                        new Comparison.Question(
                                ENTRIES,
                                2,
                                tens(patients, patient -> envelopes.byUniqueId(Population.uniqueId('e', patient, 0)))));
    }

    private void register(Target target, int patients) throws Exception {
        target.comparison()
                .of("register", target.asked().insert(), new Comparison.Question(SUCCESS, 1, others(patients)));
    }
}

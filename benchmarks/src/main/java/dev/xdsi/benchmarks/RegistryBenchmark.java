package dev.xdsi.benchmarks;

import dev.xdsi.benchmarks.RegistryPlan.Part;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.registry.query.QueryLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A Document Registry of its own process over many entries, its audit messages durable, its metrics counted. What it does is measured
 * in turn with {@code pgbench} doing the same SQL to the same database by as many clients, which is the limit.
 */
final class RegistryBenchmark {
    private static final int WARM_UP = 30_000;
    private static final int WARM_UP_ROUNDS = 10;
    private static final int WARM_UP_PATIENTS = 50;
    private static final String ENTRIES = "ExtrinsicObject";
    private static final String SUCCESS = "ResponseStatusType:Success";
    private static final QueryLimits LIMITS = new QueryLimits(2 * Population.LONG, Population.MOST_REFERENCES);

    private final Path work;
    private final Benchmarks.Report report;
    private final RegistryPlan plan;
    private final Envelopes envelopes = new Envelopes();

    RegistryBenchmark(Path work, Benchmarks.Report report, RegistryPlan plan) {
        this.work = work;
        this.report = report;
        this.plan = plan;
    }

    void measure() throws Exception {
        Stock many = plan.many(work);
        many.fill(report);
        HeapLog heap = new HeapLog(work.resolve("gc.log"));
        try (AuditSink sink = new AuditSink();
                GatewayProcess gateway = start(many, settings(sink, heap))) {
            measure(target(many, gateway), heap, sink);
            report.row("audit messages that arrived", (double) sink.messages(), "");
        }
        if (plan.has(Part.QUERIES)) {
            byConsent(many);
        }
    }

    private void measure(Target target, HeapLog heap, AuditSink sink) throws Exception {
        warmUp(target);
        if (plan.has(Part.QUERIES)) {
            firstAsked(target);
            target.asked().read(target.sample());
            tails(target, sink);
            findDocuments(target, "");
            getDocuments(target);
        }
        if (plan.has(Part.SUBMISSIONS)) {
            register(target);
        }
        GatewayProcess gateway = target.gateway();
        report.row("live heap, limit 256 MB", gateway.liveHeapMegabytes(), "MB");
        heap.most().ifPresent(most -> report.row("most heap after a collection", most, "MB"));
        if (plan.has(Part.CROWD)) {
            new CrowdBenchmark(report, gateway, heap).measure(plan.crowd());
        }
        if (plan.has(Part.LONG_ANSWER)) {
            new LongAnswerBenchmark(report, gateway, heap).measure(envelopes.find(Population.LONG_ANSWER), ENTRIES);
        }
        report.row("peak resident memory of the process", gateway.peakResidentMegabytes(), "MB");
    }

    /** The same registry again, when it asks for the patient's consent. */
    private void byConsent(Stock many) throws Exception {
        try (AuditSink sink = new AuditSink()) {
            Map<String, String> settings = settings(sink, new HeapLog(work.resolve("gc-consent.log")));
            settings.put("XDSI_CONSENT_DEFAULT", "opt-out");
            try (GatewayProcess gateway = start(many, settings)) {
                Target target = target(many, gateway);
                warmUp(target.gateway().ports().plain(), target.sample());
                findDocuments(target, ", by consent");
            }
        }
    }

    private GatewayProcess start(Stock stock, Map<String, String> settings) throws IOException, InterruptedException {
        return GatewayProcess.start(stock.data(), "256m", work.resolve("registry.log"), settings);
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

    /**
     * A gateway, and its database as pgbench sees it.
     *
     * @param tens how many patients of ten documents there are
     * @param sample those of them who are asked about
     */
    private record Target(
            GatewayProcess gateway, Comparison comparison, AskedDatabase asked, int tens, Sample sample) {}

    private Target target(Stock stock, GatewayProcess gateway) throws IOException {
        PGSimpleDataSource database = gateway.database();
        Stock.requireKnownSchema(database);
        int tens = (stock.endOfPatients() - 8) / 10;
        return new Target(
                gateway,
                new Comparison(report, plan.each(), gateway, Pgbench.of(database, work)),
                new AskedDatabase(database, LIMITS),
                tens,
                Sample.of(tens));
    }

    /** What is measured is a registry that has run for a while: its code is compiled after some thousands of requests. */
    private void warmUp(Target target) throws Exception {
        int port = target.gateway().ports().plain();
        warmUp(port, target.sample().first(WARM_UP_PATIENTS));
        if (plan.has(Part.SUBMISSIONS)) {
            warmUp(new Load(port, 4, SUCCESS, 1), others(target));
        }
    }

    private void warmUp(int port, Sample sample) throws IOException, InterruptedException {
        warmUp(new Load(port, 4, ENTRIES, 2 * Population.TEN), of(sample, envelopes::find));
    }

    private void warmUp(Load load, Load.Requests requests) throws IOException, InterruptedException {
        int made = 0;
        for (int i = 0; i < WARM_UP_ROUNDS && made < WARM_UP; i++) {
            made += load.run(plan.each(), requests).count();
        }
    }

    private interface OfPatient {
        byte[] request(int patient);
    }

    /** About patients of ten documents, in any order. */
    private static Load.Requests of(Sample sample, OfPatient request) {
        return () -> request.request(sample.any());
    }

    /** Submissions about patients who are not asked about. */
    private Load.Requests others(Target target) {
        return () -> envelopes.submission(10 * ThreadLocalRandom.current().nextInt(1, target.tens()) + 3);
    }

    /** Patients of whom nobody has asked before: their rows may still have to come from the disk. */
    private void firstAsked(Target target) throws IOException, InterruptedException {
        AtomicInteger last = new AtomicInteger(WARM_UP_PATIENTS);
        Load load = new Load(target.gateway().ports().plain(), 1, ENTRIES, 2 * Population.TEN);
        Load.Times times =
                load.run(plan.each(), () -> envelopes.find(target.sample().other(last.getAndIncrement())));
        report.row("FindDocuments of 10, for the first time, p50", times.percentile(50), "ms");
        report.row("FindDocuments of 10, for the first time, p99", times.percentile(99), "ms");
    }

    private void tails(Target many, AuditSink sink) throws Exception {
        Stock stock = plan.few(work);
        stock.fill(report);
        HeapLog heap = new HeapLog(work.resolve("gc-few.log"));
        try (GatewayProcess gateway = start(stock, settings(sink, heap))) {
            Target few = target(stock, gateway);
            warmUp(few);
            new Tails(report).compare(side(stock.entries(), few), side(plan.entries(), many));
        }
    }

    private Tails.Side side(long entries, Target target) {
        return new Tails.Side("among " + entries, target.gateway().ports().plain(), question(target));
    }

    private Comparison.Question question(Target target) {
        return new Comparison.Question(ENTRIES, 2 * Population.TEN, of(target.sample(), envelopes::find));
    }

    private void findDocuments(Target target, String how) throws Exception {
        target.comparison()
                .of("FindDocuments of 10" + how, target.asked().findDocuments(target.sample()), question(target));
    }

    private void getDocuments(Target target) throws Exception {
        Sample sample = target.sample();
        target.comparison()
                .of(
                        "GetDocuments by entryUUID",
                        target.asked().getDocuments(sample),
                        new Comparison.Question(
                                ENTRIES, 2, of(sample, patient -> envelopes.byUuid(Population.uuid('e', patient, 0)))));
        target.comparison()
                .of(
                        "GetDocuments by uniqueId",
                        target.asked().getDocumentsByUniqueId(sample),
                        new Comparison.Question(
                                ENTRIES,
                                2,
                                of(sample, patient -> envelopes.byUniqueId(Population.uniqueId('e', patient, 0)))));
    }

    private void register(Target target) throws Exception {
        target.comparison()
                .of("register", target.asked().insert(), new Comparison.Question(SUCCESS, 1, others(target)));
    }
}

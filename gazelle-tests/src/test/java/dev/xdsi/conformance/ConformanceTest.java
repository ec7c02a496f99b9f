package dev.xdsi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.conformance.cases.Case;
import dev.xdsi.conformance.cases.CaseFiles;
import dev.xdsi.conformance.fault.Fault;
import dev.xdsi.conformance.fault.FaultFile;
import dev.xdsi.conformance.fault.Sensitivity;
import dev.xdsi.conformance.host.OwnGateway;
import dev.xdsi.conformance.host.OwnGateway.Sources;
import dev.xdsi.conformance.run.CaseResult;
import dev.xdsi.conformance.run.CaseResult.Outcome;
import dev.xdsi.conformance.run.Runner;
import dev.xdsi.conformance.wire.HttpTransport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Every case against one gateway, and whether each would notice a wrong one. {@code -Dxdsi.case=registry/11990} plays some of them. */
@Tag("integration")
@TestInstance(Lifecycle.PER_CLASS)
class ConformanceTest {
    private final CaseFiles files =
            new CaseFiles(Path.of(System.getProperty("xdsi.root", "..")).resolve("gazelle-tests/cases"));
    private final List<Case> cases = files.read().stream()
            .filter(each -> each.isMeantBy(System.getProperty("xdsi.case", "*")))
            .toList();
    private final List<Fault> faults = FaultFile.read(files.root().resolve("faults.yaml"));
    private final Map<String, CaseResult> played = new ConcurrentHashMap<>();

    private OwnGateway gateway;
    private HttpTransport http;
    private Runner runner;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        gateway = OwnGateway.start(folder, new Sources(Clock.systemUTC(), new SecureRandom(), UUID::randomUUID));
        http = new HttpTransport(gateway.target().identities());
        runner = new Runner(files, gateway.target(), Clock.systemUTC(), UUID::randomUUID);
        playAll();
    }

    /** The registry's cases, which are half of all, beside the others: each has patients of its own. */
    private void playAll() throws Exception {
        Map<Boolean, List<Case>> halves = cases.stream()
                .collect(Collectors.partitioningBy(each -> each.actor().equals("registry")));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Void>> work = halves.values().stream()
                    .<Callable<Void>>map(half -> () -> {
                        for (Case each : half) {
                            played.put(each.path(), runner.run(each, http));
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    @AfterAll
    void stop() {
        http.close();
        gateway.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCasePasses() {
        return cases.stream()
                .map(each -> DynamicTest.dynamicTest(each.path() + " " + each.title(), () -> {
                    CaseResult result = played(each);
                    assertThat(result.outcome()).as(result.why()).isEqualTo(Outcome.PASSED);
                }));
    }

    @Test
    void everyCaseNoticesAFaultInWhatItIsAboutAndEveryFaultIsNoticed(TestReporter reporter) throws Exception {
        Sensitivity sensitivity = new Sensitivity(runner, http);
        Map<String, Case> noticedBy = new TreeMap<>();
        Set<String> noticedOnes = new TreeSet<>();
        List<String> blind = new ArrayList<>();
        for (Case each : cases) {
            List<Fault> noticed = sensitivity.noticed(played(each), faults);
            noticed.forEach(fault -> noticedOnes.add(fault.id()));
            if (isOverHttp(each)) {
                noticed.forEach(fault -> noticedBy.put(fault.id(), each));
            }
            if (noticed.stream().noneMatch(Fault::isOfContent)) {
                blind.add(each.path());
            }
        }
        reporter.publishEntry(
                "faults=" + faults.size() + " cases=" + cases.size() + " caught=" + (cases.size() - blind.size()));
        assertThat(blind)
                .as("cases that no fault in what they are about makes fail")
                .isEmpty();
        assertThat(faults.stream()
                        .filter(fault -> cases.stream().anyMatch(fault::concerns))
                        .map(Fault::id))
                .as("faults")
                .allMatch(noticedOnes::contains);
        // What was judged on recorded answers holds between runner and gateway too.
        for (Fault fault : faults) {
            Case each = noticedBy.get(fault.id());
            if (each != null) {
                assertThat(sensitivity.failsWith(each, fault))
                        .as(each.path() + " with " + fault.id())
                        .isTrue();
            }
        }
    }

    private CaseResult played(Case each) {
        return Objects.requireNonNull(played.get(each.path()));
    }

    /** What goes over HTTP, where a fault can stand between. */
    private static boolean isOverHttp(Case each) {
        return each.steps().stream().allMatch(step -> Set.of("soap", "http").contains(step.kind()));
    }
}

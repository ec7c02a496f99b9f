package dev.xdsi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.conformance.cases.Case;
import dev.xdsi.conformance.cases.CaseFiles;
import dev.xdsi.conformance.run.CaseResult;
import dev.xdsi.conformance.run.CaseResult.Outcome;
import dev.xdsi.conformance.run.Runner;
import dev.xdsi.conformance.target.OwnGateway;
import dev.xdsi.conformance.target.OwnGateway.Sources;
import dev.xdsi.conformance.wire.HttpTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Every case against one gateway. {@code -Dxdsi.case=registry/11990} plays some of them. */
@Tag("integration")
@TestInstance(Lifecycle.PER_CLASS)
class ConformanceTest {
    private final CaseFiles files =
            new CaseFiles(Path.of(System.getProperty("xdsi.root", "..")).resolve("gazelle-tests/cases"));
    private final List<Case> cases = files.read().stream()
            .filter(each -> each.isMeantBy(System.getProperty("xdsi.case", "*")))
            .toList();

    @TempDir
    private Path folder;

    private OwnGateway gateway;
    private HttpTransport http;
    private Runner runner;

    @BeforeAll
    void start() throws IOException {
        gateway = OwnGateway.start(folder, new Sources(Clock.systemUTC(), new SecureRandom(), UUID::randomUUID));
        http = new HttpTransport(gateway.target().identities());
        runner = new Runner(files, gateway.target(), Clock.systemUTC(), UUID::randomUUID);
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
                    CaseResult result = runner.run(each, http);
                    assertThat(result.outcome()).as(result.why()).isEqualTo(Outcome.PASSED);
                }));
    }
}

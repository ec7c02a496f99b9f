package dev.xdsi.soap.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our client and our endpoint, over a socket. */
@Tag("integration")
class SoapRoundTripTest {
    private static final long LARGE = 20L * 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void aDocumentStreamsToTheRepository() {
        try (StreamingRepository repository = new StreamingRepository(folder, LARGE)) {
            assertThat(repository.provide()).isEqualTo(String.valueOf(LARGE));
            assertThat(repository.callers.remove().node())
                    .isEqualTo(new Caller.Node("127.0.0.1", Caller.ANONYMOUS, null));
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aDocumentStreamsFromTheRepositoryAndItsDeliveryClosesOnce() throws Exception {
        try (StreamingRepository repository = new StreamingRepository(folder, LARGE)) {
            DocumentContent content = repository.retrieve();

            assertThat(content.length()).isEqualTo(LARGE);
            assertThat(StreamingRepository.bytesIn(content)).isEqualTo(LARGE);
            assertThat(StreamingRepository.bytesIn(content)).isEqualTo(LARGE);
            Delivery.Result delivered = repository.deliveries.take();
            assertThat(delivered.complete()).isTrue();
            assertThat(delivered.sent()).containsExactly(Map.entry("1.2.3", LARGE));
            assertThat(repository.deliveries).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void oneClientServesManyThreads() throws Exception {
        try (StreamingRepository repository = new StreamingRepository(folder, 100_000);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                calls.add(() -> StreamingRepository.bytesIn(repository.retrieve()));
            }
            for (Future<Long> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(100_000);
            }
            assertThat(repository.deliveries).hasSize(40).allMatch(Delivery.Result::complete);
        }
    }

    /** Client and server together, in a heap of a quarter of the document. */
    @Test
    void nothingOfADocumentIsHeldInTheHeap() throws IOException, InterruptedException {
        long length = 200L * 1024 * 1024;
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx48m",
                        // without it every octet would be logged, and the log would be what fills a heap
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                        "-cp",
                        classPath,
                        StreamingRepository.class.getName(),
                        folder.toString(),
                        String.valueOf(length))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("provided=" + length + " retrieved=" + length);
    }
}

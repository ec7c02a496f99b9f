package dev.xdsi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
    private static final byte[] REQUEST = "a request".getBytes(StandardCharsets.US_ASCII);
    private static final String WORD = "Found";

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private String answer = "<Found/><Found/>";
    private int status = 200;
    private boolean chunked;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/registry", exchange -> {
            assertThat(exchange.getRequestBody().readAllBytes()).isEqualTo(REQUEST);
            asked.incrementAndGet();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, chunked ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Load.Times run(int clients) throws IOException, InterruptedException {
        return new Load(server.getAddress().getPort(), clients, WORD, 2).run(Duration.ofMillis(50), () -> REQUEST);
    }

    private KeptConnection.Answer once() throws IOException {
        try (KeptConnection connection = new KeptConnection(server.getAddress().getPort(), "/registry")) {
            return connection.post(REQUEST, WORD);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyRequestThatWasAnsweredIsATime(int clients) throws Exception {
        Load.Times times = run(clients);

        assertThat(times.count()).isEqualTo(asked.get()).isPositive();
        assertThat(times.percentile(50)).isPositive().isLessThanOrEqualTo(times.percentile(99));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<Found/>", "<Found/><Found/><Found/>"})
    void anAnswerWithAnotherNumberOfObjectsEndsTheRun(String wrong) {
        answer = wrong;

        assertThatThrownBy(() -> run(2)).isInstanceOf(IOException.class).hasMessageContaining("instead of 2");
    }

    @Test
    void anErrorEndsTheRunHoweverMuchItLooksLikeAnAnswer() {
        status = 500;

        assertThatThrownBy(() -> run(1)).isInstanceOf(IOException.class).hasMessageContaining("status=500");
    }

    @Test
    void aWordIsFoundWhereverBuffersAndChunksEnd() throws IOException {
        answer = ("x".repeat(1021) + WORD).repeat(500);
        chunked = true;

        assertThat(once().words()).isEqualTo(500);
        assertThat(once().bytes()).isEqualTo(answer.length());
    }

    @Test
    void aWordThatBeginsAgainInItsMiddleIsFound() throws IOException {
        answer = "FoFound FouFound Foun";

        assertThat(once().words()).isEqualTo(2);
    }

    @Test
    void percentilesAreTimesThatWereMeasuredAndNeverBetterThanAskedFor() {
        assertThat(millis(100).percentile(50)).isEqualTo(50);
        assertThat(millis(100).percentile(99)).isEqualTo(99);
        assertThat(millis(1000).percentile(99)).isEqualTo(990);
        assertThat(millis(10).percentile(99)).isEqualTo(10);
        assertThat(millis(1).percentile(50)).isEqualTo(1);
        assertThat(millis(0).percentile(50)).isNaN();
    }

    @Test
    void roundsTogetherAreOneLongRound() {
        Load.Times all = Load.Times.of(
                List.of(new Load.Times(LongStream.of(3_000_000), 1), new Load.Times(LongStream.of(1_000_000), 3)));

        assertThat(all.rate()).isEqualTo(0.5);
        assertThat(all.percentile(50)).isEqualTo(1);
        assertThat(all.percentile(99)).isEqualTo(3);
    }

    /** The times of 1 to so many milliseconds, the longest first. */
    private static Load.Times millis(int count) {
        return new Load.Times(LongStream.range(0, count).map(i -> (count - i) * 1_000_000L), 1);
    }
}

package dev.xdsi.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.gateway.health.Problem;
import dev.xdsi.gateway.operations.Made;
import dev.xdsi.model.PatientId;
import dev.xdsi.repository.store.Collected;
import dev.xdsi.transaction.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private static Path data;

    private final Meters meters = new Meters(data);

    @AfterEach
    void close() {
        meters.close();
    }

    private Scrape scrape() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        meters.scrape(out);
        return Scrape.of(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void everyAttemptIsCountedByHowItWent() throws Exception {
        TransactionMeters transactions = new TransactionMeters(meters);
        transactions.made(Made.served("ITI-18"));
        transactions.made(Made.served("ITI-18"));
        transactions.made(Made.failed(Made.served("ITI-18"), "XDSRegistryError"));
        transactions.made(Made.served("RAD-69", 3, 1_500));

        String query = "{actor=\"registry\",partner=\"\",result=\"%s\",side=\"served\",transaction=\"ITI-18\"}";
        assertThat(scrape().value("xdsi_transaction_seconds_count" + query.formatted("success")))
                .hasValue(2);
        assertThat(scrape().value("xdsi_transaction_seconds_count" + query.formatted("failure")))
                .hasValue(1);
        assertThat(scrape().value("xdsi_transaction_seconds_sum" + query.formatted("success")))
                .hasValue(0.002);
        String images = "{actor=\"registry\",partner=\"\",side=\"served\",transaction=\"RAD-69\"}";
        assertThat(scrape().value("xdsi_transaction_objects_total" + images)).hasValue(3);
        assertThat(scrape().value("xdsi_transaction_bytes_total" + images)).hasValue(1_500);
    }

    @Test
    void partnersWithoutEndAreCountedTogether() throws Exception {
        TransactionMeters transactions = new TransactionMeters(meters);
        for (int i = 0; i < 1_000; i++) {
            transactions.made(Made.called("ITI-38", "partner " + i, 20));
        }
        assertThat(scrape().samples().keySet())
                .filteredOn(sample -> sample.startsWith("xdsi_transaction_seconds_count"))
                .hasSize(101);
        assertThat(scrape().value("xdsi_transaction_seconds_count{actor=\"initiating-gateway\",partner=\"other\","
                        + "result=\"success\",side=\"called\",transaction=\"ITI-38\"}"))
                .hasValue(900);
    }

    @Test
    void aPartnersNameCanBreakNothing() throws Exception {
        new TransactionMeters(meters).made(Made.called("ITI-38", "a \"b\"\n\\c} 1", 20));
        assertThat(scrape().families()).contains("xdsi_transaction_seconds");
    }

    @Test
    void answersAreCountedByListenerAndClass() throws Exception {
        HttpMeters http = new HttpMeters(meters);
        http.answered("ihe.tls.port", 200);
        http.answered("ihe.tls.port", 204);
        http.answered("ihe.tls.port", 503);
        http.answered("portal.port", 0);
        http.answered("portal.port", 999);

        assertThat(scrape().value("xdsi_http_answers_total{listener=\"ihe.tls\",status=\"2xx\"}"))
                .hasValue(2);
        assertThat(scrape().value("xdsi_http_answers_total{listener=\"ihe.tls\",status=\"5xx\"}"))
                .hasValue(1);
        assertThat(scrape().value("xdsi_http_answers_total{listener=\"portal\",status=\"0xx\"}"))
                .hasValue(1);
    }

    @Test
    void decisionsAreCountedAndLeftAsTheyAre() throws Exception {
        List<Decision> all = List.of(
                new Decision.Permitted("yes", false),
                new Decision.Permitted("unconscious", true),
                new Decision.Denied("no"),
                new Decision.Undecided("perhaps later"));
        Iterator<Decision> next = all.iterator();
        ConsentDecisionPoint counted = new CountedDecisions((caller, transaction) -> resource -> next.next(), meters);
        ConsentDecisionPoint.View view = counted.viewOf(Caller.self("x"), "ITI-18");
        Resource mary = Resource.ofPatient(PatientId.parse("1^^^&1.2.3&ISO").orElseThrow());

        assertThat(List.of(view.maySee(mary), view.maySee(mary), view.mayAskAbout(mary), view.maySee(mary)))
                .isEqualTo(all);
        Scrape counts = scrape();
        assertThat(Stream.of("permitted", "emergency", "denied")
                        .map(outcome -> counts.value("xdsi_consent_decisions_total{outcome=\"" + outcome + "\"}")))
                .containsExactly(OptionalDouble.of(1), OptionalDouble.of(1), OptionalDouble.of(2));
    }

    @Test
    void whatBecameOfOrphansIsCounted() throws Exception {
        OrphanMeters orphans = new OrphanMeters(meters);
        assertThat(scrape().value("xdsi_repository_orphans_failures_total")).hasValue(0);

        orphans.looked(new Collected(1, 3, 5, 2));
        orphans.looked(new Collected(0, 1, 0, 1));
        orphans.failed();

        assertThat(scrape().value("xdsi_repository_orphans_total{outcome=\"found\"}"))
                .hasValue(10);
        assertThat(scrape().value("xdsi_repository_orphans_total{outcome=\"collected\"}"))
                .hasValue(7);
        assertThat(scrape().value("xdsi_repository_orphans_total{outcome=\"kept\"}"))
                .hasValue(3);
        assertThat(scrape().value("xdsi_repository_orphans_failures_total")).hasValue(1);
    }

    @Test
    void whatIsNotWellIsZero() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        AtomicReference<Optional<Problem>> trouble = new AtomicReference<>(Optional.empty());
        Health health = new Health(now::get);
        health.add("registry", trouble::get);
        new Gauges(meters, now::get).health(health);
        assertThat(scrape().value("xdsi_up{name=\"registry\"}")).hasValue(1);
        assertThat(scrape().value("xdsi_attention{name=\"registry\"}")).hasValue(0);

        trouble.set(Optional.of(Problem.cannotWork("no")));
        now.set(NOON.plusSeconds(2));
        assertThat(scrape().value("xdsi_up{name=\"registry\"}")).hasValue(0);
        assertThat(scrape().value("xdsi_attention{name=\"registry\"}")).hasValue(0);
    }

    @Test
    void whatNeedsAttentionIsUpAndShownBesides() throws Exception {
        Health health = new Health(() -> NOON);
        health.add("certificate", () -> Optional.of(Problem.needsAttention("ends soon")));
        new Gauges(meters, () -> NOON).health(health);

        assertThat(scrape().value("xdsi_up{name=\"certificate\"}")).hasValue(1);
        assertThat(scrape().value("xdsi_attention{name=\"certificate\"}")).hasValue(1);
    }

    @Test
    void howLongCertificatesLastIsShownOfEach() throws Exception {
        Gauges gauges = new Gauges(meters, () -> NOON);
        gauges.certificate(() -> NOON.plusSeconds(60));
        gauges.assertionCertificate(() -> NOON.minusSeconds(30));

        assertThat(scrape().value("xdsi_certificate_remaining_seconds")).hasValue(60);
        assertThat(scrape().value("xdsi_assertion_certificate_remaining_seconds"))
                .hasValue(-30);
    }

    @Test
    void anAnswerCountsForAWhile() {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        AtomicInteger asked = new AtomicInteger();
        Remembered<Integer> remembered = new Remembered<>(asked::incrementAndGet, Duration.ofSeconds(5), now::get);

        assertThat(remembered.get()).isEqualTo(1);
        now.set(NOON.plusSeconds(4));
        assertThat(remembered.get()).isEqualTo(1);
        now.set(NOON.plusSeconds(5));
        assertThat(remembered.get()).isEqualTo(2);
    }

    @Test
    void aQuestionThatHangsIsAskedOnceAndKeepsNobodyWaiting() {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch back = new CountDownLatch(1);
        Remembered<Integer> remembered = new Remembered<>(
                () -> {
                    if (asked.incrementAndGet() > 1) {
                        awaitQuietly(back);
                    }
                    return asked.get();
                },
                Duration.ofSeconds(5),
                now::get);
        try {
            assertThat(remembered.get()).isEqualTo(1);
            now.set(NOON.plusSeconds(9));
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(remembered.get()).as("counts a while longer").isEqualTo(1);
                }
                now.set(NOON.plusSeconds(10));
                assertThatThrownBy(remembered::get).hasMessage("no answer yet");
            });
            assertThat(asked).hasValue(2);
        } finally {
            back.countDown();
        }
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (hasNoAnswer(remembered)) {
                Thread.onSpinWait();
            }
        });
        assertThat(remembered.get()).isEqualTo(2);
    }

    private static boolean hasNoAnswer(Remembered<?> remembered) {
        try {
            remembered.get();
            return false;
        } catch (IllegalStateException none) {
            return true;
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void thatThereWasNoAnswerIsRememberedToo() {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        AtomicInteger asked = new AtomicInteger();
        Remembered<Integer> remembered = new Remembered<>(
                () -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("away");
                },
                Duration.ofSeconds(5),
                now::get);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(remembered::get).hasRootCauseMessage("away");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void theMachineIsThereToo() throws Exception {
        assertThat(scrape().families())
                .contains(
                        "jvm_memory_used_bytes",
                        "jvm_threads_live_threads",
                        "jvm_gc_live_data_size_bytes",
                        "process_uptime_seconds",
                        "disk_free_bytes");
    }
}

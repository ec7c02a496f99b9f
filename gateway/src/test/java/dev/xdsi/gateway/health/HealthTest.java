package dev.xdsi.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HealthTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T12:00:00Z"));
    private final AtomicReference<String> trouble = new AtomicReference<>("");
    private final AtomicInteger looked = new AtomicInteger();
    private final Health health = new Health(now::get);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void start() {
        log.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
        health.add("database", () -> {
            looked.incrementAndGet();
            if (!trouble.get().isEmpty()) {
                throw new IllegalStateException(trouble.get());
            }
            return Optional.empty();
        });
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Health.class);
    }

    private Optional<Problem> look() {
        return health.look().getOrDefault("database", down("not looked at"));
    }

    private static Optional<Problem> down(String words) {
        return Optional.of(Problem.cannotWork(words));
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void howeverOftenSomebodyAsksItIsLookedAtOnceInASecond() {
        for (int i = 0; i < 100; i++) {
            assertThat(look()).isEmpty();
        }
        assertThat(looked).hasValue(1);
        trouble.set("gone");
        pass(Duration.ofMillis(999));
        assertThat(look()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(look()).isPresent();
        assertThat(looked).hasValue(2);
        pass(Duration.ofSeconds(-1));
        assertThat(look()).isPresent();
        assertThat(looked).as("the clock was set back").hasValue(3);
    }

    @Test
    void aChangeIsLoggedOnceWithItsCause() {
        look();
        for (int i = 0; i < 5; i++) {
            trouble.set("gone " + i);
            pass(Duration.ofSeconds(1));
            assertThat(look()).contains(Problem.cannotWork("does not work; the log says why"));
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).contains("database is not well", "gone 0"))
                .satisfies(event -> assertThat(event.getThrowableProxy()).isNotNull());
        trouble.set("");
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofSeconds(1));
            assertThat(look()).isEmpty();
        }
        assertThat(log.list).hasSize(2);
        assertThat(log.list.getLast().getFormattedMessage()).isEqualTo("database is well again");
    }

    @Test
    void whatNeedsAttentionAndThenCannotWorkHasChanged() {
        AtomicReference<Optional<Problem>> certificate =
                new AtomicReference<>(Optional.of(Problem.needsAttention("ends soon")));
        health.add("certificate", certificate::get);
        Instant start = now.get();
        assertThat(health.states()).containsEntry("certificate", new Health.State(certificate.get(), start));

        pass(Duration.ofHours(1));
        certificate.set(Optional.of(Problem.needsAttention("ends sooner")));
        assertThat(health.states()).containsEntry("certificate", new Health.State(certificate.get(), start));

        pass(Duration.ofHours(1));
        certificate.set(down("ended"));
        assertThat(health.states()).containsEntry("certificate", new Health.State(certificate.get(), now.get()));
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("certificate needs attention: ends soon", "certificate is not well: ended");
    }

    @Test
    void aPartThatComesLaterIsLookedAtAtOnce() {
        look();
        health.add("registry", () -> down("not started"));
        assertThat(health.look()).containsEntry("registry", down("not started"));
    }

    /** As all that ask a database do while it is away. */
    private CountDownLatch hang(AtomicInteger asked, String... names) {
        CountDownLatch back = new CountDownLatch(1);
        for (String name : names) {
            health.add(name, () -> {
                asked.incrementAndGet();
                back.await();
                return Optional.empty();
            });
        }
        return back;
    }

    @Test
    void whatDoesNotAnswerIsDownSoonHoweverManyThatAre() {
        CountDownLatch back = hang(new AtomicInteger(), "a", "b", "c", "d", "e");
        try {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(6),
                    () -> assertThat(health.look())
                            .containsEntry("a", down("no answer within 2 s"))
                            .containsEntry("e", down("no answer within 2 s"))
                            .containsEntry("database", Optional.empty()));
        } finally {
            back.countDown();
        }
    }

    @Test
    void aCheckThatHangsIsNotStartedAgainUntilItIsBack() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch back = hang(asked, "registry");
        try {
            assertTimeoutPreemptively(Duration.ofSeconds(6), () -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(health.look()).containsEntry("registry", down("no answer within 2 s"));
                    pass(Duration.ofSeconds(1));
                }
            });
            assertThat(asked).hasValue(1);
        } finally {
            back.countDown();
        }
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (!health.look().getOrDefault("registry", Optional.empty()).isEmpty()) {
                pass(Duration.ofSeconds(1));
            }
        });
    }

    @Test
    void manyWhoAskAtOnceShareOneLook() {
        CountDownLatch back = hang(new AtomicInteger(), "registry");
        try {
            List<CompletableFuture<Optional<Problem>>> askers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(this::look, Thread.ofVirtual()::start))
                    .limit(50)
                    .toList();
            assertTimeoutPreemptively(
                    Duration.ofSeconds(6),
                    () -> assertThat(askers)
                            .allSatisfy(asker -> assertThat(asker.join()).isEmpty()));
            assertThat(looked).hasValue(1);
        } finally {
            back.countDown();
        }
    }
}

package dev.xdsi.consumer.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.consolidation.FanOut.Came;
import dev.xdsi.consumer.consolidation.FanOut.Missing;
import dev.xdsi.consumer.consolidation.FanOut.Question;
import dev.xdsi.consumer.consolidation.FanOut.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FanOutTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void repliesComeInTheOrderOfTheQuestions() {
        List<Reply<String>> replies = FanOut.ask(
                List.of(
                        new Question<>(() -> "one", LONG),
                        new Question<>(
                                () -> {
                                    throw new IllegalStateException("two");
                                },
                                LONG)),
                late -> {});

        assertThat(replies.getFirst()).isEqualTo(new Came<>("one"));
        assertThat(replies.getLast())
                .isInstanceOfSatisfying(
                        Missing.class, missing -> assertThat(missing.reason()).hasMessage("two"));
    }

    @Test
    void whoTakesTooLongIsInterrupted() throws Exception {
        List<Reply<String>> replies =
                FanOut.ask(List.of(new Question<>(this::untilInterrupted, Duration.ofMillis(50))), late -> {});

        assertThat(replies.getFirst())
                .isInstanceOfSatisfying(
                        Missing.class, missing -> assertThat(missing.reason()).isInstanceOf(TimeoutException.class));
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoIsInterruptedGivesUpThoseThatHaveNotCome() throws Exception {
        CompletableFuture<List<Reply<String>>> replies = new CompletableFuture<>();
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        Thread asker = Thread.ofVirtual().start(() -> {
            replies.complete(FanOut.ask(List.of(new Question<>(this::untilInterrupted, LONG)), late -> {}));
            stillInterrupted.complete(Thread.currentThread().isInterrupted());
        });
        begun.await();

        asker.interrupt();

        assertThat(replies.get(30, TimeUnit.SECONDS).getFirst()).isInstanceOf(Missing.class);
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stillInterrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }

    private String untilInterrupted() {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException expected) {
            interrupted.countDown();
            throw new IllegalStateException(expected);
        }
        return "never";
    }
}

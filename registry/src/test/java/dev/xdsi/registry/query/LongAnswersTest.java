package dev.xdsi.registry.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.registry.store.StoreQuestions.BusyException;
import dev.xdsi.registry.store.StoreQuestions.TooManyResultsException;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many rows of long answers there are at once: four times the longest. */
class LongAnswersTest {
    private static final int LONGEST = 100;
    private static final int ALL = 4 * LONGEST;

    private final LongAnswers impatient = new LongAnswers(new QueryLimits(10, LONGEST), Duration.ofMillis(1));

    private static QueryAnswer of(int references) {
        return QueryAnswer.of(Collections.nCopies(references, new ObjectRef("urn:uuid:a", null)));
    }

    /** An answer of as many references as rows were read for it. */
    private static QueryAnswer read(LongAnswers answers, int rows) {
        return answers.read(LONGEST, allowance -> {
            allowance.read(rows);
            return of(rows);
        });
    }

    @Test
    void whatIsHeldIsGivenBackWhenTheAnswerHasLeftOrBrokeOff() {
        QueryAnswer first = read(impatient, 60);
        QueryAnswer second = read(impatient, 40);
        assertThat(impatient.free()).isEqualTo(ALL - 100);

        first.delivery().complete();
        assertThat(impatient.free()).isEqualTo(ALL - 40);
        first.delivery().complete();
        second.delivery().fail(new IllegalStateException("the client went away"));
        assertThat(impatient.free()).isEqualTo(ALL);
    }

    @Test
    void whatCameToNothingHoldsNothing() {
        assertThatThrownBy(() -> impatient.read(LONGEST, allowance -> {
                    allowance.read(50);
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(impatient, LONGEST + 1)).isInstanceOf(TooManyResultsException.class);
        assertThat(impatient.free()).isEqualTo(ALL);
    }

    @Test
    void whoReadsMuchForLittleKeepsLittle() {
        QueryAnswer answer = impatient.read(LONGEST, allowance -> {
            allowance.toLookThrough().read(300);
            allowance.read(20);
            return of(5);
        });

        assertThat(impatient.free()).isEqualTo(ALL - 5);
        answer.delivery().complete();
        assertThat(impatient.free()).isEqualTo(ALL);
    }

    @Test
    void whereThereIsNoRoomForTooLongOneIsToldSo() {
        List<QueryAnswer> four =
                List.of(read(impatient, 100), read(impatient, 100), read(impatient, 100), read(impatient, 100));

        assertThatThrownBy(() -> read(impatient, 1)).isInstanceOf(BusyException.class);
        assertThat(impatient.free()).isZero();
        four.forEach(answer -> answer.delivery().complete());
        read(impatient, 100).delivery().complete();
        assertThat(impatient.free()).isEqualTo(ALL);
    }

    /** He who alone needs more than all gets all: what he reads has other limits. */
    @Test
    void whoIsAloneIsAnswered() {
        QueryAnswer answer = impatient.read(LONGEST, allowance -> {
            allowance.toLookThrough().read(150);
            allowance.toLookThrough().read(2 * ALL);
            allowance.toLookThrough().read(1);
            assertThat(impatient.free()).isZero();
            return of(1);
        });

        answer.delivery().complete();
        assertThat(impatient.free()).isEqualTo(ALL);
    }

    @Test
    void whoFindsNoRoomHalfWayLetsGoAndBeginsAnew() throws Exception {
        LongAnswers answers = new LongAnswers(new QueryLimits(10, LONGEST), Duration.ofMinutes(1));
        QueryAnswer other = answers.read(LONGEST, allowance -> {
            allowance.toLookThrough().read(ALL - 50);
            return of(ALL - 50);
        });
        CountDownLatch tried = new CountDownLatch(1);
        AtomicInteger readings = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<QueryAnswer> waiting = threads.submit(() -> answers.read(LONGEST, allowance -> {
                readings.incrementAndGet();
                allowance.read(40);
                tried.countDown();
                allowance.read(60);
                return of(100);
            }));
            assertThat(tried.await(1, TimeUnit.MINUTES)).isTrue();
            other.delivery().complete();

            QueryAnswer answer = waiting.get(1, TimeUnit.MINUTES);
            // He may have found the room just in time.
            assertThat(readings.get()).isBetween(1, 2);
            assertThat(answers.free()).isEqualTo(ALL - 100);
            answer.delivery().complete();
        }
        assertThat(answers.free()).isEqualTo(ALL);
    }

    /** Each needs more than half of what there is, step by step: whoever waited with some in hand would wait for the others for ever. */
    @Test
    void noTwoWaitForEachOther() throws Exception {
        LongAnswers answers = new LongAnswers(new QueryLimits(10, LONGEST), Duration.ofMinutes(1));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> inSteps(answers)))
                    .toList();
            for (Future<Integer> one : all) {
                assertThat(one.get(2, TimeUnit.MINUTES)).isEqualTo(300);
            }
        }
        assertThat(answers.free()).isEqualTo(ALL);
    }

    private static int inSteps(LongAnswers answers) {
        QueryAnswer answer = answers.read(LONGEST, allowance -> {
            for (int step = 0; step < 100; step++) {
                allowance.read(3);
            }
            return of(300);
        });
        answer.delivery().complete();
        return answer.length();
    }
}

package dev.xdsi.imaging.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.imaging.publication.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class CommitmentsTest {
    private static Commitments over(BooleanSupplier next) {
        CommitmentStore store = new CommitmentStore() {
            @Override
            public Acceptance accept(CommitmentRequest request, Instant at) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean workOnNext(Instant now, Work work) {
                return next.getAsBoolean();
            }
        };
        return new Commitments(
                store,
                (request, caller) -> {
                    throw new UnsupportedOperationException();
                },
                "XDSI",
                new Publisher.Timing(Clock.systemUTC(), Schedule.DEFAULT));
    }

    @Test
    void whatDiedIsTold() throws Exception {
        Commitments commitments = over(() -> {
            throw new StackOverflowError("on purpose");
        });
        assertThat(commitments.trouble()).isNull();
        commitments.start();
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                commitments.trouble() == null && System.nanoTime() < end; ) {
            Thread.sleep(10);
        }
        assertThat(commitments.trouble()).contains("died", "restart the gateway");
        commitments.stop(Duration.ofSeconds(5));
    }

    @Test
    void whatWorksAndWhatWasStoppedIsNoTrouble() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        Commitments commitments = over(() -> {
            looked.countDown();
            return false;
        });
        commitments.start();
        looked.await();
        assertThat(commitments.trouble()).isNull();
        commitments.stop(Duration.ofSeconds(60));
        assertThat(commitments.trouble()).isNull();
    }
}

package dev.xdsi.imaging.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.imaging.pacs.StudyQuestion;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.imaging.publication.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackfillsTest {
    /** Has nothing to do. */
    private static class Idle implements BackfillStore {
        @Override
        public UUID ask(StudyQuestion question, String by, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean listNext(Instant now, Listing work) {
            return false;
        }

        @Override
        public boolean fetchNext(Instant now, Fetching work) {
            return false;
        }

        @Override
        public Optional<BackfillReport> report(UUID id) {
            return Optional.empty();
        }
    }

    private static Backfills over(BackfillStore store) {
        return new Backfills(
                store,
                (question, failures) -> new BackfillStore.Listed.Never("nobody asks"),
                study -> new BackfillStore.Fetched.Never("nobody asks"),
                new Publisher.Timing(Clock.systemUTC(), Schedule.DEFAULT));
    }

    @Test
    void whatDiedIsTold() throws Exception {
        Backfills backfills = over(new Idle() {
            @Override
            public boolean listNext(Instant now, Listing work) {
                throw new StackOverflowError("on purpose");
            }
        });
        assertThat(backfills.trouble()).isNull();
        backfills.start();
        String told = "";
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                !told.startsWith("2 of 2") && System.nanoTime() < end; ) {
            Thread.sleep(10);
            told = String.valueOf(backfills.trouble());
        }
        assertThat(told).contains("2 of 2", "died", "restart the gateway");
        backfills.stop(Duration.ofSeconds(5));
    }

    @Test
    void whatWorksAndWhatWasStoppedIsNoTrouble() throws Exception {
        CountDownLatch looked = new CountDownLatch(2);
        Backfills backfills = over(new Idle() {
            @Override
            public boolean listNext(Instant now, Listing work) {
                looked.countDown();
                return false;
            }
        });
        backfills.start();
        looked.await();
        assertThat(backfills.trouble()).isNull();
        backfills.stop(Duration.ofSeconds(60));
        assertThat(backfills.trouble()).isNull();
    }
}

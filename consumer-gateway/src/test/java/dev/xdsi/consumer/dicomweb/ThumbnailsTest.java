package dev.xdsi.consumer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.dicomweb.Thumbnails.Limits;
import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.portal.Session;
import dev.xdsi.consumer.portal.TestLogIn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of pictures, and how many are made at once. */
class ThumbnailsTest {
    private final AtomicLong now = new AtomicLong();
    private final Session ada = TestLogIn.session(InstantSource.system(), "ada");
    private final Thumbnails thumbnails = new Thumbnails(new Limits(100, Duration.ofSeconds(10)), now::get);

    @Test
    void thoseUnusedForLongestGiveWay() {
        thumbnails.keep(key(ada, "a"), new byte[40]);
        thumbnails.keep(key(ada, "b"), new byte[40]);
        thumbnails.find(key(ada, "a"));
        thumbnails.keep(key(ada, "c"), new byte[40]);
        thumbnails.keep(key(ada, "large"), new byte[101]);

        assertThat(thumbnails.find(key(ada, "a"))).isPresent();
        assertThat(thumbnails.find(key(ada, "b"))).isEmpty();
        assertThat(thumbnails.find(key(ada, "c"))).isPresent();
        assertThat(thumbnails.find(key(ada, "large"))).isEmpty();
        assertThat(thumbnails.bytes()).isEqualTo(80);
    }

    @Test
    void eachSessionHasItsOwnAndTakesThemAlong() {
        Session again = TestLogIn.session(InstantSource.system(), "ada");
        thumbnails.keep(key(ada, "a"), new byte[40]);
        thumbnails.keep(key(again, "a"), new byte[50]);

        thumbnails.forget(ada);

        assertThat(thumbnails.find(key(ada, "a"))).isEmpty();
        assertThat(thumbnails.find(key(again, "a"))).isPresent();
        assertThat(thumbnails.bytes()).isEqualTo(50);
    }

    @Test
    void oldOnesAreMadeAnew() {
        thumbnails.keep(key(ada, "a"), new byte[40]);
        now.addAndGet(Duration.ofSeconds(11).toNanos());

        assertThat(thumbnails.find(key(ada, "a"))).isEmpty();
        assertThat(thumbnails.bytes()).isZero();
    }

    @Test
    @Timeout(60)
    void whoFindsNoPlaceIsAskedToComeAgainAtOnce() throws Exception {
        RenderingRoom room = new RenderingRoom(1, 0, Duration.ofHours(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<String> first = other.submit(() -> room.in(() -> {
                inside.countDown();
                await(leave);
                return "first";
            }));
            inside.await();

            assertThatThrownBy(() -> room.in(() -> "second"))
                    .isInstanceOfSatisfying(
                            ApiRefusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(503));
            leave.countDown();
            assertThat(first.get()).isEqualTo("first");
        }
        assertThat(room.in(() -> "third")).isEqualTo("third");
    }

    @Test
    void whoWaitedForLongIsAskedToComeAgainToo() throws Exception {
        RenderingRoom room = new RenderingRoom(1, 1, Duration.ZERO);

        String outer = room.in(() -> {
            assertThatThrownBy(() -> room.in(() -> "inner")).isInstanceOf(ApiRefusal.class);
            return "outer";
        });

        assertThat(outer).isEqualTo("outer");
        assertThat(room.in(() -> "again")).isEqualTo("again");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private static Thumbnails.Key key(Session session, String resource) {
        return new Thumbnails.Key(session, null, resource);
    }
}

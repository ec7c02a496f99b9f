package dev.xdsi.consumer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.dicomweb.Thumbnails.Limits;
import dev.xdsi.consumer.portal.Session;
import dev.xdsi.consumer.portal.TestLogIn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

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

    private static Thumbnails.Key key(Session session, String resource) {
        return new Thumbnails.Key(session, null, resource);
    }
}

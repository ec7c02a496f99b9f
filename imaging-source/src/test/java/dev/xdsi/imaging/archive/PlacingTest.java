package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PlacingTest {
    @Test
    void itIsWaitedForAlsoByWhoIsInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean placed = new AtomicBoolean();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Placing placing = Placing.begin(() -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException nobodyDoes) {
                throw new IOException(nobodyDoes);
            }
            placed.set(true);
        });
        begun.await();
        Thread waiting = Thread.ofPlatform().start(() -> {
            placing.await();
            stillInterrupted.set(placed.get() && Thread.currentThread().isInterrupted());
        });
        waiting.interrupt();
        goOn.countDown();
        waiting.join();

        assertThat(stillInterrupted).isTrue();
    }

    @Test
    void aFailureIsToldToWhoAwaitsIt() {
        Placing placing = Placing.begin(() -> {
            throw new IOException("the disk is full");
        });

        assertThatThrownBy(placing::await)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the disk is full");
        assertThatCode(placing::close).doesNotThrowAnyException();
    }
}

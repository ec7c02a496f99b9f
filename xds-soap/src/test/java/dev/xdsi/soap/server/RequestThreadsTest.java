package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestThreadsTest {
    private static final int MANY = 200;

    private final RequestThreads threads = new RequestThreads("test", MANY);
    private final BlockingQueue<Thread> began = new LinkedBlockingQueue<>();
    private final BlockingQueue<Thread> ended = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        threads.start();
    }

    @AfterEach
    void stop() throws Exception {
        threads.stop();
    }

    @Test
    void aFewRunOnPlatformThreadsAndWhoComesMeanwhileOnVirtualOnes() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            threads.execute(() -> waitFor(go));
            all.add(next(began));
        }

        assertThat(all.stream().filter(thread -> !thread.isVirtual()).count()).isBetween(1L, 32L);

        go.countDown();
        for (int i = 0; i < MANY; i++) {
            next(ended);
        }
    }

    @Test
    void theyEndWithIt() throws Exception {
        threads.execute(() -> waitFor(new CountDownLatch(1)));
        Thread waiting = next(began);

        threads.stop();

        waiting.join(10_000);
        assertThat(waiting.isAlive()).isFalse();
    }

    private void waitFor(CountDownLatch go) {
        began.add(Thread.currentThread());
        try {
            go.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        ended.add(Thread.currentThread());
    }

    private static Thread next(BlockingQueue<Thread> from) throws InterruptedException {
        Thread next = from.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}

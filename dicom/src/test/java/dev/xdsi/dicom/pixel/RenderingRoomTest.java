package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RenderingRoomTest {
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

            assertThatThrownBy(() -> room.in(() -> "second")).isInstanceOf(BusyException.class);
            leave.countDown();
            assertThat(first.get()).isEqualTo("first");
        }
        assertThat(room.in(() -> "third")).isEqualTo("third");
    }

    @Test
    void whoWaitedForLongIsAskedToComeAgainToo() throws Exception {
        RenderingRoom room = new RenderingRoom(1, 1, Duration.ZERO);

        String outer = room.in(() -> {
            assertThatThrownBy(() -> room.in(() -> "inner")).isInstanceOf(BusyException.class);
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
}

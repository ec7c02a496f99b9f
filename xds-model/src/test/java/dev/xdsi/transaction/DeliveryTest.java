package dev.xdsi.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.transaction.Delivery.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final Delivery delivery = new Delivery();
    private final List<Result> results = new ArrayList<>();

    @Test
    void tellsWhatWasSentOnceItIsClosed() {
        delivery.whenClosed(results::add);
        delivery.sent("1.2.3", 10);
        assertThat(results).isEmpty();

        delivery.complete();

        assertThat(results).containsExactly(new Result(Map.of("1.2.3", 10L), null));
    }

    @Test
    void tellsWhatLeftBeforeItBroke() {
        IOException reset = new IOException("connection reset");
        delivery.whenClosed(results::add);
        delivery.sent("1.2.3", 10);
        delivery.fail(reset);

        assertThat(results).containsExactly(new Result(Map.of("1.2.3", 10L), reset));
        assertThat(results.getFirst().complete()).isFalse();
    }

    @Test
    void closesOnlyOnce() {
        delivery.whenClosed(results::add);
        delivery.complete();
        delivery.fail(new IOException("too late"));

        assertThat(results).hasSize(1);
        assertThat(results.getFirst().complete()).isTrue();
    }

    @Test
    void tellsAtOnceWhoAsksLate() {
        delivery.complete();
        delivery.whenClosed(results::add);
        assertThat(results).hasSize(1);
    }

    /** An audit record that cannot be written keeps no other from being written, and no connection open. */
    @Test
    void tellsAllWhateverBecomesOfOne() {
        delivery.whenClosed(_ -> {
            throw new IllegalStateException("the first");
        });
        delivery.whenClosed(results::add);
        delivery.whenClosed(_ -> {
            throw new IllegalStateException("the last");
        });

        assertThatThrownBy(delivery::complete)
                .hasMessage("the first")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("the last"));
        assertThat(results).hasSize(1);
    }
}

package dev.xdsi.audit.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.spool.AuditSpool.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link AuditSpool} must do. */
public interface AuditSpoolContract {
    int CAPACITY = 64 << 10;

    /** A new, empty spool that holds at most {@link #CAPACITY} bytes. */
    AuditSpool spool();

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static List<String> texts(List<Entry> entries) {
        return entries.stream().map(entry -> new String(entry.message(), UTF_8)).toList();
    }

    @Test
    default void messagesAreReadInTheOrderTheyWereAppended() {
        AuditSpool spool = spool();
        spool.append(bytes("one"));
        spool.append(bytes(""));
        spool.append(bytes("three"));

        assertThat(texts(spool.read(0, 10))).containsExactly("one", "", "three");
        assertThat(spool.read(0, 10)).extracting(Entry::sequence).containsExactly(1L, 2L, 3L);
        assertThat(texts(spool.read(1, 1))).containsExactly("");
        assertThat(spool.backlog()).isEqualTo(3);
    }

    @Test
    default void readingForgetsNothingUntilDeliveryIsMarked() {
        AuditSpool spool = spool();
        spool.append(bytes("one"));
        spool.append(bytes("two"));

        assertThat(texts(spool.read(0, 10))).isEqualTo(texts(spool.read(0, 10)));
        spool.markDelivered(1);
        assertThat(texts(spool.read(0, 10))).containsExactly("two");
        assertThat(spool.delivered()).isEqualTo(1);
        assertThat(spool.backlog()).isEqualTo(1);
    }

    @Test
    default void whatWasNeverAppendedCannotHaveBeenDelivered() {
        AuditSpool spool = spool();
        assertThatThrownBy(() -> spool.markDelivered(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void aFullSpoolRefusesAndTakesMessagesAgainOnceSomeWereDelivered() {
        AuditSpool spool = spool();
        byte[] message = new byte[CAPACITY / 16];
        int accepted = 0;
        while (accepted <= 16) {
            try {
                spool.append(message);
                accepted++;
            } catch (AuditSpoolException full) {
                assertThat(full).hasMessageContaining("full");
                break;
            }
        }
        assertThat(accepted).isBetween(12, 16);
        assertThat(spool.backlog()).isEqualTo(accepted);
        assertThatThrownBy(() -> spool.roomFor(message.length)).isInstanceOf(AuditSpoolException.class);

        spool.markDelivered(accepted);
        try (AuditSpool.Room room = spool.roomFor(message.length)) {
            room.append(message);
        }
        assertThat(spool.backlog()).isEqualTo(1);
    }

    @Test
    default void roomThatIsKeptIsTakenByNothingElse() {
        AuditSpool spool = spool();
        byte[] message = new byte[CAPACITY / 16];
        AuditSpool.Room kept = spool.roomFor(message.length);
        AuditSpool.Room unused = spool.roomFor(message.length);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 17; i++) {
                        spool.append(message);
                    }
                })
                .isInstanceOf(AuditSpoolException.class);

        long before = spool.backlog();
        kept.append(message);
        assertThatThrownBy(() -> spool.append(message)).isInstanceOf(AuditSpoolException.class);
        unused.close();
        unused.close();
        spool.append(message);
        assertThatThrownBy(() -> spool.append(message)).isInstanceOf(AuditSpoolException.class);
        assertThat(spool.backlog()).isEqualTo(before + 2);
    }

    @Test
    default void waitingEndsWithAMessageOrWithTheTime() throws Exception {
        AuditSpool spool = spool();
        assertThat(spool.await(0, Duration.ofMillis(1))).isFalse();
        Thread appender = Thread.ofVirtual().start(() -> spool.append(bytes("one")));
        assertThat(spool.await(0, Duration.ofMinutes(1))).isTrue();
        appender.join();
        assertThat(spool.await(1, Duration.ofMillis(1))).isFalse();
    }

    @Test
    default void manyThreadsAppendAndNothingIsLostOrMixed() throws Exception {
        AuditSpool spool = spool();
        List<Callable<Integer>> appenders = IntStream.range(0, 200)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    spool.append(bytes("message " + i));
                    return i;
                })
                .toList();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var appended : executor.invokeAll(appenders)) {
                appended.get();
            }
        }
        List<String> read = new ArrayList<>();
        long after = 0;
        for (List<Entry> some = spool.read(after, 7); !some.isEmpty(); some = spool.read(after, 7)) {
            read.addAll(texts(some));
            after = some.getLast().sequence();
        }
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "message " + i).toList());
    }

    @Test
    default void aClosedSpoolRefuses() {
        AuditSpool spool = spool();
        assertThat(spool.trouble()).isEmpty();
        spool.close();
        assertThatThrownBy(() -> spool.append(bytes("late"))).isInstanceOf(AuditSpoolException.class);
        assertThat(spool.trouble()).get().asString().contains("closed");
    }
}

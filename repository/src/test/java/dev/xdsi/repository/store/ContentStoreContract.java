package dev.xdsi.repository.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link ContentStore} must do. */
public interface ContentStoreContract {
    UUID DEPOSIT = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    UUID OTHER = UUID.fromString("00000000-0000-0000-0000-00000000000b");

    /** The store under test, empty at the begin of each test. */
    ContentStore contents();

    @Test
    default void whatWasPublishedIsThere() throws IOException {
        ContentName hello = receive(DEPOSIT, 0, "hello");

        assertThat(contents().publish(new TemporaryName(DEPOSIT, 0), hello)).isTrue();
        contents().finish(DEPOSIT);

        assertThat(text(hello)).isEqualTo("hello");
        assertThat(text(hello)).as("opened again").isEqualTo("hello");
        assertThat(contents().unfinished()).isEmpty();
    }

    @Test
    default void whatWasOnlyReceivedIsNoContent() throws IOException {
        ContentName hello = receive(DEPOSIT, 0, "hello");

        assertThatThrownBy(() -> text(hello)).isInstanceOf(IOException.class);
        assertThat(contents().unfinished()).containsOnlyKeys(DEPOSIT);
        try (InputStream in = Channels.newInputStream(contents().open(new TemporaryName(DEPOSIT, 0), hello))) {
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("hello");
        }

        contents().finish(DEPOSIT);
        assertThat(contents().unfinished()).isEmpty();
        assertThatThrownBy(() ->
                        contents().open(new TemporaryName(DEPOSIT, 0), hello).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    default void aDepositIsUnfinishedUntilItIsFinished() throws IOException {
        ContentName hello = receive(DEPOSIT, 0, "hello");
        ContentName world = receive(DEPOSIT, 1, "world");
        receive(OTHER, 0, "other");
        Instant now = Instant.now();

        contents().publish(new TemporaryName(DEPOSIT, 0), hello);
        contents().publish(new TemporaryName(DEPOSIT, 1), world);

        assertThat(contents().unfinished()).containsOnlyKeys(DEPOSIT, OTHER);
        assertThat(contents().unfinished().get(OTHER)).isBetween(now.minusSeconds(600), now.plusSeconds(600));
        contents().finish(DEPOSIT);
        assertThat(contents().unfinished()).containsOnlyKeys(OTHER);
        assertThat(text(world)).isEqualTo("world");
        contents().finish(DEPOSIT);
    }

    @Test
    default void theFirstOfTheSameNameGivesItsBytes() throws IOException {
        ContentName hello = receive(DEPOSIT, 0, "hello");
        pretend(OTHER, "jello", hello);

        assertThat(contents().publish(new TemporaryName(DEPOSIT, 0), hello)).isTrue();
        assertThat(contents().publish(new TemporaryName(OTHER, 0), hello)).isFalse();

        assertThat(text(hello)).isEqualTo("hello");
        try (InputStream in = Channels.newInputStream(contents().open(new TemporaryName(OTHER, 0), hello))) {
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("jello");
        }
    }

    @Test
    default void whatReplacesOtherBytesHasTheirName() throws IOException {
        ContentName hello = publish("hello");
        pretend(OTHER, "jello", hello);

        contents().replace(new TemporaryName(OTHER, 0), hello);
        contents().finish(OTHER);

        assertThat(text(hello)).isEqualTo("jello");
        assertThat(all()).containsOnlyKeys(hello);
        assertThat(contents().unfinished()).isEmpty();
    }

    @Test
    default void whatIsDeletedIsGoneAndMayComeAgain() throws IOException {
        ContentName hello = publish("hello");

        contents().delete(hello);
        assertThatThrownBy(() -> text(hello)).isInstanceOf(IOException.class);
        contents().delete(hello);

        assertThat(publish("hello")).isEqualTo(hello);
        assertThat(text(hello)).isEqualTo("hello");
    }

    @Test
    default void anArrivalThatWasNotCompletedIsNoContent() throws IOException {
        try (Arrival arrival = contents().receive(new TemporaryName(DEPOSIT, 0))) {
            Measured.copy(bytes("half"), arrival, 100);
        }

        contents().finish(DEPOSIT);
        assertThat(contents().unfinished()).isEmpty();
        assertThat(all()).isEmpty();
    }

    @Test
    default void saysWhatIsThereAndSinceWhen() throws IOException {
        ContentName hello = publish("hello");
        ContentName nothing = publish("");
        receive(OTHER, 0, "not yet");

        Instant now = Instant.now();
        assertThat(all()).containsOnlyKeys(hello, nothing);
        assertThat(all().values())
                .allSatisfy(since -> assertThat(since).isBetween(now.minusSeconds(600), now.plusSeconds(600)));
        assertThat(text(nothing)).isEmpty();
    }

    @Test
    default void keepsManyMegabytesByteForByte() throws IOException {
        byte[] large = new byte[20_000_001];
        new Random(6).nextBytes(large);
        ContentName name;
        try (Arrival arrival = contents().receive(new TemporaryName(DEPOSIT, 0))) {
            name = Measured.copy(new ByteArrayInputStream(large), arrival, large.length)
                    .name();
            arrival.complete(name);
        }
        contents().secure(DEPOSIT);
        contents().publish(new TemporaryName(DEPOSIT, 0), name);
        contents().finish(DEPOSIT);

        try (ReadableByteChannel held = contents().open(name)) {
            assertThat(SameBytes.in(held, Channels.newChannel(new ByteArrayInputStream(large))))
                    .isTrue();
        }
        try (ReadableByteChannel brokenOff = contents().open(name)) {
            assertThat(brokenOff.read(ByteBuffer.allocate(10))).isPositive();
        }
        assertThat(text(publish("still well"))).isEqualTo("still well");
    }

    @Test
    default void showsNoMoreThanIsAskedFor() throws IOException {
        publish("hello");
        publish("world");
        AtomicInteger shown = new AtomicInteger();

        contents().visit((name, since) -> shown.incrementAndGet() < 1);

        assertThat(shown).hasValue(1);
    }

    @Test
    default void notesOnceToWhichIndexItBelongs() throws IOException {
        assertThat(contents().mark().read()).isEmpty();

        contents().mark().writeUnlessThere(DEPOSIT);
        contents().mark().writeUnlessThere(OTHER);

        assertThat(contents().mark().read()).contains(DEPOSIT);
        assertThat(contents().mark().place()).contains("documents/index");
        assertThat(all()).as("it is no content").isEmpty();
        assertThat(contents().unfinished()).isEmpty();
    }

    @Test
    default void ofManyWhoNoteTheirIndexOneIsBelieved() throws Exception {
        List<UUID> indices = Stream.generate(UUID::randomUUID).limit(8).toList();
        CyclicBarrier together = new CyclicBarrier(indices.size());
        Set<Optional<UUID>> believed = ConcurrentHashMap.newKeySet();
        try (ExecutorService all = Executors.newFixedThreadPool(indices.size())) {
            for (Future<Boolean> each : all.invokeAll(indices.stream()
                    .<Callable<Boolean>>map(index -> () -> {
                        together.await();
                        contents().mark().writeUnlessThere(index);
                        return believed.add(contents().mark().read());
                    })
                    .toList())) {
                each.get();
            }
        }
        assertThat(believed).hasSize(1);
        assertThat(indices).contains(believed.iterator().next().orElseThrow());
    }

    @Test
    default void isWell() throws IOException {
        contents().check();
    }

    private Map<ContentName, Instant> all() throws IOException {
        Map<ContentName, Instant> all = new TreeMap<>();
        contents().visit((name, since) -> {
            all.put(name, since);
            return true;
        });
        return all;
    }

    private ContentName publish(String text) throws IOException {
        ContentName name = receive(DEPOSIT, 0, text);
        contents().publish(new TemporaryName(DEPOSIT, 0), name);
        contents().finish(DEPOSIT);
        return name;
    }

    private ContentName receive(UUID deposit, int number, String text) throws IOException {
        try (Arrival arrival = contents().receive(new TemporaryName(deposit, number))) {
            Measured measured = Measured.copy(bytes(text), arrival, 100);
            arrival.complete(measured.name());
            contents().secure(deposit);
            return measured.name();
        }
    }

    /** Receives bytes that are said to be those of another content. */
    private void pretend(UUID deposit, String text, ContentName name) throws IOException {
        try (Arrival arrival = contents().receive(new TemporaryName(deposit, 0))) {
            Measured.copy(bytes(text), arrival, 100);
            arrival.complete(name);
        }
    }

    private String text(ContentName name) throws IOException {
        try (InputStream in = Channels.newInputStream(contents().open(name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}

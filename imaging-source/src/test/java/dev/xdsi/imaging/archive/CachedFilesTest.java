package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit that holds, and what is in use that stays. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class CachedFilesTest {
    private static final int LENGTH = 100;

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private CachedFiles cache;

    @BeforeEach
    void open() throws IOException {
        cache = new CachedFiles(folder.resolve("cache"), 3 * LENGTH, () -> now);
    }

    private static String name(int number) {
        return "%064x-%s".formatted(number, new UUID(0, number));
    }

    private boolean place(int number, int length) throws IOException {
        Path file = Files.write(folder.resolve("incoming" + number), new byte[length]);
        return cache.place(name(number), file);
    }

    private boolean isThere(int number) throws IOException {
        boolean there = cache.use(name(number), LENGTH);
        if (there) {
            cache.letGo(name(number));
        }
        return there;
    }

    @Test
    void whatWasNotUsedForLongestGoes() throws IOException {
        for (int i = 1; i <= 3; i++) {
            place(i, LENGTH);
        }
        assertThat(isThere(1)).isTrue();
        place(4, LENGTH);

        assertThat(isThere(2)).isFalse();
        assertThat(isThere(1)).isTrue();
        assertThat(isThere(3)).isTrue();
        assertThat(isThere(4)).isTrue();
        assertThat(cache.bytes()).isEqualTo(3 * LENGTH);
        assertThat(cache.path(name(2))).doesNotExist();
    }

    @Test
    void whatIsInUseStays() throws IOException {
        for (int i = 1; i <= 3; i++) {
            place(i, LENGTH);
            assertThat(cache.use(name(i), LENGTH)).isTrue();
        }
        assertThatThrownBy(() -> place(4, LENGTH)).isInstanceOf(CachedFiles.NoRoom.class);

        cache.letGo(name(2));
        place(5, LENGTH);
        assertThat(isThere(2)).isFalse();
        assertThat(cache.path(name(1))).exists();
    }

    @Test
    void whatWasGivenAwayAsAPathStaysForAWhile() throws IOException {
        place(1, 3 * LENGTH);
        assertThat(cache.use(name(1), 3 * LENGTH)).isTrue();
        cache.letGoLater(name(1));
        assertThatThrownBy(() -> place(2, LENGTH)).isInstanceOf(CachedFiles.NoRoom.class);

        now = now.plus(Duration.ofMinutes(3));
        assertThat(place(2, LENGTH)).isTrue();
        assertThat(cache.path(name(1))).doesNotExist();
    }

    @Test
    void whatIsLargerThanAllIsNotTaken() throws IOException {
        place(1, LENGTH);
        assertThat(place(2, 3 * LENGTH + 1)).isFalse();
        assertThat(isThere(1)).isTrue();
    }

    /** The disk may be full of other things. */
    @Test
    void whatWasNotUsedForLongestGoesUntilEnoughIsFree() throws IOException {
        for (int i = 1; i <= 3; i++) {
            place(i, LENGTH);
        }
        assertThat(cache.use(name(1), LENGTH)).isTrue();

        cache.makeFree(new Reserve(() -> 3 * LENGTH - cache.bytes(), LENGTH));
        assertThat(isThere(2)).isFalse();
        assertThat(isThere(3)).isTrue();

        cache.makeFree(new Reserve(() -> 0, LENGTH));
        assertThat(isThere(3)).isFalse();
        assertThat(isThere(1)).as("it is being sent").isTrue();
    }

    /** Somebody may be sending it. */
    @Test
    void whatFindsNoRoomLeavesTheOneBeforeAsItWas() throws IOException {
        place(1, LENGTH);
        place(2, 2 * LENGTH);
        assertThat(cache.use(name(1), LENGTH)).isTrue();
        assertThat(cache.use(name(2), 2 * LENGTH)).isTrue();

        assertThatThrownBy(() -> place(1, LENGTH + 1)).isInstanceOf(CachedFiles.NoRoom.class);
        assertThat(place(1, 3 * LENGTH + 1)).isFalse();
        assertThat(isThere(1)).isTrue();
        assertThat(cache.bytes()).isEqualTo(3 * LENGTH);
        assertThatThrownBy(() -> place(3, LENGTH)).isInstanceOf(CachedFiles.NoRoom.class);

        cache.letGo(name(1));
        assertThat(place(3, LENGTH)).isTrue();
        assertThat(isThere(1)).isFalse();
        assertThat(cache.path(name(2))).exists();
    }

    /** What makes room for it is another, and never itself while it is sent. */
    @Test
    void oneThatIsLongerNowTakesThePlaceOfTheOneBefore() throws IOException {
        place(1, LENGTH);
        place(2, LENGTH);
        assertThat(cache.use(name(1), LENGTH)).isTrue();

        assertThat(place(1, 3 * LENGTH)).isTrue();

        assertThat(cache.bytes()).isEqualTo(3 * LENGTH);
        assertThat(cache.path(name(2))).doesNotExist();
        assertThatThrownBy(() -> place(3, LENGTH)).isInstanceOf(CachedFiles.NoRoom.class);
        cache.letGo(name(1));
        assertThat(place(3, LENGTH)).isTrue();
    }

    @Test
    void whatIsNotAsLongAsItWasIsNotThere() throws IOException {
        place(1, LENGTH);
        Files.write(cache.path(name(1)), new byte[LENGTH - 1]);
        assertThat(isThere(1)).isFalse();
        assertThat(cache.bytes()).isZero();
        place(2, LENGTH);
        Files.delete(cache.path(name(2)));
        assertThat(isThere(2)).isFalse();
    }

    @Test
    void theLimitHoldsAfterARestart() throws IOException {
        for (int i = 1; i <= 3; i++) {
            place(i, LENGTH);
            Files.setLastModifiedTime(cache.path(name(i)), FileTime.from(now.plusSeconds(-i)));
        }
        cache = new CachedFiles(folder.resolve("cache"), 2 * LENGTH, () -> now);

        assertThat(cache.bytes()).isEqualTo(2 * LENGTH);
        assertThat(isThere(3)).isFalse();
        assertThat(isThere(1)).isTrue();
    }

    /** However slowly it is read; opened once more, it is still there. */
    @Test
    void whatIsRemovedGoesWithTheLastWhoUsesIt() throws IOException {
        place(1, LENGTH);
        assertThat(cache.use(name(1), LENGTH)).isTrue();
        assertThat(cache.use(name(1), LENGTH)).isTrue();

        cache.remove(name(1));
        now = now.plus(Duration.ofHours(3));
        cache.letGo(name(1));
        assertThat(cache.path(name(1))).exists();
        assertThat(cache.has(name(1))).isFalse();
        assertThat(isThere(1)).as("for others").isFalse();
        assertThat(cache.bytes()).isEqualTo(LENGTH);

        cache.letGo(name(1));
        assertThat(cache.path(name(1))).doesNotExist();
        assertThat(cache.bytes()).isZero();
        cache.remove(name(1));
    }
}

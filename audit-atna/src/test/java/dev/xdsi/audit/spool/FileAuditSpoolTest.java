package dev.xdsi.audit.spool;

import static dev.xdsi.audit.spool.AuditSpoolContract.bytes;
import static dev.xdsi.audit.spool.AuditSpoolContract.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.spool.AuditSpool.Entry;
import dev.xdsi.audit.spool.FileAuditSpool.Limits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAuditSpoolTest implements AuditSpoolContract {
    private static final Limits LIMITS = new Limits(CAPACITY / 8, CAPACITY / 4, CAPACITY);

    @TempDir
    Path folder;

    @Override
    public AuditSpool spool() {
        return FileAuditSpool.open(folder.resolve("spool"), LIMITS);
    }

    /** What is on the disk at this moment, as a process that was killed now would leave it. */
    private Path killed(String name) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }

    private static List<Path> segments(Path spool) throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(Segment::isSegment).sorted().toList();
        }
    }

    @Test
    void whatWasAppendedOutlivesTheProcess() throws Exception {
        try (AuditSpool spool = spool()) {
            IntStream.rangeClosed(1, 300).forEach(i -> spool.append(bytes("m" + i)));
            spool.markDelivered(123);

            try (AuditSpool reopened = FileAuditSpool.open(killed("after"), LIMITS)) {
                assertThat(reopened.delivered()).isEqualTo(123);
                assertThat(reopened.backlog()).isEqualTo(177);
                assertThat(texts(reopened.read(0, 1))).containsExactly("m124");
                assertThat(texts(reopened.read(299, 5))).containsExactly("m300");
                reopened.append(bytes("m301"));
                assertThat(texts(reopened.read(299, 5))).containsExactly("m300", "m301");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15, 16, 17, 19})
    void aFrameCutShortIsIgnoredAndOverwritten(int bytesLeft) throws Exception {
        Path copy;
        try (AuditSpool spool = spool()) {
            spool.append(bytes("first"));
            long whole = Segment.HEADER + (long) "first".length();
            spool.append(bytes("torn"));
            copy = killed("torn");
            try (RandomAccessFile file =
                    new RandomAccessFile(segments(copy).getLast().toFile(), "rw")) {
                file.setLength(whole + bytesLeft);
            }
        }
        try (AuditSpool reopened = FileAuditSpool.open(copy, LIMITS)) {
            assertThat(texts(reopened.read(0, 10))).containsExactly("first");
            reopened.append(bytes("next"));
        }
        try (AuditSpool again = FileAuditSpool.open(copy, LIMITS)) {
            assertThat(texts(again.read(0, 10))).containsExactly("first", "next");
        }
    }

    /** The file is longer than what is in it: what did not reach the disk is zeros. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 19})
    void aFrameThatReachedTheDiskInPartIsIgnoredAndOverwritten(int bytesLeft) throws Exception {
        Path copy;
        long whole = Segment.HEADER + (long) "first".length();
        try (AuditSpool spool = spool()) {
            spool.append(bytes("first"));
            spool.append(bytes("torn"));
            copy = killed("zeros");
            try (RandomAccessFile file =
                    new RandomAccessFile(segments(copy).getLast().toFile(), "rw")) {
                file.seek(whole + bytesLeft);
                file.write(new byte[100]);
                assertThat(file.length()).isGreaterThan(whole + 100);
            }
        }
        try (AuditSpool reopened = FileAuditSpool.open(copy, LIMITS)) {
            assertThat(texts(reopened.read(0, 10))).containsExactly("first");
            reopened.append(bytes("next"));
        }
        try (AuditSpool again = FileAuditSpool.open(copy, LIMITS)) {
            assertThat(texts(again.read(0, 10))).containsExactly("first", "next");
        }
    }

    @Test
    void aFileThatIsCompleteIsNoLongerThanItsMessages() throws Exception {
        try (AuditSpool spool = spool()) {
            IntStream.range(0, 20).forEach(i -> spool.append(new byte[3000]));
            assertThat(segments(folder.resolve("spool")).getFirst())
                    .satisfies(file -> assertThat(Files.size(file) % (3000 + Segment.HEADER))
                            .isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 16})
    void aTailOfGarbageIsIgnored(int at) throws Exception {
        Path copy;
        try (AuditSpool spool = spool()) {
            spool.append(bytes("first"));
            long whole = Segment.HEADER + (long) "first".length();
            spool.append(bytes("second"));
            copy = killed("garbage");
            try (RandomAccessFile file =
                    new RandomAccessFile(segments(copy).getLast().toFile(), "rw")) {
                file.seek(whole + at);
                file.write(0x7F);
            }
        }
        try (AuditSpool reopened = FileAuditSpool.open(copy, LIMITS)) {
            assertThat(texts(reopened.read(0, 10))).containsExactly("first");
        }
    }

    @Test
    void deliveredFilesAreDeletedAndNumbersGoOn() throws Exception {
        Path spoolFolder = folder.resolve("spool");
        try (AuditSpool spool = spool()) {
            IntStream.range(0, 20).forEach(i -> spool.append(new byte[3000]));
            assertThat(segments(spoolFolder)).hasSizeGreaterThan(2);
            spool.markDelivered(20);
            assertThat(segments(spoolFolder)).hasSize(1);
        }
        Files.delete(segments(spoolFolder).getFirst());
        try (AuditSpool spool = spool()) {
            assertThat(spool.backlog()).isZero();
            spool.append(bytes("next"));
            assertThat(spool.read(0, 10)).extracting(Entry::sequence).containsExactly(21L);
        }
    }

    @Test
    void aDamagedFileInTheMiddleIsPutAsideAndTheRestIsRead() throws Exception {
        Path spoolFolder = folder.resolve("spool");
        try (AuditSpool spool = spool()) {
            IntStream.range(0, 20).forEach(i -> spool.append(new byte[3000]));
        }
        Path first = segments(spoolFolder).getFirst();
        try (RandomAccessFile file = new RandomAccessFile(first.toFile(), "rw")) {
            file.seek(4000);
            file.write(0x7F);
        }
        try (AuditSpool spool = spool()) {
            List<Entry> rest = spool.read(0, 100);
            assertThat(rest.getFirst().sequence()).isEqualTo(1);
            assertThat(rest.getLast().sequence()).isEqualTo(20);
            assertThat(rest).hasSizeLessThan(20).hasSizeGreaterThan(10);
        }
        assertThat(spoolFolder.resolve(first.getFileName() + ".damaged")).exists();
    }

    /** The messages behind the damage were acknowledged; what is only room for more is not worth a copy. */
    @Test
    void whatIsCutOffTheNewestFileIsPutAside() throws Exception {
        Path copy;
        try (AuditSpool spool = spool()) {
            IntStream.rangeClosed(1, 5).forEach(i -> spool.append(bytes("message " + i)));
            copy = killed("rotten");
        }
        try (AuditSpool reopened = FileAuditSpool.open(copy, LIMITS)) {
            assertThat(reopened.backlog()).isEqualTo(5);
        }
        assertThat(damaged(copy)).isEmpty();

        Path newest = segments(copy).getLast();
        damage(newest, Segment.HEADER + "message 1".length() + Segment.HEADER);
        byte[] before = Files.readAllBytes(newest);
        try (AuditSpool reopened = FileAuditSpool.open(copy, LIMITS)) {
            assertThat(texts(reopened.read(0, 10))).containsExactly("message 1");
            reopened.append(bytes("next"));
        }
        assertThat(damaged(copy))
                .singleElement()
                .satisfies(kept -> assertThat(kept).hasBinaryContent(before));

        damage(newest, Segment.HEADER);
        FileAuditSpool.open(copy, LIMITS).close();
        assertThat(damaged(copy))
                .hasSize(2)
                .first()
                .satisfies(kept -> assertThat(kept).hasBinaryContent(before));
    }

    private static void damage(Path file, int at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            bytes.write(0x7F);
        }
    }

    private static List<Path> damaged(Path spool) throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.getFileName().toString().contains(".damaged"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aTornCursorOnlyMeansThatMessagesAreSentAgain() throws Exception {
        Path copy;
        try (AuditSpool spool = spool()) {
            IntStream.rangeClosed(1, 10).forEach(i -> spool.append(bytes("m" + i)));
            spool.markDelivered(3);
            spool.markDelivered(7);
            copy = killed("cursor");
        }
        byte[] slots = Files.readAllBytes(copy.resolve("delivered"));
        slots[12 + 3] ^= 1;
        Files.write(copy.resolve("delivered"), slots, StandardOpenOption.TRUNCATE_EXISTING);
        try (AuditSpool reopened = FileAuditSpool.open(copy, LIMITS)) {
            assertThat(reopened.delivered()).isEqualTo(3);
            assertThat(texts(reopened.read(0, 1))).containsExactly("m4");
        }
    }

    @Test
    void aThreadThatIsInterruptedDoesNotBreakTheSpool() {
        try (AuditSpool spool = spool()) {
            Thread.currentThread().interrupt();
            spool.append(bytes("one"));
            assertThat(Thread.interrupted()).isTrue();
            spool.append(bytes("two"));
            assertThat(texts(spool.read(0, 10))).containsExactly("one", "two");
        }
    }

    /** Whether an interruption comes before, within or after a sync is left to chance: none of them may be told apart. */
    @Test
    void interruptionsInTheMiddleLoseNothing() throws InterruptedException {
        List<String> all = IntStream.range(0, 400).mapToObj(i -> "m" + i).toList();
        try (AuditSpool spool = FileAuditSpool.open(folder.resolve("interrupted"), Limits.DEFAULT)) {
            AtomicInteger appended = new AtomicInteger();
            Thread appending = Thread.ofPlatform()
                    .start(() -> all.forEach(message -> {
                        spool.append(bytes(message));
                        appended.incrementAndGet();
                    }));
            while (appending.isAlive()) {
                appending.interrupt();
                Thread.onSpinWait();
            }
            appending.join();

            assertThat(appended).hasValue(all.size());
            assertThat(spool.await(all.size() - 1, Duration.ZERO)).isTrue();
            assertThat(texts(spool.read(0, all.size()))).isEqualTo(all);
        }
    }

    /** Its next file is a device that takes every byte and cannot be synced. */
    private AuditSpool broken() throws IOException {
        AuditSpool spool = spool();
        spool.append(bytes("kept"));
        spool.append(new byte[LIMITS.messageBytes()]);
        Path next = folder.resolve("spool/%019d.audit".formatted(3));
        Files.createSymbolicLink(next, Path.of("/dev/zero"));
        assertThatThrownBy(() -> spool.append(new byte[LIMITS.messageBytes()]))
                .isInstanceOf(AuditSpoolException.class)
                .hasMessageContaining("failed to reach the disk");
        return spool;
    }

    @Test
    void aSpoolWhoseDiskFailedSaysSoAndWhatToDo() throws Exception {
        try (AuditSpool spool = broken()) {
            assertThat(spool.trouble())
                    .get()
                    .asString()
                    .contains("failed to reach the disk", "restart the gateway once the disk works");
            assertThat(texts(spool.read(0, 1))).containsExactly("kept");
        }
    }

    /** Who waits for messages of it would turn round and round otherwise. */
    @Test
    void whoWaitsAtABrokenSpoolWaitsUntilItIsClosed() throws Exception {
        AuditSpool spool = broken();
        long last = spool.backlog();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> spool.await(last, Duration.ofHours(1)));
        Thread waiter = Thread.ofPlatform().daemon().start(waiting);
        while (waiter.isAlive() && waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(waiting.isDone()).isFalse();
        spool.close();
        assertThat(waiting.get()).isFalse();
    }

    @Test
    void aSpoolThatIsNearlyFullSaysSoUntilSomeWasDelivered() {
        try (AuditSpool spool = spool()) {
            assertThat(spool.trouble()).isEmpty();
            IntStream.range(0, 18).forEach(i -> spool.append(new byte[CAPACITY / 20]));
            assertThat(spool.trouble()).contains("the audit spool is full: 18 messages wait");
            spool.markDelivered(18);
            assertThat(spool.trouble()).isEmpty();
        }
    }

    @Test
    void aMessageLargerThanAllowedIsRefused() {
        try (AuditSpool spool = spool()) {
            assertThatThrownBy(() -> spool.append(new byte[CAPACITY / 8 + 1]))
                    .isInstanceOf(AuditSpoolException.class)
                    .hasMessageContaining("more than this spool takes");
        }
    }

    @Test
    void aFolderBelongsToOneSpoolAtATime() {
        try (AuditSpool spool = spool()) {
            assertThat(spool.backlog()).isZero();
            assertThatThrownBy(this::spool)
                    .isInstanceOf(AuditSpoolException.class)
                    .hasMessageContaining("already open");
        }
        spool().close();
    }

    @Test
    void limitsThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> new Limits(100, 100, 1000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(100, 200, 300)).isInstanceOf(IllegalArgumentException.class);
    }
}

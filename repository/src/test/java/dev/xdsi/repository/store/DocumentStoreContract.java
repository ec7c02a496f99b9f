package dev.xdsi.repository.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.Hash;
import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link DocumentStore} must do. */
public interface DocumentStoreContract {

    /** The store under test, empty at the begin of each test. */
    DocumentStore store();

    @Test
    default void measuresADocumentAsItsBytesPass() throws IOException {
        try (Deposit deposit = store().deposit()) {
            ReceivedDocument received = receive(deposit, "1.1", "abc");

            assertThat(received.documentUniqueId()).isEqualTo("1.1");
            assertThat(received.size()).isEqualTo(3);
            assertThat(received.hash()).isEqualTo(new Hash("a9993e364706816aba3e25717850c26c9cd0d89d"));
        }
    }

    @Test
    default void givesBackWhatWasKept() throws IOException {
        provide("1.1", "hello");

        StoredDocument found = store().find("1.1").orElseThrow();

        assertThat(found.mimeType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(found.content().length()).isEqualTo(5);
        assertThat(text(found)).isEqualTo("hello");
        assertThat(text(found)).as("opened again").isEqualTo("hello");
        assertThat(found.isIntact()).isTrue();
    }

    @Test
    default void knowsNothingOfWhatNobodyProvided() throws IOException {
        assertThat(store().find("1.1")).isEmpty();
    }

    @Test
    default void showsADocumentOnlyOnceItIsKept() throws IOException {
        try (Deposit deposit = store().deposit()) {
            receive(deposit, "1.1", "hello");
            assertThat(store().find("1.1")).isEmpty();

            deposit.keep();
            assertThat(store().find("1.1")).isPresent();
        }
    }

    @Test
    default void takesBackWhatWasReceivedOnly() throws IOException {
        try (Deposit deposit = store().deposit()) {
            receive(deposit, "1.1", "hello");
        }

        assertThat(store().find("1.1")).isEmpty();
        provide("1.1", "other bytes are welcome now");
    }

    @Test
    default void takesBackWhatWasKeptAndNotConfirmed() throws IOException {
        try (Deposit deposit = store().deposit()) {
            receive(deposit, "1.1", "hello");
            receive(deposit, "1.2", "world");
            deposit.keep();
        }

        assertThat(store().find("1.1")).isEmpty();
        assertThat(store().find("1.2")).isEmpty();
        provide("1.1", "other bytes are welcome now");
    }

    @Test
    default void leavesWhatIsInDoubt() throws IOException {
        try (Deposit deposit = store().deposit()) {
            receive(deposit, "1.1", "hello");
            deposit.keep();
            deposit.leaveInDoubt();
        }

        assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("hello");
    }

    @Test
    default void holdsTheSameBytesOnce() throws IOException {
        provide("1.1", "hello");
        provide("1.1", "hello");

        assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("hello");
    }

    @Test
    default void aFailingRepetitionDoesNotTakeARegisteredDocument() throws IOException {
        provide("1.1", "hello");
        try (Deposit repetition = store().deposit()) {
            receive(repetition, "1.1", "hello");
            repetition.keep();
        }

        assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("hello");
    }

    @Test
    default void aFailingSubmissionDoesNotTakeWhatAnotherReliesOn() throws IOException {
        try (Deposit surviving = store().deposit()) {
            try (Deposit failing = store().deposit()) {
                receive(failing, "1.1", "hello");
                failing.keep();
                receive(surviving, "1.1", "hello");
                surviving.keep();
            }
            assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("hello");
            surviving.confirm();
        }

        assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("hello");
    }

    @Test
    default void theLastOfTwoFailingSubmissionsTakesTheDocument() throws IOException {
        try (Deposit first = store().deposit();
                Deposit second = store().deposit()) {
            receive(first, "1.1", "hello");
            first.keep();
            receive(second, "1.1", "hello");
            second.keep();
        }

        assertThat(store().find("1.1")).isEmpty();
    }

    @Test
    default void refusesOtherBytesAndKeepsNothingOfThatSubmission() throws IOException {
        provide("1.1", "hello");
        try (Deposit deposit = store().deposit()) {
            receive(deposit, "1.0", "new");
            receive(deposit, "1.1", "jello");
            receive(deposit, "1.2", "new");

            assertThat(deposit.keep()).containsExactly("1.1");
        }

        assertThat(store().find("1.0")).isEmpty();
        assertThat(store().find("1.2")).isEmpty();
        assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("hello");
    }

    @Test
    default void stopsADocumentAtTheLimit() throws IOException {
        try (Deposit deposit = store().deposit()) {
            deposit.receive("1.1", "text/plain", bytes("12345"), 5);
            assertThatThrownBy(() -> deposit.receive("1.2", "text/plain", bytes("123456"), 5))
                    .isInstanceOf(DocumentTooLargeException.class);
        }
    }

    @Test
    default void keepsAnEmptyDocument() throws IOException {
        provide("1.1", "");

        StoredDocument found = store().find("1.1").orElseThrow();
        assertThat(found.hash()).isEqualTo(Hash.OF_NOTHING);
        assertThat(text(found)).isEmpty();
    }

    @Test
    default void acceptsASubmissionWithoutDocuments() throws IOException {
        try (Deposit deposit = store().deposit()) {
            assertThat(deposit.keep()).isEmpty();
            deposit.confirm();
        }
    }

    @Test
    default void closingTwiceDoesNoHarm() throws IOException {
        Deposit failing = store().deposit();
        receive(failing, "1.1", "hello");
        failing.keep();
        failing.close();
        provide("1.1", "hello");

        failing.close();

        assertThat(store().find("1.1")).isPresent();
    }

    @Test
    default void manyProvideTheSameDocumentAtOnceAndNoneTakesItFromAnother() throws Exception {
        CyclicBarrier together = new CyclicBarrier(8);
        try (ExecutorService sources = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 5; round++) {
                String uniqueId = "1.2." + round;
                var attempts = IntStream.range(0, 8)
                        .<Callable<Boolean>>mapToObj(source -> () -> {
                            together.await();
                            try (Deposit deposit = store().deposit()) {
                                receive(deposit, uniqueId, "the same");
                                assertThat(deposit.keep()).isEmpty();
                                if (source == 0) {
                                    deposit.confirm();
                                }
                                return true;
                            }
                        })
                        .toList();
                for (Future<Boolean> attempt : sources.invokeAll(attempts)) {
                    attempt.get();
                }
                assertThat(text(store().find(uniqueId).orElseThrow())).isEqualTo("the same");
            }
        }
    }

    @Test
    default void documentsOfTheSameBytesDoNotTakeThemFromEachOther() throws IOException {
        provide("1.1", "hello");
        provide("1.2", "hello");
        try (Deposit failing = store().deposit()) {
            receive(failing, "1.3", "hello");
            failing.keep();
        }

        assertThat(store().remove("1.1")).isTrue();

        assertThat(store().find("1.1")).isEmpty();
        assertThat(store().find("1.3")).isEmpty();
        assertThat(text(store().find("1.2").orElseThrow())).isEqualTo("hello");
    }

    @Test
    default void twoDocumentsOfOneSubmissionMayHaveTheSameBytes() throws IOException {
        try (Deposit deposit = store().deposit()) {
            receive(deposit, "1.1", "hello");
            receive(deposit, "1.2", "hello");
            assertThat(deposit.keep()).isEmpty();
            deposit.confirm();
        }

        assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("hello");
        assertThat(text(store().find("1.2").orElseThrow())).isEqualTo("hello");
    }

    @Test
    default void documentsAreRemovedTogetherOrNotAtAll() throws IOException {
        provide("1.1", "hello");
        provide("1.2", "hello");
        provide("1.3", "world");

        assertThat(store().remove(Set.of("1.1", "1.9", "1.3"))).isEqualTo(new Unremoved(Set.of("1.9"), Set.of()));
        assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("hello");
        assertThat(text(store().find("1.3").orElseThrow())).isEqualTo("world");

        assertThat(store().remove(Set.of("1.1", "1.3")).isNone()).isTrue();
        assertThat(store().find("1.1")).isEmpty();
        assertThat(store().find("1.3")).isEmpty();
        assertThat(text(store().find("1.2").orElseThrow())).isEqualTo("hello");
    }

    @Test
    default void aRemovedDocumentMayComeAgainWithOtherBytes() throws IOException {
        provide("1.1", "hello");

        assertThat(store().remove("1.1")).isTrue();
        assertThat(store().find("1.1")).isEmpty();
        assertThat(store().remove("1.1")).as("removed again").isFalse();

        provide("1.1", "jello");
        assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("jello");
    }

    @Test
    default void nothingIsRemovedBesideWhoIsJustBringingIt() throws IOException {
        provide("1.1", "hello");
        provide("1.2", "hello");
        try (Deposit failing = store().deposit()) {
            receive(failing, "1.1", "hello");
            failing.keep();
            assertThat(store().remove(Set.of("1.1", "1.2", "1.9")))
                    .isEqualTo(new Unremoved(Set.of("1.9"), Set.of("1.1")));
            assertThat(store().remove(Set.of("1.1", "1.2"))).isEqualTo(new Unremoved(Set.of(), Set.of("1.1")));
        }
        assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("hello");
        assertThat(text(store().find("1.2").orElseThrow())).isEqualTo("hello");
        assertThat(store().remove("1.1")).as("once the submission is over").isTrue();
        assertThat(store().find("1.1")).isEmpty();
    }

    @Test
    default void nothingIsRemovedOfWhatIsInDoubt() throws IOException {
        provide("1.1", "hello");
        try (Deposit deposit = store().deposit()) {
            receive(deposit, "1.1", "hello");
            deposit.keep();
            deposit.leaveInDoubt();
        }

        assertThat(store().remove("1.1")).isFalse();
        assertThat(text(store().find("1.1").orElseThrow())).isEqualTo("hello");
    }

    @Test
    default void aRemovalBesideANewSubmissionOfTheSameBytesLeavesThem() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20; round++) {
                String old = "1.1." + round;
                String young = "1.2." + round;
                provide(old, "shared");
                Future<Boolean> removal = both.submit(() -> {
                    together.await();
                    return store().remove(old);
                });
                Future<Boolean> submission = both.submit(() -> {
                    together.await();
                    provide(young, "shared");
                    return true;
                });
                assertThat(removal.get() && submission.get()).isTrue();
                assertThat(store().find(old)).isEmpty();
                assertThat(text(store().find(young).orElseThrow())).isEqualTo("shared");
                assertThat(store().remove(young)).isTrue();
            }
        }
    }

    @Test
    default void givesBackManyBlocksAsTheyCame() throws IOException {
        byte[] large = new byte[3 * BlockChecksums.BLOCK + 7];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) ((i * 31) >> 3);
        }
        try (Deposit deposit = store().deposit()) {
            deposit.receive("1.1", "application/dicom", new ByteArrayInputStream(large), large.length);
            deposit.keep();
            deposit.confirm();
        }

        DocumentContent content = store().find("1.1").orElseThrow().content();
        assertThat(content.length()).isEqualTo(large.length);
        try (InputStream in = content.open()) {
            assertThat(in.readAllBytes()).isEqualTo(large);
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(large.length + 1);
        try (ReadableByteChannel in = content.channel()) {
            while (in.read(direct) >= 0) {
                assertThat(direct.hasRemaining()).isTrue();
            }
        }
        assertThat(direct.flip()).isEqualTo(ByteBuffer.wrap(large));
    }

    @Test
    default void isWell() throws IOException {
        store().check();
    }

    /** Provides one document as a registered submission does. */
    private void provide(String uniqueId, String text) throws IOException {
        try (Deposit deposit = store().deposit()) {
            receive(deposit, uniqueId, text);
            assertThat(deposit.keep()).isEmpty();
            deposit.confirm();
        }
    }

    private static ReceivedDocument receive(Deposit deposit, String uniqueId, String text) throws IOException {
        return deposit.receive(uniqueId, "text/plain; charset=utf-8", bytes(text), 1000);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(StoredDocument document) throws IOException {
        try (InputStream in = document.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package dev.xdsi.soap.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.transaction.SendableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves, and what is compared meanwhile. */
class VouchAheadTest {
    private static final int MIB = 1024 * 1024;
    private static final long LENGTH = 50L * MIB + 123;

    @TempDir
    private Path folder;

    private final List<Long> pieces = new ArrayList<>();
    private long sent;
    private long farthest;

    @Test
    void aReceiverThatTakesAllAtOnceGetsAllOfItWithoutMuchAhead() throws IOException {
        Vouched document = new Vouched(open(), LENGTH, LENGTH);

        assertThat(send(document, 0)).isEqualTo(LENGTH);

        assertThat(sent).isEqualTo(LENGTH);
        assertThat(pieces.subList(0, pieces.size() - 1)).allMatch(piece -> piece == MIB / 4);
        assertThat(farthest).isEqualTo(MIB / 4);
    }

    @Test
    void whileTheReceiverTakesItsTimeTheNextIsComparedButNotAllOfIt() throws IOException {
        Vouched document = new Vouched(open(), LENGTH, LENGTH);

        assertThat(send(document, Integer.MAX_VALUE)).isEqualTo(LENGTH);

        assertThat(sent).isEqualTo(LENGTH);
        assertThat(farthest).isBetween(7L * MIB, 9L * MIB);
    }

    @Test
    void whatIsRightLeavesAndThenItBreaksOff() throws IOException {
        for (int busy : new int[] {0, 3, Integer.MAX_VALUE}) {
            Vouched document = new Vouched(open(), LENGTH, 5L * MIB + 7);
            sent = 0;

            assertThatThrownBy(() -> send(document, busy)).hasMessage("other bytes");

            assertThat(sent).isEqualTo(20 * 256 * 1024L);
        }
    }

    @Test
    void anEmptyDocumentSendsNothing() throws IOException {
        assertThat(send(new Vouched(open(), 0, 0), 0)).isZero();
        assertThat(pieces).isEmpty();
    }

    /** @param busy how often the connection takes no more before it takes a piece */
    private long send(Vouched document, int busy) throws IOException {
        try (VouchAhead in = new VouchAhead(document, ByteBuffer.allocate(1))) {
            return in.sendTo((file, position, length, meanwhile) -> {
                assertThat(position).isEqualTo(sent);
                for (int i = 0; i < busy && meanwhile.work(); i++) {}
                farthest =
                        LongStream.of(farthest, document.vouched - sent).max().orElseThrow();
                sent += length;
                assertThat(sent).as("nothing leaves that was not compared").isLessThanOrEqualTo(document.vouched);
                pieces.add((long) length);
            });
        } finally {
            assertThat(document.isOpen()).isFalse();
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(Files.write(folder.resolve("document"), new byte[0]));
    }

    /** A document of which only the first bytes are {@code right}. */
    private static final class Vouched implements SendableFile {
        private final FileChannel file;
        private final long length;
        private final long right;
        private long vouched;

        Vouched(FileChannel file, long length, long right) {
            this.file = file;
            this.length = length;
            this.right = right;
        }

        @Override
        public FileChannel file() {
            return file;
        }

        @Override
        public long vouch(long most, ByteBuffer scratch) throws IOException {
            long next = Math.min(most, length - vouched);
            if (vouched + next > right) {
                throw new IOException("other bytes");
            }
            vouched += next;
            return next;
        }

        @Override
        public int read(ByteBuffer target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}

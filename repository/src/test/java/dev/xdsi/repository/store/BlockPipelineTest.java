package dev.xdsi.repository.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks on their way past whoever hashes and whoever writes them. */
class BlockPipelineTest {
    private static final int BLOCK = BlockChecksums.BLOCK;
    private static final int MANY = 40 * BLOCK;

    /** However late a block is written, it is not overwritten by a later one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK, MANY + 17})
    void allBytesPassInTheirOrder(int size) throws Exception {
        byte[] bytes = bytes(size);
        Taken taken = new Taken(new Random(size));

        Measured measured = Measured.copy(new ByteArrayInputStream(bytes), taken, size);

        assertThat(taken.bytes.toByteArray()).isEqualTo(bytes);
        assertThat(measured.name().size()).isEqualTo(size);
        assertThat(measured.name().hash().hex())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(bytes)));
    }

    /** The failure of a disk is the failure that whoever sends the bytes hears of, in its own words. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 39, 40})
    void whatCannotBeWrittenFails(int blocks) {
        StoreFullException full = new StoreFullException("the disk", new IOException("No space left on device"));
        Failing failing = new Failing(blocks, full);

        assertThatThrownBy(() -> Measured.copy(new ByteArrayInputStream(bytes(MANY + 17)), failing, Long.MAX_VALUE))
                .isSameAs(full);

        assertThat(failing.asked).hasValue(blocks + 1);
    }

    @Test
    void nothingIsWrittenAnyMoreWhenWhoeverSendsHasGone() {
        Taken taken = new Taken(new Random(3));
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(bytes(MANY)), new Broken());

        assertThatThrownBy(() -> Measured.copy(broken, taken, Long.MAX_VALUE)).hasMessage("gone");

        assertThat(taken.bytes.size()).isEqualTo(MANY);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Takes some of what it is offered, now and then after others had their turn. */
    private static final class Taken implements WritableByteChannel {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Random random;

        Taken(Random random) {
            this.random = random;
        }

        @Override
        public int write(ByteBuffer offered) {
            if (random.nextBoolean()) {
                LockSupport.parkNanos(1_000);
            }
            byte[] some = new byte[1 + random.nextInt(offered.remaining())];
            offered.get(some);
            bytes.writeBytes(some);
            return some.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** Takes so many blocks and no more. */
    private record Failing(int blocks, IOException failure, AtomicInteger asked) implements WritableByteChannel {
        Failing(int blocks, IOException failure) {
            this(blocks, failure, new AtomicInteger());
        }

        @Override
        public int write(ByteBuffer offered) throws IOException {
            if (asked.incrementAndGet() > blocks) {
                throw failure;
            }
            int length = offered.remaining();
            offered.position(offered.limit());
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("gone");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }
}

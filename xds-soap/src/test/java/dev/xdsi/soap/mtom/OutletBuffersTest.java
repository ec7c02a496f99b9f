package dev.xdsi.soap.mtom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OutletBuffersTest {
    private static final int SIZE = 16;

    private final OutletBuffers buffers = new OutletBuffers(SIZE);

    @Test
    void aBufferThatCameBackServesTheNextAnswerFromItsBeginning() {
        ByteBuffer first = taken();
        first.put(new byte[SIZE - 1]).flip();

        buffers.giveBack(first);

        assertThat(taken()).isSameAs(first).returns(SIZE, ByteBuffer::remaining);
    }

    /** The connection that failed may still read it, and would send the next answer's bytes to who is not to have them. */
    @Test
    void aBufferThatAFailedConnectionMayReadServesNobodyElse() {
        ByteBuffer doubtful = taken();

        buffers.forget();

        assertThat(all()).isNotEmpty().allSatisfy(other -> assertThat(other).isNotSameAs(doubtful));
    }

    @Test
    void thereAreFewAndThatStaysSo() {
        List<ByteBuffer> first = all();
        assertThat(buffers.take()).isNull();

        first.removeLast();
        buffers.forget();
        first.forEach(buffers::giveBack);

        assertThat(all()).hasSize(first.size() + 1);
        assertThat(buffers.take()).isNull();
    }

    private ByteBuffer taken() {
        ByteBuffer buffer = Objects.requireNonNull(buffers.take());
        assertThat(buffer.isDirect()).isTrue();
        return buffer;
    }

    private List<ByteBuffer> all() {
        List<ByteBuffer> taken = new ArrayList<>();
        for (ByteBuffer buffer = buffers.take(); buffer != null; buffer = buffers.take()) {
            taken.add(buffer);
        }
        return taken;
    }
}

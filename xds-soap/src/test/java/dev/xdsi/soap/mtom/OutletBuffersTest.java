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
    void buffersThatCameBackServeTheNextAnswerFromTheirBeginning() {
        ByteBuffer[] first = taken();
        first[1].put(new byte[SIZE - 1]).flip();

        buffers.giveBack(first);

        assertThat(taken()).isSameAs(first).allMatch(buffer -> buffer.remaining() == SIZE);
    }

    /** The connection that failed may still read them, and would send the next answer's bytes to who is not to have them. */
    @Test
    void buffersThatAFailedConnectionMayReadServeNobodyElse() {
        ByteBuffer[] doubtful = taken();

        buffers.forget();

        assertThat(all()).isNotEmpty().allSatisfy(other -> assertThat(other).isNotSameAs(doubtful));
    }

    @Test
    void thereAreFewAndThatStaysSo() {
        List<ByteBuffer[]> first = all();
        assertThat(buffers.take()).isNull();

        first.removeLast();
        buffers.forget();
        first.forEach(buffers::giveBack);

        assertThat(all()).hasSize(first.size() + 1);
        assertThat(buffers.take()).isNull();
    }

    private ByteBuffer[] taken() {
        ByteBuffer[] pair = Objects.requireNonNull(buffers.take());
        assertThat(pair).hasSize(2).allMatch(ByteBuffer::isDirect);
        return pair;
    }

    private List<ByteBuffer[]> all() {
        List<ByteBuffer[]> taken = new ArrayList<>();
        for (ByteBuffer[] pair = buffers.take(); pair != null; pair = buffers.take()) {
            taken.add(pair);
        }
        return taken;
    }
}

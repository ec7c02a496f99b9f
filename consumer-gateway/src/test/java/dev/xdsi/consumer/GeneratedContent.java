package dev.xdsi.consumer;

import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Content that is nowhere but on its way behind a beginning that is given, and knows how much of it has left. */
final class GeneratedContent implements DocumentContent {
    private final byte[] beginning;
    private final long length;
    private final AtomicLong left = new AtomicLong();

    GeneratedContent(byte[] beginning, long length) {
        this.beginning = beginning;
        this.length = length;
    }

    long left() {
        return left.get();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() {
        left.set(beginning.length);
        return new SequenceInputStream(new ByteArrayInputStream(beginning), generated());
    }

    private InputStream generated() {
        return new InputStream() {
            @Override
            public int read() {
                return left.get() < length ? (int) (left.getAndIncrement() & 0xFF) : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int count) {
                int given = (int) Math.min(count, length - left.get());
                left.addAndGet(given);
                return given == 0 ? -1 : given;
            }
        };
    }
}

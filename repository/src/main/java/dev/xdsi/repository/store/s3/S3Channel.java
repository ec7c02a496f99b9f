package dev.xdsi.repository.store.s3;

import dev.xdsi.repository.store.BlockChecksums;
import dev.xdsi.repository.store.CorruptContentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object: its first block by a call of its own, which is all that is needed to see that it is there, and the rest as
 * one stream when somebody wants it.
 */
final class S3Channel implements ReadableByteChannel {
    private static final int PIECE = 64 << 10;

    private final S3Calls s3;
    private final String key;
    private final long size;
    private @Nullable ResponseInputStream<GetObjectResponse> stream;
    private long position;
    private long streamEnd;
    private boolean open = true;

    private S3Channel(S3Calls s3, String key, long size) {
        this.s3 = s3;
        this.key = key;
        this.size = size;
    }

    static S3Channel open(S3Calls s3, String key, long size) throws IOException {
        S3Channel channel = new S3Channel(s3, key, size);
        long there = channel.next();
        if (there != size) {
            try (channel) {
                throw new CorruptContentException(
                        key + " in " + s3.bucket() + " has " + there + " bytes, not " + size + " as received");
            }
        }
        return channel;
    }

    /** Begins the next stream, and says how many bytes the object has. */
    private long next() throws IOException {
        streamEnd = position == 0 ? Math.min(BlockChecksums.BLOCK, size) : size;
        GetObjectRequest.Builder get =
                GetObjectRequest.builder().bucket(s3.name()).key(key);
        if (size > 0) {
            get.range("bytes=" + position + "-" + (streamEnd - 1));
        }
        ResponseInputStream<GetObjectResponse> answer = s3.call(client -> client.getObject(get.build()));
        stream = answer;
        String range = answer.response().contentRange();
        return range == null
                ? answer.response().contentLength()
                : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position == streamEnd && position < size && target.hasRemaining()) {
            closeStream();
            next();
        }
        ResponseInputStream<GetObjectResponse> from = stream;
        if (from == null || position == size) {
            return -1;
        }
        try {
            int read = target.hasArray() ? intoArray(from, target) : copied(from, target);
            position += Math.max(read, 0);
            return read;
        } catch (SdkException e) {
            throw new IOException("the object store " + s3.bucket() + " broke off: " + e.getMessage(), e);
        }
    }

    private static int intoArray(ResponseInputStream<?> from, ByteBuffer target) throws IOException {
        int read = from.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
        target.position(target.position() + Math.max(read, 0));
        return read;
    }

    private static int copied(ResponseInputStream<?> from, ByteBuffer target) throws IOException {
        byte[] piece = new byte[Math.min(PIECE, target.remaining())];
        int read = from.read(piece);
        target.put(piece, 0, Math.max(read, 0));
        return read;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** A stream that was read to its end leaves its connection to the next; any other is cut, for nobody knows how long its rest is. */
    private void closeStream() throws IOException {
        ResponseInputStream<GetObjectResponse> read = stream;
        stream = null;
        if (read == null) {
            return;
        }
        if (position == streamEnd && read.read() < 0) {
            read.close();
        } else {
            read.abort();
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        closeStream();
    }
}

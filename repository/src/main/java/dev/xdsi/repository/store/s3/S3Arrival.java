package dev.xdsi.repository.store.s3;

import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.ContentName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Bytes on their way into an object: in one call where they fit into a part, else in parts, one of which is in the heap, and the first too where
 * its beginning comes last.
 */
final class S3Arrival implements Arrival {
    static final int PART = 8 << 20;
    private static final int FIRST = 256 << 10;
    /** S3 takes no more. */
    private static final int MOST_PARTS = 10_000;

    private final S3Calls s3;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private final int room;
    private byte[] part = new byte[FIRST];
    /** The first part, until its beginning has come. */
    private byte @Nullable [] held;

    private int filled;
    private @Nullable String upload;
    private boolean open = true;

    /** @param room for so many bytes at the beginning, which come last */
    S3Arrival(S3Calls s3, String key, int room) {
        this.s3 = s3;
        this.key = key;
        this.room = room;
        this.filled = room;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (filled == part.length) {
            makeRoom();
        }
        int taken = Math.min(part.length - filled, bytes.remaining());
        bytes.get(part, filled, taken);
        filled += taken;
        return taken;
    }

    private void makeRoom() throws IOException {
        if (part.length < PART) {
            part = Arrays.copyOf(part, 2 * part.length);
        } else if (room > 0 && held == null) {
            held = part;
            part = new byte[PART];
            filled = 0;
        } else {
            sendPart(parts.size() + (held == null ? 1 : 2), part, filled);
            filled = 0;
        }
    }

    private void sendPart(int number, byte[] bytes, int length) throws IOException {
        if (number > MOST_PARTS) {
            throw new IOException(
                    "an object store takes no document of more than " + (long) MOST_PARTS * PART + " bytes");
        }
        String id = upload == null ? create() : upload;
        upload = id;
        String tag = s3.call(client -> client.uploadPart(
                        send -> send.bucket(s3.name()).key(key).uploadId(id).partNumber(number), body(bytes, length))
                .eTag());
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }

    private String create() throws IOException {
        return s3.call(client -> client.createMultipartUpload(
                        create -> create.bucket(s3.name()).key(key))
                .uploadId());
    }

    /** The buffer itself, which the client may read again after a failure. */
    private static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    @Override
    public void begin(ByteBuffer bytes) {
        bytes.get(held == null ? part : held, 0, room);
    }

    @Override
    public void complete(ContentName name) throws IOException {
        byte[] first = held;
        if (first != null) {
            sendPart(1, first, first.length);
            parts.addFirst(parts.removeLast());
        }
        if (upload == null) {
            s3.call(client -> client.putObject(put -> put.bucket(s3.name()).key(key), body(part, filled)));
        } else {
            if (filled > 0) {
                sendPart(parts.size() + 1, part, filled);
            }
            String id = upload;
            s3.call(client -> client.completeMultipartUpload(complete ->
                    complete.bucket(s3.name()).key(key).uploadId(id).multipartUpload(all -> all.parts(parts))));
        }
        upload = null;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        String left = upload;
        upload = null;
        if (left != null) {
            s3.call(client -> client.abortMultipartUpload(
                    abort -> abort.bucket(s3.name()).key(key).uploadId(left)));
        }
    }
}

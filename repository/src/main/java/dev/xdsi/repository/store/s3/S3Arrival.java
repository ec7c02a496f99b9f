package dev.xdsi.repository.store.s3;

import dev.xdsi.repository.store.Arrival;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Bytes on their way into an object: in one call where they fit into a part, else in parts, one of which is in the heap. */
final class S3Arrival implements Arrival {
    static final int PART = 8 << 20;
    private static final int FIRST = 256 << 10;
    /** S3 takes no more. */
    private static final int MOST_PARTS = 10_000;

    private final S3Calls s3;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] part = new byte[FIRST];
    private int filled;
    private @Nullable String upload;
    private boolean open = true;

    S3Arrival(S3Calls s3, String key) {
        this.s3 = s3;
        this.key = key;
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
        } else {
            sendPart();
        }
    }

    private void sendPart() throws IOException {
        if (parts.size() == MOST_PARTS) {
            throw new IOException(
                    "an object store takes no document of more than " + (long) MOST_PARTS * PART + " bytes");
        }
        String id = upload == null ? begin() : upload;
        upload = id;
        int number = parts.size() + 1;
        String tag = s3.call(client -> client.uploadPart(
                        send -> send.bucket(s3.name()).key(key).uploadId(id).partNumber(number), body())
                .eTag());
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        filled = 0;
    }

    private String begin() throws IOException {
        return s3.call(client -> client.createMultipartUpload(
                        create -> create.bucket(s3.name()).key(key))
                .uploadId());
    }

    /** The buffer itself, which the client may read again after a failure. */
    private RequestBody body() {
        int length = filled;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(part, 0, length), length, "application/octet-stream");
    }

    @Override
    public void complete() throws IOException {
        if (upload == null) {
            s3.call(client -> client.putObject(put -> put.bucket(s3.name()).key(key), body()));
        } else {
            if (filled > 0) {
                sendPart();
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

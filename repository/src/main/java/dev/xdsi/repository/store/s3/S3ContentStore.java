package dev.xdsi.repository.store.s3;

import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.IndexMark;
import dev.xdsi.repository.store.TemporaryName;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Contents as objects of an S3 bucket, which any number of processes may share. An object comes under a key of its deposit in
 * {@code incoming} and is copied, by the store itself, to one in {@code documents} named by its content.
 */
public final class S3ContentStore implements ContentStore {
    private static final String INCOMING = "incoming/";
    private static final String DOCUMENTS = "documents/";
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final S3Calls s3;
    private final S3Copy copy;

    private S3ContentStore(S3Calls s3, S3Copy copy) {
        this.s3 = s3;
        this.copy = copy;
    }

    /**
     * Opens a bucket that is there.
     *
     * @throws IOException when it is not, or we may not use it
     */
    public static S3ContentStore open(S3Bucket bucket) throws IOException {
        return open(bucket, S3Copy.Sizes.USUAL);
    }

    static S3ContentStore open(S3Bucket bucket, S3Copy.Sizes sizes) throws IOException {
        S3Calls s3 = S3Calls.to(bucket);
        S3ContentStore store = new S3ContentStore(s3, new S3Copy(s3, sizes));
        try {
            store.check();
            return store;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public Arrival receive(TemporaryName name, int room) {
        return new S3Arrival(s3, key(name), room);
    }

    /** What the store has taken it keeps, and a deposit is unfinished while it has any object in {@code incoming}. */
    @Override
    public void secure(UUID deposit) {}

    @Override
    public boolean publish(TemporaryName received, ContentName name) throws IOException {
        // a store that does not know the condition of the copy does not get that far, but for two at the same moment
        return !isThere(name) && copy.unlessThere(key(received), key(name), name.size());
    }

    @Override
    public void replace(TemporaryName received, ContentName name) throws IOException {
        copy.inPlaceOf(key(received), key(name), name.size());
    }

    private boolean isThere(ContentName name) throws IOException {
        try {
            s3.call(client -> client.headObject(head -> head.bucket(s3.name()).key(key(name))));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void finish(UUID deposit) throws IOException {
        String folder = INCOMING + deposit + "/";
        s3.call(client -> {
            uploads(folder).forEach(this::abort);
            for (S3Object object : objects(folder)) {
                client.deleteObject(delete -> delete.bucket(s3.name()).key(object.key()));
            }
            return true;
        });
    }

    private void abort(MultipartUpload upload) {
        s3.client()
                .abortMultipartUpload(
                        abort -> abort.bucket(s3.name()).key(upload.key()).uploadId(upload.uploadId()));
    }

    /** Copies that were going on when their process died. */
    @Override
    public void sweep(Instant before) throws IOException {
        s3.call(client -> {
            for (MultipartUpload upload : uploads(DOCUMENTS)) {
                if (upload.initiated().isBefore(before)) {
                    abort(upload);
                }
            }
            return true;
        });
    }

    @Override
    public Map<UUID, Instant> unfinished() throws IOException {
        Map<UUID, Instant> deposits = new TreeMap<>();
        s3.call(client -> {
            for (S3Object object : objects(INCOMING)) {
                deposit(object.key()).ifPresent(id -> deposits.merge(id, object.lastModified(), S3ContentStore::later));
            }
            for (MultipartUpload upload : uploads(INCOMING)) {
                deposit(upload.key()).ifPresent(id -> deposits.merge(id, upload.initiated(), S3ContentStore::later));
            }
            return true;
        });
        return deposits;
    }

    private Optional<UUID> deposit(String key) {
        String[] parts = s3.path(key).split("/", -1);
        return parts.length == 3 && UUID_FORM.matcher(parts[1]).matches()
                ? Optional.of(UUID.fromString(parts[1]))
                : Optional.empty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Iterable<S3Object> objects(String folder) {
        return s3.client()
                .listObjectsV2Paginator(list -> list.bucket(s3.name()).prefix(s3.key(folder)))
                .contents();
    }

    private Iterable<MultipartUpload> uploads(String folder) {
        return s3.client()
                .listMultipartUploadsPaginator(list -> list.bucket(s3.name()).prefix(s3.key(folder)))
                .uploads();
    }

    @Override
    public ReadableByteChannel open(ContentName name) throws IOException {
        return S3Channel.open(s3, key(name), name.size());
    }

    @Override
    public ReadableByteChannel open(TemporaryName received, ContentName name) throws IOException {
        return S3Channel.open(s3, key(received), name.size());
    }

    @Override
    public void delete(ContentName name) throws IOException {
        s3.call(client -> client.deleteObject(delete -> delete.bucket(s3.name()).key(key(name))));
    }

    @Override
    public IndexMark mark() {
        return new S3Mark(s3, s3.key(DOCUMENTS + "index"));
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        s3.call(client -> {
            for (S3Object object : objects(DOCUMENTS)) {
                String path = s3.path(object.key());
                Optional<ContentName> name = ContentName.parse(path.substring(path.lastIndexOf('/') + 1));
                if (name.isPresent()
                        && path.equals(DOCUMENTS + name.get().path())
                        && !visitor.found(name.get(), object.lastModified())) {
                    return false;
                }
            }
            return true;
        });
    }

    @Override
    public void check() throws IOException {
        s3.call(client -> client.headBucket(head -> head.bucket(s3.name())));
    }

    @Override
    public void close() {
        s3.client().close();
    }

    private String key(TemporaryName name) {
        return s3.key(INCOMING + name);
    }

    private String key(ContentName name) {
        return s3.key(DOCUMENTS + name.path());
    }
}

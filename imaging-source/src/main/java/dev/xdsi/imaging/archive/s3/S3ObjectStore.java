package dev.xdsi.imaging.archive.s3;

import dev.xdsi.imaging.archive.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Instances as objects of an S3 bucket, which are named as their files are named in a folder. Every byte is sent with an MD5 of what it is a part
 * of, for that is what any such store compares.
 */
public final class S3ObjectStore implements ObjectStore {
    private static final String INSTANCES = "instances/";
    private static final String OF_ARCHIVE = INSTANCES + "archive";
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final S3Upload.Sizes sizes;

    /**
     * @param client whose calls all have an end; who made it closes it
     * @param prefix before every key, to share a bucket; empty or ending with a slash
     */
    public S3ObjectStore(S3Client client, String bucket, String prefix) {
        this(client, bucket, prefix, S3Upload.Sizes.USUAL);
    }

    S3ObjectStore(S3Client client, String bucket, String prefix, S3Upload.Sizes sizes) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.sizes = sizes;
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws IOException;
    }

    private <T> T call(Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (NoSuchBucketException misnamed) {
            throw failed(misnamed);
        } catch (NoSuchKeyException lost) {
            throw noSuchFile(lost);
        } catch (S3Exception refused) {
            // A HEAD has no body to say what there is not.
            throw refused.statusCode() == NOT_FOUND ? noSuchFile(refused) : failed(refused);
        } catch (SdkException away) {
            throw failed(away);
        }
    }

    private IOException noSuchFile(S3Exception lost) {
        return (IOException) new NoSuchFileException(toString(), null, lost.getMessage()).initCause(lost);
    }

    private IOException failed(SdkException failure) {
        String words = "the object store " + this + " fails: " + failure.getMessage();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return (IOException) new ConnectException(words).initCause(failure);
            }
        }
        return new IOException(words, failure);
    }

    @Override
    public void put(String name, Path file) throws IOException {
        call(() -> {
            new S3Upload(client, bucket, key(name), sizes).send(file, Files.size(file));
            return true;
        });
    }

    @Override
    public InputStream open(String name) throws IOException {
        return new ObjectStream(
                call(() -> client.getObject(get -> get.bucket(bucket).key(key(name)))), toString());
    }

    @Override
    public long length(String name) throws IOException {
        return call(() ->
                client.headObject(head -> head.bucket(bucket).key(key(name))).contentLength());
    }

    @Override
    public void delete(String name) throws IOException {
        call(() -> {
            for (MultipartUpload upload : client.listMultipartUploadsPaginator(
                            list -> list.bucket(bucket).prefix(key(name)))
                    .uploads()) {
                client.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
            }
            return client.deleteObject(delete -> delete.bucket(bucket).key(key(name)));
        });
    }

    @Override
    public List<String> names(String digits) throws IOException {
        String folder = prefix + INSTANCES + digits + "/";
        return call(() -> {
            List<String> names = new ArrayList<>();
            for (S3Object object : client.listObjectsV2Paginator(
                            list -> list.bucket(bucket).prefix(folder))
                    .contents()) {
                names.add(object.key().substring(object.key().lastIndexOf('/') + 1));
            }
            return names;
        });
    }

    @Override
    public Optional<UUID> archive() throws IOException {
        try {
            String noted = call(() ->
                            client.getObjectAsBytes(get -> get.bucket(bucket).key(prefix + OF_ARCHIVE)))
                    .asString(StandardCharsets.ISO_8859_1);
            return Optional.of(UUID.fromString(noted.strip()));
        } catch (NoSuchFileException nobody) {
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            throw new IOException("the object " + prefix + OF_ARCHIVE + " of " + this + " names no archive", malformed);
        }
    }

    @Override
    public void belongTo(UUID archive) throws IOException {
        call(() -> {
            try {
                return client.putObject(
                        put -> put.bucket(bucket).key(prefix + OF_ARCHIVE).ifNoneMatch("*"),
                        RequestBody.fromString(archive + "\n"));
            } catch (S3Exception refused) {
                if (refused.statusCode() == PRECONDITION_FAILED || refused.statusCode() == CONFLICT) {
                    return refused;
                }
                throw refused;
            }
        });
    }

    @Override
    public void check() throws IOException {
        call(() -> client.headBucket(head -> head.bucket(bucket)));
    }

    private String key(String name) {
        return prefix + INSTANCES + name.substring(0, 2) + "/" + name.substring(2, 4) + "/" + name;
    }

    @Override
    public String toString() {
        return bucket + "/" + prefix;
    }
}

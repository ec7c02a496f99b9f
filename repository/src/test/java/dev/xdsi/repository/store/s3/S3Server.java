package dev.xdsi.repository.store.s3;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A real S3 server on a folder, with one bucket, which asks for signatures. */
public final class S3Server implements AutoCloseable {
    private static final String KEY = "key-of-tests";
    private static final String SECRET = "secret-of-tests";

    private final Path folder;
    private S3Proxy server;
    private int port;

    public S3Server(Path folder) throws Exception {
        this.folder = folder;
        this.server = start(folder, 0);
        this.port = server.getPort();
        try (S3Client client = client()) {
            client.createBucket(create -> create.bucket("documents"));
        }
    }

    private static S3Proxy start(Path folder, int port) throws Exception {
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .v4MaxNonChunkedRequestSize(64 << 20)
                .build();
        server.start();
        return server;
    }

    public S3Bucket bucket(String prefix) {
        return bucket(prefix, SECRET);
    }

    S3Bucket bucket(String prefix, String secret) {
        return new S3Bucket(
                URI.create("http://127.0.0.1:" + port),
                "us-east-1",
                "documents",
                prefix,
                new S3Bucket.Access(KEY, secret));
    }

    public S3Client client() {
        return S3Calls.to(bucket("")).client();
    }

    /** Forgets every object. */
    public void clear() {
        try (S3Client client = client()) {
            for (S3Object object : client.listObjectsV2Paginator(list -> list.bucket("documents"))
                    .contents()) {
                client.deleteObject(delete -> delete.bucket("documents").key(object.key()));
            }
        }
    }

    public void stop() throws Exception {
        server.stop();
    }

    /** At the same address, with what it held. */
    public void startAgain() throws Exception {
        server = start(folder, port);
        port = server.getPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}

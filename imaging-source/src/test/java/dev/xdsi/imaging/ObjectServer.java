package dev.xdsi.imaging;

import dev.xdsi.imaging.archive.s3.S3ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server on a folder, with one bucket, which can be stopped and started again. */
public final class ObjectServer implements AutoCloseable {
    public static final String BUCKET = "images";
    private static final String KEY = "key-of-tests";
    private static final String SECRET = "secret-of-tests";

    private final Path folder;
    private S3Proxy server;
    private int port;
    private final S3Client client;

    public ObjectServer(Path folder) throws Exception {
        this.folder = folder;
        this.server = start(0);
        this.port = server.getPort();
        this.client = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        client.createBucket(create -> create.bucket(BUCKET));
    }

    private S3Proxy start(int at) throws Exception {
        S3Proxy started = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + at))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .v4MaxNonChunkedRequestSize(64 << 20)
                .build();
        started.start();
        return started;
    }

    public S3Client client() {
        return client;
    }

    public S3ObjectStore store() {
        return new S3ObjectStore(client, BUCKET, "");
    }

    /** What is on its disk of instances. */
    public List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(BUCKET))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("archive"))
                    .toList();
        }
    }

    /** Where it has an instance, if it is there. */
    public static Path in(Path folder, String name) {
        return folder.resolve(BUCKET)
                .resolve("instances")
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
    }

    public void stop() throws Exception {
        server.stop();
    }

    /** At the same address, with what it held. */
    public void startAgain() throws Exception {
        server = start(port);
        port = server.getPort();
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.stop();
    }
}

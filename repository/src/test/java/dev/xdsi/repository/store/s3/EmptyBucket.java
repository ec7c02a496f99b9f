package dev.xdsi.repository.store.s3;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An S3 server for the tests of a class, with a bucket that is empty at the begin of each. */
public final class EmptyBucket implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private S3Server server;

    public S3Server server() {
        return server;
    }

    /** The bucket; keys begin with {@code prefix}. */
    public S3Bucket bucket(String prefix) {
        return server.bucket(prefix);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = Files.createTempDirectory("s3");
        server = new S3Server(folder);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        server.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}

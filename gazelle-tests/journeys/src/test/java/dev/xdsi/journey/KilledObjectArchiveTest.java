package dev.xdsi.journey;

import dev.xdsi.gateway.config.ImageStorageSettings;
import dev.xdsi.gateway.config.RepositorySettings;
import dev.xdsi.repository.store.s3.S3Bucket;
import dev.xdsi.repository.store.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The same where instances are objects. */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class KilledObjectArchiveTest extends KilledArchiveTest {
    private S3Server server;

    @Override
    void keepImages() throws Exception {
        server = new S3Server(Files.createDirectory(folder.resolve("s3")));
        S3Bucket bucket = server.bucket("");
        S3Bucket.Access access = Objects.requireNonNull(bucket.access());
        gateways.with(ImageStorageSettings.STORAGE.variable(), RepositorySettings.S3)
                .with(ImageStorageSettings.S3.endpoint().variable(), String.valueOf(bucket.endpoint()))
                .with(ImageStorageSettings.S3.bucket().variable(), bucket.bucket())
                .with(ImageStorageSettings.S3.accessKey().variable(), access.keyId())
                .with(ImageStorageSettings.S3.secretKey().variable(), access.secret());
    }

    /** But for the note to which archive they belong. */
    @Override
    long kept() throws IOException {
        return files(folder.resolve("s3")) - 1;
    }

    @Override
    @AfterEach
    void stop() throws Exception {
        super.stop();
        server.close();
    }
}

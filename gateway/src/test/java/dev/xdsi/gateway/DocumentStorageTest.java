package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.repository.Storage;
import dev.xdsi.repository.store.s3.S3Bucket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentStorageTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    @Test
    void keepsFilesInTheDataFolderWhereNothingIsSaid() throws Exception {
        assertThat(storage(Map.of())).isEqualTo(Storage.files(folder));
    }

    @Test
    void keepsObjectsInABucket() throws Exception {
        Storage storage = storage(Map.of(
                "XDSI_REPOSITORY_STORAGE", "s3",
                "XDSI_REPOSITORY_S3_ENDPOINT", "http://127.0.0.1:9000",
                "XDSI_REPOSITORY_S3_BUCKET", "documents",
                "XDSI_REPOSITORY_S3_PREFIX", "north/",
                "XDSI_REPOSITORY_S3_ACCESS_KEY", "xdsi",
                "XDSI_REPOSITORY_S3_SECRET_KEY", "hush"));

        assertThat(storage.place())
                .isEqualTo(new Storage.Place.Bucket(new S3Bucket(
                        URI.create("http://127.0.0.1:9000"),
                        "us-east-1",
                        "documents",
                        "north/",
                        new S3Bucket.Access("xdsi", "hush"))));
        assertThat(storage.toString()).doesNotContain("hush");
    }

    @Test
    void readsMasterKeysByReference() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");

        Storage storage = storage(Map.of(
                "XDSI_REPOSITORY_ENCRYPTION_KEYS",
                "old=env:OLD_KEY, new=file:" + file,
                "XDSI_REPOSITORY_ENCRYPTION_CURRENT",
                "new",
                "OLD_KEY",
                KEY));

        assertThat(storage.keys()).isNotNull();
        assertThat(storage.toString()).doesNotContain(KEY);
    }

    @Test
    void saysWhatIsWrongWithAKeyAndNeverShowsIt() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "hush-this-is-no-base64");

        assertRefused("a=file:" + file, "openssl rand -base64 32");
        assertRefused("a=file:" + folder.resolve("nowhere"), "nowhere");
        assertRefused("a=env:NOWHERE", "set NOWHERE");
        assertRefused("a=env:SHORT", "32 bytes");
    }

    private void assertRefused(String keys, String message) {
        assertThatThrownBy(() -> storage(Map.of(
                        "XDSI_REPOSITORY_ENCRYPTION_KEYS",
                        keys,
                        "XDSI_REPOSITORY_ENCRYPTION_CURRENT",
                        "a",
                        "SHORT",
                        Base64.getEncoder().encodeToString(new byte[31]))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hush");
    }

    private Storage storage(Map<String, String> environment) throws Exception {
        return new DocumentStorage(new ConfigurationReader(new HashMap<>(environment)).read(null), environment)
                .in(folder);
    }
}

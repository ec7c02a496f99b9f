package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.imaging.archive.ArchiveObjects;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    private Path folder;

    @Test
    void keepsImagesInFilesAloneWhereNothingIsSaid() throws Exception {
        assertThat(objects(Map.of())).isNull();
    }

    @Test
    void keepsImagesInABucket() throws Exception {
        ArchiveObjects objects = Objects.requireNonNull(objects(Map.of(
                "XDSI_IMAGING_SOURCE_STORAGE", "s3",
                "XDSI_IMAGING_SOURCE_S3_ENDPOINT", "http://127.0.0.1:9000",
                "XDSI_IMAGING_SOURCE_S3_BUCKET", "images",
                "XDSI_IMAGING_SOURCE_S3_PREFIX", "north/",
                "XDSI_IMAGING_SOURCE_S3_CACHE_MB", "7",
                "XDSI_IMAGING_SOURCE_S3_ACCESS_KEY", "xdsi",
                "XDSI_IMAGING_SOURCE_S3_SECRET_KEY", "hush")));

        assertThat(objects.forNew()).isTrue();
        assertThat(objects.cacheBytes()).isEqualTo(7_000_000);
        assertThat(objects.store()).hasToString("images/north/");
    }

    @Test
    void findsThoseInTheBucketStillWhereNewOnesAreFiles() throws Exception {
        ArchiveObjects objects = Objects.requireNonNull(objects(Map.of(
                "XDSI_IMAGING_SOURCE_S3_BUCKET",
                "images",
                "XDSI_IMAGING_SOURCE_S3_ACCESS_KEY",
                "xdsi",
                "XDSI_IMAGING_SOURCE_S3_SECRET_KEY",
                "hush")));

        assertThat(objects.forNew()).isFalse();
    }

    private @Nullable ArchiveObjects objects(Map<String, String> environment) throws Exception {
        try (Parts parts = new Parts()) {
            return ImageFolder.of(new ConfigurationReader(new HashMap<>(environment)).read(null), folder, parts)
                    .objects();
        }
    }
}

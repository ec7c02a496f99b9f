package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ImageStorageSettings;
import dev.xdsi.gateway.config.LimitSettings;
import dev.xdsi.gateway.config.RepositorySettings;
import dev.xdsi.imaging.archive.ArchiveFolder;
import dev.xdsi.imaging.archive.ArchiveObjects;
import dev.xdsi.imaging.archive.Reserve;
import dev.xdsi.imaging.archive.s3.S3ObjectStore;
import dev.xdsi.repository.store.s3.S3Bucket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the Imaging Document Source keeps images, and how much of the disk it leaves. */
final class ImageFolder {
    private static final long MEGABYTE = 1_000_000;

    private ImageFolder() {}

    /** @param parts closes what was opened for it */
    static ArchiveFolder of(Configuration configuration, Path data, Parts parts) {
        Path folder = data.resolve("instances");
        return new ArchiveFolder(
                folder,
                Reserve.on(folder, configuration.get(LimitSettings.REPOSITORY_RESERVE) * MEGABYTE),
                configuration.get(LimitSettings.IMAGING_MAX_INSTANCE) * MEGABYTE,
                objects(configuration, parts));
    }

    /** What is in a bucket, whether new images come there or not; null where no bucket is named. */
    private static @Nullable ArchiveObjects objects(Configuration configuration, Parts parts) {
        S3Bucket bucket = ObjectBucket.of(configuration, ImageStorageSettings.S3);
        return bucket.bucket().isEmpty()
                ? null
                : new ArchiveObjects(
                        new S3ObjectStore(
                                parts.add("object store of images", bucket.connect()),
                                bucket.bucket(),
                                bucket.prefix()),
                        configuration.get(ImageStorageSettings.CACHE) * MEGABYTE,
                        configuration.get(ImageStorageSettings.STORAGE).equals(RepositorySettings.S3));
    }
}

package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.LimitSettings;
import dev.xdsi.imaging.archive.ArchiveFolder;
import dev.xdsi.imaging.archive.Reserve;
import java.nio.file.Path;

/** Where the Imaging Document Source keeps images, and how much of the disk it leaves. */
final class ImageFolder {
    private static final long MEGABYTE = 1_000_000;

    private ImageFolder() {}

    static ArchiveFolder of(Configuration configuration, Path data) {
        Path folder = data.resolve("instances");
        return new ArchiveFolder(
                folder,
                Reserve.on(folder, configuration.get(LimitSettings.REPOSITORY_RESERVE) * MEGABYTE),
                configuration.get(LimitSettings.IMAGING_MAX_INSTANCE) * MEGABYTE);
    }
}

package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import java.util.List;
import java.util.stream.Stream;

/** Where our Imaging Document Source keeps images. */
public final class ImageStorageSettings {
    public static final Setting<String> STORAGE = setting(
            "imaging-source.storage",
            "files",
            "Where images are kept that come from now on: files (in the data folder) or s3 (in an S3-compatible object store). Those"
                    + " of before stay where they are and are found there, as long as the bucket is named.",
            Values.oneOf(List.of("files", RepositorySettings.S3)));

    public static final S3Keys S3 = S3Keys.of("imaging-source");

    public static final Setting<Integer> CACHE = setting(
            "imaging-source.s3.cache-mb",
            "10240",
            "So many megabytes of its images are in the data folder too; those go first that were not used for longest. Of a study"
                    + " that finds no room in them as a whole, not all can be retrieved at once.",
            Values::positive);

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = Stream.of(List.<Setting<?>>of(STORAGE), S3.all(), List.<Setting<?>>of(CACHE))
            .flatMap(List::stream)
            .toList();

    private ImageStorageSettings() {}
}

package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where our Document Repository keeps documents, and how. */
public final class RepositorySettings {
    public static final String S3 = "s3";

    public static final Setting<String> STORAGE = setting(
            "repository.storage",
            "files",
            "Where documents are kept: files (in the data folder) or s3 (in an S3-compatible object store).",
            Values.oneOf(List.of("files", S3)));

    public static final S3Keys BUCKET = S3Keys.of("repository");

    public static final Setting<Map<String, String>> ENCRYPTION_KEYS = setting(
            "repository.encryption.keys",
            "",
            "Master keys by which documents are encrypted at rest, as ID=file:PATH or ID=env:VARIABLE, …; each holds 32"
                    + " bytes in base64 (openssl rand -base64 32). Without them nobody reads the documents any more. Empty:"
                    + " no encryption.",
            Values::references);

    public static final Setting<String> ENCRYPTION_CURRENT = setting(
            "repository.encryption.current",
            "",
            "ID of the key for new documents; the others still open what they once locked.",
            text -> text);

    /** What is younger may belong to one that is still under way. */
    private static final Duration LONGEST_SUBMISSION = Duration.ofHours(1);

    public static final Setting<Duration> ORPHANS_AFTER = setting(
            "repository.orphans-after",
            "24 h",
            "Bytes without a document, and documents of which the registry never heard, are removed after so long: an hour or"
                    + " more, for so long a submission may take.",
            Values.atLeast(LONGEST_SUBMISSION, "is less than 1 h, which a submission may take"));

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = Stream.of(
                    List.<Setting<?>>of(STORAGE),
                    BUCKET.all(),
                    List.<Setting<?>>of(ENCRYPTION_KEYS, ENCRYPTION_CURRENT, ORPHANS_AFTER))
            .flatMap(List::stream)
            .toList();

    private RepositorySettings() {}
}

package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where our Document Repository keeps documents, and how. */
public final class RepositorySettings {
    public static final String S3 = "s3";

    public static final Setting<String> STORAGE = setting(
            "repository.storage",
            "files",
            "Where documents are kept: files (in the data folder) or s3 (in an S3-compatible object store).",
            Values.oneOf(List.of("files", S3)));

    public static final Setting<String> S3_ENDPOINT = setting(
            "repository.s3.endpoint",
            "",
            "URL of the object store. Empty: Amazon's own in the region.",
            Values.orEmpty(text -> Values.url(text).toString()));

    public static final Setting<String> S3_REGION =
            setting("repository.s3.region", "us-east-1", "Its region.", Values::text);

    public static final Setting<String> S3_BUCKET =
            setting("repository.s3.bucket", "", "The bucket, which must be there.", text -> text);

    public static final Setting<String> S3_PREFIX = setting(
            "repository.s3.prefix",
            "",
            "Before the name of every object, to share the bucket with others; ends with a slash.",
            Values.orEmpty(Values::folder));

    public static final Setting<String> S3_ACCESS_KEY = setting(
            "repository.s3.access-key",
            "",
            "Who we are there. Empty: as Amazon's tools find out (environment, profile, role of the machine).",
            text -> text);

    public static final Setting<String> S3_SECRET_KEY =
            setting("repository.s3.secret-key", "", "The secret to it; better set by the environment.", text -> text);

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
    static final List<Setting<?>> ALL = List.of(
            STORAGE,
            S3_ENDPOINT,
            S3_REGION,
            S3_BUCKET,
            S3_PREFIX,
            S3_ACCESS_KEY,
            S3_SECRET_KEY,
            ENCRYPTION_KEYS,
            ENCRYPTION_CURRENT,
            ORPHANS_AFTER);

    private RepositorySettings() {}
}

package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import java.util.List;

/** The keys for an S3-compatible object store, of whichever actor. */
public record S3Keys(
        Setting<String> endpoint,
        Setting<String> region,
        Setting<String> bucket,
        Setting<String> prefix,
        Setting<String> accessKey,
        Setting<String> secretKey) {

    /** @param actor before the names of all of them */
    static S3Keys of(String actor) {
        String s3 = actor + ".s3.";
        return new S3Keys(
                setting(
                        s3 + "endpoint",
                        "",
                        "URL of the object store. Empty: Amazon's own in the region.",
                        Values.orEmpty(text -> Values.url(text).toString())),
                setting(s3 + "region", "us-east-1", "Its region.", Values::text),
                setting(s3 + "bucket", "", "The bucket, which must be there.", text -> text),
                setting(
                        s3 + "prefix",
                        "",
                        "Before the name of every object, to share the bucket with others; ends with a slash.",
                        Values.orEmpty(Values::folder)),
                setting(
                        s3 + "access-key",
                        "",
                        "Who we are there. Empty: as Amazon's tools find out (environment, profile, role of the machine).",
                        text -> text),
                setting(s3 + "secret-key", "", "The secret to it; better set by the environment.", text -> text));
    }

    /** In the order of the configuration file. */
    List<Setting<?>> all() {
        return List.of(endpoint, region, bucket, prefix, accessKey, secretKey);
    }
}

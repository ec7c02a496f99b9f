package dev.xdsi.repository.store.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where an S3 store is, and who we are there.
 *
 * @param endpoint its address; absent for Amazon's own in the region
 * @param prefix before every key, to share a bucket; empty or ending with a slash
 * @param access absent: as the environment says (variables, profile, role of the machine)
 */
public record S3Bucket(
        @Nullable URI endpoint,
        String region,
        String bucket,
        String prefix,
        @Nullable Access access) {
    public S3Bucket {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("the prefix " + prefix + " must end with a slash");
        }
    }

    /** A client of the store whose calls all have an end; who asks for it closes it. */
    public S3Client connect() {
        return S3Calls.to(this).client();
    }

    /** A key and its secret. */
    public record Access(String keyId, String secret) {
        @Override
        public String toString() {
            return "Access[" + keyId + "]";
        }
    }

    @Override
    public String toString() {
        return (endpoint == null ? "S3 in " + region : endpoint) + "/" + bucket + "/" + prefix;
    }
}

package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.S3Keys;
import dev.xdsi.repository.store.s3.S3Bucket;
import java.net.URI;

/** A bucket of an S3-compatible object store, as the configuration says. */
final class ObjectBucket {
    private ObjectBucket() {}

    static S3Bucket of(Configuration configuration, S3Keys keys) {
        String endpoint = configuration.get(keys.endpoint());
        String keyId = configuration.get(keys.accessKey());
        return new S3Bucket(
                endpoint.isEmpty() ? null : URI.create(endpoint),
                configuration.get(keys.region()),
                configuration.get(keys.bucket()),
                configuration.get(keys.prefix()),
                keyId.isEmpty() ? null : new S3Bucket.Access(keyId, configuration.get(keys.secretKey())));
    }
}

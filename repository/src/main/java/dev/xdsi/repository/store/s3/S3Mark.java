package dev.xdsi.repository.store.s3;

import dev.xdsi.repository.store.IndexMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A small object beside the contents. */
record S3Mark(S3Calls s3, String key) implements IndexMark {
    @Override
    public Optional<UUID> read() throws IOException {
        try {
            String noted = s3.call(client ->
                            client.getObjectAsBytes(get -> get.bucket(s3.name()).key(key)))
                    .asString(StandardCharsets.ISO_8859_1);
            return Optional.of(IndexMark.parse(noted, place()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void writeUnlessThere(UUID index) throws IOException {
        if (read().isPresent()) {
            return;
        }
        s3.call(client -> {
            try {
                return client.putObject(
                        put -> put.bucket(s3.name()).key(key).ifNoneMatch("*"), RequestBody.fromString(index + "\n"));
            } catch (S3Exception e) {
                if (S3Copy.isThere(e)) {
                    return e;
                }
                throw e;
            }
        });
    }

    @Override
    public String place() {
        return "the object " + key + " of " + s3.bucket();
    }
}

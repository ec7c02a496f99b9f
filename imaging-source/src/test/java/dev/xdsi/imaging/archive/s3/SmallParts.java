package dev.xdsi.imaging.archive.s3;

import dev.xdsi.imaging.ObjectServer;
import software.amazon.awssdk.services.s3.S3Client;

/** An object store to which small files already are sent in parts. */
public final class SmallParts {
    private SmallParts() {}

    public static S3ObjectStore of(ObjectServer server, int part) {
        return of(server.client(), part);
    }

    public static S3ObjectStore of(S3Client client, int part) {
        return new S3ObjectStore(client, ObjectServer.BUCKET, "", new S3Upload.Sizes(part, part));
    }
}

package dev.xdsi.imaging.query.postgres;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.imaging.metadata.InstanceMetadata;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the metadata of an instance as they are kept. They were written by this actor: that they cannot be read is its fault. */
final class StoredMetadata {
    /** As large as what ingest lets into memory; the reader's own limits are for strangers. */
    private static final JsonLimits LIMITS = new JsonLimits(Integer.MAX_VALUE, 20_000_000, 64);

    private StoredMetadata() {}

    /** @param vocabulary null in a series of which nothing came since there are any */
    static InstanceMetadata of(byte[] kept, byte @Nullable [] vocabulary) {
        return new InstanceMetadata(kept, vocabulary == null ? new byte[0] : vocabulary);
    }

    static Attributes read(InstanceMetadata metadata) {
        try (InputStreamReader json = new InputStreamReader(metadata.open(), StandardCharsets.UTF_8)) {
            return DicomJson.read(json, LIMITS, BulkDataSource.IGNORE);
        } catch (IOException broken) {
            throw new UncheckedIOException("the metadata of an instance cannot be read", broken);
        }
    }
}

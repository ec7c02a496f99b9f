package dev.xdsi.imaging.manifest;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Key Object Selection Document as it is, or will be, registered. All of it is decided before the first attempt to send it.
 *
 * @param coversChanges how much of the study it lists, by the count of the archive
 * @param replaces the entry of the manifest before this one
 */
public record Manifest(
        Oid study,
        Ids ids,
        PatientId patientId,
        long coversChanges,
        Instant createdAt,
        @Nullable EntryUuid replaces,
        KosFile kos) {

    /** How it is named on the outside: SOP Instance UID = DocumentEntry.uniqueId, entryUUID, SubmissionSet.uniqueId. */
    public record Ids(Oid documentUniqueId, EntryUuid entryUUID, Oid submissionSetUniqueId) {}

    /** The Part 10 file. */
    public static final class KosFile implements DocumentContent {
        private final byte[] bytes;

        /** Takes the array as it is: who made it must not change it. */
        public KosFile(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The array itself, for reading only. */
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}

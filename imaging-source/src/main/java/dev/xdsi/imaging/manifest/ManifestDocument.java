package dev.xdsi.imaging.manifest;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/**
 * One document of a manifest: a Key Object Selection Document of some kind.
 *
 * @param uniqueId SOP Instance UID = DocumentEntry.uniqueId
 * @param replaces the entries of the manifest before this one that it stands for now
 */
public record ManifestDocument(
        ManifestKind kind, Oid uniqueId, EntryUuid entryUUID, List<EntryUuid> replaces, KosFile file) {
    public ManifestDocument {
        replaces = List.copyOf(replaces);
    }

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

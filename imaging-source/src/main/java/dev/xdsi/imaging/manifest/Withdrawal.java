package dev.xdsi.imaging.manifest;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * That a registered manifest does not stand any longer, because nothing of its study is left to be shared. All of it is decided before
 * the first attempt to tell the registry.
 *
 * @param submissionSetUniqueId of the submission by which the registry is told
 * @param coversChanges at which state of the study that was decided, by the count of the archive
 */
public record Withdrawal(Standing manifest, Oid submissionSetUniqueId, long coversChanges, Instant decidedAt) {

    /**
     * A manifest that is registered and Approved, as far as its source knows.
     *
     * @param content as {@link Manifest#content}
     */
    public record Standing(PatientId patientId, String content, List<Document> documents) {
        public Standing {
            documents = List.copyOf(documents);
        }

        public Oid documentUniqueId() {
            return documents.getFirst().uniqueId();
        }

        /**
         * Which of its entries a new document of each of these kinds replaces: that of its own kind, and the first one also those of kinds
         * that are made no longer, so that none of them is left standing.
         */
        public Map<ManifestKind, List<EntryUuid>> replacedBy(Collection<ManifestKind> kinds) {
            Map<ManifestKind, List<EntryUuid>> replaced = new LinkedHashMap<>();
            kinds.forEach(kind -> replaced.put(kind, new ArrayList<>()));
            ManifestKind first = kinds.iterator().next();
            documents.forEach(
                    document -> replaced.getOrDefault(document.kind(), replaced.getOrDefault(first, List.of()))
                            .add(document.entryUUID()));
            return replaced;
        }
    }

    /** One of its documents. */
    public record Document(ManifestKind kind, Oid uniqueId, EntryUuid entryUUID) {}
}

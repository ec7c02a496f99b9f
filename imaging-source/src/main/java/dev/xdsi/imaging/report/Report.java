package dev.xdsi.imaging.report;

import dev.xdsi.model.Code;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as it is, or will be, registered: a submission of one document. All of it is decided before the first attempt to send it.
 *
 * @param source out of what it is made
 * @param beside the manifest whose company it keeps
 * @param content what it says, as what and for whom, as a hash: two that say the same have the same
 * @param replaces the entries that it stands for now
 */
public record Report(
        Identity identity,
        String source,
        Beside beside,
        Description said,
        Body body,
        String content,
        Instant preparedAt,
        List<EntryUuid> replaces) {
    public Report {
        replaces = List.copyOf(replaces);
    }

    /** DocumentEntry.uniqueId and entryUUID, SubmissionSet.uniqueId. */
    public record Identity(Oid uniqueId, EntryUuid entryUUID, Oid submissionSetUniqueId) {}

    /**
     * What a report has in common with the manifest of its study.
     *
     * @param confidentialityCode the domain's where there is none
     */
    public record Beside(Oid study, Oid manifest, PatientId patientId, List<Code> confidentialityCode) {
        public Beside {
            confidentialityCode = List.copyOf(confidentialityCode);
        }
    }

    /**
     * What its source says of it.
     *
     * @param title null where it has none
     * @param creationTime of the report, in UTC
     * @param author XCN of who answers for it; null where nobody is named
     */
    public record Description(
            ReportKind kind,
            Code formatCode,
            @Nullable String title,
            Dtm creationTime,
            @Nullable String author) {}

    /** SHA-1 and length in bytes. */
    public record Body(Hash hash, long length) {}
}

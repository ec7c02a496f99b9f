package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.storage.FailureReason;

/** What the PACS is told of an instance that it sent. */
final class TakenStatus {
    private TakenStatus() {}

    static Status of(Ingest ingest) {
        return switch (ingest) {
            case Ingest.Stored ignored -> Status.SUCCESS;
            case Ingest.AlreadyStored ignored -> Status.SUCCESS;
            case Ingest.Refused refused ->
                new Status(FailureReason.of(refused.reason())).withComment(refused.explanation());
        };
    }
}

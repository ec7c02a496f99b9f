package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.normalized.Concerned;
import dev.xdsi.imaging.normalized.NormalizedAnswer;
import dev.xdsi.imaging.storage.ReceivedDataSet;
import dev.xdsi.imaging.storage.Unacceptable;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * N-EVENT-REPORT of the Storage Commitment Push Model, as who asked for it takes it (PS3.4 J.3.3): on the association on which it was
 * asked for, or on one that the PACS opens. A report is believed for its Transaction UID, which nobody else was told.
 */
final class CommitmentReportScu implements Transaction<DimseOperation, NormalizedAnswer> {
    private static final int COMMITTED = 1;
    private static final int FAILURES_EXIST = 2;
    private static final Status NO_SUCH_EVENT_TYPE = new Status(0x0113);

    private final AskedCommitments asked;
    private final AeTitle pacs;
    private final InstanceArchive archive;

    CommitmentReportScu(AskedCommitments asked, AeTitle pacs, InstanceArchive archive) {
        this.asked = asked;
        this.pacs = pacs;
        this.archive = archive;
    }

    @Override
    public NormalizedAnswer perform(DimseOperation operation, Caller caller) {
        if (!operation.peer().calling().equals(pacs)) {
            return refused(Status.NOT_AUTHORIZED);
        }
        if (!operation.context().abstractSyntax().equals(UID.StorageCommitmentPushModel)) {
            return refused(Status.SOP_CLASS_NOT_SUPPORTED);
        }
        int type = operation.command().number(CommandElement.EVENT_TYPE_ID).orElse(0);
        if (type != COMMITTED && type != FAILURES_EXIST) {
            return refused(NO_SUCH_EVENT_TYPE);
        }
        try {
            CommitmentAnswer answer = CommitmentAnswer.of(ReceivedDataSet.read(operation));
            Concerned concerned = Concerned.of(archive.kept(answer.committed()), archive::patient);
            return NormalizedAnswer.of(
                    asked.reported(answer)
                            ? Status.SUCCESS
                            : Status.INVALID_ARGUMENT_VALUE.withComment("no such Transaction UID"),
                    concerned);
        } catch (Unacceptable wrong) {
            return refused(wrong.status());
        } catch (ReceivedDataSet.Unreadable unreadable) {
            return refused(Status.PROCESSING_FAILURE.withComment(String.valueOf(unreadable.getMessage())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static NormalizedAnswer refused(Status status) {
        return NormalizedAnswer.of(status, Concerned.NOTHING);
    }
}

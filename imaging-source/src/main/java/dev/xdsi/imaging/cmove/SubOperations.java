package dev.xdsi.imaging.cmove;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.StoredInstance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The C-STOREs of one retrieval, counted (PS3.4 C.4.2.1.6): so many remain, and those that are over went well, with a warning, or not. */
final class SubOperations {
    private static final int MOST = 0xFFFF;

    /** Sub-operations complete, one or more failures or warnings (PS3.4 C.4.2.1.5). */
    private static final Status SOME_FAILED = new Status(0xB000);

    /** Unable to perform sub-operations (PS3.4 C.4.2.1.5). */
    static final Status UNABLE = new Status(0xA702);

    private final DimseOperation operation;
    private final List<String> failed = new ArrayList<>();
    private int remaining;
    private int completed;
    private int warnings;

    SubOperations(DimseOperation operation, int remaining) {
        this.operation = operation;
        this.remaining = remaining;
    }

    /** True when the receiver has the instance. */
    boolean ended(StoredInstance instance, Status status) {
        remaining--;
        if (status.isSuccess()) {
            completed++;
        } else if (status.isWarning()) {
            warnings++;
        } else {
            failed.add(instance.uids().sopInstance().value());
        }
        return status.isSuccess() || status.isWarning();
    }

    void pending() throws IOException {
        operation.respond(Status.PENDING, this::counts, null);
    }

    /** The last response, with the list of what failed (PS3.4 C.4.2.1.4.2). */
    void respond() throws IOException {
        Status status = failed.isEmpty() && warnings == 0
                ? Status.SUCCESS
                : completed == 0 && warnings == 0 ? UNABLE.withComment("no instance was taken") : SOME_FAILED;
        respond(status);
    }

    void respondCancelled() throws IOException {
        respond(Status.CANCEL);
    }

    private void respond(Status status) throws IOException {
        boolean cancelled = status.equals(Status.CANCEL);
        if (failed.isEmpty()) {
            operation.respond(status, response -> cancelled ? counts(response) : finalCounts(response), null);
            return;
        }
        Attributes list = new Attributes().setString(Tag.FailedSOPInstanceUIDList, failed.toArray(String[]::new));
        TransferSyntax syntax = TransferSyntax.of(operation.context().transferSyntax());
        operation.respond(
                status,
                response -> cancelled ? counts(response) : finalCounts(response),
                out -> Part10.writeDataSet(out, syntax, list));
    }

    private CommandSet.Builder counts(CommandSet.Builder response) {
        return finalCounts(response)
                .number(CommandElement.NUMBER_OF_REMAINING_SUB_OPERATIONS, Math.min(remaining, MOST));
    }

    /** Nothing remains when it is over, and the element is left out then. */
    private CommandSet.Builder finalCounts(CommandSet.Builder response) {
        return response.number(CommandElement.NUMBER_OF_COMPLETED_SUB_OPERATIONS, Math.min(completed, MOST))
                .number(CommandElement.NUMBER_OF_FAILED_SUB_OPERATIONS, Math.min(failed.size(), MOST))
                .number(CommandElement.NUMBER_OF_WARNING_SUB_OPERATIONS, Math.min(warnings, MOST));
    }
}

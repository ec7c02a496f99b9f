package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.dimse.Status;

/**
 * How a C-GET or C-MOVE ended, in the words of its performer, PS3.4 C.4.2.1.5: what it says of sub-operations proves nothing of what came.
 *
 * @param completed sub-operations, with the failed and the warning ones as counted by the performer; 0 where it said nothing
 */
public record RetrieveResult(Status status, int completed, int failed, int warnings) {
    static RetrieveResult of(CommandSet response) throws DimseException {
        return new RetrieveResult(
                response.status(),
                response.number(CommandElement.NUMBER_OF_COMPLETED_SUB_OPERATIONS)
                        .orElse(0),
                response.number(CommandElement.NUMBER_OF_FAILED_SUB_OPERATIONS).orElse(0),
                response.number(CommandElement.NUMBER_OF_WARNING_SUB_OPERATIONS).orElse(0));
    }
}

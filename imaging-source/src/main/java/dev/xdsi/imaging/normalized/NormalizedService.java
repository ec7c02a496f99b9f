package dev.xdsi.imaging.normalized;

import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.DimseService;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Performs a request, whose data set is still on the wire, and answers it: the answer goes out once the attempt is on record. */
public final class NormalizedService implements DimseService {
    private final Transaction<DimseOperation, NormalizedAnswer> transaction;

    public NormalizedService(Transaction<DimseOperation, NormalizedAnswer> transaction) {
        this.transaction = transaction;
    }

    @Override
    public void perform(DimseOperation operation) throws IOException {
        NormalizedAnswer answer;
        try {
            answer = transaction.perform(operation, ImagingPartners.sender(operation.peer()));
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
        operation.respond(answer.status(), answer::into, null);
    }
}

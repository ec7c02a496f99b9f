package dev.xdsi.imaging.cmove;

import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.DimseService;
import dev.xdsi.dicom.net.PresentationContext;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.HeldInstance;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.imaging.disclosure.RequestedInstances;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.sending.Encodings;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** C-GET as its performer (PS3.4 C.4.3.3): instances go back on the association, in the contexts in which the peer takes them. */
public final class GetScp implements DimseService {
    private static final Status NO_CONTEXT = Status.SOP_CLASS_NOT_SUPPORTED;

    private final Retrieving retrieving;
    private final Encodings encodings;

    public GetScp(
            Transaction<Retrieval, RequestedInstances> retrieve,
            Supplier<ImagingPartners> partners,
            InstanceArchive archive) {
        this.retrieving = new Retrieving(retrieve, partners);
        this.encodings = new Encodings(archive);
    }

    @Override
    public void perform(DimseOperation operation) throws IOException {
        retrieving.perform(
                operation,
                CommandField.C_GET,
                new Retrieving.Taker(operation.peer().calling().value(), null),
                (requested, delivery) -> send(operation, requested, delivery));
    }

    private void send(DimseOperation operation, RequestedInstances requested, OpenDelivery delivery)
            throws IOException {
        SubOperations over = new SubOperations(operation, requested.instances().size());
        for (StoredInstance instance : requested.instances()) {
            if (operation.cancelled()) {
                delivery.complete();
                over.respondCancelled();
                return;
            }
            if (over.ended(instance, store(operation, instance))) {
                delivery.sent(
                        instance.uids().sopInstance().value(), instance.file().length());
            }
            over.pending();
        }
        delivery.complete();
        over.respond();
    }

    private Status store(DimseOperation operation, StoredInstance instance) throws IOException {
        if (Encodings.context(instance, operation.performedByPeer()).isEmpty()) {
            return NO_CONTEXT;
        }
        try (HeldInstance held = encodings.hold(instance)) {
            // A PACS may have compressed it since it was listed, or the other way round.
            Optional<PresentationContext> context = Encodings.context(held.instance(), operation.performedByPeer());
            if (context.isEmpty()) {
                return NO_CONTEXT;
            }
            return operation.store(
                    context.get(), encodings.store(held, context.get().transferSyntax()));
        } catch (InstanceUnavailable elsewhere) {
            return SubOperations.UNABLE;
        }
    }
}

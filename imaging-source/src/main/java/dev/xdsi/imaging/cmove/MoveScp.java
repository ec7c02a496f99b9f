package dev.xdsi.imaging.cmove;

import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.DimseService;
import dev.xdsi.dicom.net.MoveOriginator;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.imaging.disclosure.RequestedInstances;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.sending.Encodings;
import dev.xdsi.imaging.sending.Receiver;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** C-MOVE as its performer (PS3.4 C.4.2.3): instances go to a destination that the configuration knows, and to no other. */
public final class MoveScp implements DimseService {
    private static final Status DESTINATION_UNKNOWN = new Status(0xA801);

    private final Retrieving retrieving;
    private final Supplier<ImagingPartners> partners;
    private final Encodings encodings;
    private final ApplicationEntity self;

    /** @param self as which instances are sent */
    public MoveScp(
            Transaction<Retrieval, RequestedInstances> retrieve,
            Supplier<ImagingPartners> partners,
            InstanceArchive archive,
            ApplicationEntity self) {
        this.retrieving = new Retrieving(retrieve, partners);
        this.partners = partners;
        this.encodings = new Encodings(archive);
        this.self = self;
    }

    @Override
    public void perform(DimseOperation operation) throws IOException {
        Optional<RemoteEntity> destination = operation
                .command()
                .text(CommandElement.MOVE_DESTINATION)
                .map(String::strip)
                .flatMap(title -> partners.get().destination(title));
        if (destination.isEmpty()) {
            operation.respond(DESTINATION_UNKNOWN.withComment("the move destination is not configured"));
            return;
        }
        retrieving.perform(
                operation,
                CommandField.C_MOVE,
                taker(operation, destination.get()),
                (requested, delivery) -> send(operation, destination.get(), requested, delivery));
    }

    /** Consents decide about it as about who asks: it may be another hospital's. Who has it sent to himself is asked about once, as the user he is. */
    private Retrieving.Taker taker(DimseOperation operation, RemoteEntity destination) {
        boolean himself = destination.title().equals(operation.peer().calling());
        return new Retrieving.Taker(
                destination.title().value(),
                himself ? null : partners.get().receiver(destination).orElse(null));
    }

    private void send(
            DimseOperation operation, RemoteEntity destination, RequestedInstances requested, OpenDelivery delivery)
            throws IOException {
        SubOperations over = new SubOperations(
                operation, requested.instances().size() + requested.refused().size());
        for (StoredInstance refused : requested.refused()) {
            over.ended(refused, Status.NOT_AUTHORIZED);
        }
        MoveOriginator originator = new MoveOriginator(operation.peer().calling(), operation.messageId());
        boolean cancelled = false;
        try (Receiver receiver = new Receiver(self, destination, encodings, originator, requested.instances())) {
            cancelled = operation.cancelled() && receiver.stop();
            Optional<Receiver.Ended> next = receiver.next();
            while (next.isPresent()) {
                StoredInstance instance = next.get().instance();
                if (over.ended(instance, status(next.get().sent()))) {
                    delivery.sent(
                            instance.uids().sopInstance().value(),
                            instance.file().length());
                }
                over.pending();
                cancelled = cancelled || (operation.cancelled() && receiver.stop());
                next = receiver.next();
            }
        }
        delivery.complete();
        if (cancelled) {
            over.respondCancelled();
        } else {
            over.respond();
        }
    }

    private static Status status(Receiver.Sent sent) {
        return sent instanceof Receiver.Sent.Answered(Status status) ? status : SubOperations.UNABLE;
    }
}

package dev.xdsi.imaging.cmove;

import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.cfind.Identifier;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.imaging.disclosure.RequestedInstances;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.query.InstanceQuery;
import dev.xdsi.imaging.query.QueryKeys;
import dev.xdsi.imaging.query.QueryKeys.DateTimeMatching;
import dev.xdsi.imaging.query.UnacceptableQuery;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What C-MOVE and C-GET have in common: who asks, for what, and that it is on record what left. */
final class Retrieving {
    private static final Status OUT_OF_RESOURCES = new Status(0xA701);

    private final Transaction<Retrieval, RequestedInstances> retrieve;
    private final Supplier<ImagingPartners> partners;

    Retrieving(Transaction<Retrieval, RequestedInstances> retrieve, Supplier<ImagingPartners> partners) {
        this.retrieve = retrieve;
        this.partners = partners;
    }

    /** Sends what was asked for and answers the operation. */
    @FunctionalInterface
    interface Sending {
        void send(RequestedInstances requested, OpenDelivery delivery) throws IOException;
    }

    /** Who gets what is retrieved. */
    record Taker(String aeTitle, @Nullable Caller caller) {}

    void perform(DimseOperation operation, CommandField command, Taker taker, Sending sending) throws IOException {
        Optional<Caller> caller = partners.get().caller(operation.peer());
        if (caller.isEmpty()) {
            operation.respond(Status.NOT_AUTHORIZED);
            return;
        }
        RequestedInstances requested;
        try {
            requested = retrieve.perform(
                    new Retrieval(query(operation, command), taker.aeTitle(), taker.caller()), caller.get());
        } catch (UnacceptableQuery wrong) {
            operation.respond(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment(String.valueOf(wrong.getMessage())));
            return;
        } catch (RetrieveInstances.TooMany tooMany) {
            operation.respond(OUT_OF_RESOURCES.withComment(String.valueOf(tooMany.getMessage())));
            return;
        }
        try (OpenDelivery delivery = new OpenDelivery(requested.delivery())) {
            sending.send(requested, delivery);
        }
    }

    private static InstanceQuery query(DimseOperation operation, CommandField command)
            throws IOException, UnacceptableQuery {
        Identifier identifier = Identifier.read(operation);
        if (identifier.sopClass().command() != command) {
            throw new UnacceptableQuery("the presentation context is of another service");
        }
        identifier.requireHierarchy();
        return QueryKeys.read(identifier.level(), identifier.uniqueKeys(), DateTimeMatching.SEPARATE);
    }
}

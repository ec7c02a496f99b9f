package dev.xdsi.imaging.cstore;

import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.StoreHandler;
import dev.xdsi.dicom.net.StoreRequest;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.storage.FailureReason;
import dev.xdsi.imaging.storage.InstanceOffer;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Predicate;

/** C-STORE as its performer: success means that the instance is durable (PS3.4 B.2.3). */
public final class StoreScp implements StoreHandler {
    private final Transaction<InstanceOffer, Ingest> store;
    private final Transaction<InstanceOffer, Ingest> refuse;
    private final Predicate<AssociationPeer> welcome;
    private final Predicate<AssociationPeer> pacs;

    /**
     * Stores for those who may.
     *
     * @param refuse what becomes of what others offer
     * @param welcome whether a peer may store
     * @param pacs whether a peer is the PACS behind
     */
    public StoreScp(
            Transaction<InstanceOffer, Ingest> store,
            Transaction<InstanceOffer, Ingest> refuse,
            Predicate<AssociationPeer> welcome,
            Predicate<AssociationPeer> pacs) {
        this.store = store;
        this.refuse = refuse;
        this.welcome = welcome;
        this.pacs = pacs;
    }

    @Override
    public Status store(StoreRequest request) throws IOException {
        AnnouncedInstance announced = new AnnouncedInstance(
                request.sopClassUid(),
                request.sopInstanceUid(),
                request.transferSyntax(),
                null,
                pacs.test(request.peer()));
        Transaction<InstanceOffer, Ingest> transaction = welcome.test(request.peer()) ? store : refuse;
        try {
            return status(transaction.perform(
                    new InstanceOffer(announced, request.dataSet()), ImagingPartners.sender(request.peer())));
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private static Status status(Ingest ingest) {
        return switch (ingest) {
            case Ingest.Stored ignored -> Status.SUCCESS;
            case Ingest.AlreadyStored ignored -> Status.SUCCESS;
            case Ingest.Refused refused ->
                new Status(FailureReason.of(refused.reason())).withComment(refused.explanation());
        };
    }
}

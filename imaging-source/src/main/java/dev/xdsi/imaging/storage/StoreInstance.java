package dev.xdsi.imaging.storage;

import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Stores one instance in the archive. A sender that breaks off is an exception; whatever else there is to say is an answer. */
public final class StoreInstance implements Transaction<InstanceOffer, Ingest> {
    private final InstanceArchive archive;

    public StoreInstance(InstanceArchive archive) {
        this.archive = archive;
    }

    @Override
    public Ingest perform(InstanceOffer offer, Caller caller) {
        try {
            return offer.reentered()
                    ? archive.reenter(offer.announced(), offer.dataSet())
                    : archive.ingest(offer.announced(), offer.dataSet());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

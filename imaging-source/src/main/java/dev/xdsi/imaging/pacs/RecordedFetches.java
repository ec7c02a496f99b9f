package dev.xdsi.imaging.pacs;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.InstanceSource;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.imaging.storage.InstanceOffer;
import dev.xdsi.imaging.storage.StoreInstanceAudit;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/** Puts on record what the PACS sends, instance by instance, as what any other sends (PS3.15 A.5.3.7). */
public record RecordedFetches(InstanceSource source, RemoteEntity pacs, AuditTrail audit, URI here)
        implements InstanceSource {
    @Override
    public void fetch(WantedInstances wanted, Taker taker) throws IOException {
        Caller sender = new Caller(new Caller.Node(pacs.host(), pacs.title().value(), null), null);
        Transaction<InstanceOffer, Ingest> taking = audit.around(
                (offer, caller) -> {
                    try {
                        return taker.take(offer.announced(), offer.dataSet());
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                },
                new StoreInstanceAudit(audit.context(), here));
        source.fetch(wanted, new Taker() {
            @Override
            public Ingest take(AnnouncedInstance announced, InputStream dataSet) throws IOException {
                try {
                    return taking.perform(new InstanceOffer(announced, dataSet), sender);
                } catch (UncheckedIOException broken) {
                    throw broken.getCause();
                }
            }

            @Override
            public boolean wanted() {
                return taker.wanted();
            }
        });
    }
}

package dev.xdsi.consumer.retrieval;

import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Instances as they arrive over DICOMweb, one after the other; the delivery closes with the stream. */
public final class InstanceStream implements Streamed, Closeable {
    private final Source source;
    private final Delivery delivery = new Delivery();
    private boolean ended;

    /** Where the instances come from. */
    public interface Source extends Closeable {
        /** The next instance as a Part 10 file, valid until the next is asked for; empty after the last. */
        Optional<InputStream> next() throws IOException;
    }

    public InstanceStream(Source source) {
        this.source = source;
    }

    /** The next instance as a Part 10 file, valid until the next is asked for; empty after the last. */
    public Optional<InputStream> next() throws IOException {
        Optional<InputStream> next = source.next();
        ended = next.isEmpty();
        return next;
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }

    /** Closes the delivery too: as complete only if everything was read. */
    @Override
    public void close() throws IOException {
        try (source) {
            if (ended) {
                delivery.complete();
            } else {
                delivery.fail(new IOException("the instances were not read to their end"));
            }
        }
    }
}

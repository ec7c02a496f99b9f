package dev.xdsi.consumer.retrieval;

import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The metadata of instances as they arrive, a JSON array of data sets (PS3.18 F.2); the delivery closes with the stream. */
public final class MetadataStream implements Streamed, Closeable {
    private final InputStream json;
    private final Delivery delivery = new Delivery();

    public MetadataStream(InputStream json) {
        this.json = json;
    }

    public InputStream json() {
        return json;
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }

    /** The delivery is complete only if its reader said so before. */
    @Override
    public void close() throws IOException {
        try (json) {
            delivery.fail(new IOException("the metadata were not read to their end"));
        }
    }
}

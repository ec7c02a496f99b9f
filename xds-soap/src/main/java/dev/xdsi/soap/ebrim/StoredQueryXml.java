package dev.xdsi.soap.ebrim;

import dev.xdsi.transaction.iti18.StoredQueryRequest;

/** A stored query as an XML text of its own: what audit messages keep of it (ITI TF-2: 3.18.5.1). */
public final class StoredQueryXml {
    private StoredQueryXml() {}

    /** A {@code query:AdhocQueryRequest} without an XML declaration. */
    public static String write(StoredQueryRequest request) {
        return EbrimXml.write(StoredQueryCodec.encode(request));
    }
}

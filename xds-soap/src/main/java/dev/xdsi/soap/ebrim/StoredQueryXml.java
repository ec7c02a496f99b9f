package dev.xdsi.soap.ebrim;

import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import java.io.StringReader;

/** A stored query as an XML text of its own: what audit messages keep of it (ITI TF-2: 3.18.5.1), and a broker of a filter. */
public final class StoredQueryXml {
    private StoredQueryXml() {}

    /** A {@code query:AdhocQueryRequest} without an XML declaration. */
    public static String write(StoredQueryRequest request) {
        return EbrimXml.write(StoredQueryCodec.encode(request));
    }

    /** What {@link #write} wrote. Anything else is refused with an {@link IllegalArgumentException}. */
    public static StoredQueryRequest read(String xml) {
        return StoredQueryCodec.decode(EbrimXml.read(new StringReader(xml), AdhocQueryRequest.class));
    }
}

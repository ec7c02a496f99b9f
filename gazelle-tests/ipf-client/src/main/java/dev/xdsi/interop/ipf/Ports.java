package dev.xdsi.interop.ipf;

import java.util.Map;
import java.util.function.Function;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.openehealth.ipf.commons.ihe.ws.JaxWsClientFactory;
import org.openehealth.ipf.commons.ihe.xds.XdsInteractionId;

/** Calls a transaction with IPF's own WSDL, port type, addressing and MTOM settings. */
final class Ports {
    private static final long PATIENCE_MILLIS = 60_000;

    private Ports() {}

    static <P, R> R call(XdsInteractionId<?> interaction, Class<P> portType, String url, Function<P, R> operation) {
        var http = new HTTPClientPolicy();
        http.setConnectionTimeout(PATIENCE_MILLIS);
        http.setReceiveTimeout(PATIENCE_MILLIS);
        // CXF would otherwise upgrade to HTTP/2, which no XDS partner expects.
        http.setVersion("1.1");
        var factory = new JaxWsClientFactory<>(
                interaction.getWsTransactionConfiguration(), url, null, null, null, null, Map.of(), null, null, http);
        return operation.apply(portType.cast(factory.getClient()));
    }
}

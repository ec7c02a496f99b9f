package dev.xdsi.soap.addressing;

import java.util.UUID;
import java.util.function.Supplier;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.service.model.BindingOperationInfo;

/** Addresses the answer: the action that the WSDL gives it, and the request to which it relates. */
public final class ServerAddressingOut extends AbstractSoapInterceptor {
    static final String RELATES_TO = ServerAddressingOut.class.getName() + ".relatesTo";

    private final Supplier<UUID> ids;

    public ServerAddressingOut(Supplier<UUID> ids) {
        super(Phase.PRE_PROTOCOL);
        this.ids = ids;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        Exchange exchange = message.getExchange();
        boolean fault = message.getContent(Exception.class) instanceof Fault;
        message.getHeaders().add(Addressing.header("Action", action(exchange, fault), true));
        message.getHeaders().add(Addressing.header("MessageID", "urn:uuid:" + ids.get(), false));
        if (exchange.get(RELATES_TO) instanceof String request) {
            message.getHeaders().add(Addressing.header("RelatesTo", request, false));
        }
    }

    private static String action(Exchange exchange, boolean fault) {
        BindingOperationInfo operation = exchange.getBindingOperationInfo();
        if (fault || operation == null) {
            return Addressing.SOAP_FAULT_ACTION;
        }
        return Actions.response(operation)
                .orElseThrow(() ->
                        new IllegalStateException("the WSDL gives no action to the answer of " + operation.getName()));
    }
}

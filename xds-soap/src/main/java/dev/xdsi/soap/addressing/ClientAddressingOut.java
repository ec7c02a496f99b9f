package dev.xdsi.soap.addressing;

import java.util.UUID;
import java.util.function.Supplier;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.service.model.BindingOperationInfo;

/** Addresses a request as ITI TF-2: Appendix V.3.2.2 asks: action, to be understood; message id; answer to here. */
public final class ClientAddressingOut extends AbstractSoapInterceptor {
    static final String MESSAGE_ID = ClientAddressingOut.class.getName() + ".messageId";

    private final Supplier<UUID> ids;
    private final String to;

    public ClientAddressingOut(Supplier<UUID> ids, String to) {
        super(Phase.PRE_PROTOCOL);
        this.ids = ids;
        this.to = to;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        BindingOperationInfo operation = message.getExchange().getBindingOperationInfo();
        String action = Actions.request(operation)
                .orElseThrow(() -> new IllegalStateException("the WSDL gives no action to " + operation.getName()));
        String messageId = "urn:uuid:" + ids.get();
        message.getExchange().put(MESSAGE_ID, messageId);
        message.getHeaders().add(Addressing.header("Action", action, true));
        message.getHeaders().add(Addressing.header("MessageID", messageId, false));
        message.getHeaders().add(Addressing.reference("ReplyTo", Addressing.ANONYMOUS));
        message.getHeaders().add(Addressing.header("To", to, false));
    }
}

package dev.xdsi.soap.server;

import java.util.Set;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.service.model.BindingOperationInfo;

/** Answers some operations of a service as SIMPLE SOAP whose others are MTOM (ITI TF-2: Appendix V.3.6). */
final class SimpleOut extends AbstractPhaseInterceptor<Message> {
    private final Set<String> operations;

    SimpleOut(Set<String> operations) {
        super(Phase.SETUP);
        this.operations = operations;
    }

    @Override
    public void handleMessage(Message message) {
        BindingOperationInfo operation = message.getExchange().getBindingOperationInfo();
        if (operation != null && operations.contains(operation.getName().getLocalPart())) {
            message.put(Message.MTOM_ENABLED, false);
        }
    }
}

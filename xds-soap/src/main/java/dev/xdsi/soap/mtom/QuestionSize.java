package dev.xdsi.soap.mtom;

import dev.xdsi.soap.addressing.Actions;
import dev.xdsi.soap.addressing.ServerAddressingIn;
import java.io.IOException;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.service.model.BindingOperationInfo;

/** A message that asks for something brings no documents, and so is small, also where others to the same service may have gigabytes. */
public final class QuestionSize extends AbstractPhaseInterceptor<Message> {
    /** ITI-18, ITI-51, ITI-43, RAD-69, and the same between communities. */
    private static final Set<String> QUESTIONS = Set.of(
            "urn:ihe:iti:2007:RegistryStoredQuery",
            "urn:ihe:iti:2009:MultiPatientStoredQuery",
            "urn:ihe:iti:2007:RetrieveDocumentSet",
            "urn:ihe:rad:2009:RetrieveImagingDocumentSet",
            "urn:ihe:iti:2007:CrossGatewayQuery",
            "urn:ihe:iti:2007:CrossGatewayRetrieve",
            "urn:ihe:rad:2011:CrossGatewayRetrieveImagingDocumentSet");

    private final LongSupplier most;

    /** @param most bytes of the whole message that is being read */
    public QuestionSize(LongSupplier most) {
        super(Phase.POST_PROTOCOL);
        addAfter(ServerAddressingIn.class.getName());
        this.most = most;
    }

    @Override
    public void handleMessage(Message message) {
        BindingOperationInfo operation = message.getExchange().get(BindingOperationInfo.class);
        BoundedInput in = message.get(BoundedInput.class);
        if (operation == null
                || in == null
                || Actions.request(operation).filter(QUESTIONS::contains).isEmpty()) {
            return;
        }
        try {
            in.narrow(most.getAsLong());
        } catch (IOException e) {
            throw new Fault(e);
        }
    }
}

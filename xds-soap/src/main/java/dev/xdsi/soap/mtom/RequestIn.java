package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapSettings;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Takes a request in, bounded, in two steps: its envelope at once, its attachments when the header was judged. Who is refused for what the
 * header says, or does not say, has filled nothing.
 */
public final class RequestIn extends MessageIn {
    public RequestIn(SoapSettings settings, Consumer<Closeable> owner) {
        super(settings, owner);
    }

    @Override
    void attach(Message message, MtomPackage parts) {
        message.put(MtomPackage.class, parts);
    }

    /** The second step, to the end of the message: after the header was judged, before anything is made of the body. */
    public final class Attached extends AbstractPhaseInterceptor<Message> {
        public Attached() {
            super(Phase.PRE_UNMARSHAL);
        }

        @Override
        public void handleMessage(Message message) {
            MtomPackage parts = message.get(MtomPackage.class);
            if (parts == null) {
                return;
            }
            try {
                RequestIn.super.attach(message, parts);
            } catch (IOException e) {
                throw new Fault(e);
            }
        }
    }
}

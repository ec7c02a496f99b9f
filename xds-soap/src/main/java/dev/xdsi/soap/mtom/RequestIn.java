package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Takes a request in, bounded, but only its envelope: attachments come when they are read, on their way to where they are kept. Who is
 * refused for what the header says, or does not say, has filled nothing, and no byte is written twice.
 */
public final class RequestIn extends MessageIn {
    private final SoapSettings settings;
    private final Consumer<Closeable> owner;
    private final Supplier<SoapLimits> limits;

    /**
     * Takes requests in.
     *
     * @param owner closes what keeps the attachments coming when the answer has left
     * @param limits of the request that is being read: they are its client's
     */
    public RequestIn(SoapSettings settings, Consumer<Closeable> owner, Supplier<SoapLimits> limits) {
        super(settings, owner);
        this.settings = settings;
        this.owner = owner;
        this.limits = limits;
    }

    @Override
    SoapLimits limits() {
        return limits.get();
    }

    @Override
    void takeApart(Message message, MediaType type, InputStream in) throws IOException {
        Spool spool = new Spool(settings);
        owner.accept(spool);
        ArrivingParts parts = new ArrivingParts(type, in, spool, limits(), new ArrivingParts.Origin.Request());
        message.put(ArrivingParts.class, parts);
        message.setAttachments(parts.attachments());
        setEnvelope(message, parts.root(), parts);
    }

    /** After the body was read: a message whose parts nobody will read must come to its end all the same, and have what it refers to. */
    public static final class Unread extends AbstractPhaseInterceptor<Message> {
        private final boolean documents;

        /** @param documents whether the service takes documents, and reads those to which the body refers */
        public Unread(boolean documents) {
            super(Phase.POST_UNMARSHAL);
            this.documents = documents;
        }

        @Override
        public void handleMessage(Message message) {
            ArrivingParts parts = message.get(ArrivingParts.class);
            if (parts != null && !(documents && !parts.attachments().isEmpty())) {
                try {
                    parts.readToEnd();
                } catch (IOException e) {
                    throw new Fault(e);
                }
            }
        }
    }
}

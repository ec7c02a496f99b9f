package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapSettings;
import java.io.IOException;
import java.io.InputStream;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Takes a message in, bounded, but only its envelope: attachments come when they are read. For answers that are passed on, never for
 * requests, which are judged before anything is done. Who reads must close what {@link Attachments#closeWith} names.
 */
public final class ArrivingMessageIn extends MessageIn {
    private final SoapSettings settings;

    public ArrivingMessageIn(SoapSettings settings) {
        super(settings, attachments -> {});
        this.settings = settings;
    }

    @Override
    void takeApart(Message message, MediaType type, InputStream in) throws IOException {
        ArrivingParts parts = new ArrivingParts(
                type, in, new Spool(settings), settings.limits(), new ArrivingParts.Origin.Answer(in));
        message.put(ArrivingParts.class, parts);
        message.setAttachments(parts.attachments());
        setEnvelope(message, parts.root(), parts);
    }

    @Override
    public void handleFault(Message message) {
        giveBack(message);
    }

    private static void giveBack(Message message) {
        ArrivingParts parts = message.get(ArrivingParts.class);
        if (parts != null) {
            Attachments.close(parts);
        }
    }

    /** After the envelope was read: parts to which it does not refer are not waited for. */
    public static final class Unreferred extends AbstractPhaseInterceptor<Message> {
        public Unreferred() {
            super(Phase.POST_UNMARSHAL);
        }

        @Override
        public void handleMessage(Message message) {
            if (message.getAttachments() == null || message.getAttachments().isEmpty()) {
                giveBack(message);
            }
        }
    }
}

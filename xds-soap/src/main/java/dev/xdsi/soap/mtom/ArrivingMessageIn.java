package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapSettings;
import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.cxf.attachment.AttachmentImpl;
import org.apache.cxf.message.Attachment;
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
        Spool spool = new Spool(settings);
        ArrivingParts parts = new ArrivingParts(type, in, spool, settings.limits());
        List<Attachment> referred = new ArrayList<>();
        References references = id -> {
            referred.add(new AttachmentImpl(id, new DataHandler(new Attachments.ArrivingSource(parts, id))));
            return referred.size() <= settings.limits().parts();
        };
        message.put(ArrivingParts.class, parts);
        message.setAttachments(referred);
        setEnvelope(message, parts.root(), references);
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

package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import jakarta.activation.DataHandler;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.cxf.attachment.AttachmentImpl;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Takes a message in, bounded: a multipart message is read to its end before anything is done with it. It stands before
 * the stack's own multipart reader, which expects the envelope first, and takes a message without its end for whole.
 */
public sealed class MessageIn extends AbstractPhaseInterceptor<Message> permits ArrivingMessageIn, RequestIn {
    private static final String MULTIPART = "multipart/related";

    private final SoapSettings settings;
    private final Consumer<Closeable> owner;

    /**
     * Takes messages in.
     *
     * @param owner closes the attachments of each message when nobody can ask for them any more; where nobody knows when
     *     that is, the collector of garbage does it
     */
    public MessageIn(SoapSettings settings, Consumer<Closeable> owner) {
        super(Phase.RECEIVE);
        addBefore(AttachmentInInterceptor.class.getName());
        this.settings = settings;
        this.owner = owner;
    }

    @Override
    public void handleMessage(Message message) {
        InputStream in = message.getContent(InputStream.class);
        if (in == null || isGET(message)) {
            return;
        }
        message.removeContent(org.apache.cxf.io.DelegatingInputStream.class);
        if (!(message.get(Message.CONTENT_TYPE) instanceof String contentType)) {
            throw new Fault(new RefusedMessageException("the message has no Content-Type"));
        }
        MediaType type = MediaType.parse(contentType);
        try {
            if (type.type().equals(MULTIPART)) {
                takeApart(message, type, bounded(message, in, limits().messageBytes()));
            } else {
                if (type.parameter("charset") == null) {
                    // The stack would take it, and answer, in ISO 8859-1. XML says itself what it is written in (RFC
                    // 7303: 3.2).
                    message.remove(Message.ENCODING);
                }
                message.put(References.class, id -> false);
                message.setContent(
                        InputStream.class,
                        bounded(message, in, Math.min(limits().envelopeBytes(), limits().messageBytes())));
            }
        } catch (IOException e) {
            throw new Fault(e);
        }
    }

    /** Of the message that is being read. */
    SoapLimits limits() {
        return settings.limits();
    }

    private static InputStream bounded(Message message, InputStream in, long most) {
        BoundedInput bounded = new BoundedInput(in, most);
        message.put(BoundedInput.class, bounded);
        return bounded;
    }

    void takeApart(Message message, MediaType type, InputStream in) throws IOException {
        Spool spool = new Spool(settings);
        owner.accept(spool);
        // Nobody else knows the connection's stream from now on: what is not closed here, though whole, stays open
        // until it is collected.
        try (in) {
            MtomPackage parts = new MtomPackage(type, in, spool, limits());
            setEnvelope(message, parts.root(), parts);
            attach(message, parts);
        }
    }

    private static void attach(Message message, MtomPackage parts) throws IOException {
        List<Attachment> attachments = new ArrayList<>();
        parts.readAttachments()
                .forEach((name, part) ->
                        attachments.add(new AttachmentImpl(name, new DataHandler(new Attachments.PartSource(part)))));
        message.setAttachments(attachments);
    }

    static void setEnvelope(Message message, Part root, References references) {
        message.setContent(InputStream.class, root.open());
        MediaType type = root.contentType();
        String inner = type.parameter("type");
        message.put(Message.CONTENT_TYPE, inner == null ? type.type() : inner);
        message.put(Message.ENCODING, type.parameters().getOrDefault("charset", "UTF-8"));
        message.put(References.class, references);
    }
}

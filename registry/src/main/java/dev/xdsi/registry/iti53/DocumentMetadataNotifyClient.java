package dev.xdsi.registry.iti53;

import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.registry.dsub.Notification;
import dev.xdsi.registry.dsub.Notification.Content;
import dev.xdsi.registry.dsub.Notification.Reception;
import dev.xdsi.registry.dsub.Topic;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.wsdl.dsub.DocumentMetadataNotificationRecipientPortType;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.rim.ObjectFactory;
import dev.xdsi.wsdl.rim.ObjectRefType;
import dev.xdsi.wsdl.rim.RegistryObjectListType;
import dev.xdsi.wsdl.wsn.NotificationMessageType;
import dev.xdsi.wsdl.wsn.Notify;
import dev.xdsi.wsdl.wsn.ReferenceType;
import dev.xdsi.wsdl.wsn.TopicExpressionType;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.WebServiceException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.message.Message;
import org.w3c.dom.Element;

/**
 * Document Metadata Notify [ITI-53], the Document Metadata Notification Broker's side (ITI TF-2: 3.53.4.1): one way, so that an HTTP answer
 * of 2xx is all that a recipient says.
 */
public final class DocumentMetadataNotifyClient implements Transaction<Notification, Reception> {
    private static final String NAMESPACE = "urn:ihe:iti:dsub:2009";
    private static final String WSA = "http://www.w3.org/2005/08/addressing";
    private static final int REMEMBERED = 64;
    /** Request Timeout, Too Early, Too Many Requests. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    public static final SoapContract<DocumentMetadataNotificationRecipientPortType> CONTRACT = new SoapContract<>(
            DocumentMetadataNotificationRecipientPortType.class,
            "wsdl/DocumentMetadataNotificationRecipient.wsdl",
            new QName(NAMESPACE, "DocumentMetadataNotificationRecipient_Service"),
            new QName(NAMESPACE, "DocumentMetadataNotificationRecipient_Port_Soap12"),
            false);
    private static final ObjectFactory RIM = new ObjectFactory();

    private final SoapClients clients;
    private final URI broker;
    private final Map<URI, DocumentMetadataNotificationRecipientPortType> recipients =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<URI, DocumentMetadataNotificationRecipientPortType> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /** @param broker address of this broker, below which each subscription has its own */
    public DocumentMetadataNotifyClient(SoapClients clients, URI broker) {
        this.clients = clients;
        this.broker = broker;
    }

    @Override
    public Reception perform(Notification notification, Caller caller) {
        URI address = notification.subscription().recipient();
        DocumentMetadataNotificationRecipientPortType port = recipient(address);
        try {
            port.documentMetadataNotificationRecipientNotify(message(notification));
            return new Reception.Taken();
        } catch (WebServiceException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            String why = address + " did not take a notification: " + cause.getMessage();
            return isRefusal(port) ? new Reception.Refused(why) : new Reception.Failed(why);
        }
    }

    /**
     * Whether the recipient says that this message is at fault, and not that it takes none now (RFC 9110 15.5). A SOAP fault of the sender
     * is a 400 (SOAP 1.2 Part 2: 7.5.2.2).
     */
    private static boolean isRefusal(DocumentMetadataNotificationRecipientPortType port) {
        return port instanceof BindingProvider called
                && called.getResponseContext().get(Message.RESPONSE_CODE) instanceof Integer status
                && status / 100 == 4
                && !PASSING.contains(status);
    }

    private DocumentMetadataNotificationRecipientPortType recipient(URI address) {
        synchronized (recipients) {
            return recipients.computeIfAbsent(address, it -> clients.connect(CONTRACT, it));
        }
    }

    private Notify message(Notification notification) {
        TopicExpressionType topic = new TopicExpressionType();
        topic.setDialect(Topic.DIALECT);
        topic.setValue(notification.subscription().interest().topic().expression());
        NotificationMessageType.Message content = new NotificationMessageType.Message();
        content.setAny(
                switch (notification.content()) {
                    case Content.Objects(var objects) -> SubmissionCodec.encode(new SubmissionDraft(objects));
                    case Content.References references -> written(references);
                });
        NotificationMessageType message = new NotificationMessageType();
        message.setSubscriptionReference(
                reference(broker + "/" + notification.subscription().id()));
        message.setTopic(topic);
        message.setProducerReference(reference(broker.toString()));
        message.setMessage(content);
        Notify notify = new Notify();
        notify.getNotificationMessage().add(message);
        return notify;
    }

    private static SubmitObjectsRequest written(Content.References references) {
        RegistryObjectListType list = new RegistryObjectListType();
        references.entryUUIDs().forEach(uuid -> {
            ObjectRefType ref = new ObjectRefType();
            ref.setId(uuid.value());
            list.getIdentifiable().add(RIM.createObjectRef(ref));
        });
        SubmitObjectsRequest request = new SubmitObjectsRequest();
        request.setRegistryObjectList(list);
        return request;
    }

    private static ReferenceType reference(String address) {
        Element written = DOMUtils.createDocument().createElementNS(WSA, "wsa:Address");
        written.setTextContent(address);
        ReferenceType reference = new ReferenceType();
        reference.getAny().add(written);
        return reference;
    }
}

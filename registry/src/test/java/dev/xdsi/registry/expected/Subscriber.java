package dev.xdsi.registry.expected;

import dev.xdsi.registry.iti52.DocumentMetadataNotificationBrokerEndpoint;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.wsdl.dsub.DocumentMetadataNotificationBrokerPortType;
import dev.xdsi.wsdl.rim.AdhocQueryType;
import dev.xdsi.wsdl.wsn.FilterType;
import dev.xdsi.wsdl.wsn.ObjectFactory;
import dev.xdsi.wsdl.wsn.QueryExpressionType;
import dev.xdsi.wsdl.wsn.ReferenceType;
import dev.xdsi.wsdl.wsn.Subscribe;
import dev.xdsi.wsdl.wsn.SubscribeResponse;
import dev.xdsi.wsdl.wsn.TopicExpressionType;
import dev.xdsi.wsdl.wsn.Unsubscribe;
import jakarta.xml.ws.BindingProvider;
import java.net.URI;
import org.apache.cxf.helpers.DOMUtils;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A Document Metadata Subscriber. */
final class Subscriber {
    private static final String WSA = "http://www.w3.org/2005/08/addressing";
    private static final ObjectFactory WSNT = new ObjectFactory();

    private final DocumentMetadataNotificationBrokerPortType client;
    private final URI broker;

    Subscriber(SoapClients clients, URI broker) {
        this.client = clients.connect(DocumentMetadataNotificationBrokerEndpoint.CONTRACT, broker);
        this.broker = broker;
    }

    /** A {@code wsnt:Subscribe} with a topic and a filter. */
    static Subscribe request(String consumer, @Nullable String topic, @Nullable Ask filter) {
        Element address = DOMUtils.createDocument().createElementNS(WSA, "wsa:Address");
        address.setTextContent(consumer);
        ReferenceType reference = new ReferenceType();
        reference.getAny().add(address);
        FilterType parts = new FilterType();
        if (topic != null) {
            TopicExpressionType expression = new TopicExpressionType();
            expression.setDialect("http://docs.oasis-open.org/wsn/t-1/TopicExpression/Simple");
            expression.setValue(topic);
            parts.getAny().add(WSNT.createTopicExpression(expression));
        }
        if (filter != null) {
            parts.getAny().add(query(filter.request()));
        }
        Subscribe subscribe = new Subscribe();
        subscribe.setConsumerReference(reference);
        subscribe.setFilter(parts);
        return subscribe;
    }

    private static Object query(StoredQueryRequest filter) {
        AdhocQueryType query = StoredQueryCodec.encode(filter).getAdhocQuery();
        return new dev.xdsi.wsdl.rim.ObjectFactory().createAdhocQuery(query);
    }

    static Object producerProperties() {
        return WSNT.createProducerProperties(new QueryExpressionType());
    }

    static Object messageContent() {
        return WSNT.createMessageContent(new QueryExpressionType());
    }

    SubscribeResponse subscribe(Subscribe request) {
        try {
            return client.documentMetadataNotificationBrokerSubscribe(request);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception fault) {
            throw new FaultException(fault.getClass().getSimpleName(), fault);
        }
    }

    /** The address of a subscription, as the broker tells it. */
    static String address(SubscribeResponse response) {
        return response.getSubscriptionReference().getAny().getFirst().getTextContent();
    }

    void unsubscribe(String address) {
        String reached = broker + address.substring(address.lastIndexOf('/'));
        ((BindingProvider) client).getRequestContext().put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, reached);
        try {
            client.documentMetadataNotificationBrokerUnsubscribe(new Unsubscribe());
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception fault) {
            throw new FaultException(fault.getClass().getSimpleName(), fault);
        } finally {
            ((BindingProvider) client)
                    .getRequestContext()
                    .put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, broker.toString());
        }
    }

    /** A fault of WS-Notification, by its name. */
    static final class FaultException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String name;

        FaultException(String name, Exception cause) {
            super(cause.getMessage(), cause);
            this.name = name;
        }

        String name() {
            return name;
        }
    }
}

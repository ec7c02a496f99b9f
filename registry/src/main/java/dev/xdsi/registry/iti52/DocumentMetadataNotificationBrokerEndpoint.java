package dev.xdsi.registry.iti52;

import dev.xdsi.registry.iti52.SubscribeRequest.Beyond;
import dev.xdsi.registry.iti52.SubscribeRequest.TopicExpression;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.soap.ebrim.UnreadableRequestException;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.wsdl.dsub.DocumentMetadataNotificationBrokerPortType;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.query.ResponseOptionType;
import dev.xdsi.wsdl.rim.AdhocQueryType;
import dev.xdsi.wsdl.wsn.QueryExpressionType;
import dev.xdsi.wsdl.wsn.ReferenceType;
import dev.xdsi.wsdl.wsn.Subscribe;
import dev.xdsi.wsdl.wsn.TopicExpressionType;
import dev.xdsi.wsdl.wsn.Unsubscribe;
import dev.xdsi.wsdl.wsn.UnsubscribeResponse;
import jakarta.xml.bind.JAXBElement;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.helpers.DOMUtils;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The Document Metadata Notification Broker behind SOAP 1.2 (ITI TF-2: 3.52.4): subscriptions are created at its address, and each is ended
 * at an address of its own below.
 */
public final class DocumentMetadataNotificationBrokerEndpoint implements DocumentMetadataNotificationBrokerPortType {
    private static final String NAMESPACE = "urn:ihe:iti:dsub:2009";
    private static final String WSA = "http://www.w3.org/2005/08/addressing";

    public static final SoapContract<DocumentMetadataNotificationBrokerPortType> CONTRACT = new SoapContract<>(
            DocumentMetadataNotificationBrokerPortType.class,
            "wsdl/DocumentMetadataNotificationBroker.wsdl",
            new QName(NAMESPACE, "DocumentMetadataNotificationBroker_Service"),
            new QName(NAMESPACE, "DocumentMetadataNotificationBroker_Port_Soap12"),
            false);

    private final Transaction<SubscribeRequest, SubscribeResponse> subscribe;
    private final Transaction<UnsubscribeRequest, dev.xdsi.registry.iti52.UnsubscribeResponse> unsubscribe;
    private final URI address;
    private final InstantSource clock;

    /** @param address of this broker, as subscribers reach it */
    public DocumentMetadataNotificationBrokerEndpoint(
            Transaction<SubscribeRequest, SubscribeResponse> subscribe,
            Transaction<UnsubscribeRequest, dev.xdsi.registry.iti52.UnsubscribeResponse> unsubscribe,
            URI address,
            InstantSource clock) {
        this.subscribe = subscribe;
        this.unsubscribe = unsubscribe;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public dev.xdsi.wsdl.wsn.SubscribeResponse documentMetadataNotificationBrokerSubscribe(Subscribe body) {
        SubscribeRequest request = read(body);
        return switch (subscribe.perform(request, SoapCall.current().caller())) {
            case SubscribeResponse.Created created -> written(created);
            case SubscribeResponse.Refused(SubscriptionFault fault) -> throw fault(fault);
        };
    }

    @Override
    public UnsubscribeResponse documentMetadataNotificationBrokerUnsubscribe(Unsubscribe body) {
        SoapCall call = SoapCall.current();
        return switch (unsubscribe.perform(new UnsubscribeRequest(call.resource()), call.caller())) {
            case dev.xdsi.registry.iti52.UnsubscribeResponse.Ended ended -> new UnsubscribeResponse();
            case dev.xdsi.registry.iti52.UnsubscribeResponse.Refused(SubscriptionFault fault) -> throw fault(fault);
        };
    }

    private static SubscribeRequest read(Subscribe body) {
        List<TopicExpression> topics = new ArrayList<>();
        List<StoredQueryRequest> queries = new ArrayList<>();
        List<Beyond> beyond = new ArrayList<>();
        for (Object part : body.isSetFilter() ? body.getFilter().getAny() : List.of()) {
            switch (part instanceof JAXBElement<?> element ? element.getValue() : part) {
                case TopicExpressionType topic -> topics.add(new TopicExpression(topic.getDialect(), topic.getValue()));
                case AdhocQueryType query -> queries.add(read(query));
                case QueryExpressionType expression -> beyond.add(expression(part));
                case null, default -> beyond.add(Beyond.OTHER_FILTER);
            }
        }
        if (body.isSetSubscriptionPolicy() && body.getSubscriptionPolicy().isSetAny()) {
            beyond.add(Beyond.POLICY);
        }
        return new SubscribeRequest(
                address(body.getConsumerReference()), topics, queries, body.getInitialTerminationTime(), beyond);
    }

    private static Beyond expression(Object part) {
        return part instanceof JAXBElement<?> element
                        && element.getName().getLocalPart().equals("ProducerProperties")
                ? Beyond.PRODUCER_PROPERTIES
                : Beyond.MESSAGE_CONTENT;
    }

    private static StoredQueryRequest read(AdhocQueryType query) {
        ResponseOptionType wholeObjects = new ResponseOptionType();
        wholeObjects.setReturnType(StoredQueryRequest.ReturnType.LeafClass.name());
        AdhocQueryRequest request = new AdhocQueryRequest();
        request.setResponseOption(wholeObjects);
        request.setAdhocQuery(query);
        try {
            return StoredQueryCodec.decode(request);
        } catch (UnreadableRequestException unreadable) {
            return new StoredQueryRequest("", StoredQueryRequest.ReturnType.LeafClass, null, List.of());
        }
    }

    private static String address(@Nullable ReferenceType reference) {
        if (reference == null) {
            return "";
        }
        return reference.getAny().stream()
                .filter(element -> WSA.equals(element.getNamespaceURI()) && "Address".equals(element.getLocalName()))
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }

    private dev.xdsi.wsdl.wsn.SubscribeResponse written(SubscribeResponse.Created created) {
        ReferenceType reference = new ReferenceType();
        Element written = DOMUtils.createDocument().createElementNS(WSA, "wsa:Address");
        written.setTextContent(address + "/" + created.subscription());
        reference.getAny().add(written);
        dev.xdsi.wsdl.wsn.SubscribeResponse response = new dev.xdsi.wsdl.wsn.SubscribeResponse();
        response.setSubscriptionReference(reference);
        try {
            DatatypeFactory times = DatatypeFactory.newInstance();
            response.setCurrentTime(times.newXMLGregorianCalendar(created.now().toString()));
            response.setTerminationTime(
                    times.newXMLGregorianCalendar(created.termination().toString()));
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException("this Java has no XML data types", e);
        }
        return response;
    }

    private SoapFault fault(SubscriptionFault fault) {
        SoapFault soap = new SoapFault(
                fault.kind() + ": " + fault.reason(), Soap12.getInstance().getSender());
        soap.setDetail(new Detail(clock.instant()).of(fault));
        return soap;
    }

    /** The detail by which WS-Notification knows its faults (WS-BaseFaults 1.2). */
    private record Detail(Instant timestamp) {
        private static final String WSNT = "http://docs.oasis-open.org/wsn/b-2";
        private static final String WSRF_R = "http://docs.oasis-open.org/wsrf/r-2";
        private static final String WSRF_BF = "http://docs.oasis-open.org/wsrf/bf-2";
        private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
        private static final String RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";

        Element of(SubscriptionFault fault) {
            Document document = DOMUtils.createDocument();
            Element detail = document.createElementNS(Soap12.getInstance().getNamespace(), "soap:Detail");
            String namespace = fault.kind() == SubscriptionFault.Kind.ResourceUnknownFault ? WSRF_R : WSNT;
            Element element = document.createElementNS(namespace, "fault:" + fault.kind());
            detail.appendChild(element);
            child(element, WSRF_BF, "wsrf-bf:Timestamp", timestamp.toString());
            child(element, WSRF_BF, "wsrf-bf:Description", fault.reason());
            if (fault.kind() == SubscriptionFault.Kind.InvalidFilterFault) {
                Element unknown = child(element, WSNT, "wsnt:UnknownFilter", "rim:AdhocQuery");
                unknown.setAttributeNS(XMLNS, "xmlns:rim", RIM);
            }
            time(element, "wsnt:MinimumTime", fault.earliest());
            time(element, "wsnt:MaximumTime", fault.latest());
            return detail;
        }

        private static void time(Element parent, String name, @Nullable Instant time) {
            if (time != null) {
                child(parent, WSNT, name, time.toString());
            }
        }

        private static Element child(Element parent, String namespace, String name, String text) {
            Element child = parent.getOwnerDocument().createElementNS(namespace, name);
            child.setTextContent(text);
            parent.appendChild(child);
            return child;
        }
    }
}

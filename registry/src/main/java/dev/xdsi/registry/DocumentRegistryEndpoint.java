package dev.xdsi.registry;

import dev.xdsi.registry.query.QueryAnswer;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.soap.ebrim.UnreadableRequestException;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.query.AdhocQueryResponse;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.OutInterceptors;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.wsdl.interceptors.BareOutInterceptor;
import org.codehaus.stax2.XMLStreamWriter2;

/** The Document Registry behind SOAP 1.2: ITI-42, ITI-61, ITI-18 and ITI-51 at one address (ITI TF-2: 3.18.8, 3.42.8, 3.51.8). */
@OutInterceptors(classes = DocumentRegistryEndpoint.AsWrittenOut.class)
public final class DocumentRegistryEndpoint implements DocumentRegistryPortType {
    private static final String NAMESPACE = "urn:ihe:iti:xds-b:2007";

    public static final SoapContract<DocumentRegistryPortType> CONTRACT = new SoapContract<>(
            DocumentRegistryPortType.class,
            "wsdl/DocumentRegistry.wsdl",
            new QName(NAMESPACE, "DocumentRegistry_Service"),
            new QName(NAMESPACE, "DocumentRegistry_Port_Soap12"),
            false);

    private final DocumentRegistry registry;

    public DocumentRegistryEndpoint(DocumentRegistry registry) {
        this.registry = registry;
    }

    @Override
    public RegistryResponseType documentRegistryRegisterOnDemandDocumentEntry(SubmitObjectsRequest body) {
        var request = new RegisterOnDemandDocumentEntryRequest(SubmissionCodec.decode(body));
        var response = registry.registerOnDemandDocumentEntry()
                .perform(request, SoapCall.current().caller());
        return RegistryResponseCodec.encode(response);
    }

    @Override
    public RegistryResponseType documentRegistryRegisterDocumentSetB(SubmitObjectsRequest body) {
        var request = new RegisterDocumentSetRequest(SubmissionCodec.decode(body));
        var response = registry.registerDocumentSet()
                .perform(request, SoapCall.current().caller());
        return RegistryResponseCodec.encode(response);
    }

    @Override
    public AdhocQueryResponse documentRegistryRegistryStoredQuery(AdhocQueryRequest body) {
        return answer(registry.registryAnswers(), body);
    }

    @Override
    public AdhocQueryResponse documentRegistryMultiPatientStoredQuery(AdhocQueryRequest body) {
        return answer(registry.multiPatientAnswers(), body);
    }

    private static AdhocQueryResponse answer(
            Transaction<StoredQueryRequest, QueryAnswer> query, AdhocQueryRequest body) {
        try {
            SoapCall call = SoapCall.current();
            QueryAnswer answer = query.perform(StoredQueryCodec.decode(body), call.caller());
            call.closeWithAnswer(answer.delivery());
            return answer.objects().isPresent()
                    ? new AnswerAsWritten(answer)
                    : StoredQueryCodec.encode(new StoredQueryResponse(List.of(), answer.refs(), answer.errors()));
        } catch (UnreadableRequestException unreadable) {
            return StoredQueryCodec.encode(StoredQueryResponse.failure(List.of(unreadable.error())));
        }
    }

    /** Found objects, which {@link AsWrittenOut} writes; as ebXML types they would all be in memory at once. */
    private static final class AnswerAsWritten extends AdhocQueryResponse {
        private final transient QueryAnswer answer;

        AnswerAsWritten(QueryAnswer answer) {
            this.answer = answer;
        }
    }

    /**
     * Writes found objects as they were registered, each when it is read from the store: the answer begins while most of it is still
     * there, and no more of it is in memory than one reading. A failure in the middle breaks the answer off.
     */
    public static final class AsWrittenOut extends AbstractPhaseInterceptor<Message> {
        private static final String QUERY = "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0";
        private static final String RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";

        public AsWrittenOut() {
            super(Phase.MARSHAL);
            addBefore(BareOutInterceptor.class.getName());
        }

        @Override
        public void handleMessage(Message message) {
            List<?> parts = message.getContent(List.class);
            if (parts == null || parts.isEmpty() || !(parts.getFirst() instanceof AnswerAsWritten written)) {
                return;
            }
            message.removeContent(List.class);
            try {
                write(written.answer, message);
            } catch (XMLStreamException e) {
                throw new Fault(e);
            }
        }

        private static void write(QueryAnswer answer, Message message) throws XMLStreamException {
            XMLStreamWriter2 out = (XMLStreamWriter2) message.getContent(XMLStreamWriter.class);
            out.writeStartElement("query", "AdhocQueryResponse", QUERY);
            out.writeNamespace("query", QUERY);
            out.writeAttribute("status", answer.outcome().status().urn());
            out.writeStartElement("rim", "RegistryObjectList", RIM);
            out.writeNamespace("rim", RIM);
            // Pushed, not pulled: an iterator of this stream would hold all that it is about to give.
            answer.texts().forEachOrdered(texts(out, message));
            out.writeEndElement();
            out.writeEndElement();
        }

        /** Past the writer where it would do no more than look at each character: texts are kept as the XML that is sent. */
        private static Consumer<String> texts(XMLStreamWriter2 out, Message message) throws XMLStreamException {
            if (!StandardCharsets.UTF_8.name().equalsIgnoreCase((String) message.get(Message.ENCODING))) {
                return text -> writeRaw(text, out);
            }
            out.writeRaw(""); // ends the start tag
            out.flush();
            OutputStream bytes = message.getContent(OutputStream.class);
            return text -> write(text.getBytes(StandardCharsets.UTF_8), bytes);
        }

        private static void writeRaw(String text, XMLStreamWriter2 out) {
            try {
                out.writeRaw(text);
            } catch (XMLStreamException e) {
                throw new Fault(e);
            }
        }

        private static void write(byte[] text, OutputStream out) {
            try {
                out.write(text);
            } catch (IOException e) {
                throw new Fault(e);
            }
        }
    }
}

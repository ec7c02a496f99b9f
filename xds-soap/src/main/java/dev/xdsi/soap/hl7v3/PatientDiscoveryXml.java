package dev.xdsi.soap.hl7v3;

import dev.xdsi.transaction.iti45.PatientIdentifierQuery;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.wsdl.hl7v3.ObjectFactory;
import dev.xdsi.wsdl.hl7v3.QueryByParameter;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.StringWriter;
import javax.xml.namespace.QName;

/** The question as text: what the audit trail keeps of it (ITI TF-2: 3.55.5.1). */
public final class PatientDiscoveryXml {
    private static final QName QUERY = new QName("urn:hl7-org:v3", "queryByParameter");
    private static final JAXBContext CONTEXT = context();

    private PatientDiscoveryXml() {}

    public static String write(PatientDiscoveryRequest request) {
        return write(PatientDiscoveryRequestCodec.query(request));
    }

    /** The same of PIXV3 Query (ITI TF-2: 3.45.5.1). */
    public static String write(PatientIdentifierQuery query) {
        return write(PatientIdentifierCodec.parameters(query));
    }

    private static String write(QueryByParameter query) {
        try {
            Marshaller marshaller = CONTEXT.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            StringWriter text = new StringWriter();
            marshaller.marshal(new JAXBElement<>(QUERY, QueryByParameter.class, query), text);
            return text.toString();
        } catch (JAXBException e) {
            throw new IllegalStateException("the question cannot be written", e);
        }
    }

    private static JAXBContext context() {
        try {
            return JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException e) {
            throw new IllegalStateException("the generated HL7 v3 types do not fit together", e);
        }
    }
}

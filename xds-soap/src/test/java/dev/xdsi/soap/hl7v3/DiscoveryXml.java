package dev.xdsi.soap.hl7v3;

import dev.xdsi.wsdl.hl7v3.ObjectFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URL;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

/** The messages as text, read as tolerantly as an endpoint reads them. */
final class DiscoveryXml {
    private static final JAXBContext CONTEXT = context();

    private DiscoveryXml() {}

    private static JAXBContext context() {
        try {
            return JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T read(String xml, Class<T> type) throws Exception {
        return CONTEXT.createUnmarshaller()
                .unmarshal(new StreamSource(new StringReader(xml)), type)
                .getValue();
    }

    static String write(JAXBElement<?> message) throws Exception {
        StringWriter text = new StringWriter();
        CONTEXT.createMarshaller().marshal(message, text);
        return text.toString();
    }

    static void validate(String xml) throws Exception {
        URL schema = Objects.requireNonNull(
                DiscoveryXml.class.getClassLoader().getResource("wsdl/xsd/hl7v3-patient-discovery.xsd"));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(schema)
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
    }
}

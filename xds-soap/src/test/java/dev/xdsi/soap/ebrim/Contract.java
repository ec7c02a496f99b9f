package dev.xdsi.soap.ebrim;

import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The schemas that partners read in our WSDL. */
final class Contract {
    private static final Schema SCHEMA = schema();

    private Contract() {}

    static URL resource(String path) {
        return Objects.requireNonNull(Contract.class.getResource(path), path);
    }

    /** Fails with the first fault of a message that breaks the contract. */
    static void validate(String xml) throws SAXException {
        try {
            SCHEMA.newValidator().validate(new StreamSource(new StringReader(xml)));
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
    }

    private static Schema schema() {
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file,jar");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            return factory.newSchema(new Source[] {
                new StreamSource(resource("/wsdl/xsd/query.xsd").toString()),
                new StreamSource(resource("/wsdl/xsd/xdsi-b.xsd").toString())
            });
        } catch (SAXException e) {
            throw new IllegalStateException("the schemas do not hold together", e);
        }
    }
}

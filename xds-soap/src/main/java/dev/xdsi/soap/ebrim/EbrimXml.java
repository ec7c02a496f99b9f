package dev.xdsi.soap.ebrim;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.Unmarshaller;
import java.io.Reader;
import java.io.StringWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** ebXML as text, outside of SOAP. Reading trusts nothing: no DTD, no entities, bounded depth and sizes, no unknown element. */
final class EbrimXml {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ATTRIBUTES = 32;
    private static final int MAX_ATTRIBUTE_LENGTH = 1 << 16;
    private static final int MAX_TEXT_LENGTH = 1 << 20;
    private static final long MAX_CHARACTERS = 1L << 26;
    private static final long MAX_ELEMENTS = 1L << 20;

    private static final JAXBContext CONTEXT = context(
            dev.xdsi.wsdl.rim.ObjectFactory.class,
            dev.xdsi.wsdl.rs.ObjectFactory.class,
            dev.xdsi.wsdl.lcm.ObjectFactory.class,
            dev.xdsi.wsdl.query.ObjectFactory.class);

    /** Knows of no namespace but that of objects, and so declares none besides: their texts are kept by the million. */
    private static final JAXBContext OBJECTS = context(dev.xdsi.wsdl.rim.ObjectFactory.class);

    private static final XMLInputFactory INPUT = input();
    private static final XMLOutputFactory OUTPUT = XMLOutputFactory.newFactory();

    private EbrimXml() {}

    /** Text without an XML declaration, so that it can stand in a column or inside another document. */
    static String write(Object element) {
        return write(element, CONTEXT);
    }

    /** The same of a registry object. */
    static String writeObject(Object element) {
        return write(element, OBJECTS);
    }

    private static String write(Object element, JAXBContext context) {
        try {
            Marshaller marshaller = context.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            StringWriter text = new StringWriter(4096);
            // Not straight to the writer: JAXB's own escaping would let tabs in attributes decay into blanks.
            XMLStreamWriter xml = OUTPUT.createXMLStreamWriter(text);
            marshaller.marshal(element, xml);
            xml.close();
            return text.toString();
        } catch (JAXBException | XMLStreamException e) {
            throw new IllegalArgumentException("cannot be written as ebXML", e);
        }
    }

    /** The content of the root element, which must be of that type. */
    static <T> T read(Reader text, Class<T> type) {
        try {
            XMLStreamReader xml = INPUT.createXMLStreamReader(text);
            try {
                // Refuses a document type declaration: only comments and white space may precede the root.
                xml.nextTag();
                Unmarshaller unmarshaller = CONTEXT.createUnmarshaller();
                unmarshaller.setEventHandler(event -> false);
                Object root = unmarshaller.unmarshal(xml);
                return type.cast(root instanceof JAXBElement<?> element ? element.getValue() : root);
            } finally {
                xml.close();
            }
        } catch (JAXBException | XMLStreamException | ClassCastException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + " in ebXML", e);
        }
    }

    private static JAXBContext context(Class<?>... factories) {
        try {
            return JAXBContext.newInstance(factories);
        } catch (JAXBException e) {
            throw new IllegalStateException("the generated ebXML types do not fit together", e);
        }
    }

    /** The limits are Woodstox's: any other parser refuses the properties here, at start, and not when it is attacked. */
    private static XMLInputFactory input() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty("com.ctc.wstx.maxElementDepth", MAX_DEPTH);
        factory.setProperty("com.ctc.wstx.maxAttributesPerElement", MAX_ATTRIBUTES);
        factory.setProperty("com.ctc.wstx.maxAttributeSize", MAX_ATTRIBUTE_LENGTH);
        factory.setProperty("com.ctc.wstx.maxTextLength", MAX_TEXT_LENGTH);
        factory.setProperty("com.ctc.wstx.maxCharacters", MAX_CHARACTERS);
        factory.setProperty("com.ctc.wstx.maxElementCount", MAX_ELEMENTS);
        return factory;
    }
}

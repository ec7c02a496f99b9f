package dev.xdsi.dicom.xml;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.BulkDataUris;
import dev.xdsi.dicom.json.JsonLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Data sets as {@code application/dicom+xml} (PS3.18 8.7.3.6, PS3.19 A.1.6), in UTF-8 whatever their character set. */
public final class NativeDicomModel {
    static final String NAMESPACE = "http://dicom.nema.org/PS3.19/models/NativeDICOM";
    static final String ROOT = "NativeDicomModel";
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private NativeDicomModel() {}

    /** One data set as a document. The stream stays open. */
    public static void write(Attributes dataSet, OutputStream out, BulkDataUris uris) throws IOException {
        try {
            XMLStreamWriter xml = WRITERS.createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.setDefaultNamespace(NAMESPACE);
            xml.writeStartElement(NAMESPACE, ROOT);
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("xml:space", "preserve");
            new NativeModelWriter(xml, uris).write(dataSet);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failed) {
            throw failed.getNestedException() instanceof IOException broken ? broken : new IOException(failed);
        }
    }

    /** One data set that is small. */
    public static byte[] toBytes(Attributes dataSet, BulkDataUris uris) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(dataSet, bytes, uris);
        return bytes.toByteArray();
    }

    /** Reads a document. Document types are refused, and nothing outside of it is looked at. */
    public static Attributes read(InputStream in, JsonLimits limits, BulkDataSource bulkData) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new BoundedInput(in, limits.characters()), null);
            return new NativeModelReader(xml, limits, bulkData).readDocument();
        } catch (XMLStreamException broken) {
            if (broken.getNestedException() instanceof IOException cause) {
                throw cause;
            }
            throw new DicomException("this is no XML of a data set", broken);
        }
    }
}

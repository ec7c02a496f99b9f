package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.web.Offer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What these services can do, for who asks by OPTIONS (PS3.18 8.9): as WADL, or the same in JSON. */
final class CapabilitiesAnswer {
    private static final String WADL = "application/vnd.sun.wadl+xml";
    private static final String NAMESPACE = "http://wadl.dev.java.net/2009/02";
    private static final List<Offer> OFFERS =
            List.of(Offer.single(WADL, ""), Offer.single("application/xml", ""), Offer.single("application/json", ""));

    private final URI base;

    /** @param base of the DICOMweb resources as others reach them */
    CapabilitiesAnswer(URI base) {
        this.base = base;
    }

    void send(Exchange exchange) throws Refused, IOException {
        Offer offer = exchange.accepted()
                .best(OFFERS)
                .orElseThrow(() ->
                        Refused.notAcceptable("Capabilities are described as " + WADL + " or as application/json."));
        byte[] body = offer.type().endsWith("json") ? json() : wadl();
        exchange.response().addHeader("Vary", "Accept");
        exchange.response().setContentType(offer.type());
        exchange.response().setContentLength(body.length);
        exchange.body().write(body);
    }

    private static Map<String, List<Capability>> byPath() {
        return Capability.ALL.stream()
                .collect(Collectors.groupingBy(Capability::path, LinkedHashMap::new, Collectors.toList()));
    }

    private byte[] wadl() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("application");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeStartElement("resources");
            xml.writeAttribute("base", base.toString());
            for (Map.Entry<String, List<Capability>> resource : byPath().entrySet()) {
                xml.writeStartElement("resource");
                xml.writeAttribute("path", resource.getKey());
                for (Capability capability : resource.getValue()) {
                    method(xml, capability);
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException impossible) {
            throw new IOException(impossible);
        }
        return out.toByteArray();
    }

    private static void method(XMLStreamWriter xml, Capability capability) throws XMLStreamException {
        boolean takes = capability.method().equals("POST");
        xml.writeStartElement("method");
        xml.writeAttribute("name", capability.method());
        xml.writeAttribute("id", capability.name());
        xml.writeStartElement("request");
        for (String parameter : capability.query()) {
            xml.writeEmptyElement("param");
            xml.writeAttribute("name", parameter);
            xml.writeAttribute("style", "query");
        }
        if (takes) {
            representations(xml, capability.types());
        }
        xml.writeEndElement();
        xml.writeStartElement("response");
        representations(xml, takes ? List.of(MetadataAnswer.DICOM_JSON, MetadataAnswer.DICOM_XML) : capability.types());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void representations(XMLStreamWriter xml, List<String> types) throws XMLStreamException {
        for (String type : types) {
            xml.writeEmptyElement("representation");
            xml.writeAttribute("mediaType", type);
        }
    }

    /** Nothing in it needs escaping. */
    private byte[] json() {
        String resources = byPath().entrySet().stream()
                .map(resource -> "{\"path\":\"" + resource.getKey() + "\",\"methods\":["
                        + resource.getValue().stream()
                                .map(CapabilitiesAnswer::json)
                                .collect(Collectors.joining(","))
                        + "]}")
                .collect(Collectors.joining(","));
        return ("{\"application\":{\"resources\":{\"base\":\"" + base + "\",\"resource\":[" + resources + "]}}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Capability capability) {
        return "{\"name\":\"" + capability.method() + "\",\"id\":\"" + capability.name() + "\",\"query\":"
                + json(capability.query()) + ",\"representations\":" + json(capability.types()) + "}";
    }

    private static String json(List<String> texts) {
        return texts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}

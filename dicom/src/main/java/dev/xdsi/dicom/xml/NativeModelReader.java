package dev.xdsi.dicom.xml;

import dev.xdsi.dicom.ArrivalOrder;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TextualValues;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.JsonLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one data set (PS3.19 A.1.6). Text is kept as UTF-8, which the data set then declares. */
final class NativeModelReader {
    private static final String UNICODE = "ISO_IR 192";
    private static final List<String> NAME_GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");
    private static final List<String> COMPONENTS =
            List.of("FamilyName", "GivenName", "MiddleName", "NamePrefix", "NameSuffix");

    private final XMLStreamReader xml;
    private final JsonLimits limits;
    private final BulkDataSource bulkData;
    private final ArrivalOrder order = new ArrivalOrder();
    private int left;

    NativeModelReader(XMLStreamReader xml, JsonLimits limits, BulkDataSource bulkData) {
        this.xml = xml;
        this.limits = limits;
        this.bulkData = bulkData;
        this.left = limits.elements();
    }

    Attributes readDocument() throws XMLStreamException, IOException {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.DTD) {
                throw new DicomException("the XML has a document type");
            }
        }
        if (!xml.getLocalName().equals(NativeDicomModel.ROOT)) {
            throw new DicomException("the XML is no NativeDicomModel");
        }
        Attributes dataSet = new Attributes().setString(Tag.SpecificCharacterSet, UNICODE);
        // The data set itself is around its sequences, and none of them.
        readElements(dataSet, limits.depth() + 1);
        return dataSet;
    }

    /** Until the end of the element around them. */
    private void readElements(Attributes into, int depthLeft) throws XMLStreamException, IOException {
        if (depthLeft == 0) {
            throw new DicomException("sequences are nested deeper than is taken");
        }
        while (isAtChild()) {
            count();
            if (!xml.getLocalName().equals("DicomAttribute")) {
                throw new DicomException("there is something else than DicomAttribute in a data set");
            }
            readElement(into, depthLeft);
        }
    }

    /** What an element has been seen to hold. */
    private static final class Seen {
        final Map<Integer, String> values = new HashMap<>();
        final Map<Integer, Attributes> items = new HashMap<>();
        int last;
        byte @Nullable [] binary;

        @Nullable
        String uri;
    }

    private void readElement(Attributes into, int depthLeft) throws XMLStreamException, IOException {
        String written = attribute("tag");
        if (!written.matches("[0-9A-Fa-f]{8}")) {
            throw new DicomException("a DicomAttribute has no tag");
        }
        int tag = inBlock(Integer.parseUnsignedInt(written, 16), attribute("privateCreator"), into);
        String vrName = attribute("vr");
        VR vr = vrName.isEmpty()
                ? ElementDictionary.vrOf(tag)
                : VR.of(vrName).orElseThrow(() -> new DicomException(Tags.toString(tag) + " has an unknown vr"));
        Seen seen = new Seen();
        while (isAtChild()) {
            count();
            readPart(seen, depthLeft);
        }
        if (into.contains(tag) && tag != Tag.SpecificCharacterSet) {
            throw new DicomException(Tags.toString(tag) + " occurs twice");
        }
        if (!order.admits(tag, into)) {
            throw new DicomException("too many elements are out of the order of their tags");
        }
        if (tag != Tag.SpecificCharacterSet) {
            element(tag, vr, seen).ifPresent(into::set);
        }
    }

    /** A private element is written without its block (PS3.19 A.1.5); here it gets the one that its creator has, or the next. */
    private static int inBlock(int tag, String creator, Attributes into) throws DicomException {
        if (creator.isEmpty() || !Tags.isPrivate(tag) || (tag & 0xFF00) != 0) {
            return tag;
        }
        int group = tag & 0xFFFF0000;
        int free = 0;
        for (int block = 0x10; block <= 0xFF; block++) {
            if (into.string(group | block).filter(creator::equals).isPresent()) {
                return group | (block << 8) | (tag & 0xFF);
            }
            free = free == 0 && !into.contains(group | block) ? block : free;
        }
        if (free == 0) {
            throw new DicomException("a group has more private creators than fit");
        }
        try {
            into.setString(group | free, VR.LO, creator);
        } catch (IllegalArgumentException wrong) {
            throw new DicomException("a privateCreator is none that there can be", wrong);
        }
        return group | (free << 8) | (tag & 0xFF);
    }

    private void readPart(Seen seen, int depthLeft) throws XMLStreamException, IOException {
        switch (xml.getLocalName()) {
            case "Value" -> {
                int number = number(seen);
                seen.values.put(number, xml.getElementText());
            }
            case "PersonName" -> {
                int number = number(seen);
                seen.values.put(number, readName());
            }
            case "Item" -> {
                Attributes item = new Attributes();
                seen.items.put(number(seen), item);
                readElements(item, depthLeft - 1);
            }
            case "InlineBinary" -> seen.binary = binary(xml.getElementText());
            case "BulkData" -> {
                seen.uri = attribute("uri").isEmpty() ? attribute("uuid") : attribute("uri");
                xml.getElementText();
            }
            default -> throw new DicomException("there is something unknown in a DicomAttribute");
        }
    }

    private int number(Seen seen) throws DicomException {
        String written = attribute("number");
        int number =
                written.isEmpty() ? seen.last + 1 : written.matches("[1-9]\\d{0,6}") ? Integer.parseInt(written) : 0;
        if (number == 0 || number > limits.elements()) {
            throw new DicomException("a value or item has no number");
        }
        seen.last = Math.max(seen.last, number);
        return number;
    }

    private String readName() throws XMLStreamException, IOException {
        String[] groups = {"", "", ""};
        while (isAtChild()) {
            int group = NAME_GROUPS.indexOf(xml.getLocalName());
            String[] components = {"", "", "", "", ""};
            while (isAtChild()) {
                int component = COMPONENTS.indexOf(xml.getLocalName());
                if (group < 0 || component < 0) {
                    throw new DicomException("there is something unknown in a PersonName");
                }
                components[component] = xml.getElementText();
            }
            if (group >= 0) {
                groups[group] = String.join("^", components).replaceFirst("\\^+$", "");
            }
        }
        return String.join("=", groups).replaceFirst("=+$", "");
    }

    private static byte[] binary(String text) throws DicomException {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException wrong) {
            throw new DicomException("an InlineBinary is no Base64", wrong);
        }
    }

    private Optional<Element> element(int tag, VR vr, Seen seen) throws IOException {
        try {
            if (seen.uri != null) {
                Optional<BulkData> data = bulkData.find(seen.uri);
                return data.map(found -> new Element(tag, vr, new Value.Bulk(found)));
            }
            if (seen.binary != null) {
                return Optional.of(new Element(tag, vr, new Value.Inline(seen.binary)));
            }
            if (vr == VR.SQ) {
                return Optional.of(new Element(tag, vr, new Value.Items(inOrder(seen.items, seen.last))));
            }
            return Optional.of(new Element(tag, vr, new Value.Inline(TextualValues.encode(tag, vr, values(seen)))));
        } catch (IllegalArgumentException wrong) {
            throw new DicomException(Tags.toString(tag) + " has a value that its vr cannot have", wrong);
        }
    }

    private static List<Attributes> inOrder(Map<Integer, Attributes> items, int last) throws DicomException {
        if (items.size() != last) {
            throw new DicomException("an item of a sequence is missing");
        }
        List<Attributes> all = new ArrayList<>();
        for (int i = 1; i <= last; i++) {
            all.add(items.get(i));
        }
        return all;
    }

    /** A value that is missing between others is empty. */
    private List<String> values(Seen seen) throws DicomException {
        if (seen.last > seen.values.size() + MOST_EMPTY) {
            throw new DicomException("an attribute has values far apart");
        }
        List<String> all = new ArrayList<>();
        for (int i = 1; i <= seen.last; i++) {
            all.add(seen.values.getOrDefault(i, ""));
        }
        return all;
    }

    private static final int MOST_EMPTY = 1_000;

    /** Passes over text; true at the start of an element, false at the end of the one around. */
    private boolean isAtChild() throws XMLStreamException {
        int event = xml.next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            event = xml.next();
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private void count() throws DicomException {
        if (--left < 0) {
            throw new DicomException("the XML has more elements than are taken");
        }
    }
}

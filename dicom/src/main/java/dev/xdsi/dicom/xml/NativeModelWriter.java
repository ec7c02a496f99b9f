package dev.xdsi.dicom.xml;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.PersonName;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TextualValues;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.json.BulkDataUris;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the elements of one data set (PS3.19 table A.1.5-2). Private elements name their creator. */
final class NativeModelWriter {
    /** A multiple of three, so that pieces of Base64 can stand one after the other. */
    private static final int PIECE = 3 << 12;

    private final XMLStreamWriter xml;
    private final BulkDataUris uris;

    NativeModelWriter(XMLStreamWriter xml, BulkDataUris uris) {
        this.xml = xml;
        this.uris = uris;
    }

    void write(Attributes dataSet) throws XMLStreamException, IOException {
        write("", dataSet);
    }

    private void write(String path, Attributes dataSet) throws XMLStreamException, IOException {
        for (Element element : dataSet) {
            if (!Tags.isGroupLength(element.tag())) {
                write(path + Tags.toHex(element.tag()), dataSet, element);
            }
        }
    }

    private void write(String path, Attributes dataSet, Element written) throws XMLStreamException, IOException {
        Element element = TextualValues.inUnicode(dataSet, written);
        boolean opaque = (element.vr().isBytes() || element.value() instanceof Value.Bulk) && !element.isEmpty();
        Optional<String> uri = opaque ? uris.uri(path, element) : Optional.empty();
        if (uri.isEmpty() && element.value() instanceof Value.Fragments) {
            return;
        }
        start("DicomAttribute");
        describe(dataSet, element);
        if (uri.isPresent()) {
            xml.writeEmptyElement(NativeDicomModel.NAMESPACE, "BulkData");
            xml.writeAttribute("uri", uri.get());
        } else if (opaque) {
            writeBinary(element.value());
        } else if (element.value() instanceof Value.Items(List<Attributes> items)) {
            writeItems(path, items);
        } else {
            writeValues(dataSet, element);
        }
        xml.writeEndElement();
    }

    private void describe(Attributes dataSet, Element element) throws XMLStreamException {
        int tag = element.tag();
        Optional<String> creator = Tags.isPrivate(tag) && !Tags.isPrivateCreator(tag)
                ? dataSet.string(Tags.creatorOf(tag)).filter(name -> name.indexOf('\\') < 0)
                : Optional.empty();
        // With its creator a private element needs no block, which may be another in every data set.
        xml.writeAttribute("tag", Tags.toHex(creator.isPresent() ? tag & 0xFFFF00FF : tag));
        xml.writeAttribute("vr", element.vr().name());
        String keyword = ElementDictionary.keywordOf(tag);
        if (!keyword.isEmpty() && !Tags.isPrivate(tag)) {
            xml.writeAttribute("keyword", keyword);
        }
        if (creator.isPresent()) {
            xml.writeAttribute("privateCreator", writable(creator.get()));
        }
    }

    private void writeItems(String path, List<Attributes> items) throws XMLStreamException, IOException {
        for (int i = 0; i < items.size(); i++) {
            start("Item", i + 1);
            write(path + "/" + i + "/", items.get(i));
            xml.writeEndElement();
        }
    }

    private void writeValues(Attributes dataSet, Element element) throws XMLStreamException {
        List<String> values = element.tag() == Tag.SpecificCharacterSet
                ? new Attributes().set(element).strings(element.tag())
                : dataSet.strings(element.tag());
        for (int i = 0; i < values.size(); i++) {
            if (element.vr() == VR.PN) {
                writeName(i + 1, PersonName.parse(values.get(i)));
            } else if (!values.get(i).isEmpty()) {
                start("Value", i + 1);
                writeText(values.get(i));
                xml.writeEndElement();
            }
        }
    }

    /** A carriage return that is not escaped is a line feed to who reads (XML 1.0, 2.11). */
    private void writeText(String text) throws XMLStreamException {
        String[] lines = writable(text).split("\r", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                xml.writeEntityRef("#13");
            }
            xml.writeCharacters(lines[i]);
        }
    }

    private void writeName(int number, PersonName name) throws XMLStreamException {
        start("PersonName", number);
        writeGroup("Alphabetic", name.alphabetic());
        writeGroup("Ideographic", name.ideographic());
        writeGroup("Phonetic", name.phonetic());
        xml.writeEndElement();
    }

    private void writeGroup(String element, PersonName.Group group) throws XMLStreamException {
        if (group.isEmpty()) {
            return;
        }
        start(element);
        writeComponent("FamilyName", group.family());
        writeComponent("GivenName", group.given());
        writeComponent("MiddleName", group.middle());
        writeComponent("NamePrefix", group.prefix());
        writeComponent("NameSuffix", group.suffix());
        xml.writeEndElement();
    }

    private void writeComponent(String element, String text) throws XMLStreamException {
        if (!text.isEmpty()) {
            start(element);
            writeText(text);
            xml.writeEndElement();
        }
    }

    private void writeBinary(Value value) throws XMLStreamException, IOException {
        BulkData data = switch (value) {
            case Value.Inline inline -> BulkData.of(inline.bytes());
            case Value.Bulk(BulkData bulk) -> bulk;
            default -> throw new IllegalStateException("neither bytes nor a reference to bytes");
        };
        start("InlineBinary");
        try (InputStream in = data.open()) {
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                xml.writeCharacters(Base64.getEncoder().encodeToString(piece));
            }
        }
        xml.writeEndElement();
    }

    private void start(String element) throws XMLStreamException {
        xml.writeStartElement(NativeDicomModel.NAMESPACE, element);
    }

    private void start(String element, int number) throws XMLStreamException {
        start(element);
        xml.writeAttribute("number", Integer.toString(number));
    }

    /** XML 1.0 has no words for control characters: what is none of its characters is seen to be missing. */
    private static String writable(String text) {
        return text.codePoints().allMatch(NativeModelWriter::isCharacter)
                ? text
                : text.codePoints()
                        .map(c -> isCharacter(c) ? c : '\uFFFD')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isCharacter(int c) {
        boolean printable = c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c < 0xE000);
        return printable || c == '\t' || c == '\n' || c == '\r';
    }
}

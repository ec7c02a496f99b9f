package dev.xdsi.dicom.json;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TextualValues;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Writes one data set (PS3.18 F.2). DS and IS go as numbers with the digits they have, or as strings where they are
 * none; infinities and NaN as strings, and so do SV and UV that a double would change.
 */
final class DicomJsonWriter {
    private static final List<String> NAME_GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");

    private final JsonOutput json;
    private final BulkDataUris uris;

    DicomJsonWriter(JsonOutput json, BulkDataUris uris) {
        this.json = json;
        this.uris = uris;
    }

    void write(Attributes dataSet) throws IOException {
        write("", dataSet);
    }

    private void write(String path, Attributes dataSet) throws IOException {
        json.begin('{');
        for (Element element : dataSet) {
            if (!Tags.isGroupLength(element.tag())) {
                write(path + Tags.toHex(element.tag()), dataSet, element);
            }
        }
        json.end('}');
    }

    private void write(String path, Attributes dataSet, Element written) throws IOException {
        Element element = TextualValues.inUnicode(dataSet, written);
        boolean opaque = (element.vr().isBytes() || element.value() instanceof Value.Bulk) && !element.isEmpty();
        Optional<String> uri = opaque ? uris.uri(path, element) : Optional.empty();
        if (uri.isEmpty() && element.value() instanceof Value.Fragments) {
            return;
        }
        json.name(Tags.toHex(element.tag())).begin('{');
        json.name("vr").string(element.vr().name());
        if (uri.isPresent()) {
            json.name("BulkDataURI").string(uri.get());
        } else if (opaque) {
            json.name("InlineBinary");
            writeBinary(element.value());
        } else if (element.value() instanceof Value.Items(List<Attributes> items)) {
            writeItems(path, items);
        } else {
            writeValues(dataSet, element);
        }
        json.end('}');
    }

    private void writeItems(String path, List<Attributes> items) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        json.name("Value").begin('[');
        for (int i = 0; i < items.size(); i++) {
            write(path + "/" + i + "/", items.get(i));
        }
        json.end(']');
    }

    private void writeValues(Attributes dataSet, Element element) throws IOException {
        List<String> values = element.tag() == Tag.SpecificCharacterSet
                ? new Attributes().set(element).strings(element.tag())
                : dataSet.strings(element.tag());
        if (values.isEmpty()) {
            return;
        }
        json.name("Value").begin('[');
        for (String value : values) {
            writeValue(element.vr(), value);
        }
        json.end(']');
    }

    private void writeValue(VR vr, String value) throws IOException {
        if (value.isEmpty()) {
            json.literal("null");
            return;
        }
        switch (vr) {
            case PN -> writeName(value);
            case IS, DS -> {
                Optional<String> number = JsonNumbers.ofDecimal(value);
                writeNumber(number.isPresent(), number.orElse(value));
            }
            case FL, FD -> writeNumber(JsonNumbers.isNumber(value), value);
            case SL, SS, UL, US -> json.literal(value);
            case SV -> writeNumber(JsonNumbers.isExact(Long.parseLong(value)), value);
            case UV -> {
                long bits = Long.parseUnsignedLong(value);
                writeNumber(bits >= 0 && JsonNumbers.isExact(bits), value);
            }
            default -> json.string(value);
        }
    }

    private void writeNumber(boolean asNumber, String value) throws IOException {
        if (asNumber) {
            json.literal(value);
        } else {
            json.string(value);
        }
    }

    private void writeName(String value) throws IOException {
        json.begin('{');
        String[] groups = value.split("=", NAME_GROUPS.size());
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].isEmpty()) {
                json.name(NAME_GROUPS.get(i)).string(groups[i]);
            }
        }
        json.end('}');
    }

    private void writeBinary(Value value) throws IOException {
        BulkData data = switch (value) {
            case Value.Inline inline -> BulkData.of(inline.bytes());
            case Value.Bulk(BulkData bulk) -> bulk;
            default -> throw new IllegalStateException("neither bytes nor a reference to bytes");
        };
        Writer characters = json.beginRaw();
        try (OutputStream base64 = Base64.getEncoder().wrap(new Ascii(characters))) {
            data.transferTo(base64);
        }
        json.endRaw();
    }

    /** Bytes that are ASCII characters, written as such; closing it leaves the writer open. */
    private static final class Ascii extends OutputStream {
        private final Writer out;

        Ascii(Writer out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                out.write(bytes[i]);
            }
        }
    }
}

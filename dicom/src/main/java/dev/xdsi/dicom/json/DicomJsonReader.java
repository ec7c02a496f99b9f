package dev.xdsi.dicom.json;

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
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads data sets (PS3.18 F.2). Text comes as Unicode and is kept as UTF-8, which the data set then declares. */
final class DicomJsonReader {
    private static final String UNICODE = "ISO_IR 192";
    private static final Pattern TAG = Pattern.compile("[0-9A-Fa-f]{8}");

    private final JsonInput json;
    private final JsonLimits limits;
    private final BulkDataSource bulkData;
    private final ArrivalOrder order = new ArrivalOrder();
    private int elementsLeft;

    DicomJsonReader(JsonInput json, JsonLimits limits, BulkDataSource bulkData) {
        this.json = json;
        this.limits = limits;
        this.bulkData = bulkData;
        this.elementsLeft = limits.elements();
    }

    List<Attributes> readDataSets() throws IOException {
        if (json.peek() == '{') {
            return List.of(readDataSet());
        }
        List<Attributes> dataSets = new ArrayList<>();
        json.expect('[');
        for (boolean first = true; json.nextMember(first, ']'); first = false) {
            dataSets.add(readDataSet());
        }
        return dataSets;
    }

    Attributes readDataSet() throws IOException {
        // The data set itself is around its sequences, and none of them.
        Attributes dataSet = readItem(limits.depth() + 1);
        if (needsCharset(dataSet)) {
            Attributes declared = new Attributes().setString(Tag.SpecificCharacterSet, UNICODE);
            dataSet.set(declared.element(Tag.SpecificCharacterSet).orElseThrow());
        }
        return dataSet;
    }

    /** Whether there is text beyond ASCII: then the bytes are UTF-8 and the data set must say so. */
    private static boolean needsCharset(Attributes dataSet) {
        boolean[] beyondAscii = new boolean[1];
        dataSet.walk((item, element, depth) -> {
            if (element.vr().usesCharacterSet() && element.value() instanceof Value.Inline inline) {
                for (byte b : inline.bytes()) {
                    beyondAscii[0] |= b < 0;
                }
            }
        });
        return beyondAscii[0];
    }

    private Attributes readItem(int depthLeft) throws IOException {
        if (depthLeft == 0) {
            throw json.wrong("sequences nested deeper than " + limits.depth());
        }
        Attributes item = new Attributes();
        json.expect('{');
        for (boolean first = true; json.nextMember(first, '}'); first = false) {
            countOne();
            String name = json.name();
            if (!TAG.matcher(name).matches()) {
                throw json.wrong("'" + name.substring(0, Math.min(40, name.length())) + "' is no tag");
            }
            int tag = Integer.parseUnsignedInt(name, 16);
            Optional<Element> element = readElement(tag, depthLeft);
            if (item.contains(tag)) {
                throw json.wrong(Tags.toString(tag) + " occurs twice");
            }
            if (!order.admits(tag, item)) {
                throw json.wrong("too many elements are out of the order of their tags");
            }
            element.ifPresent(item::set);
        }
        return item;
    }

    private void countOne() throws DicomException {
        if (--elementsLeft < 0) {
            throw json.wrong("more than " + limits.elements() + " elements and items");
        }
    }

    /** What an attribute object has been seen to hold so far; "vr" may come after the value. */
    private static final class Seen {
        @Nullable
        String vr;

        @Nullable
        String inlineBinary;

        @Nullable
        String bulkDataUri;

        List<Attributes> items = new ArrayList<>();
        List<String> values = new ArrayList<>();
    }

    private Optional<Element> readElement(int tag, int depthLeft) throws IOException {
        Seen seen = new Seen();
        json.expect('{');
        for (boolean first = true; json.nextMember(first, '}'); first = false) {
            switch (json.name()) {
                case "vr" -> seen.vr = json.string();
                case "Value" -> readValues(tag, seen, depthLeft);
                case "InlineBinary" -> seen.inlineBinary = json.string();
                case "BulkDataURI" -> seen.bulkDataUri = json.string();
                default -> json.skipValue(depthLeft);
            }
        }
        return element(tag, seen);
    }

    private void readValues(int tag, Seen seen, int depthLeft) throws IOException {
        json.expect('[');
        for (boolean first = true; json.nextMember(first, ']'); first = false) {
            countOne();
            int c = json.peek();
            if (c == '"') {
                seen.values.add(json.string());
            } else if (c == '{' && vr(tag, seen) == VR.PN) {
                seen.values.add(readName());
            } else if (c == '{') {
                seen.items.add(readItem(depthLeft - 1));
            } else {
                String literal = json.literal();
                seen.values.add(literal.equals("null") ? "" : literal);
            }
        }
    }

    private String readName() throws IOException {
        Map<String, String> groups = new HashMap<>();
        json.expect('{');
        for (boolean first = true; json.nextMember(first, '}'); first = false) {
            groups.put(json.name(), json.string());
        }
        String name = String.join(
                "=",
                groups.getOrDefault("Alphabetic", ""),
                groups.getOrDefault("Ideographic", ""),
                groups.getOrDefault("Phonetic", ""));
        return name.replaceFirst("=+$", "");
    }

    private Optional<Element> element(int tag, Seen seen) throws IOException {
        VR vr = vr(tag, seen);
        try {
            if (seen.bulkDataUri != null) {
                Optional<BulkData> data = bulkData.find(seen.bulkDataUri);
                return data.map(found -> new Element(tag, vr, new Value.Bulk(found)));
            }
            if (seen.inlineBinary != null) {
                byte[] bytes = Base64.getDecoder().decode(seen.inlineBinary);
                return Optional.of(new Element(tag, vr, new Value.Inline(bytes)));
            }
            if (vr == VR.SQ) {
                return Optional.of(new Element(tag, vr, new Value.Items(seen.items)));
            }
            boolean charset = tag == Tag.SpecificCharacterSet && !seen.values.isEmpty();
            List<String> values = charset ? List.of(UNICODE) : seen.values;
            return Optional.of(new Element(tag, vr, new Value.Inline(TextualValues.encode(tag, vr, values))));
        } catch (IllegalArgumentException e) {
            throw json.wrong("%s: %s".formatted(Tags.toString(tag), e.getMessage()), e);
        }
    }

    private VR vr(int tag, Seen seen) throws DicomException {
        return seen.vr == null
                ? ElementDictionary.vrOf(tag)
                : VR.of(seen.vr).orElseThrow(() -> json.wrong(Tags.toString(tag) + " has an unknown vr"));
    }
}

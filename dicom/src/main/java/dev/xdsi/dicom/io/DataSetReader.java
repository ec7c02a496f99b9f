package dev.xdsi.dicom.io;

import dev.xdsi.dicom.ArrivalOrder;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TransferSyntax.Encoding;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads data elements (PS3.5 section 7). Every length is held against the bytes that are left before memory is taken for
 * it. Group lengths, retired and a matter of encoding like all lengths, are passed over.
 */
final class DataSetReader {
    private static final long UNTIL_END = Long.MAX_VALUE;
    /** Bytes of the heap that an element takes with an empty value: itself, the value, its array, and a place in its data set. */
    private static final int COST_OF_ELEMENT = 64;

    private final DicomInput input;
    private final ReadOptions options;
    private final ImplicitVr implicitVr = new ImplicitVr();
    private final ArrivalOrder order = new ArrivalOrder();
    private long heapLeft;
    private int elementsLeft;

    DataSetReader(DicomInput input, ReadOptions options) {
        this.input = input;
        this.options = options;
        this.heapLeft = options.limits().heapLength();
        this.elementsLeft = options.limits().elements();
    }

    /** An item, or the data set itself: its elements end at an offset or, if that is open, at a delimiter. */
    private record Scope(Encoding encoding, long end, boolean delimited, int depth) {
        boolean isOutermost() {
            return depth == 0;
        }
    }

    /** Reads the data set to the end of the input or to the tag before which it shall stop. */
    Attributes readDataSet(Encoding encoding) throws IOException {
        Attributes attributes = new Attributes();
        readElements(attributes, new Scope(encoding, input.length(), false, 0), options.untilTag());
        return attributes;
    }

    /** Reads the File Meta Information: Explicit VR Little Endian, as long as the group is 0002 (PS3.10 section 7.1). */
    Attributes readFileMeta() throws IOException {
        Attributes attributes = new Attributes();
        Scope scope = new Scope(Encoding.EXPLICIT_LITTLE_ENDIAN, input.length(), false, 0);
        while (input.has(8) && input.peekShort(0, false) == 0x0002) {
            readElement(attributes, scope);
        }
        return attributes;
    }

    private void readElements(Attributes into, Scope scope, OptionalInt until) throws IOException {
        boolean bigEndian = scope.encoding().isBigEndian();
        while (input.position() < scope.end()) {
            if (!input.has(8)) {
                if (scope.isOutermost() && input.available(1) == 0) {
                    return;
                }
                throw new DicomException("the data end within the header of an element at offset " + input.position());
            }
            int tag = Tags.of(input.peekShort(0, bigEndian), input.peekShort(2, bigEndian));
            if (until.isPresent() && Integer.compareUnsigned(tag, until.getAsInt()) >= 0) {
                return;
            }
            if (tag == Tag.ItemDelimitationItem && !scope.isOutermost()) {
                input.advance(8);
                if (scope.delimited() || input.position() == scope.end()) {
                    return;
                }
                throw new DicomException(tag, input.position() - 8, "ends an item before its length is reached");
            }
            readElement(into, scope);
        }
    }

    private void readElement(Attributes into, Scope scope) throws IOException {
        long start = input.position();
        ElementHeader header = ElementHeader.read(input, scope.encoding(), tag -> implicitVr.of(tag, into));
        int tag = header.tag();
        count(tag, start);
        try {
            checkLength(header, scope, start);
            if (Tags.isGroupLength(tag) && !header.isUndefined()) {
                input.skip(header.length());
                return;
            }
            Value value = readValue(into, header, scope, start);
            put(into, new Element(tag, vrOf(header, value), value), start);
        } catch (EOFException e) {
            throw new DicomException(tag, start, "the data end within the value");
        }
    }

    private static VR vrOf(ElementHeader header, Value value) {
        return switch (value) {
            case Value.Items ignored -> VR.SQ;
            default -> header.vr();
        };
    }

    private void put(Attributes into, Element element, long start) throws DicomException {
        if (into.contains(element.tag())) {
            throw new DicomException(element.tag(), start, "occurs twice");
        }
        if (!order.admits(element.tag(), into)) {
            throw new DicomException(element.tag(), start, "too many elements are out of the order of their tags");
        }
        into.set(element);
    }

    private void count(int tag, long start) throws DicomException {
        if (--elementsLeft < 0) {
            throw new DicomException(tag, start, "more than " + options.limits().elements() + " elements and items");
        }
        takeHeap(tag, COST_OF_ELEMENT, start);
    }

    private void checkLength(ElementHeader header, Scope scope, long start) throws DicomException {
        if (header.isUndefined()) {
            return;
        }
        long left = Math.min(scope.end(), input.length()) - input.position();
        if (header.length() > left) {
            throw new DicomException(
                    header.tag(), start, "length %d exceeds the %d bytes left".formatted(header.length(), left));
        }
    }

    private Value readValue(Attributes into, ElementHeader header, Scope scope, long start) throws IOException {
        VR vr = header.vr();
        if (vr == VR.SQ || (vr == VR.UN && (header.isUndefined() || holdsItems(header)))) {
            return readItems(into, header, scope, start);
        }
        if (header.isUndefined()) {
            if (vr != VR.OB && vr != VR.OW) {
                throw new DicomException(header.tag(), start, "undefined length with VR " + vr);
            }
            return readFragments(header.tag(), scope, start);
        }
        boolean large = vr.isBytes() && header.length() > options.limits().inlineLength();
        int wordSize = scope.encoding().isBigEndian() ? vr.wordSize() : 1;
        return large
                ? new Value.Bulk(leave(header.tag(), header.length(), wordSize, start))
                : new Value.Inline(readInline(header, wordSize, start));
    }

    /**
     * Whether who did not know the tag of a sequence wrote it as UN with its length (PS3.5 6.2.2): items in Implicit VR. Some write the elements
     * in their items with a VR all the same; those stay bytes.
     */
    private boolean holdsItems(ElementHeader header) throws IOException {
        if (ElementDictionary.vrOf(header.tag()) != VR.SQ || header.length() < 8 || !input.has(8)) {
            return false;
        }
        boolean item = Tags.of(input.peekShort(0, false), input.peekShort(2, false)) == Tag.Item;
        if (!item || header.length() < 16 || !input.has(16)) {
            return item;
        }
        int afterTag = input.peekShort(12, true);
        return VR.of("" + (char) (afterTag >> 8) + (char) (afterTag & 0xFF)).isEmpty();
    }

    private byte[] readInline(ElementHeader header, int wordSize, long start) throws IOException {
        takeHeap(header.tag(), header.length(), start);
        int length = (int) header.length();
        // A stream does not say how long it is: memory follows the bytes, not the claim.
        byte[] bytes;
        if (input.length() == DicomInput.UNKNOWN && length > 64 << 10) {
            bytes = input.slice(length).readAllBytes();
        } else {
            bytes = new byte[length];
            input.readFully(bytes, 0, length);
        }
        if (wordSize > 1) {
            SwappedStream.swap(bytes, length, wordSize);
        }
        return bytes;
    }

    private void takeHeap(int tag, long length, long start) throws DicomException {
        heapLeft -= length;
        if (heapLeft < 0) {
            throw new DicomException(
                    tag, start, "values beyond " + options.limits().heapLength() + " bytes in memory");
        }
    }

    /** Refers to a large value where it is, or spools it. */
    private BulkData leave(int tag, long length, int wordSize, long start) throws IOException {
        Optional<BulkData> region = input.region(input.position(), length, wordSize);
        if (region.isPresent()) {
            input.skip(length);
            return region.get();
        }
        if (options.spool().isInMemory()) {
            takeHeap(tag, length, start);
        }
        return options.spool()
                .spool(tag, wordSize == 1 ? input.slice(length) : new SwappedStream(input.slice(length), wordSize));
    }

    private Value.Items readItems(Attributes into, ElementHeader header, Scope scope, long start) throws IOException {
        // PS3.5 6.2.2: UN holds items in Implicit VR Little Endian, whatever is around it.
        Encoding encoding = header.vr() == VR.UN ? Encoding.IMPLICIT_LITTLE_ENDIAN : scope.encoding();
        if (scope.depth() >= options.limits().depth()) {
            throw new DicomException(
                    header.tag(),
                    start,
                    "sequences nested deeper than " + options.limits().depth());
        }
        long end = header.isUndefined() ? scope.end() : input.position() + header.length();
        List<Attributes> items = new ArrayList<>();
        implicitVr.enter(into);
        while (header.isUndefined() || input.position() < end) {
            ElementHeader item = ElementHeader.readDelimiter(input, encoding, header.tag());
            if (item.tag() == Tag.SequenceDelimitationItem) {
                break;
            }
            count(header.tag(), start);
            items.add(readItem(item, new Scope(encoding, end, item.isUndefined(), scope.depth() + 1)));
        }
        implicitVr.leave();
        if (!header.isUndefined() && input.position() != end) {
            throw new DicomException(header.tag(), start, "the items do not add up to the length of the sequence");
        }
        return new Value.Items(items);
    }

    private Attributes readItem(ElementHeader item, Scope scope) throws IOException {
        checkLength(item, scope, input.position() - 8);
        long end = item.isUndefined() ? UNTIL_END : input.position() + item.length();
        Attributes attributes = new Attributes();
        readElements(
                attributes,
                new Scope(scope.encoding(), Math.min(end, scope.end()), item.isUndefined(), scope.depth()),
                OptionalInt.empty());
        return attributes;
    }

    private Value.Fragments readFragments(int tag, Scope scope, long start) throws IOException {
        List<BulkData> fragments = new ArrayList<>();
        while (true) {
            ElementHeader item = ElementHeader.readDelimiter(input, scope.encoding(), tag);
            if (item.tag() == Tag.SequenceDelimitationItem) {
                return new Value.Fragments(fragments);
            }
            count(tag, start);
            if (item.isUndefined()) {
                throw new DicomException(tag, start, "a fragment of undefined length");
            }
            checkLength(item, scope, start);
            fragments.add(leave(tag, item.length(), 1, start));
        }
    }
}

package dev.xdsi.dicom;

import dev.xdsi.dicom.charset.SpecificCharacterSet;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A data set, or an item of a sequence: data elements in the order of their tags (PS3.5 section 7). Values stay as they
 * were encoded until they are asked for, so what nobody touches is written back byte for byte. Two are equal when they
 * are the same data set, whatever the encoding of their lengths. Not safe for use by several threads while it changes.
 */
public final class Attributes implements Iterable<Element> {
    private static final Element[] NONE = {};

    private Element[] elements = NONE;
    private int size;
    /** The data set whose sequence holds this item, from which it inherits the character set. */
    private @Nullable Attributes parent;

    private @Nullable SpecificCharacterSet charset;

    // ---- elements

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether the element is there, with a value or without. */
    public boolean contains(int tag) {
        return indexOf(tag) >= 0;
    }

    /** Whether the element is there and has a value. */
    public boolean hasValue(int tag) {
        return element(tag).filter(element -> !element.isEmpty()).isPresent();
    }

    public Optional<Element> element(int tag) {
        int index = indexOf(tag);
        return index < 0 ? Optional.empty() : Optional.of(elements[index]);
    }

    @Override
    public Iterator<Element> iterator() {
        return Arrays.asList(elements).subList(0, size).iterator();
    }

    public Stream<Element> stream() {
        return Arrays.stream(elements, 0, size);
    }

    private int indexOf(int tag) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(elements[middle].tag(), tag);
            if (order == 0) {
                return middle;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** How many elements have this tag or one after it. */
    int countFrom(int tag) {
        if (size == 0 || Integer.compareUnsigned(elements[size - 1].tag(), tag) < 0) {
            return 0;
        }
        int index = indexOf(tag);
        return size - (index < 0 ? -index - 1 : index);
    }

    /** Puts an element with its value as encoded; items become items of this data set. */
    public Attributes set(Element element) {
        Element owned = element.value() instanceof Value.Items items
                ? new Element(
                        element.tag(),
                        VR.SQ,
                        new Value.Items(items.items().stream().map(this::adopt).toList()))
                : element;
        int last = size - 1;
        boolean append = size == 0 || Integer.compareUnsigned(elements[last].tag(), element.tag()) < 0;
        int index = append ? -size - 1 : indexOf(element.tag());
        if (index >= 0) {
            elements[index] = owned;
        } else {
            insert(-index - 1, owned);
        }
        if (element.tag() == Tag.SpecificCharacterSet) {
            forgetCharset();
        }
        return this;
    }

    private void insert(int index, Element element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, Math.max(8, size + (size >> 1)));
        }
        System.arraycopy(elements, index, elements, index + 1, size - index);
        elements[index] = element;
        size++;
    }

    /** An item belongs to one sequence: one that has a place already, or that holds this one, is copied. */
    private Attributes adopt(Attributes item) {
        Attributes mine = item.parent == null && !isWithin(item) ? item : item.bareCopy();
        mine.parent = this;
        mine.forgetCharset();
        return mine;
    }

    @SuppressWarnings("ReferenceEquality") // the question is whether it is the same object, not an equal one
    private boolean isWithin(Attributes other) {
        return this == other || (parent != null && parent.isWithin(other));
    }

    public Attributes remove(int tag) {
        int index = indexOf(tag);
        if (index >= 0) {
            System.arraycopy(elements, index + 1, elements, index, size - index - 1);
            size--;
            if (tag == Tag.SpecificCharacterSet) {
                forgetCharset();
            }
        }
        return this;
    }

    // ---- character set

    /** What text is read and written with here: of this data set, else of the one around it, else the default. */
    public SpecificCharacterSet characterSet() {
        SpecificCharacterSet known = charset;
        if (known == null) {
            known = contains(Tag.SpecificCharacterSet)
                    ? SpecificCharacterSet.of(
                            TextValues.split(bytes(Tag.SpecificCharacterSet), VR.CS, SpecificCharacterSet.DEFAULT))
                    : parent == null ? SpecificCharacterSet.DEFAULT : parent.characterSet();
            charset = known;
        }
        return known;
    }

    /** An item that inherited a character set did so through the ones around it, which then know theirs. */
    private void forgetCharset() {
        if (charset != null) {
            charset = null;
            items().forEach(Attributes::forgetCharset);
        }
    }

    private Stream<Attributes> items() {
        return stream()
                .flatMap(element -> element.value() instanceof Value.Items(List<Attributes> items)
                        ? items.stream()
                        : Stream.empty());
    }

    /**
     * Declares another character set for this data set and all its items, and writes the text in it.
     *
     * @throws CharacterCodingException if it lacks a character; the data set is then as before
     */
    public Attributes transcode(SpecificCharacterSet to) throws CharacterCodingException {
        Attributes transcoded = transcoded(to);
        transcoded.setDeclared(to);
        elements = NONE;
        size = 0;
        transcoded.items().forEach(item -> item.parent = null);
        transcoded.forEach(this::set);
        forgetCharset();
        return this;
    }

    private Attributes transcoded(SpecificCharacterSet to) throws CharacterCodingException {
        Attributes result = new Attributes();
        for (Element element : this) {
            switch (element.value()) {
                case Value.Inline inline ->
                    result.set(new Element(
                            element.tag(),
                            element.vr(),
                            new Value.Inline(TextValues.transcode(inline.bytes(), element.vr(), characterSet(), to))));
                case Value.Items(List<Attributes> items) -> {
                    Attributes[] copies = new Attributes[items.size()];
                    for (int i = 0; i < copies.length; i++) {
                        copies[i] = items.get(i).transcoded(to);
                    }
                    result.setItems(element.tag(), copies);
                }
                default -> result.set(element);
            }
        }
        return result.remove(Tag.SpecificCharacterSet);
    }

    private void setDeclared(SpecificCharacterSet to) {
        if (!to.terms().isEmpty()) {
            byte[] terms = String.join("\\", to.terms()).getBytes(StandardCharsets.US_ASCII);
            setBytes(Tag.SpecificCharacterSet, VR.CS, terms);
        }
    }

    // ---- values read

    /** The bytes of the value as encoded (little endian); empty if there is no value, or a large or structured one. */
    public byte[] bytes(int tag) {
        int index = indexOf(tag);
        return index >= 0 && elements[index].value() instanceof Value.Inline inline
                ? inline.bytes()
                : Value.Inline.EMPTY.bytes();
    }

    /** The value representation in which the value is read: a known one behind UN counts (PS3.5 6.2.2). */
    private VR readingVr(int tag) {
        VR vr = element(tag).map(Element::vr).orElse(VR.UN);
        return vr == VR.UN ? ElementDictionary.vrOf(tag) : vr;
    }

    /** All values as text; numbers in decimal, attribute tags as eight hexadecimal digits. */
    public List<String> strings(int tag) {
        byte[] bytes = bytes(tag);
        VR vr = readingVr(tag);
        if (vr.isText() || vr == VR.UN) {
            return TextValues.split(bytes, vr, characterSet());
        }
        return IntStream.range(0, vr.isNumber() ? NumericValues.count(bytes, vr) : 0)
                .mapToObj(i -> numberText(bytes, vr, i))
                .toList();
    }

    private static String numberText(byte[] bytes, VR vr, int index) {
        return switch (vr) {
            case FL -> Float.toString((float) NumericValues.real(bytes, vr, index));
            case FD -> Double.toString(NumericValues.real(bytes, vr, index));
            case AT -> Tags.toHex((int) NumericValues.integer(bytes, vr, index));
            case UV -> Long.toUnsignedString(NumericValues.integer(bytes, vr, index));
            default -> Long.toString(NumericValues.integer(bytes, vr, index));
        };
    }

    /** The first value as text, if there is one that is not empty. */
    public Optional<String> string(int tag) {
        List<String> values = strings(tag);
        return values.isEmpty() || values.getFirst().isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public String string(int tag, String otherwise) {
        return string(tag).orElse(otherwise);
    }

    /** The whole numbers among the values; what is none is left out. */
    public long[] longs(int tag) {
        byte[] bytes = bytes(tag);
        VR vr = readingVr(tag);
        if (vr.isNumber()) {
            return IntStream.range(0, NumericValues.count(bytes, vr))
                    .mapToLong(i -> NumericValues.integer(bytes, vr, i))
                    .toArray();
        }
        return strings(tag).stream()
                .flatMap(text -> NumericValues.decimal(text).stream())
                .flatMap(decimal -> NumericValues.whole(decimal).stream())
                .mapToLong(Long::longValue)
                .toArray();
    }

    public OptionalLong longInteger(int tag) {
        return Arrays.stream(longs(tag)).findFirst();
    }

    /** The first value as a whole number, if it is one within the range of an int. */
    public OptionalInt integer(int tag) {
        OptionalLong number = longInteger(tag);
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    public int integer(int tag, int otherwise) {
        return integer(tag).orElse(otherwise);
    }

    /** The numbers among the values; what is none is left out. */
    public double[] reals(int tag) {
        byte[] bytes = bytes(tag);
        VR vr = readingVr(tag);
        if (vr.isNumber()) {
            return IntStream.range(0, NumericValues.count(bytes, vr))
                    .mapToDouble(i -> NumericValues.real(bytes, vr, i))
                    .toArray();
        }
        return strings(tag).stream()
                .flatMap(text -> NumericValues.decimal(text).stream())
                .mapToDouble(Number::doubleValue)
                .toArray();
    }

    public OptionalDouble real(int tag) {
        return Arrays.stream(reals(tag)).findFirst();
    }

    /** The person's name; the first if there are several. */
    public Optional<PersonName> personName(int tag) {
        return string(tag).map(PersonName::parse);
    }

    /** The items of a sequence; none if there is no such sequence. */
    public List<Attributes> items(int tag) {
        int index = indexOf(tag);
        return index >= 0 && elements[index].value() instanceof Value.Items(List<Attributes> items) ? items : List.of();
    }

    /** The first item of a sequence. */
    public Optional<Attributes> item(int tag) {
        return items(tag).stream().findFirst();
    }

    // ---- values written

    /** Text with the value representation of the dictionary. */
    public Attributes setString(int tag, String... values) {
        return setString(tag, dictionaryVr(tag), values);
    }

    /**
     * Text. Setting Specific Character Set writes the text that is there already in the new one.
     *
     * @throws IllegalArgumentException if the character set lacks a character
     */
    public Attributes setString(int tag, VR vr, String... values) {
        try {
            if (tag == Tag.SpecificCharacterSet && size > 0) {
                return declare(values);
            }
            return setBytes(tag, vr, TextValues.join(vr, characterSet(), List.of(values)));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    Tags.toString(tag) + ": [" + characterSet() + "] lacks a character of this text", e);
        }
    }

    private Attributes declare(String... terms) throws CharacterCodingException {
        SpecificCharacterSet to = SpecificCharacterSet.of(List.of(terms));
        if (!to.equals(characterSet())) {
            transcode(to);
        }
        byte[] bytes = TextValues.join(VR.CS, SpecificCharacterSet.DEFAULT, List.of(terms));
        return setBytes(Tag.SpecificCharacterSet, VR.CS, bytes);
    }

    /** Whole numbers with the value representation of the dictionary, as text for IS and DS. */
    public Attributes setInt(int tag, long... numbers) {
        return setInt(tag, dictionaryVr(tag), numbers);
    }

    public Attributes setInt(int tag, VR vr, long... numbers) {
        return vr.isText()
                ? setString(
                        tag, vr, Arrays.stream(numbers).mapToObj(Long::toString).toArray(String[]::new))
                : setBytes(tag, vr, NumericValues.encode(vr, numbers));
    }

    /** FL or FD. DS is text of at most 16 characters whose digits are the caller's choice: {@link #setString}. */
    public Attributes setReal(int tag, VR vr, double... numbers) {
        return setBytes(tag, vr, NumericValues.encode(vr, numbers));
    }

    /** A value as encoded, words in little endian order; the array now belongs to the data set. */
    public Attributes setBytes(int tag, VR vr, byte[] bytes) {
        return set(new Element(tag, vr, new Value.Inline(bytes)));
    }

    /** An element without a value. */
    public Attributes setEmpty(int tag) {
        VR vr = dictionaryVr(tag);
        return vr == VR.SQ ? setItems(tag) : setBytes(tag, vr, Value.Inline.EMPTY.bytes());
    }

    public Attributes setItems(int tag, Attributes... items) {
        return set(new Element(tag, VR.SQ, new Value.Items(List.of(items))));
    }

    public Attributes setItems(int tag, List<Attributes> items) {
        return set(new Element(tag, VR.SQ, new Value.Items(items)));
    }

    private static VR dictionaryVr(int tag) {
        VR vr = ElementDictionary.vrOf(tag);
        if (vr == VR.UN) {
            throw new IllegalArgumentException(Tags.toString(tag) + " is not in the dictionary: name its VR");
        }
        return vr;
    }

    // ---- private blocks

    /** The tag under which a private creator's element stands here: (gggg,xxee) with the block it reserved. */
    public OptionalInt privateTag(String creator, int group, int element) {
        return PrivateBlocks.find(this, creator, group).stream()
                .mapToInt(block -> Tags.of(group, block << 8 | (element & 0xFF)))
                .findFirst();
    }

    /** The same, reserving a block for the creator if it has none (PS3.5 7.8.1). */
    public int reservePrivateTag(String creator, int group, int element) {
        int block =
                PrivateBlocks.find(this, creator, group).orElseGet(() -> PrivateBlocks.reserve(this, creator, group));
        return Tags.of(group, block << 8 | (element & 0xFF));
    }

    // ---- the whole

    /** Visits every element, those of items after their sequence, in order. */
    public void walk(ElementVisitor visitor) {
        walk(visitor, 0);
    }

    private void walk(ElementVisitor visitor, int depth) {
        for (Element element : this) {
            visitor.visit(this, element, depth);
            items(element.tag()).forEach(item -> item.walk(visitor, depth + 1));
        }
    }

    /** Gets every element with the item it stands in and the depth of that item. */
    @FunctionalInterface
    public interface ElementVisitor {
        void visit(Attributes item, Element element, int depth);
    }

    /** A deep copy on its own; it declares an inherited character set. Values that cannot change are shared. */
    public Attributes copy() {
        Attributes copy = new Attributes();
        if (parent != null && !contains(Tag.SpecificCharacterSet)) {
            copy.setDeclared(characterSet());
        }
        copyInto(copy);
        return copy;
    }

    private void copyInto(Attributes copy) {
        for (Element element : this) {
            if (element.value() instanceof Value.Items(List<Attributes> items)) {
                copy.setItems(
                        element.tag(), items.stream().map(Attributes::bareCopy).toList());
            } else {
                copy.set(element);
            }
        }
    }

    private Attributes bareCopy() {
        Attributes copy = new Attributes();
        copyInto(copy);
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Attributes that) || size != that.size) {
            return false;
        }
        return IntStream.range(0, size).allMatch(i -> elements[i].isSameAs(that.elements[i]));
    }

    @Override
    public int hashCode() {
        return stream().mapToInt(Element::tag).reduce(1, (hash, tag) -> 31 * hash + tag);
    }

    @Override
    public String toString() {
        return "data set of " + size + " elements"
                + string(Tag.SOPInstanceUID).map(uid -> ", " + uid).orElse("");
    }
}

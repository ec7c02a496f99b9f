package dev.xdsi.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** The data dictionary of PS3.6 (with the command elements of PS3.7 Annex E). */
public final class ElementDictionary {
    /** A line of the dictionary; {@code vrs} has several where the context decides, none for items and delimiters. */
    public record Entry(int tag, List<VR> vrs, String vm, String keyword, boolean retired) {}

    private record Repeating(int mask, Entry entry) {}

    private static final Map<Integer, Entry> BY_TAG = HashMap.newHashMap(6000);
    private static final Map<String, Entry> BY_KEYWORD = HashMap.newHashMap(6000);
    private static final List<Repeating> REPEATING = new ArrayList<>();

    static {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table(), StandardCharsets.US_ASCII))) {
            lines.lines().forEach(ElementDictionary::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ElementDictionary() {}

    /** What PS3.6 says of this tag; overlay and curve groups are found under each of their group numbers. */
    public static Optional<Entry> entry(int tag) {
        Entry exact = BY_TAG.get(tag);
        return exact != null ? Optional.of(exact) : repeating(tag);
    }

    /** The tag of a keyword such as {@code PatientName}. */
    public static OptionalInt tagOf(String keyword) {
        Entry entry = BY_KEYWORD.get(keyword);
        return entry == null ? OptionalInt.empty() : OptionalInt.of(entry.tag());
    }

    /** The keyword of a tag, or an empty string for one that is private or unknown. */
    public static String keywordOf(int tag) {
        return entry(tag).map(Entry::keyword).orElse("");
    }

    /** The value representation in which this element is written when nothing else is known; UN if unknown. */
    public static VR vrOf(int tag) {
        if (Tags.isPrivate(tag)) {
            return Tags.isPrivateCreator(tag) ? VR.LO : VR.UN;
        }
        if (Tags.isGroupLength(tag)) {
            return VR.UL;
        }
        return entry(tag)
                .filter(entry -> !entry.vrs().isEmpty())
                .map(entry -> entry.vrs().getFirst())
                .orElse(VR.UN);
    }

    private static Optional<Entry> repeating(int tag) {
        for (Repeating candidate : REPEATING) {
            if ((tag & candidate.mask()) == candidate.entry().tag() && !Tags.isPrivate(tag)) {
                return Optional.of(candidate.entry());
            }
        }
        return Optional.empty();
    }

    private static void add(String line) {
        String[] fields = line.split(" ", -1);
        int tag = Integer.parseUnsignedInt(fields[0].replace('x', '0'), 16);
        List<VR> vrs = fields[1].equals("-")
                ? List.of()
                : List.of(fields[1].split("/", -1)).stream().map(VR::valueOf).toList();
        Entry entry = new Entry(tag, vrs, fields[2], fields[3], fields.length > 4);
        BY_KEYWORD.put(entry.keyword(), entry);
        if (fields[0].indexOf('x') < 0) {
            BY_TAG.put(tag, entry);
        } else {
            String mask = fields[0].replaceAll("[^x]", "f").replace('x', '0');
            REPEATING.add(new Repeating(Integer.parseUnsignedInt(mask, 16), entry));
        }
    }

    private static InputStream table() {
        return Objects.requireNonNull(ElementDictionary.class.getResourceAsStream("elements.txt"), "elements.txt");
    }
}

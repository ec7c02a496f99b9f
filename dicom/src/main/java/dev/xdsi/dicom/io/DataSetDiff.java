package dev.xdsi.dicom.io;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Compares two data sets element by element; large values byte by byte, streamed from wherever each of them lies. */
public final class DataSetDiff {
    /**
     * One element that differs.
     *
     * @param path tags and item numbers from the outside in, such as {@code 00400275/0/00080050}
     */
    public record Difference(String path, String what) {
        @Override
        public String toString() {
            return path + " " + what;
        }
    }

    private final List<Difference> differences = new ArrayList<>();

    private DataSetDiff() {}

    /** What differs between the two; nothing if they are the same data set with the same pixels. */
    public static List<Difference> between(Attributes one, Attributes other) throws IOException {
        DataSetDiff diff = new DataSetDiff();
        diff.compare("", one, other);
        return List.copyOf(diff.differences);
    }

    private void compare(String path, Attributes one, Attributes other) throws IOException {
        TreeSet<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
        one.forEach(element -> tags.add(element.tag()));
        other.forEach(element -> tags.add(element.tag()));
        for (int tag : tags) {
            String here = path + Tags.toHex(tag);
            Element mine = one.element(tag).orElse(null);
            Element theirs = other.element(tag).orElse(null);
            if (mine == null || theirs == null) {
                report(here, tag, mine == null ? "only in the second" : "only in the first");
            } else if (mine.vr() != theirs.vr()) {
                report(here, tag, "VR " + mine.vr() + " and " + theirs.vr());
            } else {
                compare(here, mine, theirs);
            }
        }
    }

    private void compare(String path, Element one, Element other) throws IOException {
        switch (one.value()) {
            case Value.Items(List<Attributes> mine)
            when other.value() instanceof Value.Items(List<Attributes> theirs) ->
                compareItems(path, one.tag(), mine, theirs);
            case Value.Fragments(List<BulkData> mine)
            when other.value() instanceof Value.Fragments(List<BulkData> theirs) ->
                compareFragments(path, one.tag(), mine, theirs);
            case Value.Inline ignored when other.value() instanceof Value.Inline -> compareBytes(path, one, other);
            case Value.Bulk ignored when isPlain(other) -> compareBytes(path, one, other);
            case Value.Inline ignored when isPlain(other) -> compareBytes(path, one, other);
            default -> report(path, one.tag(), "encapsulated in one and native in the other");
        }
    }

    private static boolean isPlain(Element element) {
        return element.value() instanceof Value.Inline || element.value() instanceof Value.Bulk;
    }

    private void compareItems(String path, int tag, List<Attributes> mine, List<Attributes> theirs) throws IOException {
        if (mine.size() != theirs.size()) {
            report(path, tag, mine.size() + " and " + theirs.size() + " items");
            return;
        }
        for (int i = 0; i < mine.size(); i++) {
            compare(path + "/" + i + "/", mine.get(i), theirs.get(i));
        }
    }

    private void compareFragments(String path, int tag, List<BulkData> mine, List<BulkData> theirs) throws IOException {
        if (mine.size() != theirs.size()) {
            report(path, tag, mine.size() + " and " + theirs.size() + " fragments");
            return;
        }
        for (int i = 0; i < mine.size(); i++) {
            compareStreams(path + "/" + i, tag, padded(mine.get(i), VR.OB), padded(theirs.get(i), VR.OB));
        }
    }

    private void compareBytes(String path, Element one, Element other) throws IOException {
        compareStreams(path, one.tag(), padded(bulk(one), one.vr()), padded(bulk(other), other.vr()));
    }

    private static BulkData bulk(Element element) {
        return switch (element.value()) {
            case Value.Inline inline -> BulkData.of(inline.bytes());
            case Value.Bulk(BulkData data) -> data;
            default -> throw new IllegalArgumentException(element + " is not one run of bytes");
        };
    }

    /** The bytes as they stand in a file, where every length is even. */
    private static InputStream padded(BulkData data, VR vr) throws IOException {
        InputStream in = data.open();
        if ((data.length() & 1) == 0) {
            return in;
        }
        InputStream padding = new ByteArrayInputStream(new byte[] {vr.padding()});
        return new SequenceInputStream(Collections.enumeration(List.of(in, padding)));
    }

    private void compareStreams(String path, int tag, InputStream one, InputStream other) throws IOException {
        try (one;
                other) {
            byte[] mine = new byte[32 << 10];
            byte[] theirs = new byte[32 << 10];
            for (long offset = 0; ; ) {
                int read = one.readNBytes(mine, 0, mine.length);
                int readToo = other.readNBytes(theirs, 0, theirs.length);
                int mismatch = Arrays.mismatch(mine, 0, read, theirs, 0, readToo);
                if (mismatch >= 0) {
                    report(path, tag, "bytes differ from byte " + (offset + mismatch));
                    return;
                }
                if (read < mine.length) {
                    return;
                }
                offset += read;
            }
        }
    }

    private void report(String path, int tag, String what) {
        differences.add(new Difference(path, (ElementDictionary.keywordOf(tag) + " " + what).strip()));
    }
}

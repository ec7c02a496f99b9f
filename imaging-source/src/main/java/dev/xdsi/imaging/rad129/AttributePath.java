package dev.xdsi.imaging.rad129;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.VR;
import dev.xdsi.imaging.query.UnacceptableQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** An attribute as a URL names it (PS3.18 8.3.4.1): by keyword or eight hexadecimal digits, with points between sequences and what is in them. */
final class AttributePath {
    private static final int DEEPEST = 3;

    private final List<Integer> tags = new ArrayList<>();

    AttributePath(String written) throws UnacceptableQuery {
        String[] parts = written.split("\\.", -1);
        if (parts.length > DEEPEST) {
            throw new UnacceptableQuery("an attribute lies deeper in sequences than is searched");
        }
        for (String part : parts) {
            tags.add(tag(part));
        }
    }

    private static int tag(String name) throws UnacceptableQuery {
        OptionalInt known = name.matches("[0-9A-Fa-f]{8}")
                ? OptionalInt.of(Integer.parseUnsignedInt(name, 16))
                : ElementDictionary.tagOf(name);
        return known.orElseThrow(() -> new UnacceptableQuery("a parameter is no attribute"));
    }

    int first() {
        return tags.getFirst();
    }

    /** Puts the value there as a key; the items on the way are made. */
    void put(Attributes keys, String value) throws UnacceptableQuery {
        Attributes at = keys;
        for (int tag : tags.subList(0, tags.size() - 1)) {
            if (ElementDictionary.vrOf(tag) != VR.SQ) {
                throw new UnacceptableQuery("what is no sequence has nothing in it");
            }
            if (at.item(tag).isEmpty()) {
                at.setItems(tag, new Attributes());
            }
            at = at.item(tag).orElseThrow();
        }
        int last = tags.getLast();
        if (at.contains(last)) {
            throw new UnacceptableQuery("an attribute is there under two names");
        }
        set(at, last, value);
    }

    private static void set(Attributes item, int tag, String value) throws UnacceptableQuery {
        VR vr = ElementDictionary.vrOf(tag);
        switch (vr) {
            case SQ -> item.setItems(tag);
            case UI -> item.setString(tag, vr, value.split("[,\\\\]", -1));
            case SL, SS, SV, UL, US, UV, FL, FD, AT -> number(item, tag, vr, value);
            case OB, OD, OF, OL, OV, OW, UN -> throw new UnacceptableQuery("what is not text is not searched");
            default -> item.setString(tag, vr, value);
        }
    }

    private static void number(Attributes item, int tag, VR vr, String value) throws UnacceptableQuery {
        if (value.isEmpty()) {
            item.setBytes(tag, vr, new byte[0]);
            return;
        }
        try {
            if (vr == VR.FL || vr == VR.FD) {
                item.setReal(tag, vr, Double.parseDouble(value));
            } else {
                item.setInt(tag, vr, Long.parseLong(value));
            }
        } catch (IllegalArgumentException none) {
            throw new UnacceptableQuery("a value is no number of its attribute");
        }
    }
}

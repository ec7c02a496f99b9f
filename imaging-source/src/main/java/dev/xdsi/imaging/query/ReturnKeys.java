package dev.xdsi.imaging.query;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.VR;
import java.util.List;

/**
 * Which attributes an answer has.
 *
 * @param asked the keys; a sequence with an item asks for that item's attributes, one without for all of them
 * @param everything whether all that is known is asked for besides
 */
public record ReturnKeys(Attributes asked, boolean everything) {

    /** The answer about something of which these attributes are known, in UTF-8. */
    public Attributes of(Attributes row, QueryLevel level) {
        Attributes answer = UnicodeDataSet.empty();
        if (everything) {
            UnicodeDataSet.add(answer, row);
        }
        for (QueryLevel each : QueryLevel.values()) {
            if (each != QueryLevel.PATIENT && !level.isAbove(each)) {
                row.element(each.uniqueKey()).ifPresent(answer::set);
            }
        }
        for (Element key : asked) {
            if (AttributeLevels.isKnown(key.tag(), level) && isReturned(key.tag())) {
                answer.set(value(key, row));
            }
        }
        return answer;
    }

    private static boolean isReturned(int tag) {
        return tag != Tag.SpecificCharacterSet && tag != Tag.QueryRetrieveLevel && !Tags.isGroupLength(tag);
    }

    /** Without a value where nothing is known (PS3.4 C.2.2.1.3). */
    private Element value(Element key, Attributes row) {
        Element known = row.element(key.tag()).orElse(null);
        if (known == null) {
            Attributes empty = new Attributes();
            return (key.vr() == VR.SQ ? empty.setItems(key.tag()) : empty.setBytes(key.tag(), key.vr(), new byte[0]))
                    .element(key.tag())
                    .orElseThrow();
        }
        List<Attributes> parts = asked.items(key.tag());
        if (key.vr() != VR.SQ || parts.isEmpty() || parts.getFirst().isEmpty()) {
            return known;
        }
        return new Attributes()
                .setItems(
                        key.tag(),
                        row.items(key.tag()).stream()
                                .map(item -> part(item, parts.getFirst()))
                                .toList())
                .element(key.tag())
                .orElseThrow();
    }

    private static Attributes part(Attributes item, Attributes keys) {
        Attributes part = UnicodeDataSet.empty();
        keys.forEach(key -> item.element(key.tag()).ifPresent(part::set));
        return part.remove(Tag.SpecificCharacterSet);
    }
}

package dev.xdsi.dicom.io;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.VR;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The value representations of Implicit VR Little Endian: from the dictionary and, where that has several, PS3.5 A.1. */
final class ImplicitVr {
    /** The data sets around the item that is being read; an item has no parent yet. */
    private final Deque<Attributes> around = new ArrayDeque<>();

    void enter(Attributes parent) {
        around.push(parent);
    }

    void leave() {
        around.pop();
    }

    VR of(int tag, Attributes siblings) {
        if (Tags.isPrivate(tag) || Tags.isGroupLength(tag)) {
            return ElementDictionary.vrOf(tag);
        }
        List<VR> vrs =
                ElementDictionary.entry(tag).map(ElementDictionary.Entry::vrs).orElse(List.of());
        if (vrs.size() < 2) {
            return vrs.isEmpty() ? VR.UN : vrs.getFirst();
        }
        if (vrs.contains(VR.OW)) {
            return VR.OW;
        }
        return isSigned(siblings) ? VR.SS : VR.US;
    }

    /** Pixel Representation (0028,0103) of this data set, or of the nearest one around it. */
    private boolean isSigned(Attributes siblings) {
        if (siblings.contains(Tag.PixelRepresentation)) {
            return siblings.integer(Tag.PixelRepresentation, 0) == 1;
        }
        return around.stream()
                .filter(parent -> parent.contains(Tag.PixelRepresentation))
                .findFirst()
                .map(parent -> parent.integer(Tag.PixelRepresentation, 0) == 1)
                .orElse(false);
    }
}

package dev.xdsi.dicom;

/** A data element: tag, value representation, value (PS3.5 section 7.1). Its length is a matter of encoding. */
public record Element(int tag, VR vr, Value value) {
    public Element {
        boolean fits = switch (value) {
            case Value.Inline ignored -> vr != VR.SQ;
            case Value.Items ignored -> vr == VR.SQ;
            case Value.Bulk ignored -> vr != VR.SQ;
            case Value.Fragments ignored -> vr == VR.OB || vr == VR.OW;
        };
        if (!fits) {
            throw new IllegalArgumentException("%s: %s cannot hold %s"
                    .formatted(Tags.toString(tag), vr, value.getClass().getSimpleName()));
        }
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The same tag, value representation and value; large values elsewhere are equal when they are the same place. */
    boolean isSameAs(Element other) {
        if (tag != other.tag || vr != other.vr) {
            return false;
        }
        return (value instanceof Value.Inline mine && other.value instanceof Value.Inline theirs)
                ? mine.isSameAs(theirs, vr)
                : value.equals(other.value);
    }

    @Override
    public String toString() {
        return Tags.toString(tag) + " " + vr + " " + ElementDictionary.keywordOf(tag);
    }
}

package dev.xdsi.imaging.storage;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.model.Oid;

/** What a DIMSE-N request lacks or says wrongly, as the status of its answer (PS3.7 Annex C). */
public final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Status status;

    public Unacceptable(Status status) {
        super(status.toString());
        this.status = status;
    }

    public Status status() {
        return status;
    }

    /** An attribute must be there with a value, or it is missing (0120H). */
    public static void require(Attributes dataSet, int tag) throws Unacceptable {
        if (!dataSet.hasValue(tag)) {
            throw new Unacceptable(Status.MISSING_ATTRIBUTE.withComment(Tags.toString(tag) + " is missing"));
        }
    }

    /** The UID of an attribute that must be there (0120H) and must be one (0106H). */
    public static Oid uid(Attributes dataSet, int tag) throws Unacceptable {
        require(dataSet, tag);
        String value = dataSet.string(tag, "");
        if (!Oid.isValid(value)) {
            throw value(tag, "is no UID");
        }
        return new Oid(value);
    }

    /** An attribute has a value that it must not have (0106H). */
    public static Unacceptable value(int tag, String why) {
        return new Unacceptable(Status.INVALID_ATTRIBUTE_VALUE.withComment(Tags.toString(tag) + " " + why));
    }
}

package dev.xdsi.imaging.cfind;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.QueryRetrieveSopClass;
import dev.xdsi.imaging.query.QueryLevel;
import dev.xdsi.imaging.query.UnacceptableQuery;
import dev.xdsi.imaging.query.Written;
import dev.xdsi.model.Oid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * The identifier of a request as it was sent, read (PS3.4 C.4.1.1.3, C.4.2.1.4).
 *
 * @param written its bytes, in the transfer syntax of the presentation context
 */
public record Identifier(QueryRetrieveSopClass sopClass, QueryLevel level, Attributes keys, Written written) {
    /** Room for lists of ten thousand UIDs. */
    private static final int LONGEST = 1 << 20;

    /** Reads all of it, so that the association is ready for what comes next. */
    public static Identifier read(DimseOperation operation) throws IOException, UnacceptableQuery {
        byte[] written = operation.dataSet().readNBytes(LONGEST + 1);
        if (written.length > LONGEST) {
            throw new UnacceptableQuery("the identifier is longer than " + LONGEST + " bytes");
        }
        QueryRetrieveSopClass sopClass = QueryRetrieveSopClass.of(
                        operation.context().abstractSyntax())
                .orElseThrow(() -> new UnacceptableQuery("the presentation context is not one of Query/Retrieve"));
        Attributes keys = parsed(written, TransferSyntax.of(operation.context().transferSyntax()));
        QueryLevel level = QueryLevel.of(keys.string(Tag.QueryRetrieveLevel, "").strip())
                .filter(found -> sopClass.isPatientRoot() || found != QueryLevel.PATIENT)
                .orElseThrow(() -> new UnacceptableQuery("(0008,0052) is no level of this model"));
        return new Identifier(sopClass, level, keys, new Written(written));
    }

    private static Attributes parsed(byte[] written, TransferSyntax syntax) throws UnacceptableQuery {
        try {
            return Part10.readDataSet(new ByteArrayInputStream(written), syntax, ReadOptions.DEFAULT);
        } catch (IOException broken) {
            throw new UnacceptableQuery("the identifier is no data set of this transfer syntax");
        }
    }

    /** The unique keys alone: a retrieval is asked for by nothing else, and all of its level must be named (PS3.4 C.4.2.2.1). */
    public Attributes uniqueKeys() throws UnacceptableQuery {
        Attributes unique = new Attributes();
        for (QueryLevel each : QueryLevel.values()) {
            if (keys.hasValue(each.uniqueKey()) && !level.isAbove(each)) {
                keys.element(each.uniqueKey()).ifPresent(unique::set);
            }
        }
        if (!unique.contains(level.uniqueKey())) {
            throw new UnacceptableQuery(Tags.toString(level.uniqueKey()) + " names nothing to be retrieved");
        }
        if (keys.string(Tag.PatientID, "").matches(".*[*?].*")) {
            throw new UnacceptableQuery("(0010,0020) must be a single value");
        }
        return unique;
    }

    /** Each level above needs its unique key with one value, or the hierarchy cannot be followed (PS3.4 C.4.1.1.3.1). */
    public void requireHierarchy() throws UnacceptableQuery {
        for (QueryLevel above : QueryLevel.values()) {
            boolean belongs = sopClass.isPatientRoot() || above != QueryLevel.PATIENT;
            if (belongs && above.isAbove(level)) {
                requireSingle(above.uniqueKey());
            }
        }
    }

    private void requireSingle(int tag) throws UnacceptableQuery {
        List<String> values = keys.strings(tag);
        boolean single = values.size() == 1 && !values.getFirst().isBlank();
        if (!single || values.getFirst().indexOf('*') >= 0 || values.getFirst().indexOf('?') >= 0) {
            throw new UnacceptableQuery(Tags.toString(tag) + " must have one value at this level");
        }
        if (tag != Tag.PatientID && !Oid.isValid(values.getFirst())) {
            throw new UnacceptableQuery(Tags.toString(tag) + " is no UID");
        }
    }
}

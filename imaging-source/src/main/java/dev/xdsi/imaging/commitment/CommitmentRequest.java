package dev.xdsi.imaging.commitment;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.model.Oid;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request to commit to the storage of instances (PS3.4 J.3.2.1).
 *
 * @param requester AE title of who asked, and to whom is reported
 */
public record CommitmentRequest(AeTitle requester, Oid transactionUID, List<Reference> requested) {
    /** Of one request: so many fit into what is read of it, and into a report. */
    static final int MOST = 10_000;

    public CommitmentRequest {
        requested = List.copyOf(requested);
    }

    Set<Oid> instances() {
        return requested.stream().map(Reference::sopInstanceUID).collect(Collectors.toSet());
    }

    /** An instance and the SOP class that it is said to be of. */
    public record Reference(Oid sopClassUID, Oid sopInstanceUID) {
        Attributes item() {
            return new Attributes()
                    .setString(Tag.ReferencedSOPClassUID, sopClassUID.value())
                    .setString(Tag.ReferencedSOPInstanceUID, sopInstanceUID.value());
        }
    }

    /** Something that the request must say and does not, or says wrongly. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String explanation) {
            super(explanation);
        }
    }

    /** Reads the Action Information. */
    static CommitmentRequest of(AeTitle requester, Attributes information) throws Unusable {
        List<Attributes> items = information.items(Tag.ReferencedSOPSequence);
        if (items.isEmpty() || items.size() > MOST) {
            throw new Unusable("(0008,1199) has 1 to " + MOST + " items");
        }
        List<Reference> references = new ArrayList<>();
        for (Attributes item : items) {
            references.add(new Reference(
                    uid(item, Tag.ReferencedSOPClassUID, "(0008,1150)"),
                    uid(item, Tag.ReferencedSOPInstanceUID, "(0008,1155)")));
        }
        return new CommitmentRequest(requester, uid(information, Tag.TransactionUID, "(0008,1195)"), references);
    }

    private static Oid uid(Attributes dataSet, int tag, String name) throws Unusable {
        String value = dataSet.string(tag, "");
        if (!Oid.isValid(value)) {
            throw new Unusable(name + " is no UID");
        }
        return new Oid(value);
    }
}

package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.storage.Unacceptable;
import dev.xdsi.model.Oid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a PACS reports of instances that it was asked to commit to (PS3.4 J.3.3.1).
 *
 * @param committed SOP Instance UIDs of those that it keeps
 * @param failed of those that it does not, and the Failure Reason (PS3.3 C.14.1.1)
 */
record CommitmentAnswer(Oid transactionUID, Set<Oid> committed, Map<Oid, Integer> failed) {
    private static final int PROCESSING_FAILURE = 0x0110;

    CommitmentAnswer {
        committed = Set.copyOf(committed);
        failed = Map.copyOf(failed);
    }

    static CommitmentAnswer of(Attributes information) throws Unacceptable {
        Set<Oid> committed = new HashSet<>();
        for (Attributes item : information.items(Tag.ReferencedSOPSequence)) {
            committed.add(Unacceptable.uid(item, Tag.ReferencedSOPInstanceUID));
        }
        Map<Oid, Integer> failed = new HashMap<>();
        for (Attributes item : information.items(Tag.FailedSOPSequence)) {
            failed.put(
                    Unacceptable.uid(item, Tag.ReferencedSOPInstanceUID),
                    item.integer(Tag.FailureReason).orElse(PROCESSING_FAILURE));
        }
        // What is said to be both is not kept.
        committed.removeAll(failed.keySet());
        return new CommitmentAnswer(Unacceptable.uid(information, Tag.TransactionUID), committed, failed);
    }
}

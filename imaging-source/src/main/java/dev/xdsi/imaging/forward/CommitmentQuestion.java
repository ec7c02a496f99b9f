package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.model.Oid;
import java.util.List;

/** Whether the PACS commits to the storage of these instances (PS3.4 J.3.2.1). */
record CommitmentQuestion(Oid transactionUID, List<StoredInstance> instances) {
    private static final int REQUEST_STORAGE_COMMITMENT = 1;

    CommitmentQuestion {
        instances = List.copyOf(instances);
    }

    NormalizedOperation action() {
        Attributes information = new Attributes()
                .setString(Tag.TransactionUID, transactionUID.value())
                .setItems(
                        Tag.ReferencedSOPSequence,
                        instances.stream()
                                .map(instance -> new Attributes()
                                        .setString(
                                                Tag.ReferencedSOPClassUID,
                                                instance.sopClassUID().value())
                                        .setString(
                                                Tag.ReferencedSOPInstanceUID,
                                                instance.uids().sopInstance().value()))
                                .toList());
        return NormalizedOperation.action(
                UID.StorageCommitmentPushModel,
                UID.StorageCommitmentPushModelInstance,
                REQUEST_STORAGE_COMMITMENT,
                information);
    }
}

package dev.xdsi.imaging.commitment;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.commitment.CommitmentRequest.Reference;
import dev.xdsi.model.Oid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells what is kept of what was asked for (PS3.4 J.3.3): an instance is committed when the index has it and its file is there. That it
 * was rejected does not matter, for it is kept all the same.
 */
final class CommitmentReport {
    private static final int COMMITTED = 1;
    private static final int FAILURES_EXIST = 2;

    // PS3.3 C.14.1.1
    private static final int PROCESSING_FAILURE = 0x0110;
    private static final int NO_SUCH_OBJECT_INSTANCE = 0x0112;
    private static final int CLASS_INSTANCE_CONFLICT = 0x0119;

    private final InstanceArchive archive;
    private final String aeTitle;

    /** @param aeTitle from which what is committed can be retrieved */
    CommitmentReport(InstanceArchive archive, String aeTitle) {
        this.archive = archive;
        this.aeTitle = aeTitle;
    }

    /** A report, and the instances to whose storage it commits. */
    record Report(NormalizedOperation operation, List<StoredInstance> committed) {}

    Report of(CommitmentRequest request) {
        Map<Oid, StoredInstance> kept = archive.kept(request.instances()).stream()
                .collect(Collectors.toMap(instance -> instance.uids().sopInstance(), Function.identity()));
        List<StoredInstance> instances = new ArrayList<>();
        List<Attributes> committed = new ArrayList<>();
        List<Attributes> failed = new ArrayList<>();
        for (Reference reference : request.requested()) {
            OptionalInt reason = failure(reference, kept);
            if (reason.isEmpty()) {
                committed.add(reference.item());
                instances.add(Objects.requireNonNull(kept.get(reference.sopInstanceUID())));
            } else {
                failed.add(reference.item().setInt(Tag.FailureReason, reason.getAsInt()));
            }
        }
        return new Report(
                NormalizedOperation.eventReport(
                        UID.StorageCommitmentPushModel,
                        UID.StorageCommitmentPushModelInstance,
                        failed.isEmpty() ? COMMITTED : FAILURES_EXIST,
                        information(request, committed, failed)),
                instances);
    }

    private OptionalInt failure(Reference reference, Map<Oid, StoredInstance> kept) {
        StoredInstance instance = kept.get(reference.sopInstanceUID());
        if (instance == null) {
            return OptionalInt.of(NO_SUCH_OBJECT_INSTANCE);
        }
        if (!instance.sopClassUID().equals(reference.sopClassUID())) {
            return OptionalInt.of(CLASS_INSTANCE_CONFLICT);
        }
        return archive.isIntact(instance) ? OptionalInt.empty() : OptionalInt.of(PROCESSING_FAILURE);
    }

    private Attributes information(CommitmentRequest request, List<Attributes> committed, List<Attributes> failed) {
        Attributes information = new Attributes()
                .setString(Tag.RetrieveAETitle, aeTitle)
                .setString(Tag.TransactionUID, request.transactionUID().value());
        if (!committed.isEmpty()) {
            information.setItems(Tag.ReferencedSOPSequence, committed);
        }
        if (!failed.isEmpty()) {
            information.setItems(Tag.FailedSOPSequence, failed);
        }
        return information;
    }
}

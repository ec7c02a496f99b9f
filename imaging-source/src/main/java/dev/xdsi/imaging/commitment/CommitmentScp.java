package dev.xdsi.imaging.commitment;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.normalized.Concerned;
import dev.xdsi.imaging.normalized.NormalizedAnswer;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.storage.ReceivedDataSet;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * N-ACTION of the Storage Commitment Push Model as its performer (PS3.4 J.3.2). Success means that the request is kept and will be
 * answered; the answer goes to the destination that is agreed on for that AE title, on an association of its own (PS3.4 J.3.3).
 */
public final class CommitmentScp implements Transaction<DimseOperation, NormalizedAnswer> {
    private static final int REQUEST_STORAGE_COMMITMENT = 1;

    private final CommitmentStore store;
    private final InstanceArchive archive;
    private final Supplier<ImagingPartners> partners;
    private final InstantSource clock;
    private final Runnable accepted;

    /** @param accepted is told of each request that was kept */
    public CommitmentScp(
            CommitmentStore store,
            InstanceArchive archive,
            Supplier<ImagingPartners> partners,
            InstantSource clock,
            Runnable accepted) {
        this.store = store;
        this.archive = archive;
        this.partners = partners;
        this.clock = clock;
        this.accepted = accepted;
    }

    @Override
    public NormalizedAnswer perform(DimseOperation operation, Caller caller) {
        if (!partners.get().mayBeToldOfCommitments(operation.peer())) {
            return refused(Status.NOT_AUTHORIZED);
        }
        if (!operation.context().abstractSyntax().equals(UID.StorageCommitmentPushModel)) {
            return refused(Status.SOP_CLASS_NOT_SUPPORTED);
        }
        if (!operation
                .command()
                .uid(CommandElement.REQUESTED_SOP_INSTANCE_UID)
                .filter(UID.StorageCommitmentPushModelInstance::equals)
                .isPresent()) {
            return refused(Status.NO_SUCH_OBJECT_INSTANCE);
        }
        if (operation.command().number(CommandElement.ACTION_TYPE_ID).orElse(0) != REQUEST_STORAGE_COMMITMENT) {
            return refused(Status.NO_SUCH_ACTION);
        }
        try {
            CommitmentRequest request =
                    CommitmentRequest.of(operation.peer().calling(), ReceivedDataSet.read(operation));
            return NormalizedAnswer.of(keep(request), concerned(request));
        } catch (CommitmentRequest.Unusable | ReceivedDataSet.Unreadable wrong) {
            return refused(Status.INVALID_ARGUMENT_VALUE.withComment(String.valueOf(wrong.getMessage())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static NormalizedAnswer refused(Status status) {
        return NormalizedAnswer.of(status, Concerned.NOTHING);
    }

    /** A request names instances alone; of those that are here it is known what they belong to. */
    private Concerned concerned(CommitmentRequest request) {
        return Concerned.of(archive.kept(request.instances()), archive::patient);
    }

    private Status keep(CommitmentRequest request) {
        return switch (store.accept(request, clock.instant())) {
            case ACCEPTED -> {
                accepted.run();
                yield Status.SUCCESS;
            }
            case DUPLICATE -> Status.DUPLICATE_TRANSACTION_UID;
            case TOO_MANY -> Status.RESOURCE_LIMITATION.withComment("too many requests wait for their report");
        };
    }
}

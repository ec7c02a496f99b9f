package dev.xdsi.imaging.mpps;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.storage.ReceivedDataSet;
import dev.xdsi.imaging.storage.Unacceptable;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The Modality Performed Procedure Step SOP Class as its performer (PS3.4 F.7.2): N-CREATE and N-SET. */
public final class PerformedProcedureStepScp {
    /** Performed Procedure Step Object may no longer be updated (PS3.4 F.7.2.2.2). */
    private static final int MAY_NO_LONGER_BE_UPDATED = 0xA506;

    private final PerformedProcedureSteps steps;
    private final InstantSource clock;
    private final Supplier<Oid> uids;
    private final Runnable changed;

    /**
     * Over these steps.
     *
     * @param uids for steps to which their modality gave no name
     * @param changed is told when something may have to be published by that
     */
    public PerformedProcedureStepScp(
            PerformedProcedureSteps steps, InstantSource clock, Supplier<Oid> uids, Runnable changed) {
        this.steps = steps;
        this.clock = clock;
        this.uids = uids;
        this.changed = changed;
    }

    /** N-CREATE. A step without a name gets one, which the answer says. */
    public void create(DimseOperation operation) throws IOException {
        Optional<String> named = operation.command().uid(CommandElement.AFFECTED_SOP_INSTANCE_UID);
        if (operation.command().has(CommandElement.AFFECTED_SOP_INSTANCE_UID)
                && named.filter(Oid::isValid).isEmpty()) {
            operation.respond(Status.INVALID_SOP_INSTANCE);
            return;
        }
        Oid uid = named.map(Oid::new).orElseGet(uids);
        Status status;
        try {
            PerformedProcedureStep step = PerformedProcedureStep.created(uid, ReceivedDataSet.read(operation));
            status = steps.create(step, clock.instant()) ? Status.SUCCESS : Status.DUPLICATE_SOP_INSTANCE;
        } catch (Unacceptable wrong) {
            status = wrong.status();
        } catch (ReceivedDataSet.Unreadable unreadable) {
            status = Status.PROCESSING_FAILURE.withComment(String.valueOf(unreadable.getMessage()));
        }
        operation.respond(
                status, response -> response.uid(CommandElement.AFFECTED_SOP_INSTANCE_UID, uid.value()), null);
    }

    /** N-SET. */
    public void set(DimseOperation operation) throws IOException {
        if (!operation.context().abstractSyntax().equals(UID.ModalityPerformedProcedureStep)) {
            operation.respond(Status.SOP_CLASS_NOT_SUPPORTED);
            return;
        }
        Optional<Oid> uid = operation
                .command()
                .uid(CommandElement.REQUESTED_SOP_INSTANCE_UID)
                .filter(Oid::isValid)
                .map(Oid::new);
        if (uid.isEmpty()) {
            operation.respond(Status.INVALID_SOP_INSTANCE);
            return;
        }
        try {
            var said = ReceivedDataSet.read(operation);
            boolean found = steps.change(uid.get(), step -> step.with(said), clock.instant());
            changed.run();
            operation.respond(found ? Status.SUCCESS : Status.NO_SUCH_OBJECT_INSTANCE);
        } catch (Unacceptable wrong) {
            refuse(operation, wrong.status());
        } catch (ReceivedDataSet.Unreadable unreadable) {
            operation.respond(Status.PROCESSING_FAILURE.withComment(String.valueOf(unreadable.getMessage())));
        }
    }

    private static void refuse(DimseOperation operation, Status status) throws IOException {
        boolean ended = status.code() == Status.PROCESSING_FAILURE.code();
        operation.respond(
                status,
                response -> ended ? response.number(CommandElement.ERROR_ID, MAY_NO_LONGER_BE_UPDATED) : response,
                null);
    }
}

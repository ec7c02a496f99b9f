package dev.xdsi.imaging.mpps;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.mpps.PerformedProcedureStep.State;
import dev.xdsi.imaging.normalized.Concerned;
import dev.xdsi.imaging.normalized.NormalizedAnswer;
import dev.xdsi.imaging.storage.ReceivedDataSet;
import dev.xdsi.imaging.storage.Unacceptable;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The Modality Performed Procedure Step SOP Class as its performer (PS3.4 F.7.2): N-CREATE and N-SET. */
public final class PerformedProcedureStepScp {
    /** Performed Procedure Step Object may no longer be updated (PS3.4 F.7.2.2.2). */
    private static final int MAY_NO_LONGER_BE_UPDATED = 0xA506;

    private final PerformedProcedureSteps steps;
    private final InstantSource clock;
    private final Supplier<Oid> uids;
    private final BiConsumer<AssociationPeer, Set<Oid>> changed;

    /**
     * Over these steps.
     *
     * @param uids for steps to which their modality gave no name
     * @param changed is told of each change who sent it, and of which studies a step is complete by it
     */
    public PerformedProcedureStepScp(
            PerformedProcedureSteps steps,
            InstantSource clock,
            Supplier<Oid> uids,
            BiConsumer<AssociationPeer, Set<Oid>> changed) {
        this.steps = steps;
        this.clock = clock;
        this.uids = uids;
        this.changed = changed;
    }

    /** N-CREATE. A step without a name gets one, which the answer says. */
    public NormalizedAnswer create(DimseOperation operation, Caller caller) {
        Optional<String> named = operation.command().uid(CommandElement.AFFECTED_SOP_INSTANCE_UID);
        if (operation.command().has(CommandElement.AFFECTED_SOP_INSTANCE_UID)
                && named.filter(Oid::isValid).isEmpty()) {
            return NormalizedAnswer.of(Status.INVALID_SOP_INSTANCE, Concerned.NOTHING);
        }
        Oid uid = named.map(Oid::new).orElseGet(uids);
        Concerned concerned = Concerned.NOTHING;
        Status status;
        try {
            Attributes said = ReceivedDataSet.read(operation);
            concerned = new PerformedProcedureStep(uid, State.IN_PROGRESS, said).concerned();
            PerformedProcedureStep step = PerformedProcedureStep.created(uid, said);
            status = steps.create(
                            step, new StepMessage(CommandField.N_CREATE, uid, said, operation.peer()), clock.instant())
                    ? Status.SUCCESS
                    : Status.DUPLICATE_SOP_INSTANCE;
        } catch (Unacceptable wrong) {
            status = wrong.status();
        } catch (ReceivedDataSet.Unreadable unreadable) {
            status = unreadable(unreadable);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new NormalizedAnswer(status, uid, null, concerned);
    }

    /** N-SET. */
    public NormalizedAnswer set(DimseOperation operation, Caller caller) {
        if (!operation.context().abstractSyntax().equals(UID.ModalityPerformedProcedureStep)) {
            return NormalizedAnswer.of(Status.SOP_CLASS_NOT_SUPPORTED, Concerned.NOTHING);
        }
        Optional<Oid> uid = operation
                .command()
                .uid(CommandElement.REQUESTED_SOP_INSTANCE_UID)
                .filter(Oid::isValid)
                .map(Oid::new);
        if (uid.isEmpty()) {
            return NormalizedAnswer.of(Status.INVALID_SOP_INSTANCE, Concerned.NOTHING);
        }
        AtomicReference<Concerned> concerned = new AtomicReference<>(Concerned.NOTHING);
        Set<Oid> complete = new HashSet<>();
        try {
            Attributes said = ReceivedDataSet.read(operation);
            boolean found = steps.change(
                    new StepMessage(CommandField.N_SET, uid.get(), said, operation.peer()),
                    step -> changed(step, said, concerned, complete),
                    clock.instant());
            changed.accept(operation.peer(), complete);
            return NormalizedAnswer.of(found ? Status.SUCCESS : Status.NO_SUCH_OBJECT_INSTANCE, concerned.get());
        } catch (Unacceptable wrong) {
            boolean ended = wrong.status().code() == Status.PROCESSING_FAILURE.code();
            return new NormalizedAnswer(wrong.status(), null, ended ? MAY_NO_LONGER_BE_UPDATED : null, concerned.get());
        } catch (ReceivedDataSet.Unreadable unreadable) {
            return NormalizedAnswer.of(unreadable(unreadable), Concerned.NOTHING);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether or not it may be changed so, it is known then what it is about. */
    private static PerformedProcedureStep changed(
            PerformedProcedureStep before, Attributes said, AtomicReference<Concerned> concerned, Set<Oid> complete)
            throws Unacceptable {
        concerned.set(before.concerned());
        PerformedProcedureStep after = before.with(said);
        concerned.set(after.concerned());
        after.announcement().ifPresent(announcement -> complete.addAll(announcement.studies()));
        return after;
    }

    private static Status unreadable(ReceivedDataSet.Unreadable why) {
        return Status.PROCESSING_FAILURE.withComment(String.valueOf(why.getMessage()));
    }
}

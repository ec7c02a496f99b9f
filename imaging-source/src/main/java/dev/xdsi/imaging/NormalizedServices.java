package dev.xdsi.imaging;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventAction;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.DimseService;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.commitment.CommitmentScp;
import dev.xdsi.imaging.commitment.CommitmentStore;
import dev.xdsi.imaging.commitment.Commitments;
import dev.xdsi.imaging.commitment.PostgresCommitmentStore;
import dev.xdsi.imaging.commitment.ReportCommitment;
import dev.xdsi.imaging.commitment.ReportCommitmentAudit;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.ian.InstanceAvailabilityScp;
import dev.xdsi.imaging.mpps.PerformedProcedureStepScp;
import dev.xdsi.imaging.mpps.PerformedProcedureSteps;
import dev.xdsi.imaging.normalized.NormalizedAnswer;
import dev.xdsi.imaging.normalized.NormalizedAudit;
import dev.xdsi.imaging.normalized.NormalizedService;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Transaction;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What senders tell of their studies and ask to be committed to: put together for MPPS, IAN and Storage Commitment. */
final class NormalizedServices {
    private final ImagingSourceSettings settings;
    private final ImagingDocumentSource.Partners partners;
    private final InstanceArchive archive;
    private final PerformedProcedureSteps steps;
    private final PublicationStore publications;
    private final CommitmentStore requests;
    private final Commitments commitments;

    /** Where requests are kept, and what is to be published. */
    record Stores(Database database, PublicationStore publications) {}

    NormalizedServices(
            ImagingSourceSettings settings,
            ImagingDocumentSource.Partners partners,
            InstanceArchive archive,
            PerformedProcedureSteps steps,
            Stores stores) {
        this.settings = settings;
        this.partners = partners;
        this.archive = archive;
        this.steps = steps;
        this.publications = stores.publications();
        this.requests = new PostgresCommitmentStore(stores.database());
        AuditTrail audit = partners.audit();
        ApplicationEntity self =
                ApplicationEntity.of(settings.addresses().retrieve().aeTitle());
        this.commitments = new Commitments(
                requests,
                audit.around(
                        new ReportCommitment(archive, settings.askers(), self),
                        new ReportCommitmentAudit(audit.context(), archive)),
                self.title().value(),
                new Publisher.Timing(partners.clock(), settings.publication().schedule()));
    }

    void start() {
        commitments.start();
    }

    @Nullable
    String trouble() {
        return commitments.trouble();
    }

    void stop(Duration grace) throws InterruptedException {
        commitments.stop(grace);
    }

    /**
     * These besides others.
     *
     * @param address at which they are served, for the audit trail
     * @param told is told who says of which studies that they are complete, or what there is of them
     */
    DimseServices besides(DimseServices others, URI address, BiConsumer<AssociationPeer, Set<Oid>> told) {
        PerformedProcedureStepScp performed =
                new PerformedProcedureStepScp(steps, partners.clock(), partners.uids(), told);
        Recorded recorded = new Recorded(partners.audit(), address);
        DimseService created = recorded.by(AuditedTransaction.MPPS, EventAction.CREATE, performed::create);
        DimseService available = recorded.by(
                AuditedTransaction.IAN,
                EventAction.UPDATE,
                new InstanceAvailabilityScp(publications, archive::patient, partners.clock(), partners.uids(), told));
        CommitmentScp asked =
                new CommitmentScp(requests, archive, settings.askers(), partners.clock(), commitments::wake);
        return others.with(CommandField.N_SET, recorded.by(AuditedTransaction.MPPS, EventAction.UPDATE, performed::set))
                .with(
                        CommandField.N_ACTION,
                        recorded.by(AuditedTransaction.STORAGE_COMMITMENT, EventAction.EXECUTE, asked))
                .with(CommandField.N_CREATE, operation -> {
                    switch (operation.context().abstractSyntax()) {
                        case UID.ModalityPerformedProcedureStep -> created.perform(operation);
                        case UID.InstanceAvailabilityNotification -> available.perform(operation);
                        default -> operation.respond(Status.SOP_CLASS_NOT_SUPPORTED);
                    }
                });
    }

    private record Recorded(AuditTrail audit, URI address) {
        DimseService by(
                AuditedTransaction kind,
                EventAction action,
                Transaction<DimseOperation, NormalizedAnswer> transaction) {
            return new NormalizedService(
                    audit.around(transaction, new NormalizedAudit(kind, action, audit.context(), address)));
        }
    }
}

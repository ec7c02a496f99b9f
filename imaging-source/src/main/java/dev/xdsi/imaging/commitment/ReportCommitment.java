package dev.xdsi.imaging.commitment;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** N-EVENT-REPORT of what is committed, on an association that this side opens as the SCP (PS3.4 J.3.3). */
public final class ReportCommitment implements Transaction<CommitmentRequest, Reported> {
    private static final Logger LOG = LoggerFactory.getLogger(ReportCommitment.class);
    private static final PresentationContextPlan PLAN = PresentationContextPlan.of(List.of(
                    new Pair(UID.StorageCommitmentPushModel, UID.ExplicitVRLittleEndian),
                    new Pair(UID.StorageCommitmentPushModel, UID.ImplicitVRLittleEndian)))
            .asPerformer();

    private final CommitmentReport reports;
    private final Supplier<ImagingPartners> partners;
    private final ApplicationEntity self;

    public ReportCommitment(InstanceArchive archive, Supplier<ImagingPartners> partners, ApplicationEntity self) {
        this.reports = new CommitmentReport(archive, self.title().value());
        this.partners = partners;
        this.self = self;
    }

    @Override
    public Reported perform(CommitmentRequest request, Caller caller) {
        Optional<RemoteEntity> destination =
                partners.get().destination(request.requester().value());
        if (destination.isEmpty()) {
            return Reported.nowhere(request.requester());
        }
        CommitmentReport.Report report = reports.of(request);
        return new Reported(
                told(destination.get(), report, request), destination.get().uri(), report.committed());
    }

    /** What went wrong; empty when the report was taken. */
    private String told(RemoteEntity destination, CommitmentReport.Report report, CommitmentRequest request) {
        try {
            Association association = Association.open(self, destination, PLAN);
            try {
                Status status = association.invoke(report.operation());
                return status.isSuccess() || status.isWarning() ? "" : "it answered " + status;
            } finally {
                release(association, request);
            }
        } catch (IOException failure) {
            return "it was not reached: " + failure.getMessage();
        }
    }

    /** What was told was told, also where the peer does not say good-bye. */
    private static void release(Association association, CommitmentRequest request) {
        try {
            association.close();
        } catch (IOException unreleased) {
            LOG.warn("{} did not release the association: {}", request.requester(), unreleased.getMessage());
        }
    }
}

package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationRejected;
import dev.xdsi.dicom.net.DimseService;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** N-ACTION of the Storage Commitment Push Model as its user (PS3.4 J.3.2), with a moment for who reports on the same association. */
final class AskForCommitment implements Transaction<CommitmentQuestion, Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(AskForCommitment.class);
    private static final PresentationContextPlan PLAN = PresentationContextPlan.of(List.of(
            new Pair(UID.StorageCommitmentPushModel, UID.ExplicitVRLittleEndian),
            new Pair(UID.StorageCommitmentPushModel, UID.ImplicitVRLittleEndian)));

    /** Who reports later does so on an association of its own. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final ApplicationEntity self;
    private final RemoteEntity pacs;
    private final DimseService reports;

    /** @param reports what takes reports */
    AskForCommitment(ApplicationEntity self, RemoteEntity pacs, DimseService reports) {
        this.self = self;
        this.pacs = pacs;
        this.reports = reports;
    }

    @Override
    public Answer perform(CommitmentQuestion question, Caller caller) {
        try {
            Association association = Association.open(self, pacs, PLAN);
            try {
                Answer answer = new Answer.Answered(association.invoke(question.action()));
                if (answer.isTaken()) {
                    reportedAtOnce(association);
                }
                return answer;
            } finally {
                release(association);
            }
        } catch (AssociationRejected refused) {
            return refused.reject().isPresent()
                    ? new Answer.Away(String.valueOf(refused.getMessage()))
                    : Answer.notOffered();
        } catch (IOException away) {
            return new Answer.Away(String.valueOf(away.getMessage()));
        }
    }

    private void reportedAtOnce(Association association) {
        try {
            association.serveNext(AT_ONCE, reports);
        } catch (IOException ended) {
            LOG.debug("{} ended the association: {}", pacs, ended.getMessage());
        }
    }

    /** What was asked was asked, also where the peer does not say good-bye. */
    private void release(Association association) {
        try {
            association.close();
        } catch (IOException unreleased) {
            LOG.debug("{} did not release the association: {}", pacs, unreleased.getMessage());
        }
    }
}

package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationRejected;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One operation of the DIMSE-N services as their user (PS3.7 10), on an association of its own. */
final class Tell implements Transaction<Message, Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(Tell.class);

    private final ApplicationEntity self;

    Tell(ApplicationEntity self) {
        this.self = self;
    }

    @Override
    public Answer perform(Message message, Caller caller) {
        String sopClass = message.operation().sopClassUid();
        Association association;
        try {
            association = Association.open(
                    self,
                    message.to(),
                    PresentationContextPlan.of(List.of(
                            new Pair(sopClass, UID.ExplicitVRLittleEndian),
                            new Pair(sopClass, UID.ImplicitVRLittleEndian))));
        } catch (AssociationRejected refused) {
            return refused.reject().isPresent()
                    ? new Answer.Away(String.valueOf(refused.getMessage()))
                    : Answer.notOffered();
        } catch (IOException away) {
            return new Answer.Away(String.valueOf(away.getMessage()));
        }
        try {
            return new Answer.Answered(association.invoke(message.operation()));
        } catch (IOException broken) {
            return new Answer.BrokenOff(String.valueOf(broken.getMessage()));
        } finally {
            release(association, message.to());
        }
    }

    /** What was told was told, also where the peer does not say good-bye. */
    private static void release(Association association, RemoteEntity to) {
        try {
            association.close();
        } catch (IOException unreleased) {
            LOG.debug("{} did not release the association: {}", to, unreleased.getMessage());
        }
    }
}

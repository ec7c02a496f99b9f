package dev.xdsi.imaging.cstore;

import dev.xdsi.audit.NodeAuthenticationFailures;
import dev.xdsi.dicom.net.AssociationEvent;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what happens at the DICOM port, and records peers that could not prove which node they are. */
public final class AssociationLog implements Consumer<AssociationEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(AssociationLog.class);

    private final NodeAuthenticationFailures refusals;

    public AssociationLog(NodeAuthenticationFailures refusals) {
        this.refusals = refusals;
    }

    private static String title(@Nullable AssociationPeer peer) {
        return peer == null ? "a stranger" : peer.calling().toString();
    }

    @Override
    public void accept(AssociationEvent event) {
        switch (event) {
            case AssociationEvent.Opened opened ->
                LOG.debug("association from {} with {} contexts", opened.peer(), opened.accepted());
            case AssociationEvent.Released released -> LOG.debug("released by {}", released.peer());
            case AssociationEvent.Rejected rejected
            when rejected.reject().equals(AssociateReject.CALLING_AE_TITLE_NOT_RECOGNIZED) ->
                refusals.refused(
                        rejected.address().getAddress().getHostAddress(),
                        title(rejected.peer()) + " there is not known as one that may call (dicom.callers)");
            case AssociationEvent.Rejected rejected ->
                LOG.warn("rejected association from {}: {}", rejected.address(), rejected.reject());
            case AssociationEvent.Aborted aborted
            when aborted.cause() instanceof SSLException failed ->
                refusals.refused(aborted.address().getAddress().getHostAddress(), failed);
            case AssociationEvent.Aborted aborted ->
                LOG.warn("association from {} aborted: {}", aborted.address(), aborted.reason());
            case AssociationEvent.OperationFailed failed ->
                LOG.error("operation {} of {} failed", failed.messageId(), failed.peer(), failed.cause());
            case AssociationEvent.ListenerTroubled troubled -> LOG.error("cannot accept", troubled.cause());
        }
    }
}

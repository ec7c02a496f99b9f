package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.Abort;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.DataFragment;
import dev.xdsi.dicom.net.pdu.Pdu;
import dev.xdsi.dicom.net.pdu.PduReader;
import dev.xdsi.dicom.net.pdu.PduWriter;
import dev.xdsi.dicom.net.pdu.ProtocolViolation;
import dev.xdsi.dicom.net.pdu.ReleaseRequest;
import dev.xdsi.dicom.net.pdu.ReleaseResponse;
import dev.xdsi.dicom.net.pdu.UserItem;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One association as its acceptor, from the connection to its end, PS3.8 9.2. */
final class AcceptedAssociation {
    private enum Phase {
        NEGOTIATING,
        IDLE,
        BUSY,
        ENDED
    }

    private static final String STOPPED = "The listener was stopped";

    private final Transport transport;
    private final Acceptor acceptor;
    private final boolean full;
    private final PduReader reader;
    private final PduWriter writer;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEGOTIATING);
    private final CompletableFuture<@Nullable Void> goodbye = new CompletableFuture<>();
    private volatile boolean stopping;
    private @Nullable AssociationPeer peer;

    AcceptedAssociation(Transport transport, Acceptor acceptor, boolean full) {
        this.transport = transport;
        this.acceptor = acceptor;
        this.full = full;
        this.reader = new PduReader(transport.input(), acceptor.entity().maximumLength());
        this.writer = new PduWriter(transport.output());
    }

    void run() {
        try (transport) {
            try {
                negotiate();
            } catch (ProtocolViolation violation) {
                refuse(violation);
            } catch (IOException | RuntimeException broken) {
                ended(broken);
            }
        } catch (IOException unclosed) {
            acceptor.events().accept(new AssociationEvent.Aborted(transport.remote(), peer, "not closed", unclosed));
        } finally {
            phase.set(Phase.ENDED);
        }
    }

    /** Ends now when nothing is running, otherwise after the operation that is. */
    void stop() {
        stopping = true;
        if (phase.compareAndSet(Phase.IDLE, Phase.ENDED)) {
            Thread.ofVirtual().start(this::sayGoodbye);
        }
    }

    void cut(String reason) {
        transport.cut(reason);
    }

    private void negotiate() throws IOException {
        Timeouts timeouts = acceptor.entity().timeouts();
        transport.deadline(timeouts.negotiation());
        X509Certificate certificate = transport.handshake();
        transport.input().expectWithin(timeouts.negotiation());
        Pdu first = reader.next();
        if (first instanceof Abort) {
            return;
        }
        if (!(first instanceof AssociateRequest request)) {
            throw new ProtocolViolation("Another PDU before A-ASSOCIATE-RQ", Abort.UNEXPECTED_PDU);
        }
        AssociationPeer caller = new AssociationPeer(
                request.callingAeTitle(),
                request.calledAeTitle(),
                transport.remote(),
                certificate == null ? null : certificate.getSubjectX500Principal());
        peer = caller;
        Optional<AssociateReject> rejection = full || stopping
                ? Optional.of(AssociateReject.LOCAL_LIMIT_EXCEEDED)
                : acceptor.policy().rejection(caller, request);
        Negotiation negotiation =
                Negotiation.of(request, acceptor.entity(), acceptor.policy().towards(caller));
        AssociateReject reject = rejection.or(negotiation::rejection).orElse(null);
        if (reject != null) {
            throw new ProtocolViolation(reject.explanation(), reject);
        }
        transport.noDeadline();
        AssociationPeer known = identified(caller, certificate, request);
        peer = known;
        boolean acknowledged = known.user() != null
                && request.userInformation()
                        .userIdentity()
                        .filter(UserItem.UserIdentity::responseRequested)
                        .isPresent();
        writer.write(acknowledged ? negotiation.acceptWithUser() : negotiation.accept());
        acceptor.events()
                .accept(new AssociationEvent.Opened(
                        known, negotiation.contexts().size(), request.contexts().size()));
        DimseChannel channel = new DimseChannel(
                transport.input(), reader, writer, negotiation.contexts(), negotiation.sendingLength());
        serve(new Served(channel, known, negotiation, timeouts.idle()));
    }

    /** The peer with its user: asked about last, so that nobody tries passcodes who is turned away anyway. */
    private AssociationPeer identified(
            AssociationPeer caller, @Nullable X509Certificate certificate, AssociateRequest request)
            throws ProtocolViolation {
        return switch (acceptor.users().identify(caller, certificate, request)) {
            case UserIdentification.Result.Unknown ignored -> caller;
            case UserIdentification.Result.Proven(AssociationUser user) -> caller.of(user);
            case UserIdentification.Result.Refused(AssociateReject reject) ->
                throw new ProtocolViolation(reject.explanation(), reject);
        };
    }

    private void serve(Served served) throws IOException {
        Phase before = Phase.NEGOTIATING;
        while (phase.compareAndSet(before, Phase.IDLE)) {
            if (stopping && phase.compareAndSet(Phase.IDLE, Phase.ENDED)) {
                sayGoodbye();
                break;
            }
            transport.input().expectWithin(acceptor.entity().timeouts().idle());
            Pdu pdu = reader.next();
            if (!phase.compareAndSet(Phase.IDLE, Phase.BUSY)) {
                break;
            }
            switch (pdu) {
                case DataFragment first -> perform(served, served.channel().message(first));
                case ReleaseRequest ignored -> {
                    writer.write(new ReleaseResponse());
                    transport.closeAfterPeer();
                    acceptor.events().accept(new AssociationEvent.Released(served.peer()));
                    return;
                }
                case Abort abort -> throw new AssociationAborted("Aborted " + abort.explanation());
                default -> throw new ProtocolViolation("A PDU out of order", Abort.UNEXPECTED_PDU);
            }
            before = Phase.BUSY;
        }
        goodbye.join();
        transport.closeAfterPeer();
        throw new AssociationAborted(STOPPED);
    }

    private void perform(Served served, DimseMessage message) throws IOException {
        DimseOperation operation;
        try {
            int field = message.command().commandField();
            if (CommandField.isResponse(field)) {
                throw new ProtocolViolation("A response to nothing", Abort.UNEXPECTED_PARAMETER);
            }
            if (field == CommandField.C_CANCEL.request()) {
                message.dataSet().drain(); // What it would cancel has ended before it was read.
                return;
            }
            operation = new DimseOperation(served, message);
        } catch (DimseException lacking) {
            throw DimseChannel.unintelligible(lacking);
        }
        try {
            acceptor.services().serviceFor(operation.commandField()).perform(operation);
        } catch (IOException | RuntimeException failure) {
            if (operation.broken()) {
                throw failure;
            }
            acceptor.events()
                    .accept(new AssociationEvent.OperationFailed(served.peer(), operation.messageId(), failure));
        }
        if (!operation.answered()) {
            operation.respond(Status.PROCESSING_FAILURE.withComment("see the log of the receiver"));
        }
    }

    private void sayGoodbye() {
        try {
            transport.deadline(acceptor.entity().timeouts().release());
            writer.write(Abort.UNSPECIFIED);
        } catch (IOException gone) {
            transport.cut(STOPPED + "; " + gone.getMessage());
        } finally {
            goodbye.complete(null);
        }
    }

    /** Answers what the peer did wrong, then leaves. */
    private void refuse(ProtocolViolation violation) {
        if (violation.answer() instanceof AssociateReject reject) {
            acceptor.events().accept(new AssociationEvent.Rejected(transport.remote(), peer, reject));
        } else {
            ended(violation);
        }
        if (!phase.getAndSet(Phase.ENDED).equals(Phase.ENDED)) {
            try {
                writer.write(violation.answer());
                transport.closeAfterPeer();
            } catch (IOException gone) {
                transport.cut("The peer did not wait for the answer: " + gone.getMessage());
            }
        }
    }

    private void ended(Exception cause) {
        Exception explained = cause instanceof IOException broken ? transport.explain(broken) : cause;
        String reason = String.valueOf(explained.getMessage());
        acceptor.events().accept(new AssociationEvent.Aborted(transport.remote(), peer, reason, explained));
    }
}

package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.Abort;
import dev.xdsi.dicom.net.pdu.AssociateAccept;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.Pdu;
import dev.xdsi.dicom.net.pdu.PduReader;
import dev.xdsi.dicom.net.pdu.PduWriter;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.ProtocolViolation;
import dev.xdsi.dicom.net.pdu.UserInformation;
import dev.xdsi.dicom.net.pdu.UserItem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The connection of an association we asked for, and what was agreed on, PS3.8 9.2. */
final class Requested {
    private final ApplicationEntity self;
    private final RemoteEntity remote;
    private final Transport transport;
    private final PduReader reader;
    private final PduWriter writer;
    private final Map<Integer, PresentationContext> accepted = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private int sendingLength;
    private int window = 1;
    private UserInformation answer = UserInformation.of();
    private @Nullable Principal subject;

    private Requested(ApplicationEntity self, RemoteEntity remote, Socket socket) throws IOException {
        this.self = self;
        this.remote = remote;
        this.transport = new Transport(socket, self.timeouts(), System::nanoTime);
        this.reader = new PduReader(transport.input(), self.maximumLength());
        this.writer = new PduWriter(transport.output());
    }

    static Requested open(ApplicationEntity self, RemoteEntity remote, PresentationContextPlan plan)
            throws IOException {
        Requested requested = new Requested(self, remote, connect(self, remote));
        try {
            requested.negotiate(plan);
            return requested;
        } catch (ProtocolViolation violation) {
            requested.leave(violation.answer() instanceof Abort abort ? abort : Abort.INVALID_PARAMETER);
            throw requested.aborted(violation);
        } catch (AssociationRejected rejected) {
            requested.transport.close();
            throw rejected;
        } catch (IOException broken) {
            requested.transport.close();
            throw requested.aborted(broken);
        }
    }

    DimseChannel channel() {
        return new DimseChannel(transport.input(), reader, writer, accepted, sendingLength);
    }

    List<PresentationContext> contexts() {
        return List.copyOf(accepted.values());
    }

    /** What the peer says to our user information. */
    UserInformation answer() {
        return answer;
    }

    /** How many operations may be under way at a time, PS3.7 D.3.3.3. */
    int window() {
        return window;
    }

    String refusals() {
        return String.join("; ", refused);
    }

    RemoteEntity remote() {
        return remote;
    }

    /** The peer as who asks of us, in sub-operations. */
    AssociationPeer peer() {
        return new AssociationPeer(remote.title(), self.title(), transport.remote(), subject);
    }

    Transport transport() {
        return transport;
    }

    PduWriter writer() {
        return writer;
    }

    Timeouts timeouts() {
        return self.timeouts();
    }

    /** The peer's next PDU, when it is no abort. */
    Pdu next() throws IOException {
        transport.input().expectWithin(self.timeouts().idle());
        Pdu pdu = reader.next();
        if (pdu instanceof Abort abort) {
            throw new AssociationAborted(remote + " aborted the association " + abort.explanation());
        }
        return pdu;
    }

    /** Says the last word, if the peer still listens. */
    void leave(Pdu last) {
        try {
            writer.write(last);
            transport.closeAfterPeer();
        } catch (IOException gone) {
            transport.cut("The peer has gone: " + gone.getMessage());
        }
    }

    /** A failure of the connection, in terms of the association and of its peer. */
    AssociationAborted aborted(Exception failure) {
        Exception explained = failure instanceof IOException broken ? transport.explain(broken) : failure;
        return explained instanceof AssociationAborted aborted
                ? aborted
                : new AssociationAborted("%s: %s".formatted(remote, explained.getMessage()), explained);
    }

    /** Closes. A peer that aborts while we send says why in a PDU that has not been read yet. */
    IOException lastWords(AssociationAborted broken, boolean sent) {
        try (transport) {
            if (sent) {
                return aborted(broken);
            }
            transport.input().expectWithin(self.timeouts().release());
            return reader.next() instanceof Abort abort
                    ? new AssociationAborted(remote + " aborted the association " + abort.explanation(), broken)
                    : broken;
        } catch (IOException silent) {
            broken.addSuppressed(silent);
            return broken;
        }
    }

    private static Socket connect(ApplicationEntity self, RemoteEntity remote) throws IOException {
        Socket socket = remote.sockets().createSocket();
        try {
            socket.connect(new InetSocketAddress(remote.host(), remote.port()), (int)
                    Math.min(self.timeouts().connect().toMillis(), Integer.MAX_VALUE));
            return socket;
        } catch (IOException unreachable) {
            socket.close();
            ConnectException clear =
                    new ConnectException("%s cannot be reached (%s); check host, port and whether it runs"
                            .formatted(remote, unreachable.getMessage()));
            clear.initCause(unreachable);
            throw clear;
        }
    }

    private void negotiate(PresentationContextPlan plan) throws IOException {
        transport.deadline(self.timeouts().negotiation());
        X509Certificate certificate = transport.handshake();
        subject = certificate == null ? null : certificate.getSubjectX500Principal();
        List<UserItem> items = new ArrayList<>(List.of(self.introduction()));
        items.addAll(plan.userItems());
        UserPasscode user = remote.user();
        if (user != null) {
            requireSecret(user);
            items.add(user.item());
        }
        writer.write(new AssociateRequest(remote.title(), self.title(), plan.contexts(), new UserInformation(items)));
        transport.input().expectWithin(self.timeouts().negotiation());
        switch (reader.next()) {
            case AssociateAccept accept -> agree(plan, accept);
            case AssociateReject reject ->
                throw new AssociationRejected(
                        remote + " rejected the association: " + reject.explanation() + ofUser(reject), reject);
            case Abort abort ->
                throw new AssociationAborted(remote + " aborted the association " + abort.explanation());
            default -> throw new ProtocolViolation("No answer to A-ASSOCIATE-RQ", Abort.UNEXPECTED_PDU);
        }
        transport.noDeadline();
    }

    /** Where the host is found may have changed since it was configured. */
    private void requireSecret(UserPasscode user) throws IOException {
        if (!transport.isSecret()) {
            throw new IOException("the passcode of user " + user + " is sent over TLS alone, or on this machine");
        }
    }

    /** There is no reason of its own for a user who is not accepted: peers give none, PS3.8 9.3.4. */
    private String ofUser(AssociateReject reject) {
        UserPasscode user = remote.user();
        return user == null || reject.reason() != AssociateReject.NO_REASON_GIVEN.reason() || reject.source() == 3
                ? ""
                : "; maybe it does not accept user " + user + ", or not with this passcode";
    }

    /** Whether the peer knows the user as whom we came; false too where we came as nobody. */
    boolean userConfirmed() {
        return remote.user() != null
                && answer.first(UserItem.UserIdentityResponse.class).isPresent();
    }

    private void agree(PresentationContextPlan plan, AssociateAccept accept) throws ProtocolViolation {
        Map<Integer, ProposedContext> proposed =
                plan.contexts().stream().collect(Collectors.toMap(ProposedContext::id, context -> context));
        for (ContextResult result : accept.contexts()) {
            ProposedContext context = Optional.ofNullable(proposed.get(result.id()))
                    .orElseThrow(() -> new ProtocolViolation(
                            "An answer to a presentation context that was not proposed", Abort.INVALID_PARAMETER));
            if (!result.accepted()) {
                refused.add("%s %s".formatted(context.abstractSyntax(), result.reason()));
            } else if (context.transferSyntaxes().contains(result.transferSyntax())) {
                accepted.put(
                        context.id(),
                        new PresentationContext(context.id(), context.abstractSyntax(), result.transferSyntax()));
            } else {
                throw new ProtocolViolation(
                        "A transfer syntax was chosen that was not proposed", Abort.INVALID_PARAMETER);
            }
        }
        sendingLength = self.sendingLength(accept.userInformation());
        answer = accept.userInformation();
        window = plan.agreed(accept.userInformation());
        if (sendingLength < Negotiation.SMALLEST_SENDING_LENGTH) {
            throw new ProtocolViolation("The peer takes less than a command at a time", Abort.INVALID_PARAMETER);
        }
    }
}

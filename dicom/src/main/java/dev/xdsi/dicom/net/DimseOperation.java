package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.Abort;
import dev.xdsi.dicom.net.pdu.ProtocolViolation;
import dev.xdsi.dicom.net.pdu.UserItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One operation a peer invoked on us: its command, its data set, and the way back for responses, PS3.7 7.5. */
public final class DimseOperation {
    private final Served served;
    private final DimseMessage message;
    private final int commandField;
    private final int messageId;
    private boolean answered;
    private boolean exchanging;
    private boolean cancelled;
    private int lastSubOperation;

    DimseOperation(Served served, DimseMessage message) throws DimseException {
        this.served = served;
        this.message = message;
        this.commandField = message.command().commandField();
        this.messageId = message.command().requiredNumber(CommandElement.MESSAGE_ID);
    }

    public AssociationPeer peer() {
        return served.peer();
    }

    public PresentationContext context() {
        return message.context();
    }

    public CommandSet command() {
        return message.command();
    }

    public int messageId() {
        return messageId;
    }

    /** The data set as it arrives, already at its end when the command announced none. */
    public InputStream dataSet() {
        return message.dataSet();
    }

    /** Answers without a data set. */
    public void respond(Status status) throws IOException {
        respond(status, response -> response, null);
    }

    /** Answers with further command elements and a data set; a pending status is followed by another answer. */
    public void respond(Status status, UnaryOperator<CommandSet.Builder> more, @Nullable DataSetWriter dataSet)
            throws IOException {
        if (answered) {
            throw new IllegalStateException("The operation has had its final response");
        }
        exchanging = true;
        message.dataSet().drain();
        answered = !status.isPending();
        CommandSet.Builder response = CommandSet.builder(CommandField.responseTo(commandField))
                .number(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, messageId)
                .dataSet(dataSet != null)
                .status(status);
        affected(CommandElement.AFFECTED_SOP_CLASS_UID, CommandElement.REQUESTED_SOP_CLASS_UID, response);
        affected(CommandElement.AFFECTED_SOP_INSTANCE_UID, CommandElement.REQUESTED_SOP_INSTANCE_UID, response);
        served.channel().send(message.context(), more.apply(response).build(), dataSet);
        exchanging = false;
    }

    /** Whether the peer has asked in the meantime that this operation end, PS3.7 9.3.2.3; its data set must have been read. */
    public boolean cancelled() throws IOException {
        exchanging = true;
        Optional<DimseMessage> next =
                cancelled ? Optional.empty() : served.channel().arrived();
        while (next.isPresent()) {
            takeCancel(next.get());
            next = cancelled ? Optional.empty() : served.channel().arrived();
        }
        exchanging = false;
        return cancelled;
    }

    /** Whether the byte of that number (from 0) was agreed on as 1 in the extended negotiation of this SOP class, PS3.4 C.5.1.1. */
    public boolean agreed(int field) {
        byte[] agreed = served.extended(context().abstractSyntax())
                .map(UserItem.Bytes::toByteArray)
                .orElse(new byte[0]);
        return field < agreed.length && agreed[field] == 1;
    }

    /** The contexts in which {@link #store} may send to the peer, PS3.4 C.5.3. */
    public List<PresentationContext> performedByPeer() {
        return served.performedByPeer();
    }

    /** C-STORE to the peer as a sub-operation of its C-GET, PS3.7 9.1.3; what it answers, a failure too, is the status returned. */
    public Status store(PresentationContext context, StoreOperation operation) throws IOException {
        exchanging = true;
        message.dataSet().drain();
        lastSubOperation = lastSubOperation % 0xFFFF + 1;
        CommandSet request = operation
                .request()
                .number(CommandElement.MESSAGE_ID, lastSubOperation)
                .dataSet(true)
                .build();
        served.channel().send(context, request, operation.dataSet());
        DimseMessage next = served.channel().next(served.patience());
        while (!answers(next)) {
            takeCancel(next);
            next = served.channel().next(served.patience());
        }
        next.dataSet().drain();
        exchanging = false;
        return next.command().status();
    }

    private boolean answers(DimseMessage next) throws IOException {
        try {
            return next.command().commandField() == CommandField.C_STORE.response()
                    && next.command().requiredNumber(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO) == lastSubOperation
                    && next.command().has(CommandElement.STATUS);
        } catch (DimseException lacking) {
            throw DimseChannel.unintelligible(lacking);
        }
    }

    /** Nothing else may come before the operation has ended: its window was not negotiated to be wider, PS3.7 D.3.3.3. */
    private void takeCancel(DimseMessage next) throws IOException {
        CommandSet command = next.command();
        if (command.number(CommandElement.COMMAND_FIELD).orElse(0) != CommandField.C_CANCEL.request()) {
            throw new ProtocolViolation("A message while another operation runs", Abort.UNEXPECTED_PARAMETER);
        }
        next.dataSet().drain();
        cancelled |=
                command.number(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO).orElse(-1) == messageId;
    }

    boolean answered() {
        return answered;
    }

    int commandField() {
        return commandField;
    }

    /** Whether it was the association that failed, while reading the data set or within an exchange, and not the service. */
    boolean broken() {
        return exchanging || message.dataSet().failure() != null;
    }

    /** A response names as affected what a DIMSE-N request named as requested, PS3.7 10.1. */
    private void affected(int affected, int requested, CommandSet.Builder response) {
        command().uid(affected).or(() -> command().uid(requested)).ifPresent(uid -> response.uid(affected, uid));
    }
}

package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.dimse.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One operation a peer invoked on us: its command, its data set, and the way back for responses, PS3.7 7.5. */
public final class DimseOperation {
    private final DimseChannel channel;
    private final DimseMessage message;
    private final AssociationPeer peer;
    private final int commandField;
    private final int messageId;
    private boolean answered;
    private boolean responding;

    DimseOperation(DimseChannel channel, DimseMessage message, AssociationPeer peer) throws DimseException {
        this.channel = channel;
        this.message = message;
        this.peer = peer;
        this.commandField = message.command().commandField();
        this.messageId = message.command().requiredNumber(CommandElement.MESSAGE_ID);
    }

    public AssociationPeer peer() {
        return peer;
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
        responding = true;
        message.dataSet().drain();
        answered = !status.isPending();
        CommandSet.Builder response = CommandSet.builder(CommandField.responseTo(commandField))
                .number(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, messageId)
                .dataSet(dataSet != null)
                .status(status);
        affected(CommandElement.AFFECTED_SOP_CLASS_UID, CommandElement.REQUESTED_SOP_CLASS_UID, response);
        affected(CommandElement.AFFECTED_SOP_INSTANCE_UID, CommandElement.REQUESTED_SOP_INSTANCE_UID, response);
        channel.send(message.context(), more.apply(response).build(), dataSet);
        responding = false;
    }

    boolean answered() {
        return answered;
    }

    int commandField() {
        return commandField;
    }

    /** Whether it was the association that failed, while reading the data set or within a response, and not the service. */
    boolean broken() {
        return responding || message.dataSet().failure() != null;
    }

    /** A response names as affected what a DIMSE-N request named as requested, PS3.7 10.1. */
    private void affected(int affected, int requested, CommandSet.Builder response) {
        command().uid(affected).or(() -> command().uid(requested)).ifPresent(uid -> response.uid(affected, uid));
    }
}

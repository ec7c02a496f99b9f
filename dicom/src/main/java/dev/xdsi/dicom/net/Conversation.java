package dev.xdsi.dicom.net;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.Abort;
import dev.xdsi.dicom.net.pdu.ProtocolViolation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What comes from the performer of one C-FIND, C-GET or C-MOVE until its last response, PS3.7 9.1.2 to 9.1.4. */
final class Conversation {
    /** Room for any identifier that a person could read. */
    private static final int LONGEST_IDENTIFIER = 1 << 20;

    /** What a performer may still send that has been told to end, PS3.7 9.3.2.3. */
    private static final int MOST_AFTER_CANCEL = 1_000;

    private final Requested connection;
    private final DimseChannel channel;
    private final PresentationContext context;
    private final CommandSet request;
    /** A performer of C-MOVE or C-GET need not say anything while it brings images from a tape (PS3.4 C.4.2.3). */
    private static final Duration RETRIEVING = Duration.ofMinutes(15);

    private int sinceCancel = -1;

    Conversation(Requested connection, DimseChannel channel, PresentationContext context, CommandSet request) {
        this.connection = connection;
        this.channel = channel;
        this.context = context;
        this.request = request;
    }

    /** Matches in the order they came, and how it ended. */
    record Found(List<Attributes> matches, Status status, boolean tooMany) {}

    Found find(int most) throws IOException {
        List<Attributes> matches = new ArrayList<>();
        while (true) {
            DimseMessage message = next(connection.timeouts().idle());
            Status status = response(message).status();
            if (!status.isPending()) {
                message.dataSet().drain();
                return new Found(matches, status, sinceCancel >= 0);
            }
            if (matches.size() < most) {
                matches.add(identifier(message));
            } else {
                message.dataSet().drain();
                cancelOnce();
            }
        }
    }

    RetrieveResult get(QueryRetrieveOperation retrieval, StoreHandler handler) throws IOException {
        int taken = 0;
        while (true) {
            DimseMessage message = next(retrieving());
            if (message.command().commandField() == CommandField.C_STORE.request()) {
                if (++taken > retrieval.most()) {
                    throw new ProtocolViolation("More instances than were asked for", Abort.UNSPECIFIED);
                }
                store(message, handler);
                cancelUnwanted(retrieval);
                continue;
            }
            CommandSet response = response(message);
            message.dataSet().drain();
            if (!response.status().isPending()) {
                return RetrieveResult.of(response);
            }
            cancelUnwanted(retrieval);
        }
    }

    RetrieveResult move(QueryRetrieveOperation retrieval) throws IOException {
        while (true) {
            DimseMessage message = next(retrieving());
            CommandSet response = response(message);
            message.dataSet().drain();
            if (!response.status().isPending()) {
                return RetrieveResult.of(response);
            }
            cancelUnwanted(retrieval);
        }
    }

    /** What still comes is taken: it is on its way. */
    private void cancelUnwanted(QueryRetrieveOperation retrieval) throws IOException {
        if (sinceCancel >= 0 || !retrieval.wanted().getAsBoolean()) {
            cancelOnce();
        }
    }

    private Duration retrieving() {
        Duration idle = connection.timeouts().idle();
        return sinceCancel >= 0 || idle.compareTo(RETRIEVING) > 0 ? idle : RETRIEVING;
    }

    private DimseMessage next(Duration patience) throws IOException {
        try {
            return channel.next(patience);
        } catch (DimseException lacking) {
            throw DimseChannel.unintelligible(lacking);
        }
    }

    private CommandSet response(DimseMessage message) throws ProtocolViolation {
        CommandSet response = message.command();
        try {
            if (message.context().id() == context.id()
                    && response.commandField() == CommandField.responseTo(request.commandField())
                    && response.requiredNumber(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO)
                            == request.requiredNumber(CommandElement.MESSAGE_ID)
                    && response.has(CommandElement.STATUS)) {
                return response;
            }
        } catch (DimseException lacking) {
            throw DimseChannel.unintelligible(lacking);
        }
        throw new ProtocolViolation("A response to another request", Abort.UNEXPECTED_PARAMETER);
    }

    private Attributes identifier(DimseMessage message) throws IOException {
        byte[] written = message.dataSet().readNBytes(LONGEST_IDENTIFIER + 1);
        if (written.length > LONGEST_IDENTIFIER) {
            throw new ProtocolViolation("An identifier of more than a megabyte", Abort.UNSPECIFIED);
        }
        return Part10.readDataSet(
                new ByteArrayInputStream(written), TransferSyntax.of(context.transferSyntax()), ReadOptions.DEFAULT);
    }

    private void cancelOnce() throws IOException {
        if (sinceCancel < 0) {
            CommandSet cancel = CommandSet.builder(CommandField.C_CANCEL.request())
                    .number(
                            CommandElement.MESSAGE_ID_BEING_RESPONDED_TO,
                            request.requiredNumber(CommandElement.MESSAGE_ID))
                    .dataSet(false)
                    .build();
            channel.send(context, cancel, null);
        }
        if (++sinceCancel > MOST_AFTER_CANCEL) {
            throw new ProtocolViolation("The peer goes on with what was cancelled", Abort.UNSPECIFIED);
        }
    }

    /** A sub-operation of a C-GET, PS3.4 C.4.3.3: performed like any C-STORE. */
    private void store(DimseMessage message, StoreHandler handler) throws IOException {
        CommandSet command = message.command();
        Status status = stored(message, handler);
        message.dataSet().drain();
        CommandSet.Builder response = CommandSet.builder(CommandField.C_STORE.response())
                .number(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, command.requiredNumber(CommandElement.MESSAGE_ID))
                .dataSet(false)
                .status(status);
        for (int named : List.of(CommandElement.AFFECTED_SOP_CLASS_UID, CommandElement.AFFECTED_SOP_INSTANCE_UID)) {
            command.uid(named).ifPresent(uid -> response.uid(named, uid));
        }
        channel.send(message.context(), response.build(), null);
    }

    private Status stored(DimseMessage message, StoreHandler handler) throws IOException {
        CommandSet command = message.command();
        Optional<String> instance = command.uid(CommandElement.AFFECTED_SOP_INSTANCE_UID);
        boolean named = command.uid(CommandElement.AFFECTED_SOP_CLASS_UID)
                .equals(Optional.of(message.context().abstractSyntax()));
        if (!named || instance.isEmpty() || !command.hasDataSet()) {
            return Status.CANNOT_UNDERSTAND.withComment("no C-STORE of this presentation context");
        }
        return handler.store(new StoreRequest(
                message.context(),
                instance.get(),
                command.requiredNumber(CommandElement.MESSAGE_ID),
                connection.peer(),
                MoveOriginator.of(command),
                message.dataSet()));
    }
}

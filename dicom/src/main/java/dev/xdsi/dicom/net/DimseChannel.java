package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.pdu.Abort;
import dev.xdsi.dicom.net.pdu.DataFragment;
import dev.xdsi.dicom.net.pdu.Pdu;
import dev.xdsi.dicom.net.pdu.PduReader;
import dev.xdsi.dicom.net.pdu.PduWriter;
import dev.xdsi.dicom.net.pdu.ProtocolViolation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries DIMSE messages over an association that stands, in either direction, PS3.7 6.3 and PS3.8 annex E. */
final class DimseChannel {
    private final GuardedInput input;
    private final PduReader reader;
    private final PduWriter writer;
    private final Map<Integer, PresentationContext> contexts;
    private final int sendingLength;

    /** @param input where the reader reads, to see whether something has come */
    DimseChannel(
            GuardedInput input,
            PduReader reader,
            PduWriter writer,
            Map<Integer, PresentationContext> contexts,
            int sendingLength) {
        this.input = input;
        this.reader = reader;
        this.writer = writer;
        this.contexts = Map.copyOf(contexts);
        this.sendingLength = sendingLength;
    }

    /** The next message, when it has begun to arrive. */
    Optional<DimseMessage> arrived() throws IOException {
        return reader.isWithinData() || input.arrived() ? Optional.of(next()) : Optional.empty();
    }

    /** The next message, for which the peer has so long. */
    DimseMessage next(Duration patience) throws IOException {
        input.expectWithin(patience);
        return next();
    }

    private DimseMessage next() throws IOException {
        return switch (reader.next()) {
            case DataFragment first -> message(first);
            case Abort abort -> throw new AssociationAborted("Aborted " + abort.explanation());
            default -> throw new ProtocolViolation("A PDU out of order", Abort.UNEXPECTED_PDU);
        };
    }

    /** The rest of the message that begins with this fragment. */
    DimseMessage message(DataFragment first) throws IOException {
        PresentationContext context = contexts.get(first.contextId());
        if (context == null) {
            throw new ProtocolViolation(
                    "A message in presentation context " + first.contextId() + ", which was not accepted",
                    Abort.INVALID_PARAMETER);
        }
        CommandSet command = command(first);
        boolean dataSet;
        try {
            dataSet = command.hasDataSet();
        } catch (DimseException unknown) {
            throw unintelligible(unknown);
        }
        DataSetInput data = dataSet ? DataSetInput.of(reader, context.id()) : DataSetInput.none(reader, context.id());
        return new DimseMessage(context, command, data);
    }

    /** Sends a command and, when there is one, its data set, each as it is produced. */
    void send(PresentationContext context, CommandSet command, @Nullable DataSetWriter dataSet) throws IOException {
        try (OutputStream out = writer.fragments(context.id(), true, sendingLength)) {
            out.write(command.encode());
        }
        if (dataSet != null) {
            // Not closed when writing fails: half a data set must not end as if it were a whole one.
            OutputStream out = writer.fragments(context.id(), false, sendingLength);
            dataSet.writeTo(out);
            out.close();
        }
        writer.flush();
    }

    /** A command set that cannot be understood cannot be answered either. */
    static ProtocolViolation unintelligible(DimseException cause) {
        ProtocolViolation abort = new ProtocolViolation(String.valueOf(cause.getMessage()), Abort.INVALID_PARAMETER);
        abort.initCause(cause);
        return abort;
    }

    private CommandSet command(DataFragment first) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EmptyFragments emptyFragments = new EmptyFragments();
        DataFragment fragment = first;
        while (true) {
            if (!fragment.command() || fragment.contextId() != first.contextId()) {
                throw new ProtocolViolation("A data set fragment where a command is due", Abort.UNEXPECTED_PARAMETER);
            }
            emptyFragments.count(fragment);
            collect(fragment, bytes);
            if (fragment.last()) {
                break;
            }
            Pdu next = reader.next();
            if (next instanceof Abort abort) {
                throw new AssociationAborted("The peer aborted within a command, " + abort.explanation());
            }
            if (!(next instanceof DataFragment more)) {
                throw new ProtocolViolation("Another PDU within a command", Abort.UNEXPECTED_PDU);
            }
            fragment = more;
        }
        try {
            return CommandSet.decode(bytes.toByteArray());
        } catch (DimseException malformed) {
            throw unintelligible(malformed);
        }
    }

    private void collect(DataFragment fragment, ByteArrayOutputStream bytes) throws IOException {
        if (fragment.length() > CommandSet.MAXIMUM_LENGTH - bytes.size()) {
            throw new ProtocolViolation(
                    "A command set of more than " + CommandSet.MAXIMUM_LENGTH + " bytes", Abort.INVALID_PARAMETER);
        }
        byte[] chunk = new byte[Math.min(fragment.length(), 4096)];
        int count = fragment.length() == 0 ? -1 : reader.read(chunk, 0, chunk.length);
        while (count >= 0) {
            bytes.write(chunk, 0, count);
            count = reader.read(chunk, 0, chunk.length);
        }
    }
}

package dev.xdsi.dicom.net;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.Abort;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.dicom.net.pdu.DataFragment;
import dev.xdsi.dicom.net.pdu.Pdu;
import dev.xdsi.dicom.net.pdu.ProtocolViolation;
import dev.xdsi.dicom.net.pdu.ReleaseRequest;
import dev.xdsi.dicom.net.pdu.ReleaseResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An association we asked for, PS3.8 7, with the DIMSE services we use over it. One operation at a time, but for C-STOREs that are sent
 * ahead; threads queue. Closing releases it.
 */
public final class Association implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Requested connection;
    private final DimseChannel channel;
    private final ReentrantLock turn = new ReentrantLock();
    /** By Message ID, the oldest first. */
    private final Map<Integer, StoreOperation> underWay = new LinkedHashMap<>();

    private volatile boolean ended;
    private int lastMessageId;

    private Association(Requested connection) {
        this.connection = connection;
        this.channel = connection.channel();
    }

    /**
     * Connects and negotiates.
     *
     * @throws AssociationRejected when the peer refuses, or accepts none of the contexts
     * @throws AssociationAborted when the peer breaks off, does not answer in time or does not speak DICOM
     */
    public static Association open(ApplicationEntity self, RemoteEntity remote, PresentationContextPlan plan)
            throws IOException {
        Association association = new Association(Requested.open(self, remote, plan));
        if (association.contexts().isEmpty()) {
            String reasons = association.connection.refusals();
            association.release();
            throw new AssociationRejected(
                    remote + " accepted none of the presentation contexts; it must be configured for them: " + reasons,
                    null);
        }
        return association;
    }

    /** Whether the peer gave the positive response to our user (PS3.7 D.3.3.7.2): one that knows no users takes no notice of them. */
    public boolean userConfirmed() {
        return connection.userConfirmed();
    }

    /** The contexts the peer accepted. */
    public List<PresentationContext> contexts() {
        return connection.contexts();
    }

    /** The accepted context for a SOP class in a transfer syntax. */
    public Optional<PresentationContext> context(String sopClassUid, String transferSyntax) {
        return contexts().stream()
                .filter(c -> c.abstractSyntax().equals(sopClassUid)
                        && c.transferSyntax().equals(transferSyntax))
                .findFirst();
    }

    /**
     * The information model in which C-FIND, C-MOVE or C-GET can be asked for: Study Root where the peer has it.
     *
     * @throws DimseException when the peer accepted neither model, or neither was proposed
     */
    public QueryRetrieveModel model(CommandField command) throws DimseException {
        return PresentationContextPlan.model(command, contexts(), connection.answer())
                .orElseThrow(() ->
                        new DimseException("%s accepted no presentation context for %s by Study Root or Patient Root"
                                .formatted(connection.remote(), command)));
    }

    /** C-ECHO, PS3.7 9.1.5: returns when the peer answered with success. */
    public void echo() throws IOException {
        PresentationContext context = contexts().stream()
                .filter(c -> c.abstractSyntax().equals(StorageSopClasses.VERIFICATION))
                .findFirst()
                .orElseThrow(() -> new DimseException("No presentation context for Verification was accepted"));
        CommandSet.Builder request = CommandSet.builder(CommandField.C_ECHO.request())
                .uid(CommandElement.AFFECTED_SOP_CLASS_UID, StorageSopClasses.VERIFICATION);
        Status status = exchange(context, request, null).status();
        if (!status.isSuccess()) {
            throw new DimseException(connection.remote() + " answered C-ECHO with status " + status);
        }
    }

    /** C-STORE, PS3.7 9.1.1: whatever the peer answers, a failure too, is the status returned. */
    public Status store(StoreOperation operation) throws IOException {
        return exchange(contextOf(operation), operation.request(), operation.dataSet())
                .status();
    }

    /** What was answered to a C-STORE that was sent ahead. */
    public record Stored(StoreOperation operation, Status status) {}

    /**
     * How many C-STOREs can be sent ahead now, PS3.7 D.3.3.3: as many as the plan wanted and the peer agreed to, less those that are under
     * way.
     */
    public int room() {
        turn.lock();
        try {
            return ended ? 0 : connection.window() - underWay.size();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Sends a C-STORE and does not wait for its answer, for which {@link #nextStored} is; until all are answered nothing else is asked for.
     *
     * @throws IllegalStateException when there is no {@link #room}
     */
    public void storeAhead(StoreOperation operation) throws IOException {
        PresentationContext context = contextOf(operation);
        turn.lock();
        try {
            if (underWay.size() >= connection.window()) {
                throw new IllegalStateException("No more operations may be under way than " + connection.window());
            }
            perform(context, operation.request(), operation.dataSet(), sent -> sent);
            underWay.put(lastMessageId, operation);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Waits for the next answer to what was sent ahead, which need not be the one to the oldest. After an exception the others will not be
     * answered.
     *
     * @throws IllegalStateException when nothing is under way
     */
    public Stored nextStored() throws IOException {
        turn.lock();
        try {
            requireStanding();
            if (underWay.isEmpty()) {
                throw new IllegalStateException("Nothing was sent ahead");
            }
            return stored(nextMessage());
        } catch (IOException failure) {
            throw endedBy(failure);
        } finally {
            turn.unlock();
        }
    }

    /** The same without waiting; empty when no answer has begun to come. */
    public Optional<Stored> arrivedStored() throws IOException {
        turn.lock();
        try {
            requireStanding();
            Optional<DimseMessage> arrived = underWay.isEmpty() ? Optional.empty() : channel.arrived();
            return arrived.isEmpty() ? Optional.empty() : Optional.of(stored(arrived.get()));
        } catch (IOException failure) {
            throw endedBy(failure);
        } finally {
            turn.unlock();
        }
    }

    private Stored stored(DimseMessage message) throws IOException {
        message.dataSet().drain();
        CommandSet response = message.command();
        return new Stored(answered(response), response.status());
    }

    private StoreOperation answered(CommandSet response) throws ProtocolViolation {
        StoreOperation operation;
        try {
            boolean stored = response.commandField() == CommandField.C_STORE.response();
            int about = response.requiredNumber(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO);
            operation = stored && response.has(CommandElement.STATUS) ? underWay.remove(about) : null;
        } catch (DimseException lacking) {
            throw DimseChannel.unintelligible(lacking);
        }
        if (operation == null) {
            throw anotherRequest();
        }
        return operation;
    }

    private PresentationContext contextOf(StoreOperation operation) throws DimseException {
        return context(operation.sopClassUid(), operation.transferSyntax())
                .orElseThrow(() ->
                        new DimseException("%s accepted no presentation context for SOP class %s in transfer syntax %s"
                                .formatted(connection.remote(), operation.sopClassUid(), operation.transferSyntax())));
    }

    /** One DIMSE-N operation, PS3.7 10.1: whatever the peer answers, a failure too, is the status returned. */
    public Status invoke(NormalizedOperation operation) throws IOException {
        PresentationContext context = contexts().stream()
                .filter(c -> c.abstractSyntax().equals(operation.sopClassUid()))
                .findFirst()
                .orElseThrow(() -> new DimseException("%s accepted no presentation context for SOP class %s"
                        .formatted(connection.remote(), operation.sopClassUid())));
        TransferSyntax syntax = TransferSyntax.of(context.transferSyntax());
        return exchange(context, operation.request(), out -> Part10.writeDataSet(out, syntax, operation.dataSet()))
                .status();
    }

    /**
     * Serves the next operation that the peer invokes on us, N-EVENT-REPORT for instance (PS3.7 10.1.1), if it begins to come within that time.
     *
     * @return whether one came
     * @throws AssociationAborted when anything else came, or the association ended
     */
    public boolean serveNext(Duration within, DimseService service) throws IOException {
        turn.lock();
        try {
            requireNothingUnderWay();
            requireStanding();
            Optional<DimseMessage> asked = channel.arrived();
            for (long waited = 0; asked.isEmpty() && waited < within.toMillis(); waited += LOOK.toMillis()) {
                Thread.sleep(LOOK);
                asked = channel.arrived();
            }
            if (asked.isPresent()) {
                serve(asked.get(), service);
            }
            return asked.isPresent();
        } catch (IOException | RuntimeException failure) {
            throw endedBy(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            turn.unlock();
        }
    }

    private void requireStanding() throws AssociationAborted {
        if (ended) {
            throw new AssociationAborted("The association has ended; open a new one");
        }
    }

    /** Its answer would be taken for another's. */
    private void requireNothingUnderWay() {
        if (!underWay.isEmpty()) {
            throw new IllegalStateException("What was sent ahead is to be answered first");
        }
    }

    private AssociationAborted endedBy(Exception failure) {
        ended = true;
        connection.leave(failure instanceof ProtocolViolation violation ? violation.answer() : Abort.BY_USER);
        return connection.aborted(failure);
    }

    private void serve(DimseMessage message, DimseService service) throws IOException {
        DimseOperation operation = new DimseOperation(
                new Served(
                        channel, connection.peer(), null, connection.timeouts().idle()),
                message);
        service.perform(operation);
        if (!operation.answered()) {
            operation.respond(Status.PROCESSING_FAILURE.withComment("see the log of the receiver"));
        }
    }

    /** Ends the association in order: A-RELEASE, PS3.8 7.2; by an A-ABORT while something is under way. */
    public void release() throws IOException {
        turn.lock();
        try {
            if (!ended) {
                ended = true;
                if (underWay.isEmpty()) {
                    releaseInOrder();
                } else {
                    connection.leave(Abort.BY_USER);
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /** Ends the association at once, from any thread and under a running operation too: A-ABORT, PS3.8 7.3. */
    public void abort() {
        ended = true;
        if (turn.tryLock()) {
            try {
                connection.leave(Abort.BY_USER);
            } finally {
                turn.unlock();
            }
        } else {
            connection.transport().cut("Aborted by this application");
        }
    }

    @Override
    public void close() throws IOException {
        release();
    }

    /**
     * C-FIND, PS3.4 C.4.1: all matches, in the order they came.
     *
     * @throws DimseException when the peer did not answer with success, or has more matches than are taken
     */
    public List<Attributes> find(QueryRetrieveOperation query) throws IOException {
        PresentationContext context = contextOf(query);
        Conversation.Found found = converse(query, query.request(), talk -> talk.find(query.most()), context);
        if (found.tooMany()) {
            throw new DimseException(
                    connection.remote() + " has more than " + query.most() + " matches; ask more narrowly");
        }
        if (!found.status().isSuccess()) {
            throw new DimseException(connection.remote() + " answered C-FIND with status " + found.status());
        }
        return found.matches();
    }

    /** C-GET, PS3.4 C.4.3: what the peer sends goes to the handler, in the contexts that were proposed for it. */
    public RetrieveResult get(QueryRetrieveOperation retrieval, StoreHandler handler) throws IOException {
        PresentationContext context = contextOf(retrieval);
        return converse(retrieval, retrieval.request(), talk -> talk.get(retrieval, handler), context);
    }

    /** C-MOVE, PS3.4 C.4.2: the peer sends to the destination, which it must know by that title. */
    public RetrieveResult move(QueryRetrieveOperation retrieval, AeTitle destination) throws IOException {
        PresentationContext context = contextOf(retrieval);
        CommandSet.Builder request = retrieval.request().text(CommandElement.MOVE_DESTINATION, destination.value());
        return converse(retrieval, request, talk -> talk.move(retrieval), context);
    }

    private PresentationContext contextOf(QueryRetrieveOperation operation) throws DimseException {
        return contexts().stream()
                .filter(c -> c.abstractSyntax().equals(operation.sopClass().uid()))
                .findFirst()
                .orElseThrow(() -> new DimseException("%s accepted no presentation context for %s"
                        .formatted(connection.remote(), operation.sopClass())));
    }

    @FunctionalInterface
    private interface Talk<T> {
        T with(Conversation conversation) throws IOException;
    }

    private <T> T converse(
            QueryRetrieveOperation operation, CommandSet.Builder request, Talk<T> talk, PresentationContext context)
            throws IOException {
        TransferSyntax syntax = TransferSyntax.of(context.transferSyntax());
        return exchange(context, request, out -> Part10.writeDataSet(out, syntax, operation.identifier()), command -> {
            connection.transport().deadline(operation.within());
            try {
                return talk.with(new Conversation(connection, channel, context, command));
            } finally {
                connection.transport().noDeadline();
            }
        });
    }

    private CommandSet exchange(
            PresentationContext context, CommandSet.Builder request, @Nullable DataSetWriter dataSet)
            throws IOException {
        return exchange(context, request, dataSet, this::response);
    }

    /** Reads what answers a request. */
    @FunctionalInterface
    private interface Answering<T> {
        T answerTo(CommandSet request) throws IOException;
    }

    private <T> T exchange(
            PresentationContext context,
            CommandSet.Builder request,
            @Nullable DataSetWriter dataSet,
            Answering<T> answering)
            throws IOException {
        turn.lock();
        try {
            requireNothingUnderWay();
            return perform(context, request, dataSet, answering);
        } finally {
            turn.unlock();
        }
    }

    private <T> T perform(
            PresentationContext context,
            CommandSet.Builder request,
            @Nullable DataSetWriter dataSet,
            Answering<T> answering)
            throws IOException {
        requireStanding();
        boolean sent = false;
        try {
            lastMessageId = lastMessageId % 0xFFFF + 1;
            CommandSet command = request.number(CommandElement.MESSAGE_ID, lastMessageId)
                    .dataSet(dataSet != null)
                    .build();
            channel.send(context, command, dataSet);
            sent = true;
            return answering.answerTo(command);
        } catch (ProtocolViolation violation) {
            ended = true;
            connection.leave(violation.answer());
            throw connection.aborted(violation);
        } catch (AssociationAborted broken) {
            ended = true;
            throw connection.lastWords(broken, sent);
        } catch (IOException | RuntimeException failure) {
            // The source of the data set failed, and half a message cannot be taken back; or no answer came.
            ended = true;
            connection.leave(Abort.BY_USER);
            if (sent) {
                throw connection.aborted(failure);
            }
            throw failure;
        }
    }

    private CommandSet response(CommandSet request) throws IOException {
        DimseMessage message = nextMessage();
        message.dataSet().drain();
        CommandSet response = message.command();
        if (!answers(request, response)) {
            throw anotherRequest();
        }
        return response;
    }

    private DimseMessage nextMessage() throws IOException {
        return switch (connection.next()) {
            case DataFragment first -> channel.message(first);
            default -> throw new ProtocolViolation("A PDU out of order", Abort.UNEXPECTED_PDU);
        };
    }

    private static ProtocolViolation anotherRequest() {
        return new ProtocolViolation("A response to another request", Abort.UNEXPECTED_PARAMETER);
    }

    private boolean answers(CommandSet request, CommandSet response) throws ProtocolViolation {
        try {
            return response.commandField() == CommandField.responseTo(request.commandField())
                    && response.requiredNumber(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO) == lastMessageId
                    && response.has(CommandElement.STATUS);
        } catch (DimseException lacking) {
            throw DimseChannel.unintelligible(lacking);
        }
    }

    private void releaseInOrder() throws IOException {
        Transport transport = connection.transport();
        try (transport) {
            transport.deadline(connection.timeouts().release());
            connection.writer().write(new ReleaseRequest());
            Pdu answer = connection.next();
            if (answer instanceof ReleaseRequest) {
                // Both asked at once: the requestor answers first, PS3.8 9.2.3 (AR-8, AR-9).
                connection.writer().write(new ReleaseResponse());
                answer = connection.next();
            }
            if (!(answer instanceof ReleaseResponse)) {
                throw new AssociationAborted(connection.remote() + " did not answer the release with a release");
            }
        } catch (ProtocolViolation violation) {
            connection.leave(violation.answer());
            throw connection.aborted(violation);
        } catch (IOException broken) {
            throw connection.aborted(broken);
        }
    }
}

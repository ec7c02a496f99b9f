package dev.xdsi.imaging;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreRequest;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.pacs.Forwarding;
import dev.xdsi.imaging.pacs.PacsSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PACS, {@code PACS}, to which things are sent: what it answers is said beforehand, and that it is away. */
final class ReceivingPacs implements AutoCloseable {
    static final String TITLE = "PACS";
    static final Duration WITHIN = Duration.ofHours(6);

    /** By SOP Instance UID, with the command before it where that is no C-STORE; what is not here is taken. */
    final Map<String, Status> answers = new ConcurrentHashMap<>();

    /** SOP Instance UIDs in the order in which they came, the refused ones too. */
    final List<String> came = new CopyOnWriteArrayList<>();

    /** SOP Instance UID and transfer syntax of what was taken. */
    final Map<String, String> taken = new ConcurrentHashMap<>();

    /** SOP Instance UIDs at which it breaks down, once each. */
    final Set<String> breaksAt = ConcurrentHashMap.newKeySet();

    /** A request for storage commitment. */
    record Question(String transaction, List<String> instances) {}

    /** An N-CREATE or N-SET as it came. */
    record Told(CommandField command, String sopClass, String uid, Attributes said) {}

    /** What is answered to N-CREATE and N-SET where nothing else is said. */
    volatile Status usualAnswer = Status.SUCCESS;

    final List<Told> told = new CopyOnWriteArrayList<>();

    final List<Question> questions = new CopyOnWriteArrayList<>();
    volatile Status answerToQuestions = Status.SUCCESS;

    private static final AtomicInteger PORTS = new AtomicInteger();

    private final int port = freePort();
    private @Nullable AssociationListener listener;

    ReceivingPacs() throws IOException {}

    /** As a source is told of it. */
    PacsSettings settings(Forwarding.Kind... kinds) {
        return new PacsSettings(RemoteEntity.of(TITLE, "127.0.0.1", port), new PacsSettings.Way.Get(), 1 << 20)
                .with(new Forwarding(Set.of(kinds), WITHIN));
    }

    void open() throws IOException {
        listener = AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                new Acceptor(
                        ApplicationEntity.of(TITLE),
                        DeclaredPolicy.storage(new AeTitle(TITLE))
                                .accepting(
                                        Set.of(
                                                UID.StorageCommitmentPushModel,
                                                UID.ModalityPerformedProcedureStep,
                                                UID.InstanceAvailabilityNotification),
                                        Set.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian)),
                        DimseServices.storage(this::store)
                                .with(CommandField.N_ACTION, this::asked)
                                .with(CommandField.N_CREATE, operation -> told(CommandField.N_CREATE, operation))
                                .with(CommandField.N_SET, operation -> told(CommandField.N_SET, operation)),
                        event -> {}));
    }

    private Status store(StoreRequest request) throws IOException {
        request.dataSet().transferTo(java.io.OutputStream.nullOutputStream());
        came.add(request.sopInstanceUid());
        AssociationListener open = listener;
        if (breaksAt.remove(request.sopInstanceUid()) && open != null) {
            open.close();
        }
        Status answer = answers.getOrDefault(request.sopInstanceUid(), Status.SUCCESS);
        if (!answer.isFailure()) {
            taken.put(request.sopInstanceUid(), request.transferSyntax());
        }
        return answer;
    }

    private void told(CommandField command, DimseOperation operation) throws IOException {
        Attributes said = Part10.readDataSet(
                operation.dataSet(), TransferSyntax.of(operation.context().transferSyntax()), ReadOptions.DEFAULT);
        String uid = operation
                .command()
                .uid(CommandElement.AFFECTED_SOP_INSTANCE_UID)
                .or(() -> operation.command().uid(CommandElement.REQUESTED_SOP_INSTANCE_UID))
                .orElse("");
        told.add(new Told(command, operation.context().abstractSyntax(), uid, said));
        Status answer = answers.getOrDefault(command + " " + uid, usualAnswer);
        operation.respond(answer);
    }

    private void asked(DimseOperation operation) throws IOException {
        Attributes information = Part10.readDataSet(
                operation.dataSet(), TransferSyntax.of(operation.context().transferSyntax()), ReadOptions.DEFAULT);
        questions.add(new Question(
                information.string(Tag.TransactionUID, ""),
                information.items(Tag.ReferencedSOPSequence).stream()
                        .map(item -> item.string(Tag.ReferencedSOPInstanceUID, ""))
                        .toList()));
        operation.respond(answerToQuestions);
    }

    /** Reports on what it was asked, on an association of its own as the SCP (PS3.4 J.3.3); returns what is answered. */
    Status report(int portOfSource, String transaction, List<String> kept, List<String> lost) throws IOException {
        Attributes information = new Attributes().setString(Tag.TransactionUID, transaction);
        if (!kept.isEmpty()) {
            information.setItems(
                    Tag.ReferencedSOPSequence,
                    kept.stream().map(ReceivingPacs::reference).toList());
        }
        if (!lost.isEmpty()) {
            information.setItems(
                    Tag.FailedSOPSequence,
                    lost.stream()
                            .map(uid -> reference(uid).setInt(Tag.FailureReason, 0x0112))
                            .toList());
        }
        PresentationContextPlan plan = PresentationContextPlan.of(
                        List.of(new Pair(UID.StorageCommitmentPushModel, UID.ExplicitVRLittleEndian)))
                .asPerformer();
        try (Association association = associate(portOfSource, plan)) {
            return association.invoke(NormalizedOperation.eventReport(
                    UID.StorageCommitmentPushModel,
                    UID.StorageCommitmentPushModelInstance,
                    lost.isEmpty() ? 1 : 2,
                    information));
        }
    }

    private static Attributes reference(String uid) {
        return new Attributes()
                .setString(Tag.ReferencedSOPClassUID, UID.CTImageStorage)
                .setString(Tag.ReferencedSOPInstanceUID, uid);
    }

    /** Sends something to a source, as this PACS. */
    Association associate(int portOfSource, PresentationContextPlan plan) throws IOException {
        return Association.open(ApplicationEntity.of(TITLE), RemoteEntity.of("XDSI", "127.0.0.1", portOfSource), plan);
    }

    @Override
    public void close() throws IOException {
        AssociationListener open = listener;
        if (open != null) {
            listener = null;
            try {
                open.stop(Duration.ofSeconds(2));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Below those that the system gives to whoever connects, so that it is still free when this opens again. */
    private static int freePort() throws IOException {
        int port = 0;
        while (port == 0) {
            port = free(20_000 + (int) ((ProcessHandle.current().pid() * 31 + PORTS.getAndIncrement()) % 10_000));
        }
        return port;
    }

    /** The port, or 0 where somebody else has it. */
    private static int free(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (BindException taken) {
            return 0;
        }
    }
}

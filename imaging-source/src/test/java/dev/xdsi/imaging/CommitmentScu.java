package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.AcceptPolicy;
import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.imaging.partner.ImagingPartner;
import dev.xdsi.imaging.partner.ImagingPartners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Asks for storage commitment as {@code MODALITY}, and hears on a port of its own what came of it. */
public final class CommitmentScu implements AutoCloseable {
    public static final String TITLE = "MODALITY";
    private static final String COMMITMENT = UID.StorageCommitmentPushModel;

    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    /** What is answered to the next reports; success to those after. */
    final Queue<Status> answers = new ConcurrentLinkedQueue<>();

    private final AssociationListener listener;

    /** An N-EVENT-REPORT as it came. */
    public record Report(int eventTypeId, Attributes information) {
        public String transaction() {
            return information.string(Tag.TransactionUID, "");
        }

        public List<String> committed() {
            return uids(Tag.ReferencedSOPSequence);
        }

        List<String> failed() {
            return uids(Tag.FailedSOPSequence);
        }

        private List<String> uids(int sequence) {
            return information.items(sequence).stream()
                    .map(item -> item.string(Tag.ReferencedSOPInstanceUID, "")
                            + item.integer(Tag.FailureReason).stream()
                                    .mapToObj(reason -> String.format(" %04X", reason))
                                    .findFirst()
                                    .orElse(""))
                    .toList();
        }
    }

    public CommitmentScu() throws IOException {
        this(0);
    }

    CommitmentScu(int port) throws IOException {
        DeclaredPolicy policy = DeclaredPolicy.verification(new AeTitle(TITLE))
                .accepting(Set.of(COMMITMENT), Set.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian));
        listener = AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                new Acceptor(
                        ApplicationEntity.of(TITLE),
                        new ToPerformers(policy),
                        DimseServices.verificationOnly().with(CommandField.N_EVENT_REPORT, this::reported),
                        event -> {}));
    }

    /** Lets a requestor be the performer, PS3.7 D.3.3.4; who does not ask for that is turned away. */
    private record ToPerformers(AcceptPolicy other) implements AcceptPolicy {
        @Override
        public Optional<AssociateReject> rejection(AssociationPeer peer, AssociateRequest request) {
            boolean performs = request.userInformation().roleSelections().stream()
                    .anyMatch(role -> role.sopClassUid().equals(COMMITMENT) && role.scp() && !role.scu());
            return performs
                    ? other.rejection(peer, request)
                    : Optional.of(AssociateReject.CALLING_AE_TITLE_NOT_RECOGNIZED);
        }

        @Override
        public ContextResult judge(ProposedContext proposed) {
            return other.judge(proposed);
        }

        @Override
        public boolean requestorPerforms(String abstractSyntax) {
            return true;
        }
    }

    private void reported(DimseOperation operation) throws IOException {
        Attributes information = Part10.readDataSet(
                operation.dataSet(), TransferSyntax.of(operation.context().transferSyntax()), ReadOptions.DEFAULT);
        int type = operation.command().number(CommandElement.EVENT_TYPE_ID).orElse(0);
        Status answer = answers.poll();
        operation.respond(answer == null ? Status.SUCCESS : answer);
        if (answer == null) {
            reports.add(new Report(type, information));
        }
    }

    public int port() {
        return listener.port();
    }

    /** As the partners file says it: reports go to this port. */
    ImagingPartners partners() {
        return partners(port());
    }

    static ImagingPartners partners(int port) {
        return new ImagingPartners(
                List.of(new ImagingPartner(new AeTitle(TITLE), null, RemoteEntity.of(TITLE, "127.0.0.1", port))));
    }

    public Report next() throws InterruptedException {
        Report report = reports.poll(60, TimeUnit.SECONDS);
        assertThat(report).as("a report within a minute").isNotNull();
        return Objects.requireNonNull(report);
    }

    boolean isQuiet() {
        return reports.isEmpty();
    }

    /** Action information about pairs of SOP class and SOP instance. */
    public static Attributes about(String transaction, String... classesAndInstances) {
        List<Attributes> items = new ArrayList<>();
        for (int i = 0; i < classesAndInstances.length; i += 2) {
            items.add(new Attributes()
                    .setString(Tag.ReferencedSOPClassUID, classesAndInstances[i])
                    .setString(Tag.ReferencedSOPInstanceUID, classesAndInstances[i + 1]));
        }
        return new Attributes().setString(Tag.TransactionUID, transaction).setItems(Tag.ReferencedSOPSequence, items);
    }

    /** The DICOM port of a source on this machine is asked. */
    public static Status ask(int port, Attributes information) throws IOException {
        return invoke(
                port, NormalizedOperation.action(COMMITMENT, UID.StorageCommitmentPushModelInstance, 1, information));
    }

    /** One operation on an association of its own. */
    static Status invoke(int port, NormalizedOperation operation) throws IOException {
        try (Association association = Association.open(
                ApplicationEntity.of(TITLE),
                RemoteEntity.of("XDSI", "127.0.0.1", port),
                PresentationContextPlan.of(List.of(new Pair(operation.sopClassUid(), UID.ExplicitVRLittleEndian))))) {
            return association.invoke(operation);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            listener.stop(Duration.ofSeconds(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

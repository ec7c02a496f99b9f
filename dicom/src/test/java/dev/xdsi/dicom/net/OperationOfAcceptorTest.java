package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The acceptor of an association invokes an operation on its requestor, as who reports on storage commitment at once does. */
class OperationOfAcceptorTest {
    private static final String COMMITMENT = UID.StorageCommitmentPushModel;
    private static final NormalizedOperation REQUEST = NormalizedOperation.action(
            COMMITMENT,
            UID.StorageCommitmentPushModelInstance,
            1,
            new Attributes().setString(Tag.TransactionUID, "2.25.1"));

    private final CompletableFuture<Status> answered = new CompletableFuture<>();

    @Test
    void theRequestorServesIt() throws Exception {
        try (AssociationListener peer = listen(true);
                Association association = associate(peer)) {
            assertThat(association.invoke(REQUEST).isSuccess()).isTrue();

            assertThat(association.serveNext(Duration.ofSeconds(30), operation -> {
                        assertThat(operation.peer().calling()).isEqualTo(new AeTitle("PEER"));
                        assertThat(operation.dataSet().readAllBytes()).hasSize(4);
                        operation.respond(Status.NOT_AUTHORIZED);
                    }))
                    .isTrue();

            assertThat(answered.get(30, TimeUnit.SECONDS).code()).isEqualTo(Status.NOT_AUTHORIZED.code());
            assertThat(association.invoke(REQUEST).isSuccess())
                    .as("the association goes on")
                    .isTrue();
        }
    }

    @Test
    void wherePeerSaysNothingTheAssociationGoesOn() throws Exception {
        try (AssociationListener peer = listen(false);
                Association association = associate(peer)) {
            assertThat(association.serveNext(Duration.ofMillis(50), operation -> {}))
                    .isFalse();
            assertThat(association.invoke(REQUEST).isSuccess()).isTrue();
        }
    }

    private static Association associate(AssociationListener peer) throws IOException {
        return Association.open(
                ApplicationEntity.of("SELF"),
                RemoteEntity.of("PEER", "127.0.0.1", peer.port()),
                PresentationContextPlan.of(List.of(new Pair(COMMITMENT, TransferSyntaxes.EXPLICIT))));
    }

    /** @param asking whether it asks something of its own, once, after it has answered; what it is does not matter here */
    private AssociationListener listen(boolean asking) throws IOException {
        DimseService service = operation -> {
            operation.respond(Status.SUCCESS);
            if (asking && !answered.isDone()) {
                answered.complete(operation.store(
                        operation.context(),
                        new StoreOperation(
                                COMMITMENT,
                                "2.25.2",
                                TransferSyntaxes.EXPLICIT,
                                out -> out.write("data".getBytes(StandardCharsets.US_ASCII)))));
            }
        };
        return AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new Acceptor(
                        ApplicationEntity.of("PEER"),
                        DeclaredPolicy.verification(new AeTitle("PEER"))
                                .accepting(Set.of(COMMITMENT), Set.of(TransferSyntaxes.EXPLICIT)),
                        DimseServices.verificationOnly().with(CommandField.N_ACTION, service),
                        event -> {}));
    }
}

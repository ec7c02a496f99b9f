package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Our requestor and our acceptor with one another. */
class AssociationTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.70";
    private static final ApplicationEntity SCU = ApplicationEntity.of("SENDER");
    private static final PresentationContextPlan CT_PLAN =
            PresentationContextPlan.of(List.of(new Pair(CT, TransferSyntaxes.EXPLICIT), new Pair(CT, JPEG_LOSSLESS)));

    @Test
    void saysHello() throws IOException {
        try (ScpForTests scp = ScpForTests.patient();
                Association association = Association.open(SCU, scp.remote(), PresentationContextPlan.verification())) {
            association.echo();
            association.echo();
        }
    }

    @Test
    void storesSeveralMegabytesUnchanged() throws IOException {
        byte[] dataSet = bytes(7_654_321);
        try (ScpForTests scp = ScpForTests.patient();
                Association association = Association.open(SCU, scp.remote(), CT_PLAN)) {
            Status status =
                    association.store(StoreOperation.of(CT, "1.2.3", JPEG_LOSSLESS, new ByteArrayInputStream(dataSet)));

            assertThat(status).isEqualTo(Status.SUCCESS);
            assertThat(scp.received).singleElement().satisfies(got -> {
                assertThat(got.bytes()).isEqualTo(dataSet.length);
                assertThat(got.sha256()).isEqualTo(sha256(dataSet));
                assertThat(got.request().sopInstanceUid()).isEqualTo("1.2.3");
                assertThat(got.request().sopClassUid()).isEqualTo(CT);
                assertThat(got.request().transferSyntax()).isEqualTo(JPEG_LOSSLESS);
                assertThat(got.request().peer().calling()).isEqualTo(new AeTitle("SENDER"));
                assertThat(got.request().peer().called()).isEqualTo(ScpForTests.TITLE);
                assertThat(got.request().peer().address().getAddress().isLoopbackAddress())
                        .isTrue();
            });
        }
    }

    @Test
    void everyLengthAroundThePduBoundariesArrivesWhole() throws IOException {
        ApplicationEntity smallPdus = ApplicationEntity.of("XDSI").withMaximumLength(4096);
        try (ScpForTests scp = ScpForTests.with(smallPdus, DeclaredPolicy.storage(ScpForTests.TITLE), s -> s, h -> h);
                Association association = Association.open(SCU, scp.remote(), CT_PLAN)) {
            for (int length : new int[] {0, 1, 4089, 4090, 4091, 8179, 8180, 8181, 65536}) {
                byte[] dataSet = bytes(length);
                association.store(StoreOperation.of(
                        CT, "1.2." + length, TransferSyntaxes.EXPLICIT, new ByteArrayInputStream(dataSet)));
                assertThat(scp.received.getLast().sha256()).isEqualTo(sha256(dataSet));
            }
        }
    }

    @Test
    void negotiatesAsManyContextsAsThereCanBe() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        StorageSopClasses.all().stream()
                .sorted()
                .limit(64)
                .forEach(uid ->
                        pairs.addAll(List.of(new Pair(uid, TransferSyntaxes.EXPLICIT), new Pair(uid, JPEG_LOSSLESS))));
        try (ScpForTests scp = ScpForTests.patient();
                Association association = Association.open(SCU, scp.remote(), PresentationContextPlan.of(pairs))) {
            assertThat(association.contexts()).hasSize(128);
            Pair last = pairs.getLast();
            assertThat(association.store(StoreOperation.of(
                            last.sopClassUid(), "1.2.3", last.transferSyntax(), new ByteArrayInputStream(bytes(100)))))
                    .isEqualTo(Status.SUCCESS);
        }
    }

    @Test
    void associationsRunBesideOneAnother() throws Exception {
        try (ScpForTests scp = ScpForTests.patient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Status>> stores = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String uid = "1.2." + i;
                stores.add(() -> {
                    try (Association association = Association.open(SCU, scp.remote(), CT_PLAN)) {
                        return association.store(StoreOperation.of(
                                CT, uid, TransferSyntaxes.EXPLICIT, new ByteArrayInputStream(bytes(300_000))));
                    }
                });
            }
            for (Future<Status> done : threads.invokeAll(stores)) {
                assertThat(done.get()).isEqualTo(Status.SUCCESS);
            }
            assertThat(scp.received)
                    .hasSize(24)
                    .allSatisfy(got -> assertThat(got.sha256()).isEqualTo(sha256(bytes(300_000))));
        }
    }

    @Test
    void aWrongTitleIsRejectedWithWordsThatHelp() throws IOException {
        try (ScpForTests scp = ScpForTests.patient()) {
            RemoteEntity wrong = RemoteEntity.of("NOBODY", "127.0.0.1", scp.listener.port());
            assertThatThrownBy(() -> Association.open(SCU, wrong, CT_PLAN))
                    .isInstanceOfSatisfying(
                            AssociationRejected.class,
                            e -> assertThat(e.reject()).contains(AssociateReject.CALLED_AE_TITLE_NOT_RECOGNIZED))
                    .hasMessageContaining("check the AE title");
        }
    }

    @Test
    void anAssociationAskingForNothingWeKnowGetsAClearAnswer() throws IOException {
        try (ScpForTests scp = ScpForTests.patient()) {
            PresentationContextPlan unknown =
                    PresentationContextPlan.of(List.of(new Pair("1.2.3.4.5", TransferSyntaxes.EXPLICIT)));
            assertThatThrownBy(() -> Association.open(SCU, scp.remote(), unknown))
                    .isInstanceOf(AssociationRejected.class)
                    .hasMessageContaining("1.2.3.4.5 ABSTRACT_SYNTAX_NOT_SUPPORTED");
        }
    }

    @Test
    void whatWasNotNegotiatedIsNotSent() throws IOException {
        try (ScpForTests scp = ScpForTests.patient();
                Association association = Association.open(SCU, scp.remote(), CT_PLAN)) {
            assertThatThrownBy(() -> association.store(StoreOperation.of(
                            CT, "1.2.3", TransferSyntaxes.IMPLICIT, new ByteArrayInputStream(new byte[0]))))
                    .isInstanceOf(DimseException.class)
                    .hasMessageContaining("no presentation context");
            assertThat(association.store(StoreOperation.of(
                            CT, "1.2.3", TransferSyntaxes.EXPLICIT, new ByteArrayInputStream(new byte[4]))))
                    .isEqualTo(Status.SUCCESS);
        }
    }

    @Test
    void aHandlerThatReadsNothingStillAnswersAndTheAssociationGoesOn() throws IOException {
        Status refusal = Status.OUT_OF_RESOURCES.withComment("disk full");
        try (ScpForTests scp = ScpForTests.storing(request -> refusal);
                Association association = Association.open(SCU, scp.remote(), CT_PLAN)) {
            for (int i = 0; i < 3; i++) {
                assertThat(association.store(StoreOperation.of(
                                CT, "1.2.3", TransferSyntaxes.EXPLICIT, new ByteArrayInputStream(bytes(1_000_000)))))
                        .isEqualTo(refusal);
            }
        }
    }

    @Test
    void aHandlerThatThrowsIsAProcessingFailureAndReported() throws IOException {
        try (ScpForTests scp = ScpForTests.storing(request -> {
                    throw new UncheckedIOException(new IOException("no space left"));
                });
                Association association = Association.open(SCU, scp.remote(), CT_PLAN)) {
            Status status = association.store(StoreOperation.of(
                    CT, "1.2.3", TransferSyntaxes.EXPLICIT, new ByteArrayInputStream(bytes(1_000_000))));

            assertThat(status.code()).isEqualTo(Status.PROCESSING_FAILURE.code());
            assertThat(scp.events)
                    .anySatisfy(event -> assertThat(event).isInstanceOf(AssociationEvent.OperationFailed.class));
        }
    }

    @Test
    void aSourceThatBreaksOffNeverLooksLikeAWholeInstance() throws IOException {
        try (ScpForTests scp = ScpForTests.patient()) {
            Association association = Association.open(SCU, scp.remote(), CT_PLAN);
            assertThatThrownBy(() ->
                            association.store(new StoreOperation(CT, "1.2.3", TransferSyntaxes.EXPLICIT, out -> {
                                out.write(bytes(1_000_000));
                                throw new IOException("disk read error");
                            })))
                    .hasMessage("disk read error");
            assertThatThrownBy(association::echo).isInstanceOf(IOException.class);
            assertThat(scp.received).isEmpty();
            association.close();
        }
    }

    @Test
    void nobodyListening() throws IOException {
        int port;
        try (ScpForTests scp = ScpForTests.patient()) {
            port = scp.listener.port();
        }
        assertThatThrownBy(() -> Association.open(SCU, RemoteEntity.of("XDSI", "127.0.0.1", port), CT_PLAN))
                .hasMessageContaining("cannot be reached");
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(ScpForTests.sha256().digest(bytes));
    }
}

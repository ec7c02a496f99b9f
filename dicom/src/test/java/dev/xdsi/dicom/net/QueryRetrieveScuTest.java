package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.SopClassExtendedNegotiation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** C-FIND, C-GET and C-MOVE as their user: every peer ends, however much it has to say. */
@Timeout(60)
@org.junit.jupiter.api.Tag("integration")
class QueryRetrieveScuTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final DeclaredPolicy STORAGE = DeclaredPolicy.storage(new AeTitle("PACS"));

    @Test
    void matchesComeInTheirOrder() throws Exception {
        DimseService three = operation -> {
            Attributes asked = Part10.readDataSet(
                    operation.dataSet(),
                    TransferSyntax.of(operation.context().transferSyntax()),
                    dev.xdsi.dicom.io.ReadOptions.DEFAULT);
            for (int i = 1; i <= 3; i++) {
                match(operation, asked.string(Tag.PatientID, "") + i);
            }
            operation.respond(Status.SUCCESS);
        };
        assertThat(find(three, 3, LONG))
                .extracting(match -> match.string(Tag.PatientID, ""))
                .containsExactly("P1", "P2", "P3");
    }

    @Test
    void whoHasTooManyMatchesIsToldToEnd() {
        AtomicInteger cancelled = new AtomicInteger();
        DimseService many = operation -> {
            operation.dataSet().readAllBytes();
            while (!operation.cancelled()) {
                match(operation, "P");
            }
            cancelled.incrementAndGet();
            operation.respond(Status.CANCEL);
        };
        assertThatThrownBy(() -> find(many, 5, LONG))
                .isInstanceOf(DimseException.class)
                .hasMessageContaining("more than 5 matches");
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void whoDoesNotEndThenIsLeft() {
        DimseService deaf = operation -> {
            operation.dataSet().readAllBytes();
            while (true) {
                match(operation, "P");
            }
        };
        assertThatThrownBy(() -> find(deaf, 5, LONG))
                .isInstanceOf(AssociationAborted.class)
                .hasMessageContaining("goes on with what was cancelled");
    }

    @Test
    void whoIsLivelyButNeverThroughIsCutOff() {
        DimseService slow = operation -> {
            operation.dataSet().readAllBytes();
            for (int i = 0; i < 1_000; i++) {
                match(operation, "P");
                pause();
            }
        };
        assertThatThrownBy(() -> find(slow, 10_000, Duration.ofMillis(500)))
                .isInstanceOf(AssociationAborted.class)
                .hasMessageContaining("longer than the time-out");
    }

    @Test
    void aFailureIsSaid() {
        assertThatThrownBy(() -> find(refusing(), 5, LONG))
                .isInstanceOf(DimseException.class)
                .hasMessageContaining("A700H (no index)");
    }

    @Test
    void instancesComeBackOnTheAssociation() throws Exception {
        List<String> came = new ArrayList<>();
        RetrieveResult result = get(sending("1.2.3.1", "1.2.3.2"), 2, request -> {
            came.add(request.sopInstanceUid() + " "
                    + new String(request.dataSet().readAllBytes(), StandardCharsets.US_ASCII));
            return request.sopInstanceUid().endsWith("2") ? Status.OUT_OF_RESOURCES : Status.SUCCESS;
        });
        assertThat(came).containsExactly("1.2.3.1 bytes of 1.2.3.1", "1.2.3.2 bytes of 1.2.3.2");
        assertThat(result.status().isWarning()).isTrue();
        assertThat(result.completed()).isEqualTo(1);
        assertThat(result.failed()).isEqualTo(1);
    }

    @Test
    void moreInstancesThanWereAskedForAreNotTaken() {
        AtomicInteger taken = new AtomicInteger();
        assertThatThrownBy(() -> get(sending("1.2.3.1", "1.2.3.2", "1.2.3.3"), 2, request -> {
                    taken.incrementAndGet();
                    return Status.SUCCESS;
                }))
                .isInstanceOf(AssociationAborted.class)
                .hasMessageContaining("More instances than were asked for");
        assertThat(taken).hasValue(2);
    }

    @Test
    void whoCannotKeepWhatComesEndsTheAssociation() {
        assertThatThrownBy(() -> get(sending("1.2.3.1"), 2, request -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(AssociationAborted.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void aMoveNamesItsDestination() throws Exception {
        AtomicReference<String> destination = new AtomicReference<>("");
        DimseService move = operation -> {
            operation.dataSet().readAllBytes();
            destination.set(
                    operation.command().text(CommandElement.MOVE_DESTINATION).orElse(""));
            operation.respond(Status.PENDING);
            operation.respond(
                    Status.SUCCESS,
                    response -> response.number(CommandElement.NUMBER_OF_COMPLETED_SUB_OPERATIONS, 4),
                    null);
        };
        try (AssociationListener scp = scp(CommandField.C_MOVE, move);
                Association association = open(scp, PresentationContextPlan.asking(CommandField.C_MOVE))) {
            RetrieveResult result = association.move(
                    operation(QueryRetrieveSopClass.STUDY_ROOT_MOVE, 1, LONG), new AeTitle("STORE_HERE"));
            assertThat(result.completed()).isEqualTo(4);
            assertThat(destination).hasValue("STORE_HERE");
        }
    }

    /** While images come from a tape there may be nothing to say. */
    @Test
    void aMoveMayBeSilentForLongerThanOtherOperations() throws Exception {
        Duration idle = Duration.ofMillis(200);
        DimseService silent = operation -> {
            operation.dataSet().readAllBytes();
            for (int i = 0; i < 30; i++) {
                pause();
            }
            operation.respond(Status.SUCCESS);
        };
        ApplicationEntity impatient = ApplicationEntity.of("XDSI")
                .withTimeouts(new Timeouts(LONG, LONG, idle, Duration.ofSeconds(30), Duration.ofSeconds(5)));
        try (AssociationListener scp = scp(CommandField.C_MOVE, silent);
                Association association = Association.open(
                        impatient,
                        RemoteEntity.of("PACS", "127.0.0.1", scp.port()),
                        PresentationContextPlan.asking(CommandField.C_MOVE))) {
            assertThat(association
                            .move(operation(QueryRetrieveSopClass.STUDY_ROOT_MOVE, 1, LONG), new AeTitle("STORE_HERE"))
                            .status())
                    .isEqualTo(Status.SUCCESS);
        }
    }

    /** What is on its way when it is told still comes. */
    @Test
    void aGetThatNobodyWantsAnyMoreIsCancelled() throws Exception {
        List<String> came = new CopyOnWriteArrayList<>();
        DimseService many = operation -> {
            operation.dataSet().readAllBytes();
            PresentationContext context = operation.performedByPeer().getFirst();
            for (int i = 1; i < 1_000 && !operation.cancelled(); i++) {
                operation.store(
                        context, new StoreOperation(CT, "1.2.3." + i, context.transferSyntax(), out -> out.write(7)));
                pause();
            }
            operation.respond(operation.cancelled() ? Status.CANCEL : Status.SUCCESS);
        };
        PresentationContextPlan plan = PresentationContextPlan.getting(List.of(new Pair(CT, UID.JPEGLosslessSV1)));
        try (AssociationListener scp = scp(CommandField.C_GET, many);
                Association association = open(scp, plan)) {
            QueryRetrieveOperation get = operation(QueryRetrieveSopClass.STUDY_ROOT_GET, 1_000, LONG);

            RetrieveResult result = association.get(get.whileWanted(() -> came.size() < 3), request -> {
                came.add(request.sopInstanceUid());
                request.dataSet().readAllBytes();
                return Status.SUCCESS;
            });

            assertThat(result.status()).isEqualTo(Status.CANCEL);
            assertThat(came).hasSizeBetween(3, 10);
            assertThat(association.contexts()).isNotEmpty();
        }
    }

    @Test
    void aMoveThatNobodyWantsAnyMoreIsCancelled() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        DimseService many = operation -> {
            operation.dataSet().readAllBytes();
            for (int i = 1; i < 1_000 && !operation.cancelled(); i++) {
                operation.respond(Status.PENDING);
                pause();
            }
            operation.respond(operation.cancelled() ? Status.CANCEL : Status.SUCCESS);
        };
        try (AssociationListener scp = scp(CommandField.C_MOVE, many);
                Association association = open(scp, PresentationContextPlan.asking(CommandField.C_MOVE))) {
            QueryRetrieveOperation move = operation(QueryRetrieveSopClass.STUDY_ROOT_MOVE, 1, LONG)
                    .whileWanted(() -> asked.incrementAndGet() < 3);
            assertThat(association.move(move, new AeTitle("STORE_HERE")).status())
                    .isEqualTo(Status.CANCEL);
        }
        assertThat(asked).hasValue(3);
    }

    @Test
    void studyRootIsAskedForWhereItCanBe() throws Exception {
        assertThat(model(new QueryRetrievePolicy(STORAGE, peer -> true)))
                .isEqualTo(new QueryRetrieveModel(QueryRetrieveSopClass.STUDY_ROOT_FIND, true));
    }

    @Test
    void patientRootWillDo() throws Exception {
        QueryRetrieveModel model = model(patientRootAlone());

        assertThat(model).isEqualTo(new QueryRetrieveModel(QueryRetrieveSopClass.PATIENT_ROOT_FIND, false));
        assertThat(model.of("P", new Attributes()).string(Tag.PatientID, "")).isEqualTo("P");
        assertThatThrownBy(() -> model.of("", new Attributes()))
                .isInstanceOf(DimseException.class)
                .hasMessageContaining("Patient ID is needed");
    }

    /** Combined date-time matching in byte 2 says nothing of relational queries in byte 1. */
    @Test
    void onlyWhoAgreesIsAskedWithoutTheLevelsAbove() throws Exception {
        for (byte[] answer : new byte[][] {{}, {0}, {0, 1}, {2}}) {
            assertThat(model(answering(answer)).relational())
                    .as("%d bytes", answer.length)
                    .isFalse();
        }
        assertThat(model(answering(new byte[] {1, 0, 0, 0})).relational()).isTrue();
    }

    @Test
    void whoOffersNeitherModelIsNotAsked() throws Exception {
        try (AssociationListener scp = scp(STORAGE, CommandField.C_FIND, refusing());
                Association association = open(scp, PresentationContextPlan.verification())) {
            assertThatThrownBy(() -> association.model(CommandField.C_FIND))
                    .isInstanceOf(DimseException.class)
                    .hasMessageContaining("Study Root or Patient Root");
        }
    }

    private static DeclaredPolicy patientRootAlone() {
        return STORAGE.accepting(
                Set.of(QueryRetrieveSopClass.PATIENT_ROOT_FIND.uid()), Set.of(TransferSyntaxes.EXPLICIT));
    }

    private static AcceptPolicy answering(byte[] information) {
        return new AcceptPolicy() {
            @Override
            public Optional<AssociateReject> rejection(AssociationPeer peer, AssociateRequest request) {
                return Optional.empty();
            }

            @Override
            public ContextResult judge(ProposedContext proposed) {
                return patientRootAlone().judge(proposed);
            }

            @Override
            public Optional<Bytes> extended(SopClassExtendedNegotiation proposed) {
                return Optional.of(new Bytes(information));
            }
        };
    }

    private static QueryRetrieveModel model(AcceptPolicy policy) throws Exception {
        try (AssociationListener scp = scp(policy, CommandField.C_FIND, refusing());
                Association association = open(scp, PresentationContextPlan.asking(CommandField.C_FIND))) {
            return association.model(CommandField.C_FIND);
        }
    }

    private static DimseService sending(String... instances) {
        return operation -> {
            operation.dataSet().readAllBytes();
            PresentationContext context = operation.performedByPeer().getFirst();
            int failed = 0;
            for (String instance : instances) {
                Status status = operation.store(
                        context,
                        new StoreOperation(
                                CT,
                                instance,
                                context.transferSyntax(),
                                out -> out.write(("bytes of " + instance).getBytes(StandardCharsets.US_ASCII))));
                failed += status.isSuccess() ? 0 : 1;
                operation.respond(Status.PENDING);
            }
            int failures = failed;
            operation.respond(
                    failures == 0 ? Status.SUCCESS : new Status(0xB000),
                    response -> response.number(
                                    CommandElement.NUMBER_OF_COMPLETED_SUB_OPERATIONS, instances.length - failures)
                            .number(CommandElement.NUMBER_OF_FAILED_SUB_OPERATIONS, failures),
                    null);
        };
    }

    private static DimseService refusing() {
        return operation -> {
            operation.dataSet().readAllBytes();
            operation.respond(Status.OUT_OF_RESOURCES.withComment("no index"));
        };
    }

    private static void match(DimseOperation operation, String patient) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(operation.context().transferSyntax());
        operation.respond(
                Status.PENDING,
                response -> response,
                out -> Part10.writeDataSet(out, syntax, new Attributes().setString(Tag.PatientID, patient)));
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Attributes> find(DimseService service, int most, Duration within) throws Exception {
        try (AssociationListener scp = scp(CommandField.C_FIND, service);
                Association association = open(scp, PresentationContextPlan.asking(CommandField.C_FIND))) {
            return association.find(operation(QueryRetrieveSopClass.STUDY_ROOT_FIND, most, within));
        }
    }

    private static RetrieveResult get(DimseService service, int most, StoreHandler handler) throws Exception {
        PresentationContextPlan plan = PresentationContextPlan.getting(List.of(new Pair(CT, UID.JPEGLosslessSV1)));
        try (AssociationListener scp = scp(CommandField.C_GET, service);
                Association association = open(scp, plan)) {
            return association.get(operation(QueryRetrieveSopClass.STUDY_ROOT_GET, most, LONG), handler);
        }
    }

    private static QueryRetrieveOperation operation(QueryRetrieveSopClass sopClass, int most, Duration within) {
        return new QueryRetrieveOperation(
                sopClass,
                new Attributes().setString(Tag.QueryRetrieveLevel, "STUDY").setString(Tag.PatientID, "P"),
                most,
                within);
    }

    private static AssociationListener scp(CommandField command, DimseService service) throws IOException {
        return scp(new QueryRetrievePolicy(STORAGE, peer -> true), command, service);
    }

    private static AssociationListener scp(AcceptPolicy policy, CommandField command, DimseService service)
            throws IOException {
        ApplicationEntity entity = ApplicationEntity.of("PACS");
        return AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new Acceptor(entity, policy, DimseServices.verificationOnly().with(command, service), event -> {}));
    }

    private static Association open(AssociationListener scp, PresentationContextPlan plan) throws IOException {
        return Association.open(ApplicationEntity.of("XDSI"), RemoteEntity.of("PACS", "127.0.0.1", scp.port()), plan);
    }
}

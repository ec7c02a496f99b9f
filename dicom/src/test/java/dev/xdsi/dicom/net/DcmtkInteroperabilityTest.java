package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our acceptor against DCMTK's requestors, and the other way round. */
@Tag("integration")
class DcmtkInteroperabilityTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final int PIXEL_BYTES = 60_000;

    @TempDir
    private Path folder;

    @BeforeAll
    static void dcmtkIsThere() {
        Dcmtk.required();
    }

    @Test
    void echoscuGetsItsEcho() throws Exception {
        try (ScpForTests scp = ScpForTests.patient()) {
            Dcmtk.Ended ended = Dcmtk.run(folder, "echoscu", "-v", "-aec", "XDSI", "127.0.0.1", port(scp));

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output()).contains("Received Echo Response (Success)");
        }
    }

    @Test
    void echoscuProposingAllItsContextsIsAnswered() throws Exception {
        try (ScpForTests scp = ScpForTests.patient()) {
            Dcmtk.Ended ended = Dcmtk.run(
                    folder, "echoscu", "-v", "-ppc", "128", "-pts", "38", "-aec", "XDSI", "127.0.0.1", port(scp));

            assertThat(ended.exitCode()).as(ended.output()).isZero();
        }
    }

    @Test
    void echoscuIsToldThatTheTitleIsWrong() throws Exception {
        try (ScpForTests scp = ScpForTests.patient()) {
            Dcmtk.Ended ended = Dcmtk.run(folder, "echoscu", "-aec", "NOBODY", "127.0.0.1", port(scp));

            assertThat(ended.exitCode()).isNotZero();
            assertThat(ended.output()).contains("Called AE Title Not Recognized");
        }
    }

    @Test
    void storescuStoresUnchanged() throws Exception {
        Path file = Dcmtk.ctFile(folder, "1.2.826.0.1.3680043.10.99.3", PIXEL_BYTES);
        try (ScpForTests scp = ScpForTests.patient()) {
            Dcmtk.Ended ended = Dcmtk.run(
                    folder,
                    "storescu",
                    "-v",
                    "-aet",
                    "MODALITY",
                    "-aec",
                    "XDSI",
                    "127.0.0.1",
                    port(scp),
                    file.toString());

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(scp.received).singleElement().satisfies(got -> {
                assertThat(got.sha256()).isEqualTo(sha256(Dcmtk.dataSet(file)));
                assertThat(got.request().sopInstanceUid()).isEqualTo("1.2.826.0.1.3680043.10.99.3");
                assertThat(got.request().transferSyntax()).isEqualTo(TransferSyntaxes.EXPLICIT);
                assertThat(got.request().peer().calling()).isEqualTo(new AeTitle("MODALITY"));
            });
        }
    }

    @Test
    void storescuIsToldWhyNot() throws Exception {
        Path file = Dcmtk.ctFile(folder, "1.2.826.0.1.3680043.10.99.3", PIXEL_BYTES);
        try (ScpForTests scp = ScpForTests.storing(request -> Status.OUT_OF_RESOURCES.withComment("disk full"))) {
            Dcmtk.Ended ended =
                    Dcmtk.run(folder, "storescu", "-v", "-d", "-aec", "XDSI", "127.0.0.1", port(scp), file.toString());

            assertThat(ended.output()).contains("0xa700").containsIgnoringCase("disk full");
        }
    }

    @Test
    void dcmsendStoresManyUnchanged() throws Exception {
        List<Path> files = List.of(
                Dcmtk.ctFile(folder, "1.2.826.0.1.3680043.10.99.4", PIXEL_BYTES),
                Dcmtk.ctFile(folder, "1.2.826.0.1.3680043.10.99.5", 2),
                Dcmtk.ctFile(folder, "1.2.826.0.1.3680043.10.99.6", 16_000));
        try (ScpForTests scp = ScpForTests.patient()) {
            Dcmtk.Ended ended = Dcmtk.run(
                    folder,
                    "dcmsend",
                    "-v",
                    "-aec",
                    "XDSI",
                    "127.0.0.1",
                    port(scp),
                    files.get(0).toString(),
                    files.get(1).toString(),
                    files.get(2).toString());

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(scp.received).hasSize(3);
            for (Path file : files) {
                assertThat(scp.received)
                        .anySatisfy(got -> assertThat(got.sha256()).isEqualTo(sha256(Dcmtk.dataSet(file))));
            }
        }
    }

    @Test
    void storescpTakesWhatWeSend() throws Exception {
        Path file = Dcmtk.ctFile(folder, "1.2.826.0.1.3680043.10.99.7", PIXEL_BYTES);
        byte[] dataSet = Dcmtk.dataSet(file);
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        int port = Dcmtk.freePort();
        Process storescp = Dcmtk.start(
                folder.resolve("storescp.log"),
                "storescp",
                "-v",
                "-aet",
                "DCMTK",
                "-od",
                inbox.toString(),
                "+B",
                "" + port);
        try (Association association = openWhenReady(port)) {
            association.echo();
            Status status = association.store(StoreOperation.of(
                    CT, "1.2.826.0.1.3680043.10.99.7", TransferSyntaxes.EXPLICIT, new ByteArrayInputStream(dataSet)));

            assertThat(status).isEqualTo(Status.SUCCESS);
            try (var kept = Files.list(inbox)) {
                assertThat(kept)
                        .singleElement()
                        .satisfies(
                                copy -> assertThat(sha256(Dcmtk.dataSet(copy))).isEqualTo(sha256(dataSet)));
            }
        } finally {
            storescp.destroy();
        }
    }

    @Test
    void storescpThatAbortsOurStoreIsUnderstood() throws Exception {
        int port = Dcmtk.freePort();
        Process storescp =
                Dcmtk.start(folder.resolve("storescp.log"), "storescp", "--abort-during", "--ignore", "" + port);
        try {
            Association association = openWhenReady(port);
            assertThatThrownBy(() -> association.store(new StoreOperation(
                            CT, "1.2.3", TransferSyntaxes.EXPLICIT, out -> out.write(new byte[20_000_000]))))
                    .isInstanceOf(AssociationAborted.class);
        } finally {
            storescp.destroy();
        }
    }

    /** A program that was just started needs a moment until it listens. */
    private static Association openWhenReady(int port) throws IOException, InterruptedException {
        PresentationContextPlan plan = PresentationContextPlan.of(List.of(
                new Pair(StorageSopClasses.VERIFICATION, TransferSyntaxes.IMPLICIT),
                new Pair(CT, TransferSyntaxes.EXPLICIT)));
        for (int attempt = 0; ; attempt++) {
            try {
                return Association.open(
                        ApplicationEntity.of("XDSI"), RemoteEntity.of("DCMTK", "127.0.0.1", port), plan);
            } catch (ConnectException notYet) {
                if (attempt == 100) {
                    throw notYet;
                }
                Thread.sleep(100);
            }
        }
    }

    private static String port(ScpForTests scp) {
        return String.valueOf(scp.listener.port());
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(ScpForTests.sha256().digest(bytes));
    }
}

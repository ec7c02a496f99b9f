package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK's findscu and its C-CANCEL against a C-FIND that ends by nothing else. */
@Tag("integration")
class CancelledOperationTest {
    /** Query/Retrieve Level with the value STUDY in Explicit VR Little Endian. */
    private static final byte[] MATCH = {8, 0, 0x52, 0, 'C', 'S', 6, 0, 'S', 'T', 'U', 'D', 'Y', ' '};

    @TempDir
    private Path folder;

    @BeforeAll
    static void dcmtkIsThere() {
        Dcmtk.required();
    }

    @Test
    void anOperationHearsThatThePeerHasEnough() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        DimseService endless = operation -> {
            operation.dataSet().readAllBytes();
            while (!operation.cancelled()) {
                answers.incrementAndGet();
                operation.respond(Status.PENDING, response -> response, out -> out.write(MATCH));
            }
            operation.respond(Status.CANCEL);
        };
        ApplicationEntity entity = ApplicationEntity.of("XDSI");
        Acceptor acceptor = new Acceptor(
                entity,
                new QueryRetrievePolicy(DeclaredPolicy.storage(entity.title()), peer -> true),
                DimseServices.verificationOnly().with(CommandField.C_FIND, endless),
                event -> {});
        ListenerSettings loopback = ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (AssociationListener listener = AssociationListener.start(loopback, acceptor)) {
            Dcmtk.Ended ended = Dcmtk.run(
                    folder,
                    "findscu",
                    "-d",
                    "-S",
                    "--cancel",
                    "3",
                    "-aec",
                    "XDSI",
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "127.0.0.1",
                    String.valueOf(listener.port()));

            assertThat(ended.output()).contains("0xfe00");
            assertThat(answers.get()).isGreaterThanOrEqualTo(3);
        }
    }
}

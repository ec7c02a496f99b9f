package dev.xdsi.imaging.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.MoveOriginator;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.model.Oid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of our own C-MOVE comes when nobody awaits it. */
class MovedInstancesTest {
    private static final AeTitle SELF = new AeTitle("XDSI");
    private static final AeTitle PACS = new AeTitle("PACS");
    private static final Oid AWAITED = new Oid("2.25.1");

    private final List<String> fetched = Collections.synchronizedList(new ArrayList<>());
    private final List<String> given = Collections.synchronizedList(new ArrayList<>());
    private final MovedInstances moved = new MovedInstances(SELF, RemoteEntity.of(PACS.value(), "127.0.0.1", 104));
    private AssociationListener port;

    @BeforeEach
    void listen() throws IOException {
        port = AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new Acceptor(
                        ApplicationEntity.of(SELF.value()),
                        DeclaredPolicy.storage(SELF),
                        DimseServices.storage(moved.before(request -> {
                            given.add(request.sopInstanceUid());
                            return Status.SUCCESS;
                        })),
                        event -> {}));
    }

    @AfterEach
    void close() throws IOException {
        port.close();
    }

    @Test
    void whatComesAgainOrWhenTheMoveWasGivenUpIsNotKeptAsOurs() throws IOException {
        List<Status> answers = new ArrayList<>();
        moved.during(
                new WantedInstances(
                        "4711", new Oid("2.25.10"), new Oid("2.25.11"), Map.of(AWAITED, new Oid(UID.MRImageStorage))),
                (announced, dataSet) -> {
                    fetched.add(announced.sopInstanceUID());
                    return new Ingest.Refused(Ingest.Reason.OUT_OF_RESOURCES, "taken, as far as this test goes");
                },
                () -> {
                    answers.add(send(AWAITED, SELF));
                    answers.add(send(AWAITED, SELF));
                });
        answers.add(send(AWAITED, SELF));

        assertThat(fetched).containsExactly(AWAITED.value());
        assertThat(given).isEmpty();
        assertThat(answers.subList(1, 3)).extracting(Status::code).containsOnly(Status.PROCESSING_FAILURE.code());
    }

    @Test
    void whatThePacsSendsByItselfOrForSomebodyElseIsGivenToUs() throws IOException {
        assertThat(send(AWAITED, null).isSuccess()).isTrue();
        assertThat(send(new Oid("2.25.2"), new AeTitle("WORKSTATION")).isSuccess())
                .isTrue();

        assertThat(given).containsExactly(AWAITED.value(), "2.25.2");
    }

    private Status send(Oid instance, @Nullable AeTitle originator) throws IOException {
        StoreOperation store = StoreOperation.of(
                UID.MRImageStorage, instance.value(), UID.ExplicitVRLittleEndian, new ByteArrayInputStream(new byte[] {
                    8, 0, 0x16, 0, 'U', 'I', 0, 0
                }));
        try (Association association = Association.open(
                ApplicationEntity.of(PACS.value()),
                RemoteEntity.of(SELF.value(), "127.0.0.1", port.port()),
                PresentationContextPlan.of(
                        List.of(new PresentationContextPlan.Pair(UID.MRImageStorage, UID.ExplicitVRLittleEndian))))) {
            return association.store(originator == null ? store : store.askedForBy(new MoveOriginator(originator, 7)));
        }
    }
}

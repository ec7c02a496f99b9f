package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.AssociationRejected;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.CommitmentScu.Report;
import dev.xdsi.imaging.partner.ImagingPartner;
import dev.xdsi.imaging.partner.ImagingPartners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Storage Commitment Push Model as its SCP (PS3.4 Annex J). */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class CommitmentTest extends SourceScene {
    private static final String CT = UID.CTImageStorage;
    private static final String IMAGE = SERIES + ".1";
    private static final String OTHER = SERIES + ".2";
    private static final String TRANSACTION = "1.2.826.0.1.3680043.9.77";

    private CommitmentScu scu;

    @BeforeEach
    void listen() throws Exception {
        scu = new CommitmentScu();
        running.askers.set(scu.partners());
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(DataSets.ct(SERIES, OTHER));
    }

    @AfterEach
    void close() throws Exception {
        scu.close();
    }

    private Status ask(String... classesAndInstances) throws Exception {
        return CommitmentScu.ask(running.dicomPort(), CommitmentScu.about(TRANSACTION, classesAndInstances));
    }

    @Test
    void whatIsKeptIsCommitted() throws Exception {
        assertThat(ask(CT, IMAGE, CT, OTHER)).isEqualTo(Status.SUCCESS);

        Report report = scu.next();
        assertThat(report.eventTypeId()).isEqualTo(1);
        assertThat(report.information().string(Tag.TransactionUID)).contains(TRANSACTION);
        assertThat(report.information().string(Tag.RetrieveAETitle)).contains("XDSI");
        assertThat(report.committed()).containsExactly(IMAGE, OTHER);
        assertThat(report.information().contains(Tag.FailedSOPSequence)).isFalse();
        awaitNothingWaits();
    }

    @Test
    void whatIsNotKeptFailsWithItsReason() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".3"));
        try (Stream<Path> files = Files.walk(folder)) {
            Path last = files.filter(Files::isRegularFile)
                    .max((a, b) ->
                            Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
                    .orElseThrow();
            Files.write(last, new byte[10]);
        }

        assertThat(ask(CT, IMAGE, CT, "1.9.9", UID.MRImageStorage, OTHER, CT, SERIES + ".3"))
                .isEqualTo(Status.SUCCESS);

        Report report = scu.next();
        assertThat(report.eventTypeId()).isEqualTo(2);
        assertThat(report.committed()).containsExactly(IMAGE);
        assertThat(report.failed()).containsExactly("1.9.9 0112", OTHER + " 0119", SERIES + ".3 0110");
    }

    @Test
    void whatWasLostAndComesAgainIsCommitted() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("instances"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        ask(CT, IMAGE);
        assertThat(scu.next().failed()).containsExactly(IMAGE + " 0110");
        awaitNothingWaits();

        running.store(DataSets.ct(SERIES, IMAGE));
        ask(CT, IMAGE);

        assertThat(scu.next().committed()).containsExactly(IMAGE);
    }

    @Test
    void whatWasRejectedIsKept() throws Exception {
        running.store(DataSets.keyObject(STUDY + ".99.1", "113037", IMAGE));

        ask(CT, IMAGE, UID.KeyObjectSelectionDocumentStorage, STUDY + ".99.1");

        assertThat(scu.next().committed()).containsExactly(IMAGE, STUDY + ".99.1");
    }

    @Test
    void whoDoesNotTakeTheReportGetsItAgain() throws Exception {
        scu.answers.add(Status.PROCESSING_FAILURE);
        scu.answers.add(Status.RESOURCE_LIMITATION);
        ask(CT, IMAGE);

        for (int tries = 0; tries < 3000 && scu.isQuiet(); tries++) {
            running.pass(Duration.ofSeconds(1));
            Thread.sleep(20);
        }
        assertThat(scu.next().committed()).containsExactly(IMAGE);
        assertThat(scu.answers).isEmpty();
    }

    @Test
    void whatWasAcknowledgedIsAnsweredByTheNextProcess() throws Exception {
        int port = scu.port();
        scu.close();
        assertThat(ask(CT, IMAGE)).isEqualTo(Status.SUCCESS);
        running.close();
        scu = new CommitmentScu(port);

        running = new RunningSource(folder, new RecordingRepository(), START.plus(Duration.ofHours(1)));
        running.askers.set(scu.partners());
        running.pass(Duration.ofMinutes(20));

        assertThat(scu.next().committed()).containsExactly(IMAGE);
    }

    @Test
    void whoIsNotReachedInADayIsGivenUp() throws Exception {
        scu.close();
        assertThat(ask(CT, IMAGE)).isEqualTo(Status.SUCCESS);
        assertThat(waiting()).isEqualTo(1);

        for (int tries = 0; tries < 3000 && waiting() > 0; tries++) {
            running.pass(Duration.ofHours(1));
            Thread.sleep(20);
        }
        assertThat(waiting()).isZero();
    }

    @Test
    void theSameRequestAgainIsOneAndAnotherByItsUidIsNone() throws Exception {
        scu.close();
        assertThat(ask(CT, IMAGE)).isEqualTo(Status.SUCCESS);
        assertThat(ask(CT, IMAGE)).isEqualTo(Status.SUCCESS);
        assertThat(ask(CT, OTHER).code()).isEqualTo(0x0131);
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void whatIsNoRequestIsRefused() throws Exception {
        String commitment = UID.StorageCommitmentPushModel;
        String instance = UID.StorageCommitmentPushModelInstance;
        Attributes good = CommitmentScu.about(TRANSACTION, CT, IMAGE);

        assertThat(ask().code()).isEqualTo(0x0115);
        assertThat(ask(CT, "no-uid").code()).isEqualTo(0x0115);
        assertThat(CommitmentScu.ask(running.dicomPort(), CommitmentScu.about("no-uid", CT, IMAGE))
                        .code())
                .isEqualTo(0x0115);
        assertThat(CommitmentScu.invoke(running.dicomPort(), NormalizedOperation.action(commitment, instance, 2, good))
                        .code())
                .isEqualTo(0x0123);
        assertThat(CommitmentScu.invoke(running.dicomPort(), NormalizedOperation.action(commitment, "1.2.3", 1, good))
                        .code())
                .isEqualTo(0x0112);
        assertThat(CommitmentScu.invoke(running.dicomPort(), NormalizedOperation.create(commitment, instance, good))
                        .isFailure())
                .isTrue();
        assertThat(waiting()).isZero();
    }

    @Test
    void whoCannotBeToldIsNotOfferedToAsk() throws Exception {
        RemoteEntity destination = RemoteEntity.of(CommitmentScu.TITLE, "127.0.0.1", scu.port());
        AeTitle title = new AeTitle(CommitmentScu.TITLE);
        List<ImagingPartner> strangers = List.of(
                new ImagingPartner(new AeTitle("OTHER"), null, destination),
                new ImagingPartner(title, null, null),
                new ImagingPartner(title, null, RemoteEntity.of(CommitmentScu.TITLE, "192.0.2.1", 104)),
                new ImagingPartner(
                        title,
                        new ImagingPartner.Asking(new X500Principal("CN=modality"), null, DimseScu.user()),
                        destination));
        for (ImagingPartner stranger : strangers) {
            running.askers.set(new ImagingPartners(List.of(stranger)));
            assertThatThrownBy(() -> ask(CT, IMAGE)).isInstanceOf(AssociationRejected.class);
        }
        assertThat(waiting()).isZero();
    }

    private static long waiting() throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from imaging_source.commitment_request")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void awaitNothingWaits() throws Exception {
        for (int tries = 0; tries < 3000 && waiting() > 0; tries++) {
            Thread.sleep(20);
        }
        assertThat(waiting()).isZero();
    }
}

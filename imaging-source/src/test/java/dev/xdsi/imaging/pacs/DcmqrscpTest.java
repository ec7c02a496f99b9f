package dev.xdsi.imaging.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.QueryRetrieveSopClass;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.Samples;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.InstanceRole;
import dev.xdsi.imaging.archive.InstanceUids;
import dev.xdsi.imaging.archive.Origin;
import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.archive.StoredFile;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.imaging.pacs.PacsSettings.Way;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DCMTK's dcmqrscp as the PACS behind us, with one of the two information models taken from it, and strict about keys. */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // The fields are filled in when it starts
class DcmqrscpTest {
    private static final ApplicationEntity SELF = ApplicationEntity.of("XDSI");
    private static final Oid STUDY = new Oid(DataSets.STUDY);
    private static final Oid SERIES = new Oid(STUDY + ".1");
    private static final Oid CT = new Oid(UID.CTImageStorage);

    @TempDir
    private Path folder;

    private RemoteEntity pacs;
    private Process dcmqrscp;

    /** @param movesTo the port of ours to which it may move */
    private void start(String without, int movesTo) throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            pacs = RemoteEntity.of("QRSCP", "127.0.0.1", probe.getLocalPort());
        }
        Path configuration = folder.resolve("dcmqrscp.cfg");
        Files.writeString(
                configuration, """
                NetworkTCPPort  = %d
                MaxPDUSize      = 16384
                MaxAssociations = 16
                HostTable BEGIN
                us = (XDSI, 127.0.0.1, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                QRSCP %s RW (200, 1024mb) ANY
                AETable END
                """.formatted(pacs.port(), movesTo, Files.createDirectory(folder.resolve("db"))));
        try {
            dcmqrscp = new ProcessBuilder("dcmqrscp", "-v", "-XF", "-XM", without, "-c", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("dcmqrscp.log").toFile())
                    .start();
        } catch (IOException absent) {
            Samples.missing("DCMTK is not installed: " + absent.getMessage());
            throw absent;
        }
        store(DataSets.ct(SERIES.value(), SERIES + ".1"), 500);
        store(DataSets.ct(SERIES.value(), SERIES + ".2"), 1);
    }

    @AfterEach
    void stop() throws Exception {
        if (dcmqrscp != null) {
            dcmqrscp.destroy();
            assertThat(dcmqrscp.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void store(Attributes image, int tries) throws Exception {
        PresentationContextPlan plan =
                PresentationContextPlan.of(List.of(new Pair(UID.CTImageStorage, UID.ExplicitVRLittleEndian)));
        try (Association association = Association.open(SELF, pacs, plan)) {
            assertThat(association
                            .store(StoreOperation.of(
                                    UID.CTImageStorage,
                                    image.string(dev.xdsi.dicom.Tag.SOPInstanceUID, ""),
                                    UID.ExplicitVRLittleEndian,
                                    DataSets.stream(image)))
                            .isSuccess())
                    .isTrue();
        } catch (IOException notYet) {
            if (tries <= 1) {
                throw new IOException(log(), notYet);
            }
            Thread.sleep(20);
            store(image, tries - 1);
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("dcmqrscp.log"), StandardCharsets.ISO_8859_1);
    }

    private static Ingest stored(AnnouncedInstance announced) {
        return new Ingest.Stored(
                new StoredInstance(
                        new InstanceUids(STUDY, SERIES, new Oid(announced.sopInstanceUID())),
                        CT,
                        new Oid(announced.transferSyntaxUID()),
                        "CT",
                        InstanceRole.CONTENT,
                        new StoredFile("0".repeat(64) + "-" + "0".repeat(36), 1, "00".repeat(32), Origin.PACS)),
                new PatientKey("4711", ""));
    }

    @ParameterizedTest
    @CsvSource({"-QS, PATIENT_ROOT_FIND", "-QP, STUDY_ROOT_FIND"})
    void studiesAreFoundInEitherModel(String without, QueryRetrieveSopClass model) throws Exception {
        start(without, 1);
        PacsQuery query = new PacsQuery(SELF, pacs);
        FoundStudies expected = new FoundStudies(model, List.of(new FoundStudy(STUDY, "4711")));

        assertThat(query.studies(new StudyQuestion("4711", "", "", "CT")))
                .as(log())
                .isEqualTo(expected);
        assertThat(query.studies(StudyQuestion.of(STUDY))).as(log()).isEqualTo(expected);
        assertThat(query.studies(new StudyQuestion("4712", "", "", "")).studies())
                .isEmpty();
        assertThat(query.studies(StudyQuestion.of(SERIES)).studies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-QS, c-get", "-QS, c-move", "-QP, c-get", "-QP, c-move"})
    void instancesAreFetchedInEitherModel(String without, String way) throws Exception {
        Map<String, Integer> came = new ConcurrentHashMap<>();
        Map<Oid, Oid> wanted = Map.of(new Oid(SERIES + ".1"), CT, new Oid(SERIES + ".2"), CT);
        // Its port has to be known before it is known where the PACS is.
        Pacs[] behind = new Pacs[1];
        try (AssociationListener port = AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new Acceptor(
                        SELF,
                        DeclaredPolicy.storage(SELF.title()),
                        DimseServices.storage(request -> behind[0]
                                .before(other -> Status.PROCESSING_FAILURE)
                                .store(request)),
                        event -> {}))) {
            start(without, port.port());
            Way by = way.equals("c-get") ? new Way.Get() : new Way.Move();
            behind[0] = new Pacs(new PacsSettings(pacs, by, 1), SELF);

            behind[0].fetch(new WantedInstances("4711", STUDY, SERIES, wanted), (announced, dataSet) -> {
                came.put(announced.sopInstanceUID(), dataSet.readAllBytes().length);
                return stored(announced);
            });
        }

        assertThat(came).as(log()).containsOnlyKeys(SERIES + ".1", SERIES + ".2");
        assertThat(came.values()).allMatch(length -> length > 100);
        assertThat(log()).contains((without.equals("-QS") ? "Patient" : "Study") + "RootQueryRetrieveInformationModel");
    }
}

package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.imaging.iti57.ManifestWithdrawal;
import dev.xdsi.imaging.iti57.UpdateDocumentSetClient;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.model.Code;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images are shared, rejected as a whole (IOCM) and not found any longer: from C-STORE to the answer of the registry. */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // each test starts its gateway
class RejectedImagesJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String STUDY = "1.2.826.0.1.3680043.9.57";
    private static final String IMAGE = STUDY + ".1.1";
    private static final String OTHER_IMAGE = STUDY + ".1.2";

    @TempDir
    private Path folder;

    private RunningGateway gateway;
    private SoapClients clients;

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void start(String metadataUpdate, boolean bySoap) throws Exception {
        var configuration =
                RunningGateway.configuration(folder.resolve("data")).with(Settings.METADATA_UPDATE, metadataUpdate);
        if (bySoap) {
            String port = "" + FreePort.onLoopback();
            configuration = configuration
                    .with(Settings.IHE_PLAIN_PORT, port)
                    .with(Settings.IMAGING_METADATA_UPDATE, "http://127.0.0.1:" + port + "/metadata-update");
        }
        gateway = RunningGateway.start(configuration);
        clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, Files.createDirectories(folder.resolve("soap")), UUID::randomUUID),
                null,
                ClientTimeouts.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"113001", "113037", "113038", "113039"})
    void aStudyThatIsRejectedIsNotFoundUntilMoreOfItComes(String title) throws Exception {
        start("off", false);
        store(image(IMAGE));
        await("published");
        assertThat(found("Approved")).isEqualTo(1);

        store(note(title));
        await("withdrawn");
        assertThat(found("Approved")).isZero();
        assertThat(found("Deprecated")).isEqualTo(1);

        store(image(OTHER_IMAGE));
        await("published");
        assertThat(found("Approved")).isEqualTo(1);
        assertThat(found("Deprecated")).isEqualTo(1);
    }

    @Test
    void aStudyWhoseEntryAnAdministratorDeprecatedIsWithdrawnWhenItIsRejected() throws Exception {
        start("on", false);
        store(image(IMAGE));
        await("published");
        Withdrawal byHand = new Withdrawal(
                new Withdrawal.Standing(
                        patient(),
                        "",
                        List.of(new Withdrawal.Document(
                                ManifestKind.KOS,
                                new Oid("1.2.3"),
                                new EntryUuid(refs("Approved").getFirst().id())))),
                new Oid("2.25.5701"),
                1,
                Instant.now());
        assertThat(new UpdateDocumentSetClient(clients, gateway.ihe("/metadata-update"))
                        .perform(
                                new ManifestWithdrawal(new Oid("1.2.3.4"), Code.of("1", "1.2.3.5", "by hand"))
                                        .request(byHand),
                                Caller.self(Caller.ANONYMOUS))
                        .errors())
                .isEmpty();
        assertThat(found("Deprecated")).isEqualTo(1);

        store(note("113037"));
        await("withdrawn");
        assertThat(found("Deprecated")).isEqualTo(1);
    }

    @Test
    void aRegistryOfOthersIsToldBySoap() throws Exception {
        start("on", true);
        store(image(IMAGE));
        await("published");
        store(note("113037"));
        await("withdrawn");
        assertThat(found("Approved")).isZero();
    }

    @Test
    void whoTakesBackHisOwnInTheProcessOpensTheRegistryToNobodyElse() throws Exception {
        start("off", false);
        var outside = new UpdateDocumentSetClient(clients, gateway.ihe("/metadata-update"));
        assertThat(catchThrowable(() -> outside.perform(
                        new UpdateDocumentSetRequest(new SubmissionDraft(List.of())), Caller.self(Caller.ANONYMOUS))))
                .isNotNull();
    }

    private PatientId patient() {
        return gateway.patient("IOCM-1");
    }

    private int found(String status) {
        return refs(status).size();
    }

    private List<ObjectRef> refs(String status) {
        return new RegistryStoredQueryClient(clients, gateway.ihe("/registry"))
                .perform(
                        new StoredQueryRequest(
                                StoredQueryId.FindDocuments.urn(),
                                ReturnType.ObjectRef,
                                null,
                                List.of(
                                        SlotDraft.of(
                                                "$XDSDocumentEntryPatientId",
                                                "'" + patient().cx() + "'"),
                                        SlotDraft.of(
                                                "$XDSDocumentEntryStatus",
                                                "('urn:oasis:names:tc:ebxml-regrep:StatusType:" + status + "')"))),
                        Caller.self(Caller.ANONYMOUS))
                .refs();
    }

    private void await(String state) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String told = gateway.client().publicationOf(STUDY).toString();
        while (!told.contains("\"" + state + "\"") && System.nanoTime() < end) {
            Thread.sleep(100);
            told = gateway.client().publicationOf(STUDY).toString();
        }
        assertThat(told).contains("\"state\":\"" + state + "\"");
    }

    private void store(Attributes dataSet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Part10.writeDataSet(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSet);
        String sopClass = dataSet.string(Tag.SOPClassUID, "");
        try (Association association = Association.open(
                ApplicationEntity.of("MODALITY"),
                gateway.stage().dicom(),
                PresentationContextPlan.of(List.of(new Pair(sopClass, UID.ExplicitVRLittleEndian))))) {
            assertThat(association
                            .store(StoreOperation.of(
                                    sopClass,
                                    dataSet.string(Tag.SOPInstanceUID, ""),
                                    UID.ExplicitVRLittleEndian,
                                    new ByteArrayInputStream(bytes.toByteArray())))
                            .isSuccess())
                    .isTrue();
        }
    }

    private static Attributes image(String sopInstance) {
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, sopInstance)
                .setString(Tag.Modality, "CT")
                .setString(Tag.PatientID, "IOCM-1")
                .setString(Tag.StudyInstanceUID, STUDY)
                .setString(Tag.SeriesInstanceUID, STUDY + ".1");
    }

    private static Attributes note(String title) {
        Attributes reference = new Attributes().setString(Tag.ReferencedSOPInstanceUID, IMAGE);
        Attributes series = new Attributes().setItems(Tag.ReferencedSOPSequence, reference);
        Attributes study =
                new Attributes().setString(Tag.StudyInstanceUID, STUDY).setItems(Tag.ReferencedSeriesSequence, series);
        return image(STUDY + ".99.1")
                .setString(Tag.SOPClassUID, UID.KeyObjectSelectionDocumentStorage)
                .setString(Tag.Modality, "KO")
                .setString(Tag.SeriesInstanceUID, STUDY + ".99")
                .setItems(
                        Tag.ConceptNameCodeSequence,
                        new Attributes().setString(Tag.CodeValue, title).setString(Tag.CodingSchemeDesignator, "DCM"))
                .setItems(Tag.CurrentRequestedProcedureEvidenceSequence, study);
    }
}

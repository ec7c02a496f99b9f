package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Who stores images and reports, and finds and retrieves what becomes of them. */
record ReportPartner(String ihe, RemoteEntity dicom, PatientId patient, SoapClients clients) {
    static final String PATIENT = "RIS-1";
    static final String STUDY = "1.2.826.0.1.3680043.9.58";
    static final String REPORT = STUDY + ".8.1";
    static final byte[] PDF = "%PDF-1.7\nodd\n%%EOF".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static ReportPartner of(String ihe, RemoteEntity dicom, PatientId patient, Path folder) throws IOException {
        return new ReportPartner(
                ihe,
                dicom,
                patient,
                new SoapClients(
                        new SoapSettings(
                                SoapLimits.DEFAULT, Files.createDirectories(folder.resolve("soap")), UUID::randomUUID),
                        null,
                        ClientTimeouts.DEFAULT));
    }

    /** The Approved documents in a format, once there are so many. */
    List<RegistryObjectDraft> awaitEntries(String formatCode, int count) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<RegistryObjectDraft> found = entries(formatCode);
        while (found.size() != count && System.nanoTime() < end) {
            Thread.sleep(100);
            found = entries(formatCode);
        }
        assertThat(found).hasSize(count);
        return found;
    }

    List<RegistryObjectDraft> entries(String formatCode) {
        return new RegistryStoredQueryClient(clients, URI.create(ihe + "/registry"))
                        .perform(
                                new StoredQueryRequest(
                                        StoredQueryId.FindDocuments.urn(),
                                        ReturnType.LeafClass,
                                        null,
                                        List.of(
                                                SlotDraft.of("$XDSDocumentEntryPatientId", "'" + patient.cx() + "'"),
                                                SlotDraft.of(
                                                        "$XDSDocumentEntryStatus",
                                                        "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')"))),
                                Caller.self(Caller.ANONYMOUS))
                        .objects()
                        .stream()
                        .filter(entry -> entry.classifications(Scheme.DE_FORMAT_CODE).stream()
                                .anyMatch(code -> formatCode.equals(code.nodeRepresentation())))
                        .toList();
    }

    byte[] retrieved(RegistryObjectDraft entry) throws IOException {
        var response = new RetrieveDocumentSetClient(clients, URI.create(ihe + "/repository"))
                .perform(
                        new RetrieveDocumentSetRequest(List.of(new DocumentRequest(
                                null,
                                entry.slotValue("repositoryUniqueId").orElseThrow(),
                                entry.externalIdentifier(Identifier.DE_UNIQUE_ID)
                                        .orElseThrow()))),
                        Caller.self(Caller.ANONYMOUS));
        try (InputStream in = response.documents().getFirst().content().open()) {
            return in.readAllBytes();
        }
    }

    void store(Attributes dataSet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Part10.writeDataSet(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSet);
        String sopClass = dataSet.string(Tag.SOPClassUID, "");
        try (Association association = Association.open(
                ApplicationEntity.of("MODALITY"),
                dicom,
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

    static Attributes image() {
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, STUDY + ".1.1")
                .setString(Tag.AccessionNumber, "A58")
                .setString(Tag.Modality, "CT")
                .setString(Tag.PatientID, "RIS-1")
                .setString(Tag.StudyInstanceUID, STUDY)
                .setString(Tag.SeriesInstanceUID, STUDY + ".1");
    }

    static Attributes encapsulated() {
        return image().setString(Tag.SOPClassUID, UID.EncapsulatedPDFStorage)
                .setString(Tag.SOPInstanceUID, REPORT)
                .setString(Tag.Modality, "DOC")
                .setString(Tag.SeriesInstanceUID, STUDY + ".8")
                .setString(Tag.MIMETypeOfEncapsulatedDocument, "application/pdf")
                .setBytes(Tag.EncapsulatedDocument, VR.OB, Arrays.copyOf(PDF, PDF.length + PDF.length % 2))
                .setInt(Tag.EncapsulatedDocumentLength, PDF.length);
    }

    static Attributes note() {
        Attributes reference = new Attributes().setString(Tag.ReferencedSOPInstanceUID, REPORT);
        Attributes series = new Attributes().setItems(Tag.ReferencedSOPSequence, reference);
        Attributes study =
                new Attributes().setString(Tag.StudyInstanceUID, STUDY).setItems(Tag.ReferencedSeriesSequence, series);
        return image().setString(Tag.SOPClassUID, UID.KeyObjectSelectionDocumentStorage)
                .setString(Tag.SOPInstanceUID, STUDY + ".99.1")
                .setString(Tag.Modality, "KO")
                .setString(Tag.SeriesInstanceUID, STUDY + ".99")
                .setItems(
                        Tag.ConceptNameCodeSequence,
                        new Attributes()
                                .setString(Tag.CodeValue, "113037")
                                .setString(Tag.CodingSchemeDesignator, "DCM"))
                .setItems(Tag.CurrentRequestedProcedureEvidenceSequence, study);
    }
}

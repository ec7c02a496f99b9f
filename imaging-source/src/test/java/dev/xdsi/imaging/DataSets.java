package dev.xdsi.imaging;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Small data sets for tests, and their bytes. */
public final class DataSets {
    public static final String STUDY = "1.2.826.0.1.3680043.9.1";

    private DataSets() {}

    /** A CT image of patient 4711, 8 by 8 pixels. */
    public static Attributes ct(String series, String sopInstance) {
        return new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, sopInstance)
                .setString(Tag.StudyDate, "20260301")
                .setString(Tag.StudyTime, "101500")
                .setString(Tag.AccessionNumber, "A100")
                .setString(Tag.Modality, "CT")
                .setString(Tag.InstitutionName, "Spital Zürich")
                .setString(Tag.StudyDescription, "CT Thorax")
                .setString(Tag.PatientName, "Müller^Jürg")
                .setString(Tag.PatientID, "4711")
                .setString(Tag.PatientBirthDate, "19700102")
                .setString(Tag.PatientSex, "M")
                .setString(Tag.BodyPartExamined, "CHEST")
                .setString(Tag.StudyInstanceUID, STUDY)
                .setString(Tag.SeriesInstanceUID, series)
                .setInt(Tag.Rows, 8)
                .setInt(Tag.Columns, 8)
                .setBytes(
                        Tag.PixelData,
                        VR.OW,
                        sopInstance.repeat(8).substring(0, 128).getBytes(StandardCharsets.US_ASCII));
    }

    public static byte[] bytes(Attributes dataSet) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Part10.writeDataSet(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSet);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    public static InputStream stream(Attributes dataSet) {
        return new ByteArrayInputStream(bytes(dataSet));
    }

    public static AnnouncedInstance announced(Attributes dataSet) {
        return new AnnouncedInstance(
                dataSet.string(Tag.SOPClassUID, ""),
                dataSet.string(Tag.SOPInstanceUID, ""),
                UID.ExplicitVRLittleEndian);
    }

    /** A key object selection with a title, naming one instance. */
    public static Attributes keyObject(String sopInstance, String titleCode, String references) {
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.KeyObjectSelectionDocumentStorage)
                .setString(Tag.SOPInstanceUID, sopInstance)
                .setString(Tag.Modality, "KO")
                .setString(Tag.PatientID, "4711")
                .setString(Tag.StudyInstanceUID, STUDY)
                .setString(Tag.SeriesInstanceUID, "1.2.826.0.1.3680043.9.1.99")
                .setItems(
                        Tag.ConceptNameCodeSequence,
                        new Attributes()
                                .setString(Tag.CodeValue, titleCode)
                                .setString(Tag.CodingSchemeDesignator, "DCM"))
                .setItems(
                        Tag.CurrentRequestedProcedureEvidenceSequence,
                        new Attributes()
                                .setString(Tag.StudyInstanceUID, STUDY)
                                .setItems(
                                        Tag.ReferencedSeriesSequence,
                                        new Attributes()
                                                .setItems(
                                                        Tag.ReferencedSOPSequence,
                                                        new Attributes()
                                                                .setString(Tag.ReferencedSOPInstanceUID, references))));
    }
}

package dev.xdsi.gateway.share;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One Part 10 file that can be sent.
 *
 * @param dataSetOffset the byte at which the data set begins; from there the file is sent as it is
 */
public record InstanceFile(
        Path path,
        String studyInstanceUID,
        String patientId,
        String sopClassUID,
        String sopInstanceUID,
        String transferSyntaxUID,
        long dataSetOffset) {

    /** Reads the header; an {@link IOException} says why the file cannot be sent. */
    static InstanceFile read(Path path) throws IOException {
        DicomFile file = Part10.read(path, ReadOptions.DEFAULT.until(Tag.PixelData));
        Attributes dataSet = file.dataSet();
        return new InstanceFile(
                path,
                uid(dataSet, Tag.StudyInstanceUID, "Study Instance UID"),
                dataSet.string(Tag.PatientID, ""),
                uid(dataSet, Tag.SOPClassUID, "SOP Class UID"),
                uid(dataSet, Tag.SOPInstanceUID, "SOP Instance UID"),
                file.transferSyntax().uid(),
                file.dataSetOffset());
    }

    private static String uid(Attributes dataSet, int tag, String name) throws IOException {
        String uid = dataSet.string(tag, "");
        if (!Oid.isValid(uid)) {
            throw new IOException(uid.isEmpty() ? "has no " + name : "has a malformed " + name + ", " + uid);
        }
        return uid;
    }
}

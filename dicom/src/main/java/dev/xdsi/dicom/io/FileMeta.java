package dev.xdsi.dicom.io;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.VR;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;

/** File Meta Information of the files that this implementation writes (PS3.10 section 7.1). */
public final class FileMeta {
    /** Names this implementation in files and associations (PS3.7 D.3.3.2). */
    public static final String IMPLEMENTATION_CLASS_UID = "2.25.39999338445494863793740232609802764229";

    public static final String IMPLEMENTATION_VERSION_NAME = "XDSI_0_1";

    private static final int PREAMBLE = 128;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{0,64}");

    private FileMeta() {}

    /** For a data set that names its SOP class and instance, in this transfer syntax. */
    public static Attributes of(Attributes dataSet, TransferSyntax transferSyntax) throws DicomException {
        return of(required(dataSet, Tag.SOPClassUID), required(dataSet, Tag.SOPInstanceUID), transferSyntax.uid());
    }

    /** For an instance of which only the identifiers are known, as in a C-STORE request. */
    public static Attributes of(String sopClassUid, String sopInstanceUid, String transferSyntaxUid) {
        return new Attributes()
                .setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1})
                .setString(Tag.MediaStorageSOPClassUID, sopClassUid)
                .setString(Tag.MediaStorageSOPInstanceUID, sopInstanceUid)
                .setString(Tag.TransferSyntaxUID, transferSyntaxUid)
                .setString(Tag.ImplementationClassUID, IMPLEMENTATION_CLASS_UID)
                .setString(Tag.ImplementationVersionName, IMPLEMENTATION_VERSION_NAME);
    }

    private static String required(Attributes dataSet, int tag) throws DicomException {
        String uid = dataSet.string(tag)
                .orElseThrow(() -> new DicomException(tag, 0, "is missing, and without it there is no DICOM file"));
        if (!PRINTABLE.matcher(uid).matches()) {
            throw new DicomException(tag, 0, "is no UID");
        }
        return uid;
    }

    /** Writes the preamble, always zeroed so that a file is nothing else besides, the prefix and the group 0002. */
    public static void write(Attributes fileMeta, OutputStream out) throws IOException {
        ByteArrayOutputStream group = new ByteArrayOutputStream(256);
        new DataSetWriter(group).write(fileMeta, TransferSyntax.Encoding.EXPLICIT_LITTLE_ENDIAN);
        out.write(new byte[PREAMBLE]);
        out.write(new byte[] {'D', 'I', 'C', 'M'});
        Attributes length = new Attributes().setInt(Tag.FileMetaInformationGroupLength, group.size());
        new DataSetWriter(out).write(length, TransferSyntax.Encoding.EXPLICIT_LITTLE_ENDIAN);
        group.writeTo(out);
    }
}

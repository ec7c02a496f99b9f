package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;

/** Grayscale Softcopy Presentation States about {@link MadeImage}s. */
final class MadeState {
    static final PresentationState.Presented PRESENTED = new PresentationState.Presented("2.25.3", "2.25.1", 1);

    private MadeState() {}

    /** With a window of 40 and 80 and all of the image. */
    static Attributes of(MadeImage image) {
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.GrayscaleSoftcopyPresentationStateStorage)
                .setString(Tag.SOPInstanceUID, "2.25.11")
                .setString(Tag.StudyInstanceUID, "2.25.2")
                .setString(Tag.SeriesInstanceUID, "2.25.12")
                .setString(Tag.Modality, "PR")
                .setString(Tag.PatientID, "4711")
                .setString(Tag.PatientName, "Doe^Jane")
                .setEmpty(Tag.PatientBirthDate)
                .setEmpty(Tag.PatientSex)
                .setEmpty(Tag.StudyDate)
                .setEmpty(Tag.StudyTime)
                .setEmpty(Tag.StudyID)
                .setEmpty(Tag.AccessionNumber)
                .setEmpty(Tag.ReferringPhysicianName)
                .setString(Tag.Manufacturer, "made")
                .setInt(Tag.SeriesNumber, VR.IS, 2)
                .setInt(Tag.InstanceNumber, VR.IS, 1)
                .setString(Tag.ContentLabel, "MADE")
                .setEmpty(Tag.ContentDescription)
                .setString(Tag.PresentationCreationDate, "20261130")
                .setString(Tag.PresentationCreationTime, "120000")
                .setEmpty(Tag.ContentCreatorName)
                .setItems(
                        Tag.ReferencedSeriesSequence,
                        new Attributes()
                                .setString(Tag.SeriesInstanceUID, "2.25.3")
                                .setItems(Tag.ReferencedImageSequence, reference()))
                .setItems(Tag.SoftcopyVOILUTSequence, window(40, 80))
                .setItems(Tag.DisplayedAreaSelectionSequence, area(1, 1, image.columns(), image.rows()))
                .setString(Tag.PresentationLUTShape, "IDENTITY");
    }

    static Attributes reference() {
        return new Attributes()
                .setString(Tag.ReferencedSOPClassUID, UID.SecondaryCaptureImageStorage)
                .setString(Tag.ReferencedSOPInstanceUID, "2.25.1");
    }

    static Attributes window(double center, double width) {
        return new Attributes()
                .setString(Tag.WindowCenter, String.valueOf(center))
                .setString(Tag.WindowWidth, String.valueOf(width));
    }

    static Attributes area(int left, int top, int right, int bottom) {
        return new Attributes()
                .setInt(Tag.DisplayedAreaTopLeftHandCorner, left, top)
                .setInt(Tag.DisplayedAreaBottomRightHandCorner, right, bottom)
                .setString(Tag.PresentationSizeMode, "SCALE TO FIT")
                .setInt(Tag.PresentationPixelAspectRatio, VR.IS, 1, 1);
    }

    static Attributes table(int tag, int entries, int bits) {
        long[] values = new long[entries];
        for (int i = 0; i < entries; i++) {
            values[i] = Math.round(Math.sqrt((double) i / (entries - 1)) * ((1 << bits) - 1));
        }
        return new Attributes()
                .setInt(Tag.LUTDescriptor, VR.US, entries, 0, bits)
                .setInt(Tag.LUTData, VR.US, values);
    }
}

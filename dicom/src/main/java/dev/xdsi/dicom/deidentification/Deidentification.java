package dev.xdsi.dicom.deidentification;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Takes out of an image what says whose it is, by the Basic Application Level Confidentiality Profile (PS3.15 E.2) and more. Images in which something may
 * be written that nobody can take out are refused.
 */
public final class Deidentification {
    private static final String REGISTERED = "1.2.840.10008.";
    private static final String NO_DATE = "19000101";
    private static final int OVERLAY_GROUPS = 16;

    /** Nobody writes a name into what these devices make; of others an image has to say that nothing is written in it. */
    private static final Set<String> WITHOUT_WRITING = Set.of(
            UID.CTImageStorage,
            UID.EnhancedCTImageStorage,
            UID.LegacyConvertedEnhancedCTImageStorage,
            UID.MRImageStorage,
            UID.EnhancedMRImageStorage,
            UID.LegacyConvertedEnhancedMRImageStorage,
            UID.PositronEmissionTomographyImageStorage,
            UID.EnhancedPETImageStorage,
            UID.LegacyConvertedEnhancedPETImageStorage,
            UID.DigitalXRayImageStorageForPresentation,
            UID.DigitalXRayImageStorageForProcessing,
            UID.DigitalMammographyXRayImageStorageForPresentation,
            UID.DigitalMammographyXRayImageStorageForProcessing,
            UID.BreastTomosynthesisImageStorage);

    private final UnaryOperator<String> uids;

    /** @param uids gives another UID for each, always the same for the same, from which nobody finds back */
    public Deidentification(UnaryOperator<String> uids) {
        this.uids = uids;
    }

    /**
     * The image with its pixels as they are, and a SOP Instance UID of its own; to be sent uncompressed, for compressed frames may hold comments.
     *
     * @throws NotDeidentifiableException when something may stay in it that says whose it is
     */
    public DicomFile of(DicomFile image) throws NotDeidentifiableException {
        Attributes original = image.dataSet();
        check(image);
        Attributes dataSet = kept(original, false);
        boolean multiFrame = original.contains(Tag.SharedFunctionalGroupsSequence);
        if (multiFrame) {
            dataSet.setString(Tag.ContentDate, NO_DATE)
                    .setString(Tag.ContentTime, "000000")
                    .setString(Tag.AcquisitionDateTime, NO_DATE);
        }
        if (original.contains(Tag.FrameOfReferenceUID)) {
            dataSet.setEmpty(Tag.PositionReferenceIndicator);
        }
        dataSet.setEmpty(Tag.StudyDate)
                .setEmpty(Tag.StudyTime)
                .setEmpty(Tag.AccessionNumber)
                .setEmpty(Tag.ReferringPhysicianName)
                .setEmpty(Tag.PatientName)
                .setEmpty(Tag.PatientID)
                .setEmpty(Tag.PatientBirthDate)
                .setEmpty(Tag.PatientSex)
                .setEmpty(Tag.StudyID)
                .setString(Tag.PatientIdentityRemoved, "YES")
                .setString(Tag.DeidentificationMethod, "Basic Application Confidentiality Profile, and less kept")
                .setItems(
                        Tag.DeidentificationMethodCodeSequence,
                        new Attributes()
                                .setString(Tag.CodeValue, "113100")
                                .setString(Tag.CodingSchemeDesignator, "DCM")
                                .setString(Tag.CodeMeaning, "Basic Application Confidentiality Profile"))
                .setString(Tag.LongitudinalTemporalInformationModified, "REMOVED");
        return new DicomFile(new Attributes(), image.transferSyntax(), dataSet, 0);
    }

    private static void check(DicomFile file) throws NotDeidentifiableException {
        Attributes image = file.dataSet();
        if (!image.contains(Tag.PixelData)) {
            throw new NotDeidentifiableException("Only images are sent without whose they are.");
        }
        String written = image.string(Tag.BurnedInAnnotation, "");
        if (!written.equals("NO") && (!written.isEmpty() || mayHaveWriting(image))) {
            throw new NotDeidentifiableException(
                    "Something may be written in the image itself that says whose it is; its Burned In Annotation does not say NO.");
        }
        if (!image.string(Tag.RecognizableVisualFeatures, "NO").equals("NO")) {
            throw new NotDeidentifiableException("The image shows somebody who can be recognized.");
        }
        for (int group = 0; group < OVERLAY_GROUPS; group++) {
            if (image.integer(Tag.OverlayBitPosition + (group << (Short.SIZE + 1)), 0) > 0) {
                throw new NotDeidentifiableException("Something is drawn in unused bits of the image's pixels.");
            }
        }
        if (!isAllPixels(file)) {
            throw new NotDeidentifiableException("Behind the image's pixels there is something else.");
        }
    }

    /** Native pixels are sent as they are, to the last byte; compressed ones are decoded. */
    private static boolean isAllPixels(DicomFile file) {
        long length = file.pixelData()
                .map(element -> switch (element.value()) {
                    case Value.Inline inline -> (long) inline.bytes().length;
                    case Value.Bulk bulk -> bulk.data().length();
                    case Value.Items ignored -> 0L;
                    case Value.Fragments ignored -> 0L;
                })
                .orElse(0L);
        Attributes image = file.dataSet();
        boolean halved = image.string(Tag.PhotometricInterpretation, "").endsWith("_422");
        double bits = (double) image.integer(Tag.Rows, 0)
                * image.integer(Tag.Columns, 0)
                * (halved ? 2 : image.integer(Tag.SamplesPerPixel, 1))
                * image.integer(Tag.BitsAllocated, 0)
                * image.integer(Tag.NumberOfFrames, 1);
        // one byte may be there to make the length even
        return length <= Math.ceil(bits / Byte.SIZE) + 1;
    }

    /** A second capture, whatever it is called, is a picture of a screen with all that was on it. */
    private static boolean mayHaveWriting(Attributes image) {
        return !WITHOUT_WRITING.contains(image.string(Tag.SOPClassUID, ""))
                || image.strings(Tag.ImageType).stream()
                        .anyMatch(type -> type.equals("SECONDARY") || type.contains("SCREEN"));
    }

    private Attributes kept(Attributes original, boolean inItem) {
        Attributes dataSet = new Attributes();
        dataSet.setString(Tag.SpecificCharacterSet, "ISO_IR 192");
        for (Element element : original) {
            if (KeptAttributes.keep(original, element, inItem)) {
                keep(element, original, dataSet);
            }
        }
        return dataSet;
    }

    private void keep(Element element, Attributes from, Attributes into) {
        switch (element.value()) {
            case Value.Items items ->
                into.setItems(
                        element.tag(),
                        items.items().stream().map(this::keptItem).toList());
            case Value.Inline ignored
            when element.vr() == VR.UI ->
                into.setString(
                        element.tag(),
                        from.strings(element.tag()).stream().map(this::uid).toArray(String[]::new));
            case Value.Inline ignored
            when isText(element.vr()) ->
                into.setString(
                        element.tag(), element.vr(), from.strings(element.tag()).toArray(String[]::new));
            default -> into.set(element);
        }
    }

    private Attributes keptItem(Attributes item) {
        Attributes kept = kept(item, true);
        kept.remove(Tag.SpecificCharacterSet);
        return kept;
    }

    private static boolean isText(VR vr) {
        return Stream.of(VR.LO, VR.SH, VR.CS, VR.DS, VR.IS).anyMatch(vr::equals);
    }

    private String uid(String uid) {
        return uid.startsWith(REGISTERED) || uid.isEmpty() ? uid : uids.apply(uid);
    }
}

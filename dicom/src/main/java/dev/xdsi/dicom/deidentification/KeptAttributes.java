package dev.xdsi.dicom.deidentification;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import java.util.EnumSet;
import java.util.Set;

/**
 * What stays in a de-identified image. Not what is to go is listed, as in PS3.15 Table E.1-1, but what may stay: what nobody thought of goes. It is less
 * than the Basic Application Level Confidentiality Profile leaves.
 */
final class KeptAttributes {
    /** How the image was made, where it lies, its pixels and how they are seen. Of others only some attributes are kept. */
    private static final Set<Integer> GROUPS = Set.of(0x0018, 0x0020, 0x0022, 0x0028, 0x0054, 0x2050, 0x5200);

    /** Numbers, defined terms and UIDs: people write nothing into them. */
    private static final Set<VR> CODED = EnumSet.of(
            VR.CS, VR.IS, VR.DS, VR.US, VR.SS, VR.UL, VR.SL, VR.FL, VR.FD, VR.AT, VR.UI, VR.SQ, VR.UV, VR.SV);

    private static final Set<Integer> ALSO = Set.of(
            Tag.ImageType,
            Tag.SOPClassUID,
            Tag.SOPInstanceUID,
            Tag.Modality,
            Tag.ConversionType,
            Tag.PresentationIntentType,
            Tag.Manufacturer,
            Tag.ManufacturerModelName,
            Tag.ReferencedImageSequence,
            Tag.SourceImageSequence,
            Tag.PurposeOfReferenceCodeSequence,
            Tag.DerivationCodeSequence,
            Tag.AnatomicRegionSequence,
            Tag.AnatomicRegionModifierSequence,
            Tag.PrimaryAnatomicStructureSequence,
            Tag.PrimaryAnatomicStructureModifierSequence,
            Tag.FrameType,
            Tag.PixelPresentation,
            Tag.VolumetricProperties,
            Tag.VolumeBasedCalculationTechnique,
            Tag.ComplexImageComponent,
            Tag.AcquisitionContrast,
            Tag.FrameLaterality,
            Tag.ImageLaterality,
            Tag.RealWorldValueMappingSequence,
            Tag.RealWorldValueFirstValueMapped,
            Tag.RealWorldValueLastValueMapped,
            Tag.RealWorldValueIntercept,
            Tag.RealWorldValueSlope,
            Tag.MeasurementUnitsCodeSequence);

    /** Within the items of a sequence that stays: codes and references. */
    private static final Set<Integer> IN_ITEMS = Set.of(
            Tag.CodeValue,
            Tag.CodingSchemeDesignator,
            Tag.CodingSchemeVersion,
            Tag.CodeMeaning,
            Tag.ReferencedSOPClassUID,
            Tag.ReferencedSOPInstanceUID,
            Tag.ReferencedFrameNumber);

    /** Who made it and with what, what was done with it before: numbers that lead to people. */
    private static final Set<Integer> NEVER = Set.of(
            Tag.ContributingEquipmentSequence,
            Tag.RequestAttributesSequence,
            Tag.DeviceUID,
            Tag.SourceSerialNumber,
            Tag.PregnancyStatus,
            Tag.LongitudinalTemporalInformationModified);

    private static final Set<Integer> TABLES = Set.of(
            Tag.LUTData,
            Tag.RedPaletteColorLookupTableData,
            Tag.GreenPaletteColorLookupTableData,
            Tag.BluePaletteColorLookupTableData,
            Tag.SegmentedRedPaletteColorLookupTableData,
            Tag.SegmentedGreenPaletteColorLookupTableData,
            Tag.SegmentedBluePaletteColorLookupTableData);

    private KeptAttributes() {}

    /** @param inItem whether it stands in an item of a sequence */
    static boolean keep(Attributes dataSet, Element element, boolean inItem) {
        int tag = element.tag();
        int group = tag >>> Short.SIZE;
        if (group % 2 == 1 || NEVER.contains(tag) || !isAsDefined(dataSet, element)) {
            return false;
        }
        if (ALSO.contains(tag) || TABLES.contains(tag) || (inItem ? IN_ITEMS.contains(tag) : tag == Tag.PixelData)) {
            return true;
        }
        // An attribute is not what its writer says it is, but what the dictionary says.
        return GROUPS.contains(group)
                && CODED.contains(element.vr())
                && ElementDictionary.entry(tag)
                        .filter(entry -> CODED.containsAll(entry.vrs()))
                        .isPresent();
    }

    /** Whether what claims to be a term, a number or a UID is one. */
    private static boolean isAsDefined(Attributes dataSet, Element element) {
        return switch (element.vr()) {
            case CS -> all(dataSet, element, "[A-Z0-9 _]{0,16}");
            case IS -> all(dataSet, element, "[-+]?[0-9]{0,12}");
            case DS -> all(dataSet, element, "[-+0-9.eE]{0,16}");
            case UI -> all(dataSet, element, "[0-9.]{0,64}");
            default -> true;
        };
    }

    private static boolean all(Attributes dataSet, Element element, String form) {
        return dataSet.strings(element.tag()).stream()
                .allMatch(value -> value.strip().matches(form));
    }
}

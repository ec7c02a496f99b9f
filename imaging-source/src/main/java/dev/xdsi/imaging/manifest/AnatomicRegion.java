package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.model.Code;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The ten regions in which studies are searched (CID IHE-MADO1), and what Body Part Examined (0018,0015) calls their parts. */
public enum AnatomicRegion {
    LOWER_TRUNK(
            "63337009",
            "Lower trunk",
            "ABDOMEN",
            "ABDOMENPELVIS",
            "PELVIS",
            "LIVER",
            "KIDNEY",
            "BLADDER",
            "PROSTATE",
            "UTERUS",
            "PANCREAS",
            "SPLEEN",
            "COLON",
            "RECTUM",
            "STOMACH",
            "GALLBLADDER",
            "SACROILIACJOINT",
            "ADRENAL",
            "OVARY",
            "DUODENUM",
            "JEJUNUM",
            "ILEUM",
            "BILEDUCT",
            "URETER",
            "URETHRA",
            "CERVIX",
            "VAGINA",
            "TESTIS",
            "SCROTUM",
            "PENIS",
            "ILIUM",
            "RENAL",
            "LOWERTRUNK"),
    ENTIRE_BODY("38266002", "Entire body", "WHOLEBODY", "BODY"),
    UPPER_LIMB(
            "53120007",
            "Upper limb",
            "ARM",
            "UPPERARM",
            "FOREARM",
            "ELBOW",
            "WRIST",
            "HAND",
            "FINGER",
            "THUMB",
            "SHOULDER",
            "CLAVICLE",
            "SCAPULA",
            "HUMERUS",
            "RADIUS",
            "ULNA",
            "RADIUSULNA",
            "UPPERLIMB",
            "UPPEREXTREMITY"),
    LOWER_LIMB(
            "61685007",
            "Lower limb",
            "LEG",
            "LOWERLEG",
            "UPPERLEG",
            "THIGH",
            "KNEE",
            "ANKLE",
            "FOOT",
            "TOE",
            "HIP",
            "FEMUR",
            "TIBIA",
            "FIBULA",
            "TIBIAFIBULA",
            "CALF",
            "CALCANEUS",
            "PATELLA",
            "LOWERLIMB",
            "LOWEREXTREMITY"),
    UPPER_TRUNK(
            "67734004",
            "Upper trunk",
            "CHEST",
            "THORAX",
            "LUNG",
            "RIB",
            "RIBS",
            "STERNUM",
            "MEDIASTINUM",
            "BRONCHUS",
            "ESOPHAGUS",
            "THYMUS",
            "UPPERTRUNK"),
    HEAD_AND_NECK(
            "774007",
            "Head and neck",
            "HEAD",
            "NECK",
            "HEADNECK",
            "BRAIN",
            "SKULL",
            "FACE",
            "ORBIT",
            "EYE",
            "EAR",
            "NOSE",
            "SINUS",
            "PARANASALSINUS",
            "JAW",
            "MANDIBLE",
            "MAXILLA",
            "TOOTH",
            "TEETH",
            "PITUITARY",
            "IAC",
            "TMJ",
            "THYROID",
            "LARYNX",
            "PHARYNX",
            "MOUTH",
            "TONGUE",
            "PAROTID",
            "SUBMANDIBULAR",
            "CEREBELLUM",
            "ZYGOMA"),
    CARDIOVASCULAR(
            "113257007",
            "Cardiovascular system",
            "AORTA",
            "CAROTID",
            "CORONARYARTERY",
            "ARTERY",
            "VEIN",
            "VESSEL",
            "CIRCLEOFWILLIS"),
    HEART("80891009", "Heart", "HEART", "CARDIAC"),
    BREAST("76752008", "Breast", "BREAST"),
    SPINE(
            "1141981001",
            "Vertebral column",
            "SPINE",
            "CSPINE",
            "TSPINE",
            "LSPINE",
            "SSPINE",
            "CTSPINE",
            "TLSPINE",
            "LSSPINE",
            "SACRUM",
            "COCCYX");

    private static final String SNOMED_CT = "2.16.840.1.113883.6.96";

    private final Code code;
    private final CodedConcept concept;
    private final Set<String> bodyParts;

    AnatomicRegion(String code, String display, String... bodyParts) {
        this.code = Code.of(code, SNOMED_CT, display);
        this.concept = new CodedConcept(code, "SCT", display);
        this.bodyParts = Set.of(bodyParts);
    }

    public Code code() {
        return code;
    }

    /** Terms for more than one (PS3.16 table L-1). EXTREMITY is in none: it says arm or leg, and not which. */
    private static final Map<String, Set<AnatomicRegion>> SEVERAL = Map.of(
            "CHESTABDOMEN", Set.of(UPPER_TRUNK, LOWER_TRUNK),
            "CHESTABDPELVIS", Set.of(UPPER_TRUNK, LOWER_TRUNK),
            "CHESTABDOMENPELVIS", Set.of(UPPER_TRUNK, LOWER_TRUNK),
            "TRUNK", Set.of(UPPER_TRUNK, LOWER_TRUNK),
            "NECKCHEST", Set.of(HEAD_AND_NECK, UPPER_TRUNK),
            "NECKCHESTABDOMEN", Set.of(HEAD_AND_NECK, UPPER_TRUNK, LOWER_TRUNK),
            "NECKCHESTABDPELV", Set.of(HEAD_AND_NECK, UPPER_TRUNK, LOWER_TRUNK),
            "NECKCHESTABDPELVIS", Set.of(HEAD_AND_NECK, UPPER_TRUNK, LOWER_TRUNK));

    /** The regions of a body part as modalities spell it, with and without spaces. */
    public static Set<AnatomicRegion> ofBodyPart(String bodyPartExamined) {
        String bodyPart = bodyPartExamined.toUpperCase(Locale.ROOT).replaceAll("[ _-]", "");
        Set<AnatomicRegion> several = SEVERAL.getOrDefault(bodyPart, Set.of());
        return several.isEmpty()
                ? Arrays.stream(values())
                        .filter(region -> region.bodyParts.contains(bodyPart))
                        .collect(Collectors.toUnmodifiableSet())
                : several;
    }

    /** The same as data sets say it. */
    CodedConcept concept() {
        return concept;
    }

    /** The regions that a data set says it shows: Body Part Examined (0018,0015), Anatomic Region Sequence (0008,2218). */
    static Set<AnatomicRegion> shownIn(Attributes dataSet) {
        Set<AnatomicRegion> regions = EnumSet.noneOf(AnatomicRegion.class);
        regions.addAll(ofBodyPart(dataSet.string(Tag.BodyPartExamined, "")));
        dataSet.items(Tag.AnatomicRegionSequence).forEach(item -> regions.addAll(ofItem(item)));
        return regions;
    }

    private static Set<AnatomicRegion> ofItem(Attributes item) {
        Set<AnatomicRegion> coded = AnatomicCodes.regions(
                item.string(Tag.CodingSchemeDesignator, "").strip(),
                item.string(Tag.CodeValue, "").strip());
        return coded.isEmpty() ? ofBodyPart(item.string(Tag.CodeMeaning, "")) : coded;
    }
}

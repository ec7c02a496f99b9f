package dev.xdsi.imaging.manifest;

import dev.xdsi.model.Code;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Modalities as eventCodeList says them: those that acquire (PS3.16 CID 29), never those that describe (CID 32). */
public final class AcquisitionModality {
    private static final String DCM = "1.2.840.10008.2.16.4";
    private static final Pattern FORM = Pattern.compile("[A-Z0-9_ ]{1,16}");

    private static final Set<String> NOT_ACQUIRED = Set.of(
            "ANN",
            "ASMT",
            "AU",
            "CTPROTOCOL",
            "DOC",
            "FID",
            "HC",
            "KO",
            "M3D",
            "PLAN",
            "PR",
            "REG",
            "RTDOSE",
            "RTINTENT",
            "RTPLAN",
            "RTRAD",
            "RTRECORD",
            "RTSEGANN",
            "RTSTRUCT",
            "RWV",
            "SEG",
            "SMR",
            "SR",
            "STAIN",
            "TEXTUREMAP",
            "XAPROTOCOL");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("BMD", "Bone Mineral Densitometry"),
            Map.entry("CR", "Computed Radiography"),
            Map.entry("CT", "Computed Tomography"),
            Map.entry("DX", "Digital Radiography"),
            Map.entry("ECG", "Electrocardiography"),
            Map.entry("ES", "Endoscopy"),
            Map.entry("GM", "General Microscopy"),
            Map.entry("IO", "Intra-oral Radiography"),
            Map.entry("IVUS", "Intravascular Ultrasound"),
            Map.entry("MG", "Mammography"),
            Map.entry("MR", "Magnetic Resonance"),
            Map.entry("NM", "Nuclear Medicine"),
            Map.entry("OCT", "Optical Coherence Tomography"),
            Map.entry("OP", "Ophthalmic Photography"),
            Map.entry("OPT", "Ophthalmic Tomography"),
            Map.entry("PT", "Positron emission tomography"),
            Map.entry("PX", "Panoramic X-Ray"),
            Map.entry("RF", "Radiofluoroscopy"),
            Map.entry("RG", "Radiographic imaging"),
            Map.entry("SM", "Slide Microscopy"),
            Map.entry("US", "Ultrasound"),
            Map.entry("XA", "X-Ray Angiography"),
            Map.entry("XC", "External-camera Photography"));

    private AcquisitionModality() {}

    public static Optional<Code> code(String modality) {
        if (!FORM.matcher(modality).matches() || NOT_ACQUIRED.contains(modality)) {
            return Optional.empty();
        }
        return Optional.of(Code.of(modality, DCM, NAMES.getOrDefault(modality, modality)));
    }

    /** Any modality as Image Libraries say it (PS3.16 CID 33); what is none is another, OT. */
    static CodedConcept concept(String modality) {
        String value = FORM.matcher(modality).matches() ? modality : "OT";
        return new CodedConcept(value, "DCM", NAMES.getOrDefault(value, value));
    }
}

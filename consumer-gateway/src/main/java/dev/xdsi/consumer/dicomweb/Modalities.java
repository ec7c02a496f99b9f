package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.dicom.UniqueIdentifiers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The modality of a series, which not every manifest tells but which the SOP classes of its instances give away (PS3.4 B.5). */
final class Modalities {
    /** By how the names of SOP classes begin; the first that fits counts. */
    private static final List<Map.Entry<String, String>> BY_NAME = List.of(
            Map.entry("Computed Radiography", "CR"),
            Map.entry("Digital X-Ray", "DX"),
            Map.entry("Digital Mammography", "MG"),
            Map.entry("Breast Tomosynthesis", "MG"),
            Map.entry("Digital Intra-Oral", "IO"),
            Map.entry("CT ", "CT"),
            Map.entry("Enhanced CT", "CT"),
            Map.entry("Legacy Converted Enhanced CT", "CT"),
            Map.entry("MR ", "MR"),
            Map.entry("Enhanced MR", "MR"),
            Map.entry("Legacy Converted Enhanced MR", "MR"),
            Map.entry("Ultrasound", "US"),
            Map.entry("Enhanced US", "US"),
            Map.entry("Nuclear Medicine", "NM"),
            Map.entry("Positron", "PT"),
            Map.entry("Enhanced PET", "PT"),
            Map.entry("Legacy Converted Enhanced PET", "PT"),
            Map.entry("X-Ray Angiographic", "XA"),
            Map.entry("Enhanced XA", "XA"),
            Map.entry("X-Ray Radiofluoroscopic", "RF"),
            Map.entry("Enhanced XRF", "RF"),
            Map.entry("VL Endoscopic", "ES"),
            Map.entry("VL Microscopic", "GM"),
            Map.entry("VL Whole Slide", "SM"),
            Map.entry("VL Photographic", "XC"),
            Map.entry("Ophthalmic Photography", "OP"),
            Map.entry("Ophthalmic Tomography", "OPT"),
            Map.entry("Segmentation", "SEG"),
            Map.entry("Key Object Selection", "KO"),
            Map.entry("Encapsulated", "DOC"),
            Map.entry("RT Structure Set", "RTSTRUCT"),
            Map.entry("RT Dose", "RTDOSE"),
            Map.entry("RT Plan", "RTPLAN"),
            Map.entry("RT Image", "RTIMAGE"));

    private static final Pattern FORM = Pattern.compile("[A-Z0-9_ ]{1,16}");

    private Modalities() {}

    /** As the manifest describes it, else known from its instances, else from a study that has only one modality. */
    static @Nullable String of(ManifestSeries series, OpenStudy study) {
        String described = series.description().modality();
        if (FORM.matcher(described).matches()) {
            return described;
        }
        Optional<String> bySopClass = series.instances().stream()
                .map(ManifestInstance::sopClassUID)
                .findFirst()
                .flatMap(Modalities::ofSopClass);
        if (bySopClass.isPresent()) {
            return bySopClass.get();
        }
        return study.modalities().size() == 1 ? study.modalities().getFirst() : null;
    }

    private static Optional<String> ofSopClass(String uid) {
        String name = UniqueIdentifiers.nameOf(uid);
        if (name.contains("Presentation State")) {
            return Optional.of("PR");
        }
        if (name.endsWith(" SR Storage") || name.contains("Structured Report")) {
            return Optional.of("SR");
        }
        return BY_NAME.stream()
                .filter(known -> name.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}

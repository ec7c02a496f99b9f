package dev.xdsi.journey;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The real samples sorted into a folder for each study. Many are one image in several encodings under one SOP Instance UID; those after
 * the first get UIDs of their own, since an instance never changes.
 */
final class SampleStudies {
    private static final String ANONYMOUS = "has no Study or SOP Instance UID";
    private static final String MANIFEST = "is a manifest itself";

    /** The samples that cannot be shared, and why. */
    static final Map<String, String> UNSHARABLE = Map.ofEntries(
            Map.entry("charsets_chrSQEncoding.dcm", ANONYMOUS),
            Map.entry("charsets_chrSQEncoding1.dcm", ANONYMOUS),
            Map.entry("mado-kos_MADO_KOS_A.dcm", MANIFEST),
            Map.entry("multiframe-and-misc_US-PAL-8-10x-echo", "has a malformed Study Instance UID, 999.999.3859744"),
            Map.entry("multiframe-and-misc_jpeg-ls-Palette.dcm", "0117H (the Series Instance UID is no UID)"),
            Map.entry("pydicom-data_HTJ2KLossless_08_RGB.dcm", ANONYMOUS),
            Map.entry("pydicom-data_HTJ2K_08_RGB.dcm", ANONYMOUS),
            Map.entry("pydicom-data_JLSL_RGB_ILV0.dcm", ANONYMOUS),
            Map.entry("pydicom-data_JLSL_RGB_ILV2.dcm", ANONYMOUS),
            Map.entry(
                    "small-and-broken_MR_truncated.dcm",
                    "(7FE0,0010) PixelData at offset 1488: length 8192 exceeds the 8130 bytes left"),
            Map.entry("small-and-broken_nested_priv_SQ.dcm", ANONYMOUS),
            Map.entry("xdsi-IDS-DEPT022-a_kos_kos-selftest.dcm", MANIFEST),
            Map.entry("xdsi-IDS-DEPT022-a_kos_kos.dcm", MANIFEST),
            Map.entry("xdsi-IDS-DEPT041-a_kos_kos-selftest.dcm", MANIFEST),
            Map.entry("xdsi-IDS-DEPT041-a_kos_kos.dcm", MANIFEST));

    private final Path into;
    private final Set<String> instances = new HashSet<>();
    private final Map<String, String> unsharable = new TreeMap<>();

    private SampleStudies(Path into) {
        this.into = into;
    }

    /**
     * Writes every sample below {@code from} that could be shared into {@code into}, except a group.
     *
     * @return the others, by file name, each with the reason
     */
    static Map<String, String> write(Path from, String except, Path into) throws IOException {
        SampleStudies studies = new SampleStudies(into);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(md|xml)"))
                    .filter(file -> !file.startsWith(from.resolve(except)))
                    .sorted()
                    .toList()) {
                studies.add(file, from.relativize(file).toString().replace('/', '_'));
            }
        }
        return studies.unsharable;
    }

    private void add(Path file, String name) throws IOException {
        DicomFile sample;
        try {
            sample = Part10.read(file);
        } catch (IOException unreadable) {
            unsharable.put(name, String.valueOf(unreadable.getMessage()));
            return;
        }
        Attributes dataSet = sample.dataSet();
        String study = dataSet.string(Tag.StudyInstanceUID, "");
        String instance = dataSet.string(Tag.SOPInstanceUID, "");
        if (study.isEmpty() || instance.isEmpty()) {
            unsharable.put(name, ANONYMOUS);
        } else if (dataSet.string(Tag.SOPClassUID, "").equals(UID.KeyObjectSelectionDocumentStorage)) {
            unsharable.put(name, MANIFEST);
        } else if (instances.add(instance)) {
            Files.copy(file, place(study, name));
        } else {
            String ownStudy = uid("study of " + name);
            dataSet.setString(Tag.StudyInstanceUID, ownStudy).setString(Tag.SOPInstanceUID, uid(name));
            Part10.write(place(ownStudy, name), FileMeta.of(dataSet, sample.transferSyntax()), dataSet);
        }
    }

    private Path place(String study, String name) throws IOException {
        return Files.createDirectories(into.resolve(study)).resolve(name);
    }

    private static String uid(String name) {
        return UniqueIdentifiers.of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}

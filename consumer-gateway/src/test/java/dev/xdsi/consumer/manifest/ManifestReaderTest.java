package dev.xdsi.consumer.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.TestStudy;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
    @Test
    void readsStudySeriesAndInstancesWithTheirRetrieveLocation() throws IOException {
        List<Manifest> manifests =
                ManifestReader.read(new ByteArrayInputStream(TestStudy.file(TestStudy.keyObjects())));

        assertThat(manifests).hasSize(1);
        Manifest manifest = manifests.getFirst();
        assertThat(manifest.studyInstanceUID()).isEqualTo(TestStudy.UID_OF_STUDY);
        assertThat(manifest.instances().map(ManifestInstance::sopInstanceUID)).containsExactlyElementsOf(TestStudy.ALL);
        assertThat(manifest.series())
                .extracting(ManifestSeries::retrieveLocationUID)
                .containsOnly(TestStudy.LOCATION);
        assertThat(manifest.instanceCount()).isEqualTo(3);
    }

    @Test
    void countsWhatCameBySopClass() {
        assertThat(TestStudy.manifest().countBySopClass(Set.of(TestStudy.FIRST, TestStudy.THIRD, "9.9")))
                .containsExactly(java.util.Map.entry(UID.CTImageStorage, 2));
    }

    @Test
    void refusesWhatIsNoKeyObjectSelection() {
        Attributes image = TestStudy.keyObjects().setString(Tag.SOPClassUID, UID.CTImageStorage);

        assertThatThrownBy(() -> ManifestReader.read(image))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("no Key Object Selection");
    }

    @Test
    void refusesAManifestWithoutEvidence() {
        Attributes empty = TestStudy.keyObjects().remove(Tag.CurrentRequestedProcedureEvidenceSequence);

        assertThatThrownBy(() -> ManifestReader.read(empty)).hasMessageContaining("Evidence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "1.2/3", "", "1..2", "<b>"})
    void refusesUidsThatAreNone(String hostile) {
        Attributes keyObjects = TestStudy.keyObjects();
        keyObjects
                .items(Tag.CurrentRequestedProcedureEvidenceSequence)
                .getFirst()
                .setString(Tag.StudyInstanceUID, hostile);

        assertThatThrownBy(() -> ManifestReader.read(keyObjects))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("UID");
    }

    @Test
    void refusesWhatIsNoDicom() {
        byte[] text = "<html>not found</html>".repeat(20).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> ManifestReader.read(new ByteArrayInputStream(text)))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "xdsi-IDS-DEPT003-a/kos/kos.dcm, 20",
        "xdsi-IDS-DEPT022-a/kos/kos.dcm, 1",
        "xdsi-IDS-DEPT041-a/kos/kos.dcm, 1",
        "mado-kos/MADO_KOS_A.dcm, 86"
    })
    void readsManifestsOfOthers(String name, int instances) throws IOException {
        try (InputStream in = Files.newInputStream(sample(name))) {
            int count = ManifestReader.read(in).stream()
                    .mapToInt(Manifest::instanceCount)
                    .sum();
            assertThat(count).isEqualTo(instances);
        }
    }

    static Manifest readSample(String name) throws IOException {
        try (InputStream in = Files.newInputStream(sample(name))) {
            return ManifestReader.read(in).getFirst();
        }
    }

    private static Path sample(String name) {
        String shared = System.getenv("XDSI_SHARED");
        Path root =
                shared == null ? Path.of(System.getProperty("xdsi.root", "..")).resolve("../shared") : Path.of(shared);
        Path sample = root.resolve("dicom").resolve(name);
        if (!Files.exists(sample)) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("the sample " + name + " is missing");
            }
            Assumptions.abort("no sample data sets on this machine: " + name);
        }
        return sample;
    }
}

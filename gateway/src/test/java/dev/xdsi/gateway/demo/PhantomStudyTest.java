package dev.xdsi.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.gateway.share.StudyFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomStudyTest {
    @TempDir
    Path folder;

    private final PhantomStudy phantom = new PhantomStudy("P1", 4, 64, LocalDateTime.of(2024, 1, 2, 3, 4, 5));

    @Test
    void isOneStudyOfThreeSeriesThatDicomReaderUnderstand() throws Exception {
        String study = phantom.write(folder, UUID::randomUUID);

        StudyFiles files = StudyFiles.under(List.of(folder));
        assertThat(files.refused()).isEmpty();
        assertThat(files.studies()).containsOnlyKeys(study);
        assertThat(files.count()).isEqualTo(phantom.instances()).isEqualTo(12);
    }

    @Test
    void spellsTheSameNameInDifferentCharacterSets() throws Exception {
        phantom.write(folder, UUID::randomUUID);
        Set<String> names = new HashSet<>();
        Set<List<String>> charsets = new HashSet<>();
        Set<List<Byte>> encodings = new HashSet<>();
        for (Path file : PhantomStudy.files(folder)) {
            Attributes image = Part10.read(file).dataSet();
            names.add(image.string(Tag.PatientName, ""));
            charsets.add(image.strings(Tag.SpecificCharacterSet));
            encodings.add(boxed(image.bytes(Tag.PatientName)));
        }
        assertThat(names).containsExactly("Yamada^Tarou=山田^太郎=やまだ^たろう");
        assertThat(charsets).hasSize(3);
        assertThat(encodings).hasSize(3);
    }

    @Test
    void showsLungsInABody() {
        short[] slice = new ChestPhantom(64, 1).slice(0.5);

        assertThat(slice[0]).as("air around the body").isLessThan((short) -900);
        assertThat(slice[32 * 64 + 19]).as("right lung").isBetween((short) -900, (short) -780);
        assertThat(slice[46 * 64 + 32]).as("spine").isGreaterThan((short) 100);
    }

    /** For a person to look at: {@code -Dxdsi.phantom=FILE.png}. */
    @Test
    void canBeLookedAt() throws IOException {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_BYTE_GRAY);
        short[] slice = new ChestPhantom(256, 1).slice(0.5);
        for (int i = 0; i < slice.length; i++) {
            int gray = Math.clamp((slice[i] + 1000) * 255L / 1600, 0, 255);
            image.getRaster().setSample(i % 256, i / 256, 0, gray);
        }
        String target = System.getProperty("xdsi.phantom");
        if (target != null) {
            javax.imageio.ImageIO.write(image, "png", Path.of(target).toFile());
        }
        assertThat(image.getRaster().getSample(80, 128, 0))
                .isLessThan(image.getRaster().getSample(128, 190, 0));
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> boxed = new java.util.ArrayList<>();
        for (byte b : bytes) {
            boxed.add(b);
        }
        return boxed;
    }
}

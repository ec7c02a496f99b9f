package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DCMTK's {@code dcmp2pgm} shows images as presentation states want them as we do. */
@org.junit.jupiter.api.Tag("integration")
class DcmtkPresentationTest {
    private static final MadeImage IMAGE = new MadeImage(61, 43, 12, false, 1, false);

    @TempDir
    Path folder;

    enum Case {
        WINDOW(state -> state.setItems(Tag.SoftcopyVOILUTSequence, MadeState.window(2000, 3000))),
        RESCALED(state -> state.setItems(Tag.SoftcopyVOILUTSequence, MadeState.window(40, 900))
                .setString(Tag.RescaleSlope, "0.5")
                .setString(Tag.RescaleIntercept, "-1024")
                .setString(Tag.RescaleType, "HU")),
        NO_VOI(state -> state.remove(Tag.SoftcopyVOILUTSequence)),
        VOI_TABLE(state -> state.setItems(
                Tag.SoftcopyVOILUTSequence,
                new Attributes().setItems(Tag.VOILUTSequence, MadeState.table(Tag.VOILUTSequence, 4096, 12)))),
        INVERSE(state -> state.setItems(Tag.SoftcopyVOILUTSequence, MadeState.window(2000, 3000))
                .setString(Tag.PresentationLUTShape, "INVERSE")),
        PRESENTATION_TABLE(state -> state.setItems(Tag.SoftcopyVOILUTSequence, MadeState.window(2000, 3000))
                .remove(Tag.PresentationLUTShape)
                .setItems(Tag.PresentationLUTSequence, MadeState.table(Tag.PresentationLUTSequence, 4096, 12)));

        private final UnaryOperator<Attributes> change;

        Case(UnaryOperator<Attributes> change) {
            this.change = change;
        }

        /** In levels of 256; where a table is steep, what is rounded before it counts for more. */
        int distance() {
            return this == PRESENTATION_TABLE ? 2 : 1;
        }
    }

    @ParameterizedTest
    @EnumSource
    void looksAlike(Case one) throws Exception {
        compare(one, "MONOCHROME2");
    }

    /** What the image says to be white does not count. */
    @ParameterizedTest
    @EnumSource
    void looksAlikeWhereTheLeastIsWhite(Case one) throws Exception {
        compare(one, "MONOCHROME1");
    }

    private void compare(Case one, String photometric) throws Exception {
        Attributes state = one.change.apply(MadeState.of(IMAGE));
        Path imageFile = folder.resolve("image.dcm");
        Path stateFile = folder.resolve("state.dcm");
        Path picture = folder.resolve("theirs.pgm");
        Attributes image = IMAGE.attributes()
                .setString(Tag.PhotometricInterpretation, photometric)
                .setBytes(Tag.PixelData, VR.OW, IMAGE.cells());
        Part10.write(imageFile, FileMeta.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image);
        Part10.write(stateFile, FileMeta.of(state, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), state);
        Foreign.run(List.of("dcmp2pgm", "-p", stateFile.toString()), List.of(imageFile.toString(), picture.toString()));

        int[] ours = RenderedFrame.of(
                        new EncodedFrame(Part10.read(imageFile), 1, IMAGE.cells()),
                        View.PLAIN,
                        new Look(PresentationState.of(state, MadeState.PRESENTED), Lettering.NONE))
                .parts();
        int[] theirs = pixels(picture);
        assertThat(ours).hasSameSizeAs(theirs);
        List<String> others = IntStream.range(0, ours.length)
                .filter(i -> Math.abs(ours[i] - theirs[i]) > one.distance())
                .mapToObj(i -> "at " + i + " " + ours[i] + " for " + theirs[i])
                .toList();
        assertThat(others).isEmpty();
    }

    /** Of a binary PGM. */
    private static int[] pixels(Path picture) throws IOException {
        byte[] file = Files.readAllBytes(picture);
        int count = IMAGE.columns() * IMAGE.rows();
        assertThat(new String(file, 0, file.length - count, StandardCharsets.US_ASCII))
                .startsWith("P5")
                .containsPattern("\\s" + IMAGE.columns() + "\\s+" + IMAGE.rows() + "\\s");
        int[] pixels = new int[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = file[file.length - count + i] & 0xFF;
        }
        return pixels;
    }
}

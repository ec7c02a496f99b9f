package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What DCMTK, OpenJPEG and GDCM encode in every way that they know is decoded here to what it was made of. */
@Tag("integration")
class EncodedByOthersTest {
    private static final List<MadeImage> IMAGES = List.of(
            MadeImage.small(8, false, 1),
            MadeImage.small(12, false, 1),
            MadeImage.small(16, false, 1),
            MadeImage.small(16, true, 1),
            MadeImage.small(8, false, 3),
            new MadeImage(1, 1, 8, false, 1, false),
            new MadeImage(1, 40, 12, false, 1, false),
            new MadeImage(300, 2, 16, true, 1, false),
            new MadeImage(130, 70, 12, false, 1, false));

    private static final List<String> OPENJPEG_STYLES = List.of(
            "",
            "-n 1",
            "-n 3 -b 4,4",
            "-b 64,64 -M 1",
            "-M 2",
            "-M 4",
            "-M 8",
            "-M 32",
            "-M 63",
            "-M 5 -n 2",
            "-r 20,5,1",
            "-p RLCP -r 20,5,1",
            "-n 3 -p RPCL -c [16,16],[8,8]",
            "-n 3 -p PCRL -c [16,16],[8,8] -r 9,1",
            "-n 3 -p CPRL -c [32,16],[8,16]",
            "-n 2 -t 16,9",
            "-n 2 -t 16,9 -d 5,3 -T 2,1",
            "-d 3,5 -p PCRL",
            "-SOP -EPH -r 7,1",
            "-n 2 -TP R -t 11,11");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> losslesslyByDcmtkAndGdcm() {
        List<DynamicTest> tests = new ArrayList<>();
        for (MadeImage image : IMAGES) {
            for (int predictor = 1; predictor <= 7; predictor++) {
                tests.add(test(image, 0, "dcmcjpeg +el +sv " + predictor));
            }
            tests.add(test(image, 0, "dcmcjpeg +e1"));
            tests.add(test(image, 0, "dcmcrle"));
            if (!isTiny(image)) {
                tests.add(test(image, 0, "gdcmconv --j2k"));
            }
            for (String interleave : image.samples() == 3 ? List.of(" +il", " +is", " +in") : List.of("")) {
                tests.add(test(image, 0, "dcmcjpls +el" + interleave));
                if (!image.signed()) {
                    tests.add(test(image, 3, "dcmcjpls +en +md 3" + interleave));
                }
            }
        }
        return tests.stream();
    }

    private static boolean isTiny(MadeImage image) {
        return image.columns() < MadeImage.COLUMNS || image.rows() < MadeImage.ROWS;
    }

    /** Lossy JPEG of what is smooth loses little. */
    @TestFactory
    Stream<DynamicTest> lossilyByDcmtk() {
        return Stream.of(
                test(MadeImage.smooth(8, 1), 3, "dcmcjpeg +eb +q 100"),
                test(MadeImage.smooth(8, 3), 4, "dcmcjpeg +eb +q 100 +s4"),
                test(MadeImage.smooth(8, 3), 6, "dcmcjpeg +eb +q 100 +s2"),
                test(MadeImage.smooth(8, 1), 3, "dcmcjpeg +es +q 100"),
                test(MadeImage.smooth(8, 3), 4, "dcmcjpeg +ep +q 100 +s4"),
                test(MadeImage.smooth(12, 1), 6, "dcmcjpeg +ee +q 100"),
                test(MadeImage.smooth(12, 1), 6, "dcmcjpeg +es +q 100"),
                test(MadeImage.smooth(12, 1), 6, "dcmcjpeg +ep +q 100"),
                test(new MadeImage(200, 150, 12, false, 1, true), 6, "dcmcjpeg +ep +q 100"),
                test(new MadeImage(200, 150, 8, false, 3, true), 6, "dcmcjpeg +ep +q 100 +s2"));
    }

    private DynamicTest test(MadeImage image, int tolerance, String command) {
        return DynamicTest.dynamicTest(command + " " + image, () -> {
            Path original = folder.resolve("original.dcm");
            Path encoded = folder.resolve("encoded.dcm");
            image.write(original);
            Foreign.run(List.of(command.split(" ")), List.of(original.toString(), encoded.toString()));
            assertThat(Part10.read(encoded).transferSyntax().encapsulated()).isTrue();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Decompression.write(Part10.read(encoded), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
            DicomFile decoded =
                    Part10.read(new ByteArrayInputStream(out.toByteArray()), dev.xdsi.dicom.io.ReadOptions.DEFAULT);
            NativeFrame frame = new NativeFrame(
                    PixelFormat.of(decoded.dataSet()),
                    Frames.of(decoded).all().getFirst().bytes());
            assertThat(frame.format().samples()).isEqualTo(image.samples());
            assertThat(image.farthest(frame)).isLessThanOrEqualTo(tolerance);
        });
    }

    @TestFactory
    Stream<DynamicTest> inEveryStyleByOpenJpeg() {
        List<DynamicTest> tests = new ArrayList<>();
        for (MadeImage image : IMAGES) {
            for (String style : OPENJPEG_STYLES) {
                if (!isTiny(image) || style.isEmpty() || style.equals("-n 1")) {
                    tests.add(openJpeg(image, 0, style));
                }
            }
            int lossy = 1 << Math.max(1, image.bits() - 7);
            tests.add(
                    openJpeg(new MadeImage(90, 77, image.bits(), image.signed(), image.samples(), true), lossy, "-I"));
        }
        return tests.stream();
    }

    private DynamicTest openJpeg(MadeImage image, int tolerance, String style) {
        return DynamicTest.dynamicTest("opj_compress " + style + " " + image, () -> {
            Path raw = folder.resolve("image.raw");
            Path encoded = folder.resolve("image.j2k");
            Files.write(raw, bigEndian(image));
            List<String> command = new ArrayList<>(List.of("opj_compress", "-F"));
            command.add(image.columns() + "," + image.rows() + "," + image.samples() + "," + image.bits() + ","
                    + (image.signed() ? "s" : "u"));
            int levels = Integer.SIZE - Integer.numberOfLeadingZeros(Math.min(image.columns(), image.rows()));
            if (!style.contains("-n ")) {
                command.addAll(List.of("-n", String.valueOf(Math.min(levels, 6))));
            }
            if (!style.isEmpty()) {
                command.addAll(List.of(style.split(" ")));
            }
            Foreign.run(command, List.of("-i", raw.toString(), "-o", encoded.toString()));
            EncodedFrame frame = image.encoded(UID.JPEG2000, Files.readAllBytes(encoded));
            NativeFrame decoded = new Jpeg2000Decoder().decode(frame.bytes(), PixelFormat.of(image.attributes()));
            assertThat(image.farthest(decoded)).isLessThanOrEqualTo(tolerance);
        });
    }

    /** Plane by plane, as {@code opj_compress} reads raw pictures. */
    private static byte[] bigEndian(MadeImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int component = 0; component < image.samples(); component++) {
            for (int i = 0; i < image.columns() * image.rows(); i++) {
                int value = image.sample(i % image.columns(), i / image.columns(), component);
                if (image.bytes() == 2) {
                    out.write(value >> Byte.SIZE);
                }
                out.write(value);
            }
        }
        return out.toByteArray();
    }
}

package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Samples;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK's {@code dcmj2pnm} shows the same pictures of real images, or they are refused here for a reason that is known. */
@Tag("integration")
class DcmtkRenderingTest {
    /** What is not rendered, by how its refusal begins. */
    private static final List<String> REASONS = List.of("Images with colours beside their grays", "This is no image.");

    private static final Window TOLD = new Window(40, 400, Window.Function.LINEAR);

    /** DCMTK cannot read it. */
    private static final String UNREAD = "small-and-broken/no_meta.dcm";

    /** Many of one series are alike, and the largest is lossless JPEG as others are. */
    private static final String ALIKE = "(mg/.*|mr-brain-20/brain_0(0[2-9]|1).*|xdsi-IDS-DEPT003-a/0000(0[1-9]|1).*)";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everySampleLooksAlike() {
        Path samples = Samples.folder();
        return Samples.readable().stream()
                .filter(file -> !samples.relativize(file).toString().matches(ALIKE + "|" + UNREAD))
                .map(file -> DynamicTest.dynamicTest(samples.relativize(file).toString(), () -> compare(file)));
    }

    private void compare(Path file) throws Exception {
        DicomFile image = Part10.read(file);
        if (!image.dataSet().contains(dev.xdsi.dicom.Tag.PixelData)) {
            return;
        }
        int frames = image.dataSet().integer(dev.xdsi.dicom.Tag.NumberOfFrames, 1);
        int number = (frames + 1) / 2;
        RenderedFrame ours;
        try {
            ours = RenderedFrame.of(frame(withSquarePixels(image), number, frames), view(image.dataSet()));
        } catch (UnrenderableException refused) {
            assertThat(REASONS)
                    .anyMatch(reason -> String.valueOf(refused.getMessage()).startsWith(reason));
            return;
        }
        BufferedImage theirs = dcmj2pnm(file, image.transferSyntax().uid(), image.dataSet(), number);
        assertThat(ours.width()).isEqualTo(theirs.getWidth());
        assertThat(ours.height()).isEqualTo(theirs.getHeight());
        int[] seen = ours.parts();
        int[] expected = theirs.getRaster().getPixels(0, 0, theirs.getWidth(), theirs.getHeight(), (int[]) null);
        int times = seen.length / expected.length;
        assertThat(seen.length % expected.length).isZero();
        int farthest = 0;
        double sum = 0;
        for (int i = 0; i < seen.length; i++) {
            int distance = Math.abs(seen[i] - expected[i / times]);
            farthest = Math.max(farthest, distance);
            sum += distance;
        }
        boolean lossy = image.transferSyntax().uid().matches(".*\\.4\\.5[135]|.*\\.4\\.50");
        boolean ybr = image.dataSet()
                .string(dev.xdsi.dicom.Tag.PhotometricInterpretation, "")
                .startsWith("YBR");
        assertThat(farthest).as("levels of 256").isLessThanOrEqualTo(lossy || ybr ? 2 : 1);
        assertThat(sum / seen.length).isLessThan(0.8);
    }

    /** Pixel by pixel: unless it is to scale them, DCMTK shows those of other shapes as squares. */
    private static DicomFile withSquarePixels(DicomFile image) {
        return new DicomFile(
                image.fileMeta(),
                image.transferSyntax(),
                image.dataSet().copy().setString(dev.xdsi.dicom.Tag.PixelAspectRatio, "1", "1"),
                image.dataSetOffset());
    }

    /** Where nothing says what to see, DCMTK shows padding too and we do not: both are told then. */
    private static View view(Attributes image) {
        boolean padded = image.contains(dev.xdsi.dicom.Tag.PixelPaddingValue)
                && !image.contains(dev.xdsi.dicom.Tag.WindowCenter);
        return padded ? new View(null, TOLD) : View.PLAIN;
    }

    private BufferedImage dcmj2pnm(Path file, String syntax, Attributes image, int number) throws Exception {
        Path output = folder.resolve("theirs.png");
        List<String> command = new ArrayList<>(List.of("dcmj2pnm", "-q", "+F", String.valueOf(number), "+on"));
        Window told = view(image).window();
        Optional<Window> window = told == null ? storedWindow(new FunctionalGroups(image, number)) : Optional.of(told);
        if (window.isPresent()) {
            command.addAll(List.of(
                    "+Ww",
                    String.valueOf(window.get().center()),
                    String.valueOf(window.get().width())));
        } else if (image.contains(dev.xdsi.dicom.Tag.VOILUTSequence)) {
            command.addAll(List.of("+Wl", "1"));
        } else {
            command.add("+Wm");
        }
        command.addAll(List.of(readable(file, syntax).toString(), output.toString()));
        Process process;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException absent) {
            throw Samples.missing("dcmj2pnm of DCMTK");
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return ImageIO.read(output.toFile());
    }

    /** What DCMTK does not draw itself is decompressed first: that it is so rightly, other tests show. */
    private Path readable(Path file, String syntax) throws Exception {
        if (!syntax.matches(".*\\.4\\.([89].|20[123])")) {
            return file;
        }
        Path decompressed = folder.resolve("decompressed.dcm");
        try (OutputStream out = Files.newOutputStream(decompressed)) {
            Decompression.write(
                    Part10.read(RawPixelsTest.named(file, folder)),
                    dev.xdsi.dicom.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    out);
        }
        return decompressed;
    }

    /** DCMTK knows no functional groups: where values are rescaled by one, the window is told in stored values. */
    static Optional<Window> storedWindow(FunctionalGroups groups) throws UnrenderableException {
        Attributes rescale = groups.holderOf(dev.xdsi.dicom.Tag.PixelValueTransformationSequence);
        boolean known = groups.image().contains(dev.xdsi.dicom.Tag.RescaleSlope);
        double slope = known ? 1 : rescale.real(dev.xdsi.dicom.Tag.RescaleSlope).orElse(1);
        double intercept =
                known ? 0 : rescale.real(dev.xdsi.dicom.Tag.RescaleIntercept).orElse(0);
        return Window.of(groups.holderOf(dev.xdsi.dicom.Tag.FrameVOILUTSequence))
                .map(window -> new Window(
                        (window.center() - intercept) / slope, window.width() / slope, Window.Function.LINEAR));
    }

    static EncodedFrame frame(DicomFile image, int number, int frames) throws IOException {
        Element pixels = image.pixelData().orElseThrow();
        return new EncodedFrame(
                image,
                number,
                switch (pixels.value()) {
                    case Value.Inline inline -> part(BulkData.of(inline.bytes()), number, frames);
                    case Value.Bulk bulk -> part(bulk.data(), number, frames);
                    case Value.Fragments fragments -> {
                        List<BulkData> all = image.pixelFragments();
                        yield frames == 1 ? joined(all) : joined(List.of(all.get(number - 1)));
                    }
                    case Value.Items items -> throw new IllegalStateException("pixel data that are items");
                });
    }

    private static byte[] part(BulkData all, int number, int frames) throws IOException {
        long length = all.length() / frames;
        try (InputStream in = all.open()) {
            in.skipNBytes((number - 1) * length);
            return in.readNBytes((int) length);
        }
    }

    private static byte[] joined(List<BulkData> fragments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (BulkData fragment : fragments) {
            fragment.transferTo(out);
        }
        return out.toByteArray();
    }
}

package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Samples;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every compressed sample written uncompressed has the pixels that DCMTK and GDCM find in it: the same, or of lossy JPEG nearly. */
@org.junit.jupiter.api.Tag("integration")
class RawPixelsTest {
    /** By which tool and by how many steps of a sample it may differ. */
    private record Peer(List<String> command, int tolerance) {}

    private static final Peer DCMDJPEG = new Peer(List.of("dcmdjpeg", "+px"), 0);
    private static final Peer DCMDJPEG_LOSSY = new Peer(List.of("dcmdjpeg", "+px"), 2);
    private static final Peer DCMDJPLS = new Peer(List.of("dcmdjpls", "+px"), 0);
    private static final Peer DCMDRLE = new Peer(List.of("dcmdrle"), 0);
    private static final Peer GDCM = new Peer(List.of("gdcmconv", "--raw"), 0);
    private static final Peer GDCM_LOSSY = new Peer(List.of("gdcmconv", "--raw"), 1);

    private static final Map<String, Peer> PEERS = new TreeMap<>(Map.ofEntries(
            Map.entry(UID.RLELossless, DCMDRLE),
            Map.entry(UID.JPEGBaseline8Bit, DCMDJPEG_LOSSY),
            Map.entry(UID.JPEGExtended12Bit, DCMDJPEG_LOSSY),
            Map.entry(UID.JPEGSpectralSelectionNonHierarchical68, DCMDJPEG_LOSSY),
            Map.entry(UID.JPEGFullProgressionNonHierarchical1012, DCMDJPEG_LOSSY),
            Map.entry(UID.JPEGLossless, DCMDJPEG),
            Map.entry(UID.JPEGLosslessSV1, DCMDJPEG),
            Map.entry(UID.JPEGLSLossless, DCMDJPLS),
            Map.entry(UID.JPEGLSNearLossless, DCMDJPLS),
            Map.entry(UID.JPEG2000Lossless, GDCM),
            Map.entry(UID.JPEG2000, GDCM_LOSSY),
            Map.entry(UID.HTJ2KLossless, GDCM),
            Map.entry(UID.HTJ2K, GDCM_LOSSY)));

    /** GDCM knows no such transfer syntaxes, but decodes them with OpenJPEG where it is told that they are others. */
    private static final Map<String, String> TOLD_AS =
            Map.of(UID.HTJ2KLossless, UID.JPEG2000Lossless, UID.HTJ2K, UID.JPEG2000);

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyCompressedSample() throws Exception {
        Path samples = Samples.folder();
        return Samples.readable().stream()
                .filter(RawPixelsTest::isCompressed)
                .map(file -> DynamicTest.dynamicTest(samples.relativize(file).toString(), () -> compare(file)));
    }

    private static boolean isCompressed(Path file) {
        try {
            DicomFile image = Part10.read(file);
            return image.transferSyntax().encapsulated() && image.pixelData().isPresent();
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private void compare(Path file) throws Exception {
        Path ours = folder.resolve("ours.dcm");
        Path named = named(file, folder);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(ours))) {
            Decompression.write(Part10.read(named), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
        }
        DicomFile image = Part10.read(named);
        String syntax = image.transferSyntax().uid();
        Peer peer = PEERS.get(syntax);
        assertThat(peer).isNotNull();
        if (TOLD_AS.containsKey(syntax)) {
            named = folder.resolve("told.dcm");
            TransferSyntax told = TransferSyntax.of(TOLD_AS.get(syntax));
            Part10.write(named, FileMeta.of(image.dataSet(), told), image.dataSet());
        }
        Path theirs = folder.resolve("theirs.dcm");
        Foreign.run(peer.command(), List.of(named.toString(), theirs.toString()));
        assertSamePixels(Part10.read(ours), Part10.read(theirs), peer.tolerance());
    }

    /** The same with identifiers, without which nobody sends an image. */
    static Path named(Path file, Path folder) throws Exception {
        DicomFile image = Part10.read(file);
        if (image.dataSet().hasValue(Tag.SOPInstanceUID)) {
            return file;
        }
        Path named = folder.resolve("named.dcm");
        Attributes dataSet = image.dataSet()
                .copy()
                .setString(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
                .setString(Tag.SOPInstanceUID, "2.25.1");
        Part10.write(named, FileMeta.of(dataSet, image.transferSyntax()), dataSet);
        return named;
    }

    static void assertSamePixels(DicomFile ours, DicomFile theirs, int tolerance) throws Exception {
        PixelFormat mine = PixelFormat.of(ours.dataSet());
        PixelFormat other = PixelFormat.of(theirs.dataSet());
        assertThat(other.size()).isEqualTo(mine.size());
        // GDCM says how many bits the codestream has; what matters is that the numbers are the same.
        assertThat(other.sample().bitsStored())
                .isGreaterThanOrEqualTo(mine.sample().bitsStored());
        assertThat(other.sample().signed()).isEqualTo(mine.sample().signed());
        Set<Photometric> coded =
                Set.of(Photometric.YBR_FULL, Photometric.YBR_RCT, Photometric.YBR_ICT, Photometric.RGB);
        assertThat(mine.photometric() == other.photometric()
                        || (coded.contains(mine.photometric()) && coded.contains(other.photometric())))
                .as(mine.photometric() + " and " + other.photometric())
                .isTrue();
        int count = ours.dataSet().integer(Tag.NumberOfFrames, 1);
        assertThat(theirs.dataSet().integer(Tag.NumberOfFrames, 1)).isEqualTo(count);
        List<Frames.Frame> mineAll = Frames.of(ours).all();
        List<Frames.Frame> otherAll = Frames.of(theirs).all();
        int farthest = 0;
        for (int i = 0; i < count; i++) {
            NativeFrame a = new NativeFrame(mine, mineAll.get(i).bytes());
            NativeFrame b = new NativeFrame(other, otherAll.get(i).bytes());
            for (int pixel = 0; pixel < mine.size().pixels(); pixel++) {
                for (int sample = 0; sample < mine.samples(); sample++) {
                    double difference = mine.sample().value(a.bits(pixel, sample))
                            - other.sample().value(b.bits(pixel, sample));
                    farthest = (int) Math.max(farthest, Math.abs(difference));
                }
            }
        }
        assertThat(farthest).as("levels").isLessThanOrEqualTo(tolerance);
    }
}

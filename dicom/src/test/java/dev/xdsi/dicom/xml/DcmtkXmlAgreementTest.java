package dev.xdsi.dicom.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.PersonName;
import dev.xdsi.dicom.Samples;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DataSetDiff;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.BulkDataUris;
import dev.xdsi.dicom.json.JsonLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK's {@code dcm2xml --native-format} and this writer say the same of files in Unicode or ASCII and Latin. */
@Tag("integration")
class DcmtkXmlAgreementTest {
    /** The last has private elements without a creator, of which DCMTK drops the block. */
    private static final List<String> NOT_CONVERTED_BY_DCMTK =
            List.of("chr", "badVR", "no_meta", "charset", "waveform_ecg");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyNativeSampleIsSaidAlike() {
        return Samples.readable().stream()
                .filter(file -> NOT_CONVERTED_BY_DCMTK.stream().noneMatch(file.toString()::contains))
                .filter(DcmtkXmlAgreementTest::isNative)
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }

    private static boolean isNative(Path file) {
        try {
            DicomFile read = Part10.read(file);
            return read.transferSyntax().encoding().isExplicit()
                    && !read.transferSyntax().encapsulated()
                    && Files.size(file) < 2 << 20;
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private void compare(Path file) throws Exception {
        byte[] ours = NativeDicomModel.toBytes(Part10.read(file).dataSet(), BulkDataUris.NONE);
        Path theirs = dcm2xml(file);

        try (InputStream xml = Files.newInputStream(theirs)) {
            Attributes expected =
                    comparable(littleEndian(NativeDicomModel.read(xml, JsonLimits.DEFAULT, BulkDataSource.IGNORE)));
            Attributes actual = comparable(
                    NativeDicomModel.read(new ByteArrayInputStream(ours), JsonLimits.DEFAULT, BulkDataSource.IGNORE));
            assertThat(actual.size()).isPositive();
            assertThat(DataSetDiff.between(actual, expected)).isEmpty();
        }
    }

    /** Numbers are the same however they are spelled; DCMTK keeps File Meta Information, which is no part of the data set. */
    private static Attributes comparable(Attributes dataSet) {
        for (Element element : dataSet.stream().toList()) {
            int tag = element.tag();
            if (Tags.group(tag) == 2) {
                dataSet.remove(tag);
                continue;
            }
            switch (element.vr()) {
                case DS, IS, FD, FL -> dataSet.setString(tag, VR.UT, rounded(dataSet.reals(tag)));
                case PN ->
                    dataSet.setString(
                            tag,
                            VR.PN,
                            dataSet.strings(tag).stream()
                                    .map(name -> PersonName.parse(name).toString())
                                    .toArray(String[]::new));
                case SQ -> dataSet.items(tag).forEach(DcmtkXmlAgreementTest::comparable);
                default -> {}
            }
        }
        return dataSet;
    }

    /** DCMTK encodes words with their high byte first. */
    private static Attributes littleEndian(Attributes dataSet) {
        for (Element element : dataSet.stream().toList()) {
            int width = switch (element.vr()) {
                case OW -> 2;
                case OF, OL -> 4;
                case OD, OV -> 8;
                default -> 1;
            };
            if (element.value() instanceof Value.Inline inline && width > 1) {
                byte[] bytes = inline.bytes().clone();
                for (int i = 0; i + width <= bytes.length; i += width) {
                    for (int j = 0; j < width; j++) {
                        bytes[i + j] = inline.bytes()[i + width - 1 - j];
                    }
                }
                dataSet.set(new Element(element.tag(), element.vr(), new Value.Inline(bytes)));
            }
            if (element.vr() == VR.SQ) {
                dataSet.items(element.tag()).forEach(DcmtkXmlAgreementTest::littleEndian);
            }
        }
        return dataSet;
    }

    private static String rounded(double[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> String.format(Locale.ROOT, "%.5g", number))
                .toList()
                .toString();
    }

    private Path dcm2xml(Path file) throws Exception {
        Path xml = folder.resolve("dcm.xml");
        try {
            Process dcm2xml = new ProcessBuilder("dcm2xml", "-q", "-nat", "+U8", "+Eb", file.toString(), xml.toString())
                    .inheritIO()
                    .start();
            assertThat(dcm2xml.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(dcm2xml.exitValue()).isZero();
        } catch (IOException notInstalled) {
            Samples.missing("dcm2xml is not installed");
        }
        return xml;
    }
}

package dev.xdsi.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.PersonName;
import dev.xdsi.dicom.Samples;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.DataSetDiff;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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

/** DCMTK's {@code dcm2json} and this writer say the same: tags, representations, text in Unicode, numbers, pixels. */
@Tag("integration")
class DcmtkJsonAgreementTest {
    /** Debian's DCMTK cannot convert these: it lacks ISO 2022 IR 87 and 159, or meets values that are not valid. */
    private static final List<String> NOT_CONVERTED_BY_DCMTK =
            List.of("chrH31", "chrH32", "chrJapMulti", "chrSQEncoding", "badVR", "no_meta");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyNativeSampleIsSaidAlike() {
        return Samples.readable().stream()
                .filter(file -> NOT_CONVERTED_BY_DCMTK.stream().noneMatch(file.toString()::contains))
                .filter(DcmtkJsonAgreementTest::isNative)
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }

    /** {@code dcm2json} refuses encapsulated pixel data. */
    private static boolean isNative(Path file) {
        try {
            DicomFile read = Part10.read(file);
            return read.transferSyntax().encoding().isExplicit()
                    && !read.transferSyntax().encapsulated();
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private void compare(Path file) throws Exception {
        StringWriter ours = new StringWriter();
        DicomJson.write(Part10.read(file).dataSet(), ours, BulkDataUris.NONE);
        Path theirs = dcm2json(file);

        try (Reader reader = Files.newBufferedReader(theirs, StandardCharsets.UTF_8)) {
            Attributes expected = comparable(DicomJson.read(reader, JsonLimits.DEFAULT, BulkDataSource.IGNORE));
            Attributes actual = comparable(
                    DicomJson.read(new StringReader(ours.toString()), JsonLimits.DEFAULT, BulkDataSource.IGNORE));
            assertThat(actual.size()).isPositive();
            assertThat(DataSetDiff.between(actual, expected)).isEmpty();
        }
    }

    /**
     * Numbers in text are the same however they are spelled; DCMTK writes doubles with fewer digits, drops components of
     * a name that are empty and keeps a zero byte that pads text.
     */
    private static Attributes comparable(Attributes dataSet) {
        for (Element element : dataSet.stream().toList()) {
            int tag = element.tag();
            switch (element.vr()) {
                case DS, IS, FD, FL -> dataSet.setString(tag, VR.UT, rounded(dataSet.reals(tag)));
                case PN ->
                    dataSet.setString(
                            tag,
                            VR.PN,
                            dataSet.strings(tag).stream()
                                    .map(name -> PersonName.parse(name).toString())
                                    .toArray(String[]::new));
                case LO -> dataSet.setString(tag, VR.LO, dataSet.strings(tag).toArray(String[]::new));
                case SQ -> dataSet.items(tag).forEach(DcmtkJsonAgreementTest::comparable);
                default -> {}
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

    private Path dcm2json(Path file) throws Exception {
        Path json = folder.resolve("dcm.json");
        try {
            Process dcm2json = new ProcessBuilder("dcm2json", "-q", "-fc", "-ee", file.toString(), json.toString())
                    .inheritIO()
                    .start();
            assertThat(dcm2json.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(dcm2json.exitValue()).isZero();
        } catch (IOException e) {
            throw Samples.missing("dcm2json of DCMTK: " + e.getMessage());
        }
        return json;
    }
}

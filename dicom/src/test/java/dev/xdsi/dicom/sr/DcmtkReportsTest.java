package dev.xdsi.dicom.sr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Samples;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What DCMTK's {@code dsr2html} shows of a report is shown here too. */
@Tag("integration")
class DcmtkReportsTest {
    /** Words that DCMTK puts in itself: headings, names of parts and of kinds of objects. */
    private static final Set<String> THEIRS = Set.of(
            "annex",
            "footnote",
            "codes",
            "observed",
            "unknown",
            "context",
            "concept",
            "observation",
            "acquisition",
            "modifier",
            "properties",
            "inferred",
            "selected",
            "from",
            "of",
            "contains",
            "has",
            "with",
            "presentation",
            "state",
            "image",
            "waveform",
            "composite",
            "object",
            "by",
            "reference",
            "spatial",
            "coordinates",
            "temporal",
            "content",
            "item",
            "usf",
            "empty",
            "document",
            "unit",
            "graphic",
            "type",
            "data",
            "range",
            "purpose");
    /** Reports that DCMTK refuses, and shows nothing of. */
    private static final List<String> UNREAD = List.of("mado-kos/MADO_KOS_A.dcm");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everySampleSaysAsMuch() {
        Path samples = Samples.folder();
        List<Path> reports = Samples.readable().stream()
                .filter(DcmtkReportsTest::isReport)
                .filter(file -> !UNREAD.contains(samples.relativize(file).toString()))
                .toList();
        assertThat(reports).hasSizeGreaterThan(4);
        return reports.stream()
                .map(file -> DynamicTest.dynamicTest(samples.relativize(file).toString(), () -> compare(file)));
    }

    private static boolean isReport(Path file) {
        try {
            return StructuredReport.isSopClass(Part10.read(file).dataSet().string(dev.xdsi.dicom.Tag.SOPClassUID, ""));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void oneOfEveryKindSaysAsMuch() throws Exception {
        Attributes report = Reports.ofEveryKind();
        Path file = folder.resolve("report.dcm");
        Part10.write(file, FileMeta.of(report, TransferSyntax.of(UID.ExplicitVRLittleEndian)), report);
        compare(file);
    }

    private void compare(Path file) throws Exception {
        StructuredReport report = StructuredReport.of(Part10.read(file).dataSet());
        String shown = dsr2html(file);
        Set<String> theirs =
                words(shown.replaceAll("(?s)<sup>.*?</sup>|(Annex|Footnote) [0-9]+|This page was generated.*", ""));
        theirs.removeAll(THEIRS);
        // Keywords of SOP classes, which have their names here.
        theirs.removeIf(word -> word.matches("[a-z]+storage"));
        assertThat(theirs).isNotEmpty();

        assertThat(report.text()).contains(linked(shown));
        assertThat(report.html()).contains(linked(shown));
        assertThat(words(report.html())).containsAll(theirs);
        assertThat(words(report.text().replace("<", "&lt;"))).containsAll(theirs);
    }

    /** The instances that links lead to. */
    private static List<String> linked(String html) {
        return Pattern.compile("(?:image|composite|waveform|pstate)=[0-9.]+\\+([0-9.]+)")
                .matcher(html)
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    /** Numbers, names and other words, in lower case; of HTML those that are seen. */
    private static Set<String> words(String html) {
        String seen = html.replaceAll("(?s)<title>.*?</title>", " ")
                .replaceAll("<[/a-z!][^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replaceAll("&(nbsp|#182);", " ")
                .replace("&amp;", "&")
                .toLowerCase(java.util.Locale.ROOT);
        Set<String> words = new TreeSet<>();
        Pattern.compile("[\\p{L}\\p{N}]+").matcher(seen).results().forEach(word -> words.add(word.group()));
        return words;
    }

    private String dsr2html(Path file) throws Exception {
        Path html = folder.resolve("theirs.html");
        try {
            Process process = new ProcessBuilder(
                            "dsr2html",
                            "-q",
                            "-Er",
                            "-Ev",
                            "-Ec",
                            "-Ee",
                            "-Dh",
                            "+U8",
                            "+Ci",
                            file.toString(),
                            html.toString())
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(told).isZero();
        } catch (IOException absent) {
            throw Samples.missing("dsr2html of DCMTK: " + absent.getMessage());
        }
        return Files.readString(html);
    }
}

package dev.xdsi.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Samples;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK's {@code dcmdump} and this reader see the same elements, representations, lengths and values. */
@Tag("integration")
class DcmtkAgreementTest {
    /** DCMTK takes the data set's first byte, left over from a header that was cut off, for a part of a tag. */
    private static final Set<String> NOT_READ_BY_DCMTK = Set.of("small-and-broken/no_meta.dcm");

    private static final Pattern LINE =
            Pattern.compile("(?ms)^( *)\\(([0-9a-f]{4}),([0-9a-f]{4})\\) (\\S\\S) (.*?) +# +(\\S+), ?\\d+ \\S[^\\n]*$");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everySampleIsReadAlike() {
        Path samples = Samples.folder();
        return Samples.readable().stream()
                .filter(file ->
                        !NOT_READ_BY_DCMTK.contains(samples.relativize(file).toString()))
                .map(file -> DynamicTest.dynamicTest(samples.relativize(file).toString(), () -> compare(file)));
    }

    @TestFactory
    Stream<DynamicTest> everySampleIsWrittenSoThatDcmtkReadsTheSame() {
        return Samples.readable().stream()
                .map(file -> DynamicTest.dynamicTest(
                        Samples.folder().relativize(file).toString(), () -> {
                            DicomFile read = Part10.read(file);
                            Path copy = folder.resolve("copy.dcm");
                            Attributes meta = read.fileMeta().isEmpty()
                                    ? FileMeta.of(read.dataSet(), read.transferSyntax())
                                    : read.fileMeta();
                            Part10.write(copy, meta, read.dataSet());
                            compare(copy);
                        }));
    }

    private void compare(Path file) throws Exception {
        DicomFile read = Part10.read(file);
        List<String> ours = new ArrayList<>();
        boolean explicit = read.transferSyntax().encoding().isExplicit();
        read.dataSet().walk((item, element, depth) -> ours.add(line(item, element, depth, explicit)));

        List<String> theirs = dcmdump(file, explicit);

        assertThat(ours).isNotEmpty();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            // DCMTK does not show what is longer than 4 KiB.
            String same = theirs.get(i).replace(" (not loaded)", " ");
            assertThat(theirs.get(i).equals(same) ? ours.get(i) : ours.get(i).substring(0, same.length()))
                    .as("element %d", i)
                    .isEqualTo(same);
        }
        assertThat(ours).hasSameSizeAs(theirs);
    }

    private List<String> dcmdump(Path file, boolean explicit) throws Exception {
        Path output = folder.resolve("dump");
        Process dcmdump;
        try {
            dcmdump = new ProcessBuilder("dcmdump", "-q", "-M", "-Un", "+L", "+Qn", file.toString())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw Samples.missing("dcmdump of DCMTK: " + e.getMessage());
        }
        assertThat(dcmdump.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(dcmdump.exitValue()).isZero();
        String dump = Files.readString(output, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        Matcher line = LINE.matcher(dump.substring(dump.indexOf("# Dicom-Data-Set")));
        while (line.find()) {
            String tag = line.group(2) + line.group(3);
            if (!tag.startsWith("fffe") && !tag.endsWith("0000")) {
                int depth = line.group(1).length() / 4;
                lines.add(format(depth, tag, line.group(4), line.group(6), line.group(5), explicit));
            }
        }
        return lines;
    }

    private static String format(int depth, String tag, String vr, String length, String shown, boolean explicit) {
        boolean hidden = isHidden(vr, tag, explicit);
        String value = shown.equals("(no value available)") ? "" : shown;
        if (shown.startsWith("[") && shown.endsWith("]")) {
            value = unquote(shown.substring(1, shown.length() - 1));
        }
        boolean fragments = length.equals("u/l") && !vr.equals("SQ");
        boolean unspoken = vr.equals("SQ") || fragments;
        boolean numeric = Set.of("US", "SS", "UL", "SL", "SV", "UV").contains(vr);
        boolean text = VR.of(vr).map(VR::isText).orElse(false);
        return depth + " " + tag + " " + (hidden || fragments ? "*" : vr) + " " + (unspoken ? "-" : length) + " "
                + ((text || numeric) && !hidden && !length.equals("0") ? trimmed(value) : "");
    }

    /** In implicit encoding DCMTK tells private elements by a dictionary of its own. */
    private static boolean isHidden(String vr, String tag, boolean explicit) {
        boolean isPrivate = (Character.digit(tag.charAt(3), 16) & 1) == 1;
        return vr.equals("??") || vr.equals("UN") || (!explicit && (isPrivate || vr.equals("OB") || vr.equals("OW")));
    }

    private static String unquote(String markup) {
        return Pattern.compile("&#(\\d+);")
                .matcher(markup)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1)))))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    private static String line(Attributes item, Element element, int depth, boolean explicit) {
        String tag = Tags.toHex(element.tag()).toLowerCase(Locale.ROOT);
        long length = switch (element.value()) {
            case Value.Inline inline -> inline.bytes().length;
            case Value.Bulk bulk -> bulk.data().length();
            case Value.Items ignored -> 0;
            case Value.Fragments ignored -> -1;
        };
        boolean hidden = isHidden(element.vr().name(), tag, explicit);
        String value = "";
        if (!hidden && element.vr().isText()) {
            value = trimmed(new String(item.bytes(element.tag()), StandardCharsets.ISO_8859_1));
        } else if (element.vr().isNumber() && element.vr() != VR.FL && element.vr() != VR.FD && element.vr() != VR.AT) {
            value = String.join("\\", item.strings(element.tag()));
        }
        String spoken = element.vr() == VR.SQ || length < 0 ? "-" : String.valueOf(length + (length & 1));
        return depth + " " + tag + " " + (hidden || length < 0 ? "*" : element.vr()) + " " + spoken + " " + value;
    }

    private static String trimmed(String value) {
        return value.replaceAll("[\\s\u0000]+$", "");
    }
}

package dev.xdsi.imaging.rad68;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.imaging.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names in every character set that there is a sample of, as pydicom reads them. */
@org.junit.jupiter.api.Tag("integration")
class NamesOfSamplesTest {
    private static final String READ = """
        import sys, pydicom
        for path in sys.argv[1:]:
            name = pydicom.dcmread(path, force=True).get('PatientName', '')
            groups = []
            for number, group in enumerate(name.components if name else []):
                family, given, middle, prefix, suffix = (group.split('^') + [''] * 5)[:5]
                xpn = '^'.join([family, given, middle, suffix, prefix]).rstrip('^')
                if xpn:
                    code = ' IP'[number].strip() if groups else ''
                    groups.append(xpn + ('^' * (7 - xpn.count('^')) + code if code else ''))
            sys.stdout.buffer.write(('~'.join(groups) + '\\n').encode('utf-8'))
        """;

    @Test
    void namesAreThoseThatPydicomReads() throws Exception {
        List<Path> samples = Samples.files(Samples.folder("charsets"));
        List<String> ours = new ArrayList<>();
        for (Path sample : samples) {
            ours.add(String.join(
                    "~",
                    Part10.read(sample)
                            .dataSet()
                            .personName(Tag.PatientName)
                            .map(Hl7Text::xpn)
                            .orElse(List.of())));
        }

        assertThat(ours).hasSizeGreaterThan(15).containsExactlyElementsOf(pydicom(samples));
        assertThat(ours).anyMatch(name -> name.contains("山田^太郎^^^^^^I"));
    }

    private static List<String> pydicom(List<Path> samples) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-c", READ));
        samples.forEach(sample -> command.add(sample.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            Samples.missing("pydicom is not installed");
        }
        return output.lines().toList();
    }
}

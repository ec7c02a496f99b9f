package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of others. */
public final class Foreign {
    private Foreign() {}

    /** Runs one to its good end; where it is not installed the test fails in CI and is aborted elsewhere. */
    public static void run(List<String> command, List<String> files) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(files);
        Process process;
        try {
            process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException absent) {
            throw Samples.missing(command.getFirst());
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", all)).isZero();
    }
}

package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.partner.ImagingPartner;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programs of DCMTK that query and retrieve, as {@code ASKER}. */
public final class DimseScu {
    public static final String TITLE = "ASKER";

    private final Path folder;
    private final RunningSource source;

    public DimseScu(Path folder, RunningSource source) {
        this.folder = folder;
        this.source = source;
    }

    /** What a program said, and the data sets that it wrote. */
    public record Ended(String output, List<Attributes> dataSets) {}

    /** In whose name is asked. */
    static Caller.User user() {
        return new Caller.User(
                new Caller.Identity(TITLE, "urn:ae", TITLE, null), Caller.Affiliation.UNKNOWN, Caller.Intent.NONE);
    }

    /** Someone at loopback who may ask, and, at a port, takes what is sent. */
    public static ImagingPartners partners(@Nullable Integer port) {
        RemoteEntity destination = port == null ? null : RemoteEntity.of("TAKER", "127.0.0.1", port);
        return new ImagingPartners(List.of(
                new ImagingPartner(new AeTitle(TITLE), new ImagingPartner.Asking(null, "127.0.0.1", user()), null),
                new ImagingPartner(new AeTitle("TAKER"), null, destination)));
    }

    /** findscu with options and keys, and with files of keys after an @. */
    public Ended find(String... more) throws Exception {
        return run("findscu", List.of("-X"), more);
    }

    public Ended get(String... more) throws Exception {
        return run("getscu", List.of(), more);
    }

    public Ended move(String... more) throws Exception {
        return run("movescu", List.of("-aem", "TAKER"), more);
    }

    private Ended run(String program, List<String> options, String... more) throws Exception {
        Path answers = Files.createTempDirectory(folder, program);
        List<String> command = new ArrayList<>(List.of(program, "-d", "-aet", TITLE, "-aec", "XDSI"));
        command.addAll(options);
        if (!program.equals("movescu")) {
            command.addAll(List.of("-od", answers.toString()));
        }
        Stream.of(more).filter(argument -> !argument.startsWith("@")).forEach(command::add);
        command.addAll(List.of("127.0.0.1", String.valueOf(source.dicomPort())));
        Stream.of(more)
                .filter(argument -> argument.startsWith("@"))
                .map(argument -> argument.substring(1))
                .forEach(command::add);
        return new Ended(output(command), read(answers));
    }

    private String output(List<String> command) throws Exception {
        Path log = Files.createTempFile(folder, "scu", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("TCP_NODELAY", "1");
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            String output = Files.readString(log, StandardCharsets.ISO_8859_1);
            assertThat(ended).as(output).isTrue();
            return output;
        } catch (IOException absent) {
            Samples.missing("DCMTK is not installed: " + absent.getMessage());
            throw absent;
        }
    }

    static List<Attributes> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Attributes> dataSets = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                dataSets.add(Part10.read(file).dataSet());
            }
            return dataSets;
        }
    }
}

package dev.xdsi.gateway.cli;

import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fetch",
        description = "Fetches all images of a shared study into a folder.",
        mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
    /** How the images travel from the Imaging Document Source. */
    enum Via {
        rad69("rad69"),
        wado_rs("wado-rs"),
        wado_uri("wado-uri");

        private final String word;

        Via(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private final Console console;

    @Mixin
    Options options = new Options();

    @Mixin
    LogInOptions logIn = new LogInOptions();

    @Parameters(paramLabel = "STUDY_UID", description = "Study Instance UID.")
    String study = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the images; made if needed.")
    @Nullable
    Path out;

    @Option(
            names = "--via",
            paramLabel = "rad69|wado-rs|wado-uri",
            defaultValue = "rad69",
            description = "The transaction that fetches (default: ${DEFAULT-VALUE}).")
    Via via = Via.rad69;

    @Option(
            names = "--patient",
            paramLabel = "'ID^^^&OID&ISO'",
            converter = Options.PatientIdConverter.class,
            description = "Whose study it is; needed only when another gateway published it.")
    @Nullable
    PatientId patient;

    FetchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Objects.requireNonNull(out, "picocli requires it");
        try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
            PatientId of = patient != null ? patient : publishedFor(gateway);
            try (InputStream zip = gateway.instances(study, of, via.toString())) {
                int count = Archive.unpack(zip, folder, files -> console.progress("fetched " + files + " instances"));
                console.result(count + " instances in " + folder);
                return count > 0 ? 0 : 1;
            } catch (IOException broken) {
                throw new CommandFailed(
                        "Fetching broke off: " + broken.getMessage() + ". What arrived completely is in " + folder
                                + ".",
                        broken);
            }
        }
    }

    private PatientId publishedFor(GatewayClient gateway) throws CommandFailed {
        return gateway.publishedFor(study)
                .orElseThrow(() -> new CommandFailed("This gateway did not publish a study " + study
                        + ". If another one did, name its patient with --patient; ./xdsi find lists a"
                        + " patient's studies."));
    }
}

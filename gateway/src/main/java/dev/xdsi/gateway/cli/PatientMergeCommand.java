package dev.xdsi.gateway.cli;

import dev.xdsi.model.PatientId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "merge",
        description = "Says that two patients are one (HL7 v2 ADT^A40, ITI-8), and shows the gateway's answer.",
        footer = {
            "",
            "The one is from then on found under the id of the other, with all documents of both. To take it back,",
            "register the subsumed patient again (./xdsi patient feed). Exit code 0 when it was accepted."
        },
        mixinStandardHelpOptions = true)
final class PatientMergeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Options options = new Options();

    @Option(
            names = "--subsumed",
            required = true,
            paramLabel = "'ID^^^&OID&ISO'",
            converter = Options.PatientIdConverter.class,
            description = "The id that is used no more.")
    @Nullable
    PatientId subsumed;

    @Option(
            names = "--into",
            required = true,
            paramLabel = "'ID^^^&OID&ISO'",
            converter = Options.PatientIdConverter.class,
            description = "The id of the patient who survives.")
    @Nullable
    PatientId survivor;

    PatientMergeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        PatientId into = survivor;
        PatientId from = subsumed;
        if (into == null || from == null) {
            throw new CommandFailed("A merge needs --subsumed and --into.");
        }
        return AtRegistry.of(options.configuration(), console).send(source -> source.merge(into, from));
    }
}

package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.NamedFiles;
import dev.xdsi.gateway.codes.CodesFile;
import dev.xdsi.gateway.config.ConfigurationTemplate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "config",
        description = "Prints a commented configuration file with every key, or checks yours.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Options options = new Options();

    @Option(
            names = "--check",
            description = "Only check the configuration and the files that it names; mistakes are listed, exit code 1.")
    boolean check;

    @Option(
            names = "--codes",
            description = "Print a commented file of the codes of an affinity domain (registry.codes).")
    boolean codes;

    ConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (codes) {
            console.result(CodesFile.example().stripTrailing());
        } else if (check) {
            NamedFiles.check(options.configuration(), System.getenv());
            console.say("The configuration is valid.");
        } else {
            console.result(ConfigurationTemplate.render().stripTrailing());
        }
        return 0;
    }
}

package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description = "Gives a running gateway reports about studies, which it publishes beside their manifests.",
        mixinStandardHelpOptions = true)
final class ReportCommand {
    private static final String RESOURCE = "/api/reports";

    /** Which study is meant. */
    static final class Which {
        @Option(names = "--study", paramLabel = "UID", description = "Its Study Instance UID.")
        @Nullable
        String study;

        @Option(names = "--accession", paramLabel = "NUMBER", description = "Its accession number.")
        @Nullable
        String accession;

        Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            if (study != null) {
                parameters.put("study", study);
            }
            if (accession != null) {
                parameters.put("accession", accession);
            }
            return parameters;
        }
    }

    @Command(
            name = "publish",
            description =
                    "Publishes a report beside the manifest of a study: a PDF, a CDA document, or plain text, which is wrapped in one.",
            footer = {"", "What has the same --name later takes its place; the same once more is published once."},
            mixinStandardHelpOptions = true)
    static final class Publish implements Callable<Integer> {
        private final Console console;

        @Mixin
        Options options = new Options();

        @Mixin
        LogInOptions logIn = new LogInOptions();

        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init") // set by picocli before run
        Which which;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "By which you know the report (default: its content).")
        String name = "";

        @Option(names = "--title", paramLabel = "TITLE", description = "How it is called.")
        String title = "";

        @Parameters(paramLabel = "FILE", description = "The report; what it is, its content says.")
        @SuppressWarnings("NullAway.Init") // set by picocli before run
        Path file;

        Publish(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            if (!Files.isRegularFile(file)) {
                throw new CommandFailed("There is no file " + file + ".");
            }
            Map<String, String> parameters = which.parameters();
            parameters.put("name", name);
            parameters.put("title", title);
            try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
                JsonNode taken = gateway.postFile(RESOURCE, parameters, file);
                console.result(taken.path("studyInstanceUID").asText() + "  "
                        + taken.path("kind").asText() + "  "
                        + taken.path("name").asText());
                console.say(
                        taken.path("anew").asBoolean()
                                ? "taken; it is published beside the manifest of its study"
                                : "the same is there already");
                return 0;
            }
        }
    }

    @Command(
            name = "withdraw",
            description = "Takes back a report that was given: it is Deprecated in the registry.",
            mixinStandardHelpOptions = true)
    static final class Withdraw implements Callable<Integer> {
        private final Console console;

        @Mixin
        Options options = new Options();

        @Mixin
        LogInOptions logIn = new LogInOptions();

        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init") // set by picocli before run
        Which which;

        @Option(names = "--name", paramLabel = "NAME", required = true, description = "The report's name.")
        String name = "";

        Withdraw(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Map<String, String> parameters = which.parameters();
            parameters.put("name", name);
            try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
                gateway.delete(RESOURCE, parameters);
                console.say("taken back");
                return 0;
            }
        }
    }

    @Command(
            name = "list",
            description = "Lists the reports of a study, those that came with the images too, and why others are none.",
            footer = {"", "Exit code 1 when something keeps them from being published."},
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        private final Console console;

        @Mixin
        Options options = new Options();

        @Mixin
        LogInOptions logIn = new LogInOptions();

        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init") // set by picocli before run
        Which which;

        ListAll(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
                JsonNode told = gateway.get(RESOURCE, which.parameters());
                told.path("reports")
                        .forEach(report -> console.result("%-10s  %-4s  %-64s  %s"
                                .formatted(
                                        report.path("state").asText(),
                                        report.path("kind").asText(),
                                        report.path("documentUniqueId").asText(),
                                        report.path("source").asText())));
                boolean wrong = !told.path("error").isNull();
                if (wrong) {
                    console.say(told.path("error").asText());
                }
                return wrong ? 1 : 0;
            }
        }
    }
}

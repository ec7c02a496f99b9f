package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.model.PatientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "find",
        description = "Lists the shared studies of a patient.",
        footer = {"", "Exit code 0 also when there are none; 1 when a part of the answer is missing."},
        mixinStandardHelpOptions = true)
final class FindCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Options options = new Options();

    @Mixin
    LogInOptions logIn = new LogInOptions();

    @Option(
            names = "--patient",
            required = true,
            paramLabel = "'ID^^^&OID&ISO'",
            converter = Options.PatientIdConverter.class,
            description = "The patient in the affinity domain.")
    @Nullable
    PatientId patient;

    @Option(names = "--json", description = "Print one JSON object a study.")
    boolean json;

    FindCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        PatientId of = Objects.requireNonNull(patient, "picocli requires it");
        try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
            JsonNode answer = gateway.studies(of);
            JsonNode studies = answer.path("studies");
            studies.forEach(study -> {
                if (json) {
                    console.result(study);
                } else {
                    console.result(line(study));
                }
            });
            if (!json) {
                console.say(studies.size() == 1 ? "1 study" : studies.size() + " studies");
            }
            JsonNode errors = answer.path("errors");
            errors.forEach(error -> console.say("incomplete: " + error.asText()));
            return errors.isEmpty() ? 0 : 1;
        }
    }

    private static String line(JsonNode study) {
        List<String> modalities = new ArrayList<>();
        study.path("modalities").forEach(modality -> modalities.add(modality.asText()));
        return "%-10s  %-6s  %5d images  %-30s  %-24s  %-20s  %s"
                .formatted(
                        study.path("date").asText(),
                        String.join("/", modalities),
                        study.path("instances").asInt(),
                        study.path("description").asText(),
                        study.path("institution").asText(),
                        study.path("community").asText(),
                        study.path("studyInstanceUID").asText());
    }
}

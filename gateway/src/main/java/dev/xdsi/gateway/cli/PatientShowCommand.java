package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.model.PatientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows all that the gateway knows of the patient with an id, and which ids were merged into him.",
        footer = {"", "Exit code 1 when there is nobody."},
        mixinStandardHelpOptions = true)
final class PatientShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Options options = new Options();

    @Mixin
    LogInOptions logIn = new LogInOptions();

    @Parameters(
            paramLabel = "'ID^^^&OID&ISO'",
            converter = Options.PatientIdConverter.class,
            description = "Any of the patient's ids.")
    @Nullable
    PatientId id;

    PatientShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        PatientId asked = id;
        if (asked == null) {
            throw new CommandFailed("Say whom: an id.");
        }
        try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
            JsonNode patients = gateway.patients(Map.of("id", asked.cx())).path("patients");
            patients.forEach(this::show);
            if (patients.isEmpty()) {
                console.say("Nobody is known as " + asked + ". Register him with ./xdsi patient feed.");
            }
            return patients.isEmpty() ? 1 : 0;
        }
    }

    private void show(JsonNode patient) {
        line("id", patient.path("id").asText());
        patient.path("names").forEach(name -> line("name", name.path("family").asText() + ", " + words(name, "given")));
        line("birth", patient.path("birth").asText(""));
        line("sex", patient.path("sex").asText(""));
        patient.path("addresses").forEach(address -> {
            List<String> parts = new ArrayList<>();
            address.forEach(part -> parts.add(part.asText("")));
            parts.removeIf(String::isEmpty);
            line("address", String.join(", ", parts));
        });
        patient.path("telecoms").forEach(telecom -> line("telecom", telecom.asText()));
        patient.path("furtherIds").forEach(further -> line("further id", further.asText()));
        patient.path("mergedIds").forEach(merged -> line("merged", merged.asText()));
    }

    private static String words(JsonNode node, String field) {
        List<String> words = new ArrayList<>();
        node.path(field).forEach(word -> words.add(word.asText()));
        return String.join(" ", words);
    }

    private void line(String what, String value) {
        if (!value.isEmpty()) {
            console.result("%-10s  %s".formatted(what, value));
        }
    }
}

package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PacsKeys;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "backfill",
        description =
                "Makes a patient's older studies of the PACS, or one study, known to a running gateway, which publishes them.",
        footer = {
            "",
            "The gateway goes on with it when this command is stopped, and after it was stopped itself; --id looks again.",
            "Exit code 1 when any study failed."
        },
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
    private static final String RESOURCE = "/api/backfills";
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Console console;

    @Mixin
    Options options = new Options();

    @Mixin
    LogInOptions logIn = new LogInOptions();

    @ArgGroup(multiplicity = "1")
    @Nullable
    Which which;

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "The first study date.")
    @Nullable
    LocalDate from;

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "The last study date.")
    @Nullable
    LocalDate to;

    @Option(names = "--modality", paramLabel = "CT", description = "Only studies with a series of this modality.")
    String modality = "";

    @Option(names = "--json", description = "Print the report as it is: one JSON object.")
    boolean json;

    /** A new backfill, or one that was asked for. */
    static final class Which {
        @Option(names = "--patient", paramLabel = "ID", description = "Patient ID, as the PACS writes it.")
        @Nullable
        String patient;

        @Option(
                names = "--study",
                paramLabel = "UID",
                description =
                        "One study, whosever it is: what the PACS has of it comes, what it has no more is hidden.")
        @Nullable
        String study;

        @Option(names = "--id", paramLabel = "UUID", description = "A backfill that was asked for before.")
        @Nullable
        String id;
    }

    BackfillCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Configuration configuration = options.configuration();
        if (configuration.get(PacsKeys.AE_TITLE).isEmpty()) {
            throw new CommandFailed("There is no PACS to ask: name one in " + PacsKeys.AE_TITLE.key()
                    + " and start the gateway again.");
        }
        try (GatewayClient gateway = new GatewayClient(configuration, logIn)) {
            String id = id(gateway);
            JsonNode report = awaitEnd(gateway, id);
            if (json) {
                console.result(report);
            } else {
                print(report);
            }
            return report.path("state").asText().equals("over")
                            && report.path("failed").asInt() == 0
                    ? 0
                    : 1;
        }
    }

    private String id(GatewayClient gateway) throws CommandFailed {
        Which chosen = which;
        if (chosen != null && chosen.id != null) {
            return chosen.id;
        }
        if (chosen != null && chosen.study != null) {
            return asked(gateway, Map.of("study", chosen.study));
        }
        String patient = chosen == null || chosen.patient == null ? "" : chosen.patient;
        return asked(gateway, Map.of("patient", patient, "from", date(from), "to", date(to), "modality", modality));
    }

    private String asked(GatewayClient gateway, Map<String, String> question) throws CommandFailed {
        String id = gateway.post(RESOURCE, question).path("id").asText();
        console.say("backfill " + id);
        return id;
    }

    private static String date(@Nullable LocalDate date) {
        return date == null ? "" : DateTimeFormatter.BASIC_ISO_DATE.format(date);
    }

    private JsonNode awaitEnd(GatewayClient gateway, String id) throws Exception {
        JsonNode report = gateway.get(RESOURCE + "/" + id, Map.of());
        while (!report.path("state").asText().matches("over|failed")) {
            console.progress(progress(report));
            Thread.sleep(PAUSE);
            report = gateway.get(RESOURCE + "/" + id, Map.of());
        }
        return report;
    }

    private static String progress(JsonNode report) {
        String trouble = report.path("trouble").asText("");
        return report.path("state").asText().equals("asking")
                ? "asking the PACS" + (trouble.isEmpty() ? "" : "; last time: " + trouble)
                : "%d studies done, %d failed, %d waiting; %d instances here"
                        .formatted(
                                report.path("done").asInt(),
                                report.path("failed").asInt(),
                                report.path("waiting").asInt(),
                                instances(report));
    }

    private static int instances(JsonNode report) {
        int sum = 0;
        for (JsonNode study : report.path("studies")) {
            sum += study.path("here").asInt();
        }
        return sum;
    }

    private void print(JsonNode report) {
        report.path("studies")
                .forEach(study -> console.result("%-7s  %5d of %-5s  %s  %s"
                        .formatted(
                                study.path("state").asText(),
                                study.path("here").asInt(),
                                study.path("instances").asText("?"),
                                study.path("studyInstanceUID").asText(),
                                study.path("trouble").asText(""))));
        if (report.path("state").asText().equals("failed")) {
            console.say("The PACS did not say which studies there are: "
                    + report.path("trouble").asText());
        }
        console.say(report.path("done").asInt() + " studies done, "
                + report.path("failed").asInt() + " failed");
    }
}

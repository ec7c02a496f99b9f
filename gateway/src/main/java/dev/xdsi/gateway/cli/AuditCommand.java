package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        description = "Looks into the Audit Record Repository.",
        subcommands = {AuditCommand.Tail.class, AuditCommand.Emergencies.class},
        mixinStandardHelpOptions = true)
final class AuditCommand {

    @Command(
            name = "tail",
            description = "Prints the newest audit records, oldest first.",
            mixinStandardHelpOptions = true)
    static final class Tail implements Callable<Integer> {
        private static final Duration POLL = Duration.ofMillis(500);
        private static final int PAGE = 500;

        private final Console console;

        @Mixin
        Options options = new Options();

        @Mixin
        LogInOptions logIn = new LogInOptions();

        @Option(names = "-n", defaultValue = "20", description = "How many records (default: ${DEFAULT-VALUE}).")
        int count = 20;

        @Option(
                names = {"-f", "--follow"},
                description = "Go on with new ones until stopped.")
        boolean follow;

        @Option(names = "--json", description = "Print one JSON object a record.")
        boolean json;

        Tail(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
                long last = print(gateway.auditRecords(-1, Math.max(1, count)));
                while (follow) {
                    Thread.sleep(POLL);
                    last = Math.max(last, print(gateway.auditRecords(last, PAGE)));
                }
                return 0;
            }
        }

        private long print(JsonNode answer) {
            long last = 0;
            for (JsonNode entry : answer.path("records")) {
                last = entry.path("id").asLong();
                if (json) {
                    console.result(entry);
                } else {
                    console.result(line(entry));
                }
            }
            return last;
        }

        private static String line(JsonNode entry) {
            List<String> patients = new ArrayList<>();
            entry.path("patients").forEach(patient -> patients.add(patient.asText()));
            return "%-24s  %-8s  %-28s  %s  %-9s  %s"
                    .formatted(
                            entry.path("time").asText(),
                            entry.path("transaction").asText(),
                            entry.path("event").asText(),
                            entry.path("action").asText(),
                            entry.path("outcome").asText(),
                            String.join(", ", patients));
        }
    }

    @Command(
            name = "emergencies",
            description = "Lists the consents that were overridden in an emergency, newest first, to be reviewed.",
            mixinStandardHelpOptions = true)
    static final class Emergencies implements Callable<Integer> {
        private final Console console;

        @Mixin
        Options options = new Options();

        @Mixin
        LogInOptions logIn = new LogInOptions();

        @Option(names = "-n", defaultValue = "100", description = "How many at most (default: ${DEFAULT-VALUE}).")
        int count = 100;

        @Option(names = "--json", description = "Print one JSON object an emergency.")
        boolean json;

        Emergencies(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
                for (JsonNode emergency :
                        gateway.emergencies(Math.max(1, count)).path("emergencies")) {
                    if (json) {
                        console.result(emergency);
                    } else {
                        console.result(line(emergency));
                    }
                }
                return 0;
            }
        }

        private static String line(JsonNode emergency) {
            return "%-24s  %-24s  %-8s  %s  %s: %s"
                    .formatted(
                            emergency.path("time").asText(),
                            emergency.path("name").asText(),
                            emergency.path("transaction").asText(),
                            emergency.path("patient").asText(),
                            emergency.path("user").asText(),
                            emergency.path("reason").asText());
        }
    }
}

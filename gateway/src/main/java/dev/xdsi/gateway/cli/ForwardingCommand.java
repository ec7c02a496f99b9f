package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PacsKeys;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "forwarding",
        description =
                "Shows what a running gateway has not forwarded to the PACS yet, and has tried again what it gave up.",
        footer = {"", "Exit code 1 when anything was given up."},
        mixinStandardHelpOptions = true)
final class ForwardingCommand implements Callable<Integer> {
    private static final String RESOURCE = "/api/forwarding";

    private final Console console;

    @Mixin
    Options options = new Options();

    @Mixin
    LogInOptions logIn = new LogInOptions();

    @Option(names = "--retry", description = "Have all that was given up tried again.")
    boolean retry;

    @Option(names = "--json", description = "Print the answer as it is: one JSON object.")
    boolean json;

    ForwardingCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Configuration configuration = options.configuration();
        if (configuration.get(PacsKeys.FORWARD).isEmpty()) {
            throw new CommandFailed(
                    "Nothing is forwarded: say what in " + PacsKeys.FORWARD.key() + " and start the gateway again.");
        }
        try (GatewayClient gateway = new GatewayClient(configuration, logIn)) {
            if (retry) {
                console.say(gateway.post(RESOURCE, Map.of()).path("triedAgain").asLong() + " are tried again");
                return 0;
            }
            JsonNode answer = gateway.get(RESOURCE, Map.of());
            if (json) {
                console.result(answer);
            } else {
                answer.properties().forEach(kind -> print(kind.getKey(), kind.getValue()));
            }
            return answer.valueStream().allMatch(kind -> kind.path("failed").asLong() == 0) ? 0 : 1;
        }
    }

    private void print(String kind, JsonNode of) {
        of.path("troubles")
                .forEach(trouble -> console.result("%-12s  %-8s  %s  %s"
                        .formatted(
                                kind,
                                trouble.path("failed").asBoolean() ? "given up" : "waiting",
                                trouble.path("uid").asText(),
                                trouble.path("error").asText())));
        console.say(kind + ": " + of.path("waiting").asLong() + " waiting"
                + (of.path("oldest").isNull()
                        ? ""
                        : " since " + of.path("oldest").asText()) + ", "
                + of.path("failed").asLong() + " given up");
    }
}

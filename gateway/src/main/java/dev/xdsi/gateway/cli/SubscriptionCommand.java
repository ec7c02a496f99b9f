package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationException;
import dev.xdsi.gateway.config.DsubSettings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "subscription",
        description = "Shows who is notified of what a running gateway registers, and what could not be delivered.",
        mixinStandardHelpOptions = true)
final class SubscriptionCommand {
    private static final String RESOURCE = "/api/subscriptions";

    /** The configuration of a gateway that notifies anybody; another has nothing to show. */
    private static Configuration notifying(Options options) throws CommandFailed, ConfigurationException {
        Configuration configuration = options.configuration();
        if (configuration.get(DsubSettings.DSUB_RECIPIENTS).isEmpty()) {
            throw new CommandFailed("Subscriptions are off: nobody may be notified. Name who may in "
                    + DsubSettings.DSUB_RECIPIENTS.key() + " and start the gateway again.");
        }
        return configuration;
    }

    @Command(
            name = "list",
            description = "Lists subscriptions, newest first, and the notifications that were given up.",
            footer = {"", "Exit code 1 when notifications were given up."},
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        private final Console console;

        @Mixin
        Options options = new Options();

        @Mixin
        LogInOptions logIn = new LogInOptions();

        @Option(names = "--json", description = "Print the answer as it is: one JSON object.")
        boolean json;

        ListAll(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            try (GatewayClient gateway = new GatewayClient(notifying(options), logIn)) {
                JsonNode answer = gateway.get(RESOURCE, Map.of());
                if (json) {
                    console.result(answer);
                } else {
                    print(answer);
                }
                return answer.path("parkedCount").asLong() == 0 ? 0 : 1;
            }
        }

        private void print(JsonNode answer) {
            answer.path("subscriptions")
                    .forEach(it -> console.result("%s  %-26s  %-12s  until %-24s  %s  for %s"
                            .formatted(
                                    it.path("id").asText(),
                                    it.path("topic").asText(),
                                    it.path("about").asText(),
                                    it.path("end").asText(),
                                    it.path("recipient").asText(),
                                    it.path("subscriber").asText())));
            answer.path("parked")
                    .forEach(it -> console.result("given up  %s  since %-24s  %s: %s"
                            .formatted(
                                    it.path("subscription").asText(),
                                    it.path("since").asText(),
                                    it.path("recipient").asText(),
                                    it.path("problem").asText())));
            console.say(answer.path("count").asLong() + " subscriptions, "
                    + answer.path("waiting").asLong() + " notifications wait, "
                    + answer.path("parkedCount").asLong() + " were given up");
        }
    }

    @Command(
            name = "retry",
            description = "Lets notifications that were given up be tried once more.",
            mixinStandardHelpOptions = true)
    static final class Retry implements Callable<Integer> {
        private final Console console;

        @Mixin
        Options options = new Options();

        @Mixin
        LogInOptions logIn = new LogInOptions();

        Retry(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            try (GatewayClient gateway = new GatewayClient(notifying(options), logIn)) {
                console.say(gateway.post(RESOURCE, Map.of()).path("retried").asLong()
                        + " notifications are tried once more");
                return 0;
            }
        }
    }
}

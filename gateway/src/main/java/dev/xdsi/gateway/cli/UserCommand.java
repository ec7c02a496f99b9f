package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "user",
        description = "Manages the users of a running gateway, as an administrator.",
        mixinStandardHelpOptions = true)
final class UserCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What all of them need. */
    abstract static class OfAdministrator implements Callable<Integer> {
        final Console console;

        @Mixin
        Options options = new Options();

        @Mixin
        LogInOptions logIn = new LogInOptions();

        OfAdministrator(Console console) {
            this.console = console;
        }

        GatewayClient gateway() throws Exception {
            return new GatewayClient(options.configuration(), logIn);
        }
    }

    /** One change of one user. */
    abstract static class Change extends OfAdministrator {
        private final String how;
        private final String done;

        @Parameters(paramLabel = "USER", description = "The user's id.")
        String id = "";

        Change(Console console, String how, String done) {
            super(console);
            this.how = how;
            this.done = done;
        }

        JsonNode form() throws CommandFailed {
            return JSON.createObjectNode();
        }

        @Override
        public final Integer call() throws Exception {
            try (GatewayClient gateway = gateway()) {
                gateway.changeUser(id, how, form());
                console.say(id + " " + done);
                return 0;
            }
        }
    }

    @Command(name = "disable", description = "Forbids a user to log in.", mixinStandardHelpOptions = true)
    static final class Disable extends Change {
        Disable(Console console) {
            super(console, "disable", "can log in no more; sessions end with their assertions, within minutes");
        }
    }

    @Command(name = "enable", description = "Lets a user log in again.", mixinStandardHelpOptions = true)
    static final class Enable extends Change {
        Enable(Console console) {
            super(console, "enable", "can log in");
        }
    }

    @Command(
            name = "unlock",
            description = "Unlocks an account that wrong passwords have locked.",
            mixinStandardHelpOptions = true)
    static final class Unlock extends Change {
        Unlock(Console console) {
            super(console, "unlock", "is unlocked");
        }
    }

    @Command(name = "passwd", description = "Gives a user a new password.", mixinStandardHelpOptions = true)
    static final class Passwd extends Change {
        @Mixin
        NewPassword password = new NewPassword();

        Passwd(Console console) {
            super(console, "password", "has a new password");
        }

        @Override
        JsonNode form() throws CommandFailed {
            return JSON.valueToTree(Map.of("password", password.get(console)));
        }
    }

    @Command(name = "list", description = "Lists the users.", mixinStandardHelpOptions = true)
    static final class ListUsers extends OfAdministrator {
        @Option(names = "--json", description = "Print one JSON object a user.")
        boolean json;

        ListUsers(Console console) {
            super(console);
        }

        @Override
        public Integer call() throws Exception {
            try (GatewayClient gateway = gateway()) {
                gateway.users().path("users").forEach(user -> console.result(json ? user.toString() : line(user)));
                return 0;
            }
        }

        private static String line(JsonNode user) {
            List<String> state = new ArrayList<>();
            state.add(user.path("enabled").asBoolean() ? "enabled" : "disabled");
            if (user.path("locked").asBoolean()) {
                state.add("locked");
            }
            if (user.path("administrator").asBoolean()) {
                state.add("administrator");
            }
            if (user.path("breakGlass").asBoolean()) {
                state.add("break-glass");
            }
            return "%-16s  %-30s  %-24s  %s"
                    .formatted(
                            user.path("id").asText(),
                            user.path("name").asText(),
                            user.path("organization").asText(""),
                            String.join(", ", state));
        }
    }

    @Command(
            name = "add",
            description = "Adds a user.",
            footer = {
                "",
                "Codes are written 'code^display name^codingScheme', for example",
                "  --role '112247003^Medical doctor^2.16.840.1.113883.6.96'"
            },
            mixinStandardHelpOptions = true)
    static final class Add extends OfAdministrator {
        private static final String TREATMENT = "TREATMENT^Treatment^2.16.840.1.113883.3.18.7.1";
        private static final String EMERGENCY = "EMERGENCY^Emergency^2.16.840.1.113883.3.18.7.1";

        @Parameters(paramLabel = "USER", description = "The user's id: lower-case letters, digits, dots and hyphens.")
        String id = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "The person's name.")
        String name = "";

        @Option(names = "--organisation", paramLabel = "NAME", description = "Where the person works.")
        @Nullable
        String organization;

        @Option(
                names = "--organisation-id",
                paramLabel = "urn:oid:…|URL",
                description = "The same, as assertions say it.")
        @Nullable
        String organizationId;

        @Option(
                names = "--provider-id",
                paramLabel = "'ID^^^&OID&ISO'",
                description = "The person's number as a provider.")
        @Nullable
        String providerIdentifier;

        @Option(names = "--role", paramLabel = "CODE", description = "A role; may be repeated.")
        List<String> roles = new ArrayList<>();

        @Option(
                names = "--purpose",
                paramLabel = "CODE",
                description =
                        "A purpose of use that the user may state; may be repeated (default: treatment, and emergency"
                                + " with --break-glass).")
        List<String> purposes = new ArrayList<>();

        @Option(names = "--break-glass", description = "The user may state emergencies.")
        boolean breakGlass;

        @Option(names = "--administrator", description = "The user may manage users and look into the audit trail.")
        boolean administrator;

        @Mixin
        NewPassword password = new NewPassword();

        Add(Console console) {
            super(console);
        }

        @Override
        public Integer call() throws Exception {
            List<String> stated =
                    purposes.isEmpty() ? breakGlass ? List.of(TREATMENT, EMERGENCY) : List.of(TREATMENT) : purposes;
            ObjectNode form = JSON.createObjectNode()
                    .put("id", id)
                    .put("name", name)
                    .put("organization", organization)
                    .put("organizationId", organizationId)
                    .put("providerIdentifier", providerIdentifier)
                    .put("breakGlass", breakGlass)
                    .put("administrator", administrator)
                    .put("password", password.get(console));
            fill(form.putArray("roles"), roles);
            fill(form.putArray("purposesOfUse"), stated);
            try (GatewayClient gateway = gateway()) {
                gateway.addUser(form);
                console.say(id + " can log in");
                return 0;
            }
        }

        private static void fill(ArrayNode array, List<String> texts) {
            texts.forEach(array::add);
        }
    }
}

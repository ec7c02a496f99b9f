package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.gateway.consent.PolicyCatalogue;
import dev.xdsi.model.PatientId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "consent",
        description = "Gives, lists, ends and explains the consents of patients, at a running gateway and as an"
                + " administrator.",
        mixinStandardHelpOptions = true)
final class ConsentCommand {

    /** What all of them need to reach the gateway. */
    abstract static class AtGateway implements Callable<Integer> {
        final Console console;

        @Mixin
        Options options = new Options();

        @Mixin
        LogInOptions logIn = new LogInOptions();

        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        AtGateway(Console console) {
            this.console = console;
        }

        abstract int run(GatewayClient gateway) throws CommandFailed;

        @Override
        public Integer call() throws Exception {
            try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
                return run(gateway);
            }
        }
    }

    /** What all that concern one patient need. */
    abstract static class OfPatient extends AtGateway {
        @Option(
                names = "--patient",
                required = true,
                paramLabel = "'ID^^^&OID&ISO'",
                converter = Options.PatientIdConverter.class,
                description = "The patient in the affinity domain.")
        @Nullable
        PatientId patient;

        OfPatient(Console console) {
            super(console);
        }

        String cx() {
            return Objects.requireNonNull(patient, "picocli requires it").cx();
        }
    }

    @Command(name = "give", description = "Submits a consent document by ITI-41.", mixinStandardHelpOptions = true)
    static final class Give extends OfPatient {
        @Option(
                names = "--policy",
                required = true,
                paramLabel = "NAME|OID",
                description = "What the patient agrees to; several times for several policies (see consent policies).")
        List<String> policies = List.of();

        @Option(names = "--from", paramLabel = "TIME", description = "2026-12-31 or an instant (default: ever).")
        String from = "";

        @Option(
                names = "--until",
                paramLabel = "TIME",
                description = "From when on it no longer counts (default: never).")
        String until = "";

        @Option(names = "--replaces", paramLabel = "UID", description = "The consent that it takes the place of.")
        String replaces = "";

        Give(Console console) {
            super(console);
        }

        @Override
        int run(GatewayClient gateway) throws CommandFailed {
            Map<String, Object> consent = new LinkedHashMap<>();
            consent.put("patient", cx());
            consent.put("policies", policies);
            consent.put("from", from);
            consent.put("until", until);
            consent.put("replaces", replaces);
            JsonNode given = gateway.post("/api/consents", consent);
            if (json) {
                console.result(given);
            } else {
                console.result("consent " + given.path("documentUniqueId").asText() + " patient " + cx());
            }
            return 0;
        }
    }

    @Command(
            name = "revoke",
            description = "Ends a consent: it is replaced by one to the same policies that counts until now.",
            mixinStandardHelpOptions = true)
    static final class Revoke extends OfPatient {
        @Parameters(paramLabel = "UID", description = "The uniqueId of the consent document (see consent list).")
        String document = "";

        Revoke(Console console) {
            super(console);
        }

        @Override
        int run(GatewayClient gateway) throws CommandFailed {
            JsonNode revoked =
                    gateway.post("/api/consents/revoke", Map.of("patient", cx(), "documentUniqueId", document));
            if (json) {
                console.result(revoked);
            } else {
                console.result("consent " + document + " ended by "
                        + revoked.path("documentUniqueId").asText());
            }
            return 0;
        }
    }

    @Command(name = "list", description = "Lists the approved consents of a patient.", mixinStandardHelpOptions = true)
    static final class ListAll extends OfPatient {
        ListAll(Console console) {
            super(console);
        }

        @Override
        int run(GatewayClient gateway) throws CommandFailed {
            JsonNode consents =
                    gateway.get("/api/consents", Map.of("patient", cx())).path("consents");
            for (JsonNode consent : consents) {
                if (json) {
                    console.result(consent);
                } else {
                    console.result(line(consent));
                }
            }
            if (!json) {
                console.say(consents.size() == 1 ? "1 consent" : consents.size() + " consents");
            }
            return 0;
        }

        private static String line(JsonNode consent) {
            List<String> policies = new ArrayList<>();
            consent.path("policies")
                    .forEach(policy -> policies.add(policy.path("name").asText()));
            return "%-16s  %-20s  %-20s  %-30s  %s"
                    .formatted(
                            consent.path("state").asText(),
                            consent.path("from").asText("ever").replace("null", "ever"),
                            consent.path("until").asText("never").replace("null", "never"),
                            String.join(", ", policies),
                            consent.path("documentUniqueId").asText());
        }
    }

    @Command(
            name = "explain",
            description = "Says whether a user may see something of a patient, and why.",
            footer = {"", "Codes are written code^^codingScheme. Exit code 0 if it is permitted, 1 if it is denied."},
            mixinStandardHelpOptions = true)
    static final class Explain extends OfPatient {
        @Option(names = "--document", paramLabel = "UID", description = "A registered document, by its uniqueId.")
        String document = "";

        @Option(names = "--class", paramLabel = "CODE", description = "Or any document of this classCode,")
        String classCode = "";

        @Option(names = "--confidentiality", paramLabel = "CODE", description = "and this confidentialityCode.")
        String confidentiality = "";

        @Option(names = "--role", paramLabel = "CODE", description = "The role of who asks.")
        String role = "";

        @Option(names = "--organisation", paramLabel = "ID", description = "Its organization-id: urn:oid:… or a URL.")
        String organisation = "";

        @Option(names = "--purpose", paramLabel = "CODE", description = "The purpose of use.")
        String purpose = "";

        @Option(names = "--reason", description = "Why consents are to be overridden in an emergency.")
        String reason = "";

        Explain(Console console) {
            super(console);
        }

        @Override
        int run(GatewayClient gateway) throws CommandFailed {
            Map<String, String> question = new LinkedHashMap<>();
            question.put("patient", cx());
            question.put("document", document);
            question.put("class", classCode);
            question.put("confidentiality", confidentiality);
            question.put("role", role);
            question.put("organisation", organisation);
            question.put("purpose", purpose);
            question.put("reason", reason);
            JsonNode answer = gateway.get("/api/consents/explain", question);
            boolean permitted = true;
            for (JsonNode decision : answer.path("decisions")) {
                permitted &= decision.path("permitted").asBoolean();
                console.result(json ? decision.toString() : line(decision));
            }
            return permitted ? 0 : 1;
        }

        private static String line(JsonNode decision) {
            String word = decision.path("permitted").asBoolean() ? "permitted" : "denied";
            return (decision.path("emergency").asBoolean() ? "permitted by emergency override" : word) + ": "
                    + decision.path("because").asText();
        }
    }

    @Command(
            name = "policies",
            description = "Lists the policies that consents may name.",
            mixinStandardHelpOptions = true)
    static final class Policies extends AtGateway {
        @Option(
                names = "--example",
                description = "Print the file of policies that is built in, to start your own from.")
        boolean example;

        Policies(Console console) {
            super(console);
        }

        @Override
        public Integer call() throws Exception {
            if (example) {
                console.result(PolicyCatalogue.example());
                return 0;
            }
            return super.call();
        }

        @Override
        int run(GatewayClient gateway) throws CommandFailed {
            for (JsonNode policy :
                    gateway.get("/api/consents/policies", Map.of()).path("policies")) {
                console.result(
                        json
                                ? policy.toString()
                                : "%-20s  %-48s  %s"
                                        .formatted(
                                                policy.path("name").asText(),
                                                policy.path("oid").asText(),
                                                policy.path("text").asText()));
            }
            return 0;
        }
    }
}

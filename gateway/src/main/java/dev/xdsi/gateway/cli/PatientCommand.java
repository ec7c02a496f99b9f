package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "patient",
        description = "Registers, updates and merges patients at a running gateway, and looks them up.",
        mixinStandardHelpOptions = true)
final class PatientCommand {

    @Command(
            name = "feed",
            description =
                    "Sends a registration or an update (HL7 v2 ADT^A04, A08; ITI-8) to the gateway, and shows its answer.",
            footer = {
                "",
                "A registration needs name, birthday and sex; an update says what has changed, and the rest stays. Who was",
                "merged into another patient is one of his own again when he is registered. Exit code 0 when it was accepted."
            },
            mixinStandardHelpOptions = true)
    static final class Feed implements Callable<Integer> {
        private final Console console;

        @Mixin
        Options options = new Options();

        @Option(
                names = "--id",
                required = true,
                paramLabel = "'ID^^^&OID&ISO'",
                converter = Options.PatientIdConverter.class,
                description = "The patient's id in the affinity domain; further ids when repeated.")
        List<PatientId> ids = new ArrayList<>();

        @Option(names = "--update", description = "The patient is known; what is said of him has changed.")
        boolean update;

        @Option(
                names = "--name",
                paramLabel = "'FAMILY^GIVEN^…'",
                description = "Family name and given names; maiden name and aliases when repeated.")
        List<String> names = new ArrayList<>();

        @Option(names = "--birth", paramLabel = "YYYYMMDD", description = "The birthday.")
        String birth = "";

        @Option(names = "--sex", paramLabel = "F|M|O|U", description = "Administrative sex.")
        String sex = "";

        @Option(
                names = "--address",
                paramLabel = "'STREET^^CITY^STATE^POSTCODE^COUNTRY'",
                description = "Where the patient lives.")
        String address = "";

        @Option(names = "--phone", paramLabel = "NUMBER", description = "A telephone number.")
        String phone = "";

        Feed(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Patient patient = patient();
            return AtRegistry.of(options.configuration(), console)
                    .send(source -> update ? source.update(patient) : source.register(patient));
        }

        private Patient patient() throws CommandFailed {
            try {
                if (!update && (names.isEmpty() || birth.isEmpty() || sex.isEmpty())) {
                    throw new IllegalArgumentException(
                            "A registration needs --name, --birth and --sex; with --update say only what has changed.");
                }
                BirthTime born = birth.isEmpty()
                        ? null
                        : BirthTime.parse(birth)
                                .orElseThrow(() -> new IllegalArgumentException("--birth is not of the form YYYYMMDD"));
                if (!sex.matches("[FMOU]?")) {
                    throw new IllegalArgumentException("--sex is one of F, M, O, U");
                }
                return new Patient(
                        ids.getFirst(),
                        ids.subList(1, ids.size()),
                        new Demographics(
                                names.stream().map(Feed::name).toList(),
                                born,
                                AdministrativeSex.of(sex).orElse(null),
                                address.isBlank() ? List.of() : List.of(address()),
                                phone.isBlank() ? List.of() : List.of("tel:" + phone)));
            } catch (IllegalArgumentException wrong) {
                throw new CommandFailed(String.valueOf(wrong.getMessage()));
            }
        }

        private static PersonName name(String xpn) {
            List<String> parts = Arrays.asList(xpn.split("\\^", -1));
            return new PersonName(parts.getFirst(), parts.subList(1, parts.size()));
        }

        private Address address() {
            String[] parts = Arrays.copyOf(address.split("\\^", -1), 6);
            return new Address(parts[0], parts[2], parts[3], parts[4], parts[5]);
        }
    }

    @Command(
            name = "find",
            description = "Lists the patients whom the gateway knows under an id, or a family name and birthday.",
            footer = {"", "Exit code 1 when there is nobody."},
            mixinStandardHelpOptions = true)
    static final class Find implements Callable<Integer> {
        private final Console console;

        @Mixin
        Options options = new Options();

        @Mixin
        LogInOptions logIn = new LogInOptions();

        @Option(
                names = "--id",
                paramLabel = "'ID^^^&OID&ISO'",
                converter = Options.PatientIdConverter.class,
                description = "Any of the patient's ids.")
        @Nullable
        PatientId id;

        @Option(names = "--name", paramLabel = "FAMILY", description = "The family name.")
        String name = "";

        @Option(names = "--birth", paramLabel = "YYYYMMDD", description = "The birthday.")
        String birth = "";

        @Option(names = "--json", description = "Print one JSON object a patient.")
        boolean json;

        Find(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Map<String, String> parameters = new LinkedHashMap<>();
            if (id != null) {
                parameters.put("id", id.cx());
            } else {
                parameters.put("family", name);
                parameters.put("birth", birth);
            }
            try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
                JsonNode patients = gateway.patients(parameters).path("patients");
                patients.forEach(patient -> console.result(json ? patient.toString() : line(patient)));
                if (!json) {
                    console.say(patients.size() == 1 ? "1 patient" : patients.size() + " patients");
                }
                return patients.isEmpty() ? 1 : 0;
            }
        }

        private static String line(JsonNode patient) {
            JsonNode shown = patient.path("names").path(0);
            List<String> given = new ArrayList<>();
            shown.path("given").forEach(one -> given.add(one.asText()));
            List<String> further = new ArrayList<>();
            patient.path("furtherIds").forEach(one -> further.add(one.asText()));
            return "%-50s  %-8s  %-1s  %-40s  %s"
                    .formatted(
                            patient.path("id").asText(),
                            patient.path("birth").asText(""),
                            patient.path("sex").asText(""),
                            shown.path("family").asText() + ", " + String.join(" ", given),
                            String.join(" ", further));
        }
    }
}

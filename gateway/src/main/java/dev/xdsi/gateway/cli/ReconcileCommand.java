package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.model.Oid;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reconcile",
        description =
                "Compares what a running gateway has published of its studies with what it has, and with what a PACS behind it has.",
        footer = {"", "Exit code 1 when a study has drifted."},
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    private static final String RESOURCE = "/api/reconciliation";

    private final Console console;
    private final Map<String, Long> drifts = new TreeMap<>();
    private long checked;
    private long underWay;
    private long drifted;
    private long unasked;
    private String why = "";
    private long unaskedOfPacs;
    private String whyOfPacs = "";

    @Mixin
    Options options = new Options();

    @Mixin
    LogInOptions logIn = new LogInOptions();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    Which which;

    @Option(
            names = "--repair",
            description =
                    "Have studies that have drifted published, replaced or withdrawn anew, and what is gone from the PACS hidden.")
    boolean repair;

    @Option(
            names = "--digests",
            description = "Read every byte of every file, and not only whether it is there and as long as it was.")
    boolean digests;

    @Option(
            names = "--after",
            paramLabel = "UID",
            description = "Go on with the studies after this one, or with the files of this folder.")
    String after = "";

    ReconcileCommand(Console console) {
        this.console = console;
    }

    static final class Which {
        @Option(names = "--study", paramLabel = "UID", description = "One study.")
        @Nullable
        String study;

        @Option(names = "--all", description = "All studies.")
        boolean all;

        @Option(
                names = "--files",
                description =
                        "Files of images that the database does not know, as after an older one was restored; with"
                                + " --repair they are stored once more.")
        boolean files;
    }

    @Override
    public Integer call() throws Exception {
        String study = which.study;
        if (!(study == null || Oid.isValid(study)) || !(after.isEmpty() || which.files || Oid.isValid(after))) {
            throw new CommandFailed("A study is named by its Study Instance UID.");
        }
        try (GatewayClient gateway = new GatewayClient(options.configuration(), logIn)) {
            if (which.files) {
                return files(gateway);
            }
            if (study != null) {
                count(gateway.ask(RESOURCE + "/" + study, parameters(""), repair));
            } else {
                all(gateway);
            }
        }
        console.say(summary());
        return drifted == 0 ? 0 : 1;
    }

    /** Page by page, so that neither side has much in its hands, and whoever was interrupted goes on where he was. */
    private void all(GatewayClient gateway) throws CommandFailed {
        String next = after;
        do {
            JsonNode page = page(gateway, next);
            count(page);
            console.progress(checked + " studies checked, " + drifted + " drifted");
            next = page.path("next").asText("");
        } while (!next.isEmpty() && !next.equals("null"));
    }

    /** Also page by page. Exit code 1 where some are left. */
    private int files(GatewayClient gateway) throws CommandFailed {
        long entered = 0;
        String next = after;
        do {
            JsonNode page = gateway.ask(RESOURCE + "/files", Map.of("after", next), repair);
            checked += page.path("checked").asLong();
            for (JsonNode file : page.path("unknown")) {
                if (file.path("entered").asBoolean()) {
                    entered++;
                } else {
                    drifted++;
                }
                console.result(
                        file.path("file").asText() + "  " + file.path("outcome").asText());
            }
            next = page.path("next").asText("");
            console.progress(checked + " files checked, " + entered + " entered, " + drifted + " unknown"
                    + (next.equals("null") ? "" : "; go on with --after " + next));
        } while (!next.isEmpty() && !next.equals("null"));
        console.say(checked + " files checked, " + entered + " entered, " + drifted + " unknown");
        return drifted == 0 ? 0 : 1;
    }

    private JsonNode page(GatewayClient gateway, String from) throws CommandFailed {
        try {
            return gateway.ask(RESOURCE, parameters(from), repair);
        } catch (CommandFailed failed) {
            console.say(summary() + (from.isEmpty() ? "" : "; go on with --after " + from));
            throw failed;
        }
    }

    private Map<String, String> parameters(String from) {
        return Map.of("after", from, "digests", digests ? "true" : "");
    }

    private void count(JsonNode page) {
        checked += page.path("checked").asLong();
        underWay += page.path("underWay").asLong();
        unasked += page.path("unasked").asLong();
        why = page.path("registry").asText(why);
        unaskedOfPacs += page.path("unaskedOfPacs").asLong();
        whyOfPacs = page.path("pacs").asText(whyOfPacs);
        page.path("drifted").forEach(study -> {
            drifted++;
            JsonNode found = study.path("drifts");
            found.properties()
                    .forEach(one -> drifts.merge(one.getKey(), one.getValue().asLong(), Long::sum));
            console.result(study.path("studyInstanceUID").asText() + "  "
                    + found.properties().stream()
                            .map(one -> one.getKey() + " " + one.getValue().asText())
                            .collect(Collectors.joining(", "))
                    + (repair && study.path("mendable").asBoolean() ? "; published anew" : ""));
        });
    }

    private String summary() {
        String what = drifts.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
        return checked + " studies checked, " + underWay + " under way, " + drifted + " drifted"
                + (what.isEmpty() ? "" : " (" + what + ")")
                + (unasked == 0 ? "" : "; the registry did not say what it has of " + unasked + " of them: " + why)
                + (unaskedOfPacs == 0
                        ? ""
                        : "; the PACS did not say what it has of " + unaskedOfPacs + " of them: " + whyOfPacs);
    }
}

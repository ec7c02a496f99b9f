package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "share",
        description = "Sends studies by C-STORE and waits until their manifests are registered.",
        footer = {
            "",
            "Prints a line for each study: its Study Instance UID, the uniqueId of its manifest, the patient.",
            "A patient whom the registry does not know yet is registered first, as the images describe him.",
            "Files that are no DICOM instance are named and left out. Exit code 0 only if every",
            "instance was stored and every study is registered."
        },
        mixinStandardHelpOptions = true)
final class ShareCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Console console;

    @Mixin
    Options options = new Options();

    @Mixin
    LogInOptions logIn = new LogInOptions();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "DICOM files, or folders of them.")
    List<Path> paths = List.of();

    @Option(
            names = "--patient",
            paramLabel = "'ID^^^&OID&ISO'",
            converter = Options.PatientIdConverter.class,
            description = "The patient in the affinity domain (default: the Patient ID of the images).")
    @Nullable
    PatientId patient;

    @Option(names = "--json", description = "Print the result as one JSON object a study.")
    boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to wait for the registration (default: ${DEFAULT-VALUE}).")
    int timeout = 300;

    ShareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Configuration configuration = options.configuration();
        try (GatewayClient gateway = new GatewayClient(configuration, logIn)) {
            return share(configuration, gateway) ? 0 : 1;
        }
    }

    private boolean share(Configuration configuration, GatewayClient gateway) throws CommandFailed {
        StudyFiles files = files();
        files.refused().forEach((file, reason) -> console.say("not sent: " + file + ": " + reason));
        if (files.count() == 0) {
            throw new CommandFailed("There is no DICOM instance under " + paths + ".");
        }
        if (configuration.get(Settings.UNKNOWN_PATIENTS).equals("reject")) {
            new NewPatients(configuration, gateway, console).register(files, patient);
        }
        List<String> shared = linked(gateway, files);
        Map<InstanceFile, String> refused = send(configuration, files, shared);
        refused.forEach((file, reason) -> console.say("refused: " + file.path() + ": " + reason));
        boolean all = refused.isEmpty() && shared.size() == files.studies().size();
        for (String study : shared) {
            boolean stored = !refused.keySet().containsAll(files.studies().getOrDefault(study, List.of()));
            all &= stored && publish(gateway, study);
        }
        return all;
    }

    /** The studies that may be sent: those that belong to nobody else already. */
    private List<String> linked(GatewayClient gateway, StudyFiles files) throws CommandFailed {
        PatientId owner = patient;
        List<String> linked = new ArrayList<>();
        for (String study : files.studies().keySet()) {
            Optional<String> conflict = owner == null ? Optional.empty() : gateway.link(study, owner);
            conflict.ifPresent(reason -> console.say("not sent: study " + study + ": " + reason));
            if (conflict.isEmpty()) {
                linked.add(study);
            }
        }
        return linked;
    }

    private StudyFiles files() throws CommandFailed {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new CommandFailed("There is no such file or folder: " + path);
            }
        }
        try {
            return StudyFiles.under(paths);
        } catch (IOException unreadable) {
            throw new CommandFailed("Cannot read: " + unreadable.getMessage(), unreadable);
        }
    }

    private Map<InstanceFile, String> send(Configuration configuration, StudyFiles files, List<String> studies)
            throws CommandFailed {
        RemoteEntity remote = RemoteEntity.of(
                configuration.get(Settings.DICOM_AE_TITLE),
                configuration.get(Settings.DICOM_HOST),
                configuration.get(Settings.DICOM_PORT));
        List<InstanceFile> all = studies.stream()
                .flatMap(study -> files.studies().getOrDefault(study, List.of()).stream())
                .toList();
        int[] sent = {0};
        try {
            return new InstanceSender(ApplicationEntity.of("XDSI-SHARE"), remote)
                    .send(all, file -> console.progress("sent " + ++sent[0] + " of " + all.size() + " instances"));
        } catch (IOException failed) {
            throw new CommandFailed("Sending to " + remote + " failed: " + failed.getMessage(), failed);
        }
    }

    private boolean publish(GatewayClient gateway, String study) throws CommandFailed {
        gateway.complete(study);
        long end = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
        while (true) {
            JsonNode publication = gateway.publicationOf(study);
            String state = publication.path("state").asText();
            switch (state) {
                case "published" -> {
                    return awaitRegistration(gateway, study, publication, end);
                }
                case "failed", "held" -> {
                    console.say("study " + study + " is " + state + ": "
                            + publication.path("error").asText());
                    return false;
                }
                case "withdrawn" -> {
                    console.say("study " + study + " was stored, but everything in it was rejected");
                    return false;
                }
                default -> console.progress("study " + study + " is " + state);
            }
            pause(study, end);
        }
    }

    /** The proof that a clinician would find it: the registry's own answer. */
    private boolean awaitRegistration(GatewayClient gateway, String study, JsonNode publication, long end)
            throws CommandFailed {
        if (publication.path("documentUniqueId").isNull()) {
            console.say("study " + study + " was stored, but holds no image that a manifest could name");
            return false;
        }
        PatientId registered = PatientId.parse(publication.path("patientId").asText())
                .orElseThrow(() -> new CommandFailed("The gateway names no patient for study " + study + "."));
        while (true) {
            for (JsonNode found : gateway.studies(registered).path("studies")) {
                if (found.path("studyInstanceUID").asText().equals(study)) {
                    print(study, found.path("documentUniqueId").asText(), registered);
                    return true;
                }
            }
            pause(study, end);
        }
    }

    private void pause(String study, long end) throws CommandFailed {
        if (System.nanoTime() > end) {
            throw new CommandFailed("Study " + study + " was stored, but is not registered after " + timeout
                    + " s. The gateway goes on trying; look at its log, or find it later with ./xdsi find.");
        }
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", interrupted);
        }
    }

    private void print(String study, String document, PatientId registered) {
        if (json) {
            ObjectNode result = new ObjectMapper().createObjectNode();
            result.put("studyInstanceUID", study)
                    .put("documentUniqueId", document)
                    .put("patientId", registered.cx());
            console.result(result);
        } else {
            console.result("study " + study + " document " + document + " patient " + registered);
        }
    }
}

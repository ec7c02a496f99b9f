package dev.xdsi.conformance.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.conformance.host.Target;
import dev.xdsi.conformance.wire.Bytes;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.gateway.cli.CommandFailed;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.cli.GatewayClient;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code dicom: study} — a study of our phantom is sent by C-STORE, linked to the patient, and published. With {@code shared: name} the
 * cases that ask for the same name get the same study. Its outcome names every UID, and the SHA-256 of every data set.
 */
final class DicomPerformer implements Performer {
    private static final LocalDateTime ACQUIRED = LocalDateTime.of(2024, 2, 29, 23, 59);
    private static final ApplicationEntity SENDER = ApplicationEntity.of("CONFORMANCE");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<UUID> uuids;
    private final Map<String, String> shared = new HashMap<>();
    private @Nullable GatewayClient client;

    DicomPerformer(Supplier<UUID> uuids) {
        this.uuids = uuids;
    }

    @Override
    public Exchange perform(StepContext context) throws Exception {
        String name = context.step().text("shared", "");
        @Nullable String known = shared.get(name);
        if (known != null) {
            return Exchange.of("the study called " + name + ", which was sent before", known);
        }
        String outcome = study(context);
        if (!name.isEmpty()) {
            shared.put(name, outcome);
        }
        return Exchange.of("a study by C-STORE", outcome);
    }

    private String study(StepContext context) throws Exception {
        Step step = context.step();
        PatientId patient = PatientId.parse(step.text("patient", ""))
                .orElseThrow(() -> new BadCaseException("a study needs its patient"));
        Path folder = Files.createTempDirectory("conformance-study");
        try {
            int slices = number(step, "slices", 1);
            new PhantomStudy(patient.id(), slices, number(step, "size", 16), ACQUIRED).write(folder, uuids);
            relabel(folder, step.text("modality2", "CT"));
            List<InstanceFile> images = new ArrayList<>(
                    StudyFiles.under(List.of(folder)).studies().firstEntry().getValue());
            return shared(context.target(), patient, images.subList(0, number(step, "images", images.size())));
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Makes all series but the first come from another modality. */
    private static void relabel(Path folder, String modality) throws IOException {
        for (Path file : PhantomStudy.files(folder)) {
            DicomFile image = Part10.read(file);
            if (image.dataSet().integer(Tag.SeriesNumber, 0) > 1 && !modality.equals("CT")) {
                image.dataSet().setString(Tag.Modality, modality);
                Part10.write(file, FileMeta.of(image.dataSet(), image.transferSyntax()), image.dataSet());
            }
        }
    }

    private String shared(Target target, PatientId patient, List<InstanceFile> images) throws Exception {
        GatewayClient gateway = client(target);
        String study = images.getFirst().studyInstanceUID();
        gateway.link(study, patient).ifPresent(reason -> {
            throw new BadCaseException("the study cannot be linked: " + reason);
        });
        Map<InstanceFile, String> refused = new InstanceSender(SENDER, remote(target)).send(images, sent -> {});
        if (!refused.isEmpty()) {
            throw new IOException("images were refused: " + refused.values());
        }
        gateway.complete(study);
        String manifest = published(gateway, study);
        ObjectNode outcome = JSON.createObjectNode()
                .put("study", study)
                .put("patient", patient.cx())
                .put("manifest", manifest);
        ArrayNode all = outcome.putArray("images");
        for (InstanceFile image : images) {
            all.add(described(image));
        }
        return outcome.toString();
    }

    private static String published(GatewayClient gateway, String study)
            throws IOException, CommandFailed, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var publication = gateway.publicationOf(study);
            switch (publication.path("state").asText()) {
                case "published" -> {
                    return publication.path("documentUniqueId").asText();
                }
                case "failed", "held" -> throw new IOException("the study is not published: " + publication);
                default -> Thread.sleep(POLL);
            }
        }
        throw new IOException("the study is not published in time");
    }

    private static ObjectNode described(InstanceFile image) throws IOException {
        Attributes dataSet = Part10.read(image.path()).dataSet();
        byte[] file = Files.readAllBytes(image.path());
        return JSON.createObjectNode()
                .put("series", dataSet.string(Tag.SeriesInstanceUID, ""))
                .put("instance", image.sopInstanceUID())
                .put("class", image.sopClassUID())
                .put("syntax", image.transferSyntaxUID())
                .put(
                        "dataSet",
                        Bytes.of(Arrays.copyOfRange(file, Math.toIntExact(image.dataSetOffset()), file.length))
                                .sha256());
    }

    private static RemoteEntity remote(Target target) {
        URI dicom = target.address("dicom").orElseThrow(() -> new BadCaseException("the target has no DICOM port"));
        return RemoteEntity.of(dicom.getUserInfo(), dicom.getHost(), dicom.getPort());
    }

    private GatewayClient client(Target target) {
        GatewayClient known = client;
        if (known != null) {
            return known;
        }
        GatewayClient made = new GatewayClient(
                address(target, "portal"),
                address(target, "ihe"),
                () -> new Credentials(
                        target.values().getOrDefault("user", ""),
                        target.values().getOrDefault("password", "")));
        client = made;
        return made;
    }

    private static String address(Target target, String name) {
        return target.address(name)
                .orElseThrow(() -> new BadCaseException("the target has no address " + name))
                .toString();
    }

    private static int number(Step step, String key, int otherwise) {
        return Integer.parseInt(step.text(key, Integer.toString(otherwise)));
    }
}

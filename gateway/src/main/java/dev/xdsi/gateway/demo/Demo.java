package dev.xdsi.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The main job from end to end: a study is sent, published, found, fetched in three ways, compared, and its trail is looked up. */
public final class Demo {
    private static final List<String> WAYS = List.of("rad69", "wado-rs", "wado-uri");
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration TRAIL_PATIENCE = Duration.ofSeconds(10);

    private final Stage stage;
    private final Consumer<String> tell;

    /** The running gateway as the demonstration sees it: only what a user could reach too. */
    public interface Stage {
        RemoteEntity dicom();

        JsonNode publicationOf(String studyInstanceUID) throws Exception;

        JsonNode studies(PatientId patient) throws Exception;

        void fetch(String studyInstanceUID, PatientId patient, String via, Path folder) throws Exception;

        /** Every audit record after the given number; waits until all written so far have arrived. */
        List<JsonNode> auditAfter(long number) throws Exception;

        long lastAudit() throws Exception;
    }

    /** What the run showed. */
    public record Result(int studies, int instances, Map<String, String> ways, List<String> auditGaps, long seconds) {
        public boolean ok() {
            return studies == 1 && auditGaps.isEmpty() && ways.values().stream().allMatch("identical"::equals);
        }

        /** One line for scripts. */
        public String line() {
            StringBuilder line = new StringBuilder(ok() ? "demo ok" : "demo failed")
                    .append(" studies=")
                    .append(studies)
                    .append(" instances=")
                    .append(instances);
            ways.forEach(
                    (way, outcome) -> line.append(' ').append(way).append('=').append(outcome));
            return line.append(" audit=")
                    .append(auditGaps.isEmpty() ? "complete" : "incomplete")
                    .append(" seconds=")
                    .append(seconds)
                    .toString();
        }
    }

    public Demo(Stage stage, Consumer<String> tell) {
        this.stage = stage;
        this.tell = tell;
    }

    /**
     * Sends the files below {@code sent} and follows them.
     *
     * @param patient to whom they belong in the affinity domain
     * @param scratch an empty folder for what is fetched
     */
    public Result run(Path sent, PatientId patient, Path scratch) throws Exception {
        long started = System.nanoTime();
        long lastAudit = stage.lastAudit();
        Published published = publish(sent);
        String study = published.studyInstanceUID();
        int found = find(study, patient);
        Map<String, String> ways = new LinkedHashMap<>();
        for (String way : WAYS) {
            Path folder = scratch.resolve(way);
            stage.fetch(study, patient, way, folder);
            String outcome = Comparison.of(sent, folder);
            tell.accept("%-10s %d instances compared with what was sent: %s"
                    .formatted(way, published.instances(), outcome));
            ways.put(way, outcome);
        }
        List<String> gaps = gaps(ExpectedTrail.of(published.instances()), lastAudit);
        gaps.forEach(gap -> tell.accept("audit      missing: " + gap));
        if (gaps.isEmpty()) {
            tell.accept("audit      every transaction is recorded on both of its sides");
        }
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        return new Result(found, published.instances(), ways, gaps, seconds);
    }

    /** A study that was sent and is registered by its manifest. */
    record Published(String studyInstanceUID, int instances) {}

    /** Sends the one study below {@code sent}, and waits until its manifest is registered. */
    Published publish(Path sent) throws Exception {
        StudyFiles files = StudyFiles.under(List.of(sent));
        String study = files.studies().firstEntry().getKey();
        tell.accept("C-STORE    " + files.count() + " instances of study " + study + " to " + stage.dicom());
        send(files);
        tell.accept("RAD-68     waiting until the study is complete and its manifest is registered");
        JsonNode publication = awaitPublication(study);
        tell.accept("ITI-41/42  registered as document "
                + publication.path("documentUniqueId").asText());
        return new Published(study, files.count());
    }

    /** Whoever sends images records it once the last byte has left, which may be after it has arrived. */
    private List<String> gaps(ExpectedTrail expected, long lastAudit) throws Exception {
        long patience = System.nanoTime() + TRAIL_PATIENCE.toNanos();
        List<String> gaps = expected.missingFrom(stage.auditAfter(lastAudit));
        while (!gaps.isEmpty() && System.nanoTime() < patience) {
            Thread.sleep(POLL);
            gaps = expected.missingFrom(stage.auditAfter(lastAudit));
        }
        return gaps;
    }

    private void send(StudyFiles files) throws IOException {
        List<InstanceFile> all = new ArrayList<>();
        files.studies().values().forEach(all::addAll);
        Map<InstanceFile, String> refused =
                new InstanceSender(ApplicationEntity.of("XDSI-DEMO"), stage.dicom()).send(all, file -> {});
        if (!refused.isEmpty()) {
            throw new IOException("refused: " + refused.values().iterator().next());
        }
    }

    private JsonNode awaitPublication(String study) throws Exception {
        while (true) {
            JsonNode publication = stage.publicationOf(study);
            switch (publication.path("state").asText()) {
                case "published" -> {
                    return publication;
                }
                case "failed", "held" ->
                    throw new IOException("the study was not published: "
                            + publication.path("error").asText());
                default -> Thread.sleep(POLL);
            }
        }
    }

    private int find(String study, PatientId patient) throws Exception {
        JsonNode answer = stage.studies(patient);
        int found = 0;
        for (JsonNode one : answer.path("studies")) {
            if (one.path("studyInstanceUID").asText().equals(study)) {
                found++;
                tell.accept("ITI-18/43  found for patient " + patient + ": "
                        + one.path("description").asText() + ", "
                        + one.path("instances").asInt() + " instances in its manifest");
            }
        }
        answer.path("errors").forEach(error -> tell.accept("ITI-18/43  " + error.asText()));
        return found;
    }
}

package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.imaging.pacs.PacsSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running source in front of a PACS that does as it is told, and whose images it fetches by C-GET. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
abstract class PacsScene {
    static final String STUDY = DataSets.STUDY;
    static final String SERIES = STUDY + ".1";
    static final String PUBLISHED = "\"state\":\"published\"";
    /** Of one small image, but not of two. */
    static final long ROOM_FOR_ONE = 1_200;

    @TempDir
    Path folder;

    ScriptedPacs pacs;
    RunningSource running;

    @BeforeEach
    void start() throws Exception {
        TestDatabase.empty();
        pacs = pacs();
        running = source();
    }

    /** As it is when the test begins. */
    ScriptedPacs pacs() throws Exception {
        return new ScriptedPacs();
    }

    /** Bytes of the cache. */
    long room() {
        return ROOM_FOR_ONE;
    }

    private RunningSource source() throws Exception {
        return new RunningSource(
                folder,
                new RunningSource.Partners(new RecordingRepository(), new RecordingRegistry())
                        .before(new PacsSettings(pacs.entity(), new PacsSettings.Way.Get(), room())),
                SourceScene.START,
                Duration.ofMillis(20));
    }

    void restart() throws Exception {
        java.time.Instant now = running.now.get();
        running.close();
        running = source();
        running.now.set(now);
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
        pacs.close();
    }

    static Attributes image(int number) {
        return DataSets.ct(SERIES, SERIES + "." + number);
    }

    String ask(String question) throws Exception {
        return ask(running, question);
    }

    static String ask(RunningSource running, String question) throws Exception {
        HttpResponse<byte[]> asked =
                running.backfill(HttpRequest.newBuilder().POST(BodyPublishers.ofString(question)), "");
        String answer = new String(asked.body(), StandardCharsets.UTF_8);
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        return id.group(1);
    }

    /** The report once nothing more is done, however often it is tried again. */
    String over(String id) throws Exception {
        return awaitReport(id, "^\\{\"state\":\"(over|failed)\"");
    }

    String awaitReport(String id, String expected) throws Exception {
        return awaitReport(running, id, expected);
    }

    static String awaitReport(RunningSource running, String id, String expected) throws Exception {
        String report = "";
        for (int tries = 0; tries < 1_500; tries++) {
            report = new String(
                    running.backfill(HttpRequest.newBuilder().GET(), "/" + id).body(), StandardCharsets.UTF_8);
            if (Pattern.compile(expected).matcher(report).find()) {
                return report;
            }
            Thread.sleep(20);
            if (expected.startsWith("^")) {
                running.pass(Duration.ofSeconds(20));
            }
        }
        throw new AssertionError(report);
    }

    static void awaitTrue(Callable<Boolean> condition) throws Exception {
        for (int tries = 0; tries < 1_500 && !condition.call(); tries++) {
            Thread.sleep(20);
        }
        assertThat(condition.call()).isTrue();
    }

    List<String> records() throws java.io.IOException {
        return running.audit.read(0, 1000).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }

    String reconciled(String path) throws Exception {
        return new String(running.get("/reconciliation" + path, "*/*").body(), StandardCharsets.UTF_8);
    }

    String repaired(String path) throws Exception {
        return new String(
                running.send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), "/reconciliation" + path)
                        .body(),
                StandardCharsets.UTF_8);
    }
}

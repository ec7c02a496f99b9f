package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.dicom.Tag;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After an older database was restored, images that were acknowledged lie there, and nobody knows of them. */
@org.junit.jupiter.api.Tag("integration")
class ReentryTest extends SourceScene {
    private static final String KNOWN = SERIES + ".1";
    private static final String FORGOTTEN = SERIES + ".2";

    private static void forget(String image) throws Exception {
        sql("delete from imaging_source.instance where sop_instance_uid = '" + image + "'");
    }

    private static void sql(String one) throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement change = connection.createStatement()) {
            assertThat(change.executeUpdate(one)).isEqualTo(1);
        }
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("instances"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private JsonNode looked() throws Exception {
        return new ObjectMapper()
                .readTree(running.get("/reconciliation/files", "*/*").body());
    }

    private JsonNode entered() throws Exception {
        return new ObjectMapper()
                .readTree(running.send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), "/reconciliation/files")
                        .body());
    }

    private int status(String image) throws Exception {
        return running.get(
                        "/dicom-web/studies/" + STUDY + "/series/" + SERIES + "/instances/" + image + "/metadata",
                        "application/dicom+json")
                .statusCode();
    }

    @Test
    void filesThatNobodyKnowsAreToldAndStoredOnceMore() throws Exception {
        running.store(DataSets.ct(SERIES, KNOWN));
        running.store(DataSets.ct(SERIES, FORGOTTEN));
        String name = fileOf(FORGOTTEN).getFileName().toString();
        forget(FORGOTTEN);
        assertThat(status(FORGOTTEN)).isEqualTo(404);

        JsonNode looked = looked();
        assertThat(looked.path("checked").asInt()).isEqualTo(2);
        assertThat(looked.path("unknown")).hasSize(1);
        assertThat(looked.path("unknown").path(0).path("file").asText()).isEqualTo(name);
        assertThat(files()).as("a look changes nothing").hasSize(2);

        JsonNode entered = entered();
        assertThat(entered.path("unknown").path(0).path("entered").asBoolean()).isTrue();
        assertThat(entered.path("next").isNull()).isTrue();
        assertThat(status(FORGOTTEN)).isEqualTo(200);
        assertThat(files()).hasSize(2);
        assertThat(looked().path("unknown")).isEmpty();
    }

    @Test
    void whatCannotBeEnteredStaysAndIsToldWithItsReason() throws Exception {
        running.store(DataSets.ct(SERIES, KNOWN));
        running.store(DataSets.ct(SERIES, FORGOTTEN));
        Path file = fileOf(FORGOTTEN);
        forget(FORGOTTEN);
        Files.write(file, new byte[300]);
        running.store(DataSets.ct(SERIES + "9", SERIES + "9.1").setString(Tag.StudyInstanceUID, STUDY + "9"));
        Path known = fileOf(SERIES + "9.1");
        Path again = Files.copy(
                known, known.resolveSibling(known.getFileName().toString().replaceFirst("....$", "0000")));

        JsonNode entered = entered();

        assertThat(entered.path("unknown")).hasSize(2);
        assertThat(entered.findValuesAsText("outcome"))
                .anyMatch("was there already"::equals)
                .anyMatch(outcome -> !outcome.startsWith("was"));
        assertThat(file).exists();
        assertThat(again).doesNotExist();
        assertThat(known).exists();
    }

    /** Files come in no order. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasRejectedForItsAgeStaysRejectedWhicheverIsEnteredFirst(boolean noteFirst) throws Exception {
        String note = STUDY + ".99.1";
        running.store(DataSets.ct(SERIES, KNOWN));
        running.store(DataSets.ct(SERIES, FORGOTTEN));
        running.store(DataSets.keyObject(note, "113039", FORGOTTEN));
        Path image = fileWithout(note, FORGOTTEN);
        Path later = noteFirst ? image : fileOf(note);
        sql("delete from imaging_source.rejected_instance");
        forget(FORGOTTEN);
        forget(note);
        Path away = Files.move(later, folder.resolve("away"));
        entered();
        Files.move(away, later);
        JsonNode entered = entered();

        assertThat(status(FORGOTTEN)).isEqualTo(404);
        assertThat(entered.path("unknown").path(0).path("outcome").asText())
                .isEqualTo(noteFirst ? "entered, and not shown: a rejection note names it" : "entered");
        assertThat(status(KNOWN)).isEqualTo(200);
        running.store(DataSets.ct(SERIES, FORGOTTEN));
        assertThat(status(FORGOTTEN)).as("sent again").isEqualTo(200);
    }

    /** Nobody sent it. */
    @Test
    void aSecondFileOfWhatWasRejectedForItsAgeBringsNothingBack() throws Exception {
        running.store(DataSets.ct(SERIES, KNOWN));
        Path file = fileOf(KNOWN);
        running.store(DataSets.keyObject(STUDY + ".99.1", "113039", KNOWN));
        Files.copy(file, file.resolveSibling(file.getFileName().toString().replaceFirst("....$", "0000")));

        assertThat(entered().path("unknown").path(0).path("outcome").asText()).isEqualTo("was there already");
        assertThat(status(KNOWN)).isEqualTo(404);
    }

    private Path fileWithout(String other, String image) throws Exception {
        for (Path file : files()) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (bytes.contains(image) && !bytes.contains(other)) {
                return file;
            }
        }
        throw new AssertionError(image);
    }

    /** It may be entered at this moment. */
    @Test
    void whatIsUnderWayIsLeftAlone() throws Exception {
        running.store(DataSets.ct(SERIES, FORGOTTEN));
        Path file = fileOf(FORGOTTEN);
        forget(FORGOTTEN);
        Files.createLink(folder.resolve("incoming").resolve(file.getFileName()), file);

        assertThat(entered().path("unknown")).isEmpty();
        assertThat(file).exists();
    }
}

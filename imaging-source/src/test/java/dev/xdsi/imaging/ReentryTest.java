package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.dicom.Tag;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** After an older database was restored, images that were acknowledged lie there, and nobody knows of them. */
@org.junit.jupiter.api.Tag("integration")
class ReentryTest extends SourceScene {
    private static final String KNOWN = SERIES + ".1";
    private static final String FORGOTTEN = SERIES + ".2";

    private void forget(String image) throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement change = connection.createStatement()) {
            assertThat(change.executeUpdate(
                            "delete from imaging_source.instance where sop_instance_uid = '" + image + "'"))
                    .isEqualTo(1);
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

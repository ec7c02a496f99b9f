package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rejection notes do to the manifests of studies (RAD TF-2: 4.66). */
@org.junit.jupiter.api.Tag("integration")
class RejectionTest extends SourceScene {
    private static final String IMAGE = SERIES + ".1";
    private static final String OTHER = SERIES + ".2";
    private static final String ELSEWHERE = STUDY + ".5";

    private void published() throws Exception {
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
    }

    private static Attributes elsewhere(Attributes dataSet) {
        return dataSet.setString(Tag.StudyInstanceUID, ELSEWHERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"113001", "113037", "113038", "113039"})
    void everyRejectionTakesInstancesOutOfTheManifestThatWasPublished(String title) throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(DataSets.ct(SERIES, OTHER));
        published();
        assertThat(listed()).containsExactly(IMAGE, OTHER);

        running.store(DataSets.keyObject(STUDY + ".99.1", title, IMAGE));
        published();
        assertThat(listed()).as("neither the rejected nor the note").containsExactly(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"113001", "113037", "113038"})
    void whatIsRejectedBeforeItComesOrComesAgainStaysOut(String title) throws Exception {
        running.store(DataSets.keyObject(STUDY + ".99.1", title, IMAGE));
        running.store(DataSets.ct(SERIES, OTHER));
        published();
        assertThat(running.store(DataSets.ct(SERIES, IMAGE)).isSuccess()).isTrue();
        assertThat(running.store(DataSets.ct(SERIES, IMAGE)).isSuccess()).isTrue();
        published();

        assertThat(listed()).containsExactly(OTHER);
    }

    @Test
    void whatExpiredIsListedAgainWhenItComesAgain() throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(DataSets.ct(SERIES, OTHER));
        running.store(DataSets.keyObject(STUDY + ".99.1", "113039", IMAGE));
        published();
        assertThat(listed()).containsExactly(OTHER);

        running.store(DataSets.ct(SERIES, IMAGE));
        assertThat(running.publication(STUDY)).contains("\"state\":\"receiving\"", "\"instances\":3");
        published();
        assertThat(listed()).containsExactly(IMAGE, OTHER);
    }

    @Test
    void anExpiredStudyIsWithdrawnAndPublishedAnewWhenItComesAgain() throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE));
        published();
        running.store(DataSets.keyObject(STUDY + ".99.1", "113039", IMAGE));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"withdrawn\"");

        running.store(DataSets.ct(SERIES, IMAGE));
        published();
        assertThat(listed()).containsExactly(IMAGE);
        assertThat(running.registry.deprecated()).hasSize(1);
    }

    @Test
    void aNoteTakesInstancesOutOfSeveralStudies() throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(elsewhere(DataSets.ct(ELSEWHERE + ".1", ELSEWHERE + ".1.1")));
        running.store(elsewhere(DataSets.ct(ELSEWHERE + ".1", ELSEWHERE + ".1.2")));
        published();
        running.awaitPublication(ELSEWHERE, "\"state\":\"published\"");

        Attributes note = DataSets.keyObject(STUDY + ".99.1", "113038", IMAGE);
        Attributes about = elsewhere(DataSets.keyObject(STUDY + ".99.1", "113038", ELSEWHERE + ".1.1"));
        note.setItems(
                Tag.CurrentRequestedProcedureEvidenceSequence,
                List.of(
                        note.item(Tag.CurrentRequestedProcedureEvidenceSequence).orElseThrow(),
                        about.item(Tag.CurrentRequestedProcedureEvidenceSequence)
                                .orElseThrow()));
        running.store(note);
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"withdrawn\"");
        running.awaitPublication(ELSEWHERE, "\"state\":\"published\"");

        assertThat(listed()).containsExactly(ELSEWHERE + ".1.2");
        assertThat(running.publication(ELSEWHERE)).contains("\"instances\":2");
    }
}

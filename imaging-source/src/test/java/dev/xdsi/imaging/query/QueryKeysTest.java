package dev.xdsi.imaging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import dev.xdsi.imaging.query.QueryKeys.DateTimeMatching;
import org.junit.jupiter.api.Test;

class QueryKeysTest {
    private static final Attributes ROW = UnicodeDataSet.empty()
            .setString(Tag.StudyDate, "20260301")
            .setString(Tag.StudyTime, "235900")
            .setString(Tag.AccessionNumber, "A100")
            .setString(Tag.SeriesNumber, "7")
            .setString(Tag.ModalitiesInStudy, "CT", "SR");

    private static boolean holds(Attributes keys, DateTimeMatching matching) throws UnacceptableQuery {
        return QueryKeys.read(QueryLevel.IMAGE, keys, matching).conditions().stream()
                .allMatch(condition -> condition.holds(ROW));
    }

    private static Attributes key(int tag, VR vr, String... values) {
        return new Attributes().setString(tag, vr, values);
    }

    @Test
    void aRangeOfDatesAndOneOfTimesAreOneMomentWhereThatWasAgreed() throws UnacceptableQuery {
        Attributes night = key(Tag.StudyDate, VR.DA, "20260301-20260302").setString(Tag.StudyTime, "230000-010000");

        assertThat(holds(night, DateTimeMatching.COMBINED)).isTrue();
        assertThat(holds(night, DateTimeMatching.SEPARATE))
                .as("no time is after 23 and before 1")
                .isFalse();
    }

    @Test
    void whatIsEmptyMatchesEverything() throws UnacceptableQuery {
        Attributes keys = new Attributes()
                .setEmpty(Tag.AccessionNumber)
                .setString(Tag.StudyDescription, "*")
                .setItems(Tag.ProcedureCodeSequence, new Attributes().setEmpty(Tag.CodeValue));

        assertThat(QueryKeys.read(QueryLevel.STUDY, keys, DateTimeMatching.SEPARATE)
                        .conditions())
                .isEmpty();
    }

    @Test
    void oneOfSeveralValuesIsEnough() throws UnacceptableQuery {
        assertThat(holds(key(Tag.ModalitiesInStudy, VR.CS, "SR"), DateTimeMatching.SEPARATE))
                .isTrue();
        assertThat(holds(key(Tag.ModalitiesInStudy, VR.CS, "MR"), DateTimeMatching.SEPARATE))
                .isFalse();
        assertThat(holds(key(Tag.SeriesNumber, VR.IS, "07"), DateTimeMatching.SEPARATE))
                .isTrue();
    }

    @Test
    void keysOfLevelsBelowAreNotSupported() throws UnacceptableQuery {
        InstanceQuery query = QueryKeys.read(
                QueryLevel.STUDY, key(Tag.Modality, VR.CS, "CT").setEmpty(Tag.Rows), DateTimeMatching.SEPARATE);

        assertThat(query.unsupported()).containsExactlyInAnyOrder(Tag.Modality, Tag.Rows);
        assertThat(query.conditions()).isEmpty();
    }

    @Test
    void whatIsNoKeyIsRefused() {
        for (Attributes wrong : new Attributes[] {
            key(Tag.StudyDate, VR.DA, "20261301"),
            key(Tag.StudyDate, VR.DA, "-"),
            key(Tag.StudyTime, VR.TM, "25"),
            key(Tag.SeriesNumber, VR.IS, "x"),
            new Attributes().setItems(Tag.ProcedureCodeSequence, new Attributes(), new Attributes())
        }) {
            assertThatThrownBy(() -> holds(wrong, DateTimeMatching.SEPARATE)).isInstanceOf(UnacceptableQuery.class);
        }
    }
}

package dev.xdsi.imaging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import dev.xdsi.imaging.query.QueryKeys.DateTimeMatching;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static boolean holds(String acquired, String offsetOfRow, String key, String offsetOfKeys)
            throws UnacceptableQuery {
        Attributes row = UnicodeDataSet.empty()
                .setString(Tag.AcquisitionDateTime, acquired)
                .setItems(
                        Tag.RadiopharmaceuticalInformationSequence,
                        new Attributes().setString(Tag.RadiopharmaceuticalStartDateTime, acquired));
        if (!offsetOfRow.isEmpty()) {
            row.setString(Tag.TimezoneOffsetFromUTC, offsetOfRow);
        }
        Attributes plain = key(Tag.AcquisitionDateTime, VR.DT, key);
        Attributes inItem = new Attributes()
                .setItems(
                        Tag.RadiopharmaceuticalInformationSequence,
                        key(Tag.RadiopharmaceuticalStartDateTime, VR.DT, key));
        boolean found = holds(row, plain, offsetOfKeys);
        assertThat(holds(row, inItem, offsetOfKeys)).as("in an item").isEqualTo(found);
        return found;
    }

    private static boolean holds(Attributes row, Attributes keys, String offset) throws UnacceptableQuery {
        InstanceQuery query = QueryKeys.read(
                QueryLevel.IMAGE, keys.setString(Tag.TimezoneOffsetFromUTC, VR.SH, offset), DateTimeMatching.SEPARATE);
        assertThat(query.unsupported()).isEmpty();
        return query.conditions().stream().allMatch(condition -> condition.holds(row));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            20260301120000.5   ; 2026
            20260301120000.5   ; 202603
            20260301120000.5   ; 20260301
            20260301120000.5   ; 2026030112
            20260301120000.5   ; 20260301120000
            20260301120000.5   ; 20260301120000.5
            20260301120000.5   ; 2025-2026
            20260301120000.5   ; 202602 - 202603
            20260301120000.5   ; 20260301120000-20260301120000
            20260301120000.5   ; -202603
            20260301120000.5   ; 202603-
            20260301120000+0100; 20260301110000+0000
            20260301120000+0100; 20260301060000-0500
            20260301120000+0100; 20260301060000-0500-20260301060001-0500
            20260301120000+0100; 2026030106-0500-
            20260301120000+0100; -2026030106-0500
            20260301120000+0100; 20260301110000+0000-2027
            """)
    void aMomentIsFoundByAsMuchOfItAsIsSaid(String acquired, String key) throws UnacceptableQuery {
        assertThat(holds(acquired, "", key, "")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            20260301120000.5   ; 2025
            20260301120000.5   ; 2026030113
            20260301120000.5   ; 20260301120001
            20260301120000.5   ; 20260301120000.4
            20260301120000.5   ; 2024-2025
            20260301120000.5   ; 202604-
            20260301120000.5   ; -202602
            20260301120000+0100; 20260301120000+0000
            20260301120000+0100; 20260301120000-0500-
            20260301120000+0100; -20260301050000-0500
            noon               ; 2026
            """)
    void aMomentOutsideIsNotFound(String acquired, String key) throws UnacceptableQuery {
        assertThat(holds(acquired, "", key, "")).isFalse();
    }

    @Test
    void whatDoesNotSayItsOffsetHasTheOneOfItsDataSet() throws UnacceptableQuery {
        assertThat(holds("20260301120000", "+0100", "20260301110000+0000", "")).isTrue();
        assertThat(holds("20260301120000", "+0100", "20260301120000", "+0000")).isFalse();
        assertThat(holds("20260301120000", "+0100", "20260301110000", "+0000")).isTrue();
        assertThat(holds("20260301120000+0100", "-0500", "20260301120000+0100", "+0000"))
                .as("each says its own")
                .isTrue();
        assertThat(holds("20260301120000", "", "20260301120000+0900", ""))
                .as("by the clock on the wall, where one of them is not known")
                .isTrue();
    }

    @Test
    void theOffsetOfTheQuestionIsNoKey() throws UnacceptableQuery {
        assertThat(holds(ROW, key(Tag.AccessionNumber, VR.SH, "A100"), "+0900")).isTrue();
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
            key(Tag.AcquisitionDateTime, VR.DT, "-"),
            key(Tag.AcquisitionDateTime, VR.DT, "20261301"),
            key(Tag.AcquisitionDateTime, VR.DT, "2026 2027"),
            key(Tag.AcquisitionDateTime, VR.DT, "2026+1500"),
            key(Tag.AcquisitionDateTime, VR.DT, "2026-2027-2028"),
            key(Tag.AccessionNumber, VR.SH, "A100").setString(Tag.TimezoneOffsetFromUTC, VR.SH, "CET"),
            key(Tag.SeriesNumber, VR.IS, "x"),
            new Attributes().setItems(Tag.ProcedureCodeSequence, new Attributes(), new Attributes())
        }) {
            assertThatThrownBy(() -> holds(wrong, DateTimeMatching.SEPARATE)).isInstanceOf(UnacceptableQuery.class);
        }
    }
}

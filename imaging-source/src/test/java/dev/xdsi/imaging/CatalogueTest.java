package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.manifest.IssuerNames;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.query.QueryKeys;
import dev.xdsi.imaging.query.QueryKeys.DateTimeMatching;
import dev.xdsi.imaging.query.QueryLevel;
import dev.xdsi.imaging.query.UnacceptableQuery;
import dev.xdsi.imaging.query.Written;
import dev.xdsi.imaging.query.postgres.CatalogueEntries;
import dev.xdsi.imaging.query.postgres.PostgresCatalogue;
import dev.xdsi.imaging.search.Matches;
import dev.xdsi.imaging.search.Question;
import dev.xdsi.imaging.search.Search;
import dev.xdsi.imaging.search.SearchLimits;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalogue in PostgreSQL answers, in which order, and to whom not. */
@org.junit.jupiter.api.Tag("integration")
class CatalogueTest extends SourceScene {
    /** Where one name is known. */
    static final UnaryOperator<String> ISSUERS = new PatientDomains(
                    null,
                    RunningSource.DEPARTMENT,
                    RunningSource.DEPARTMENT,
                    new IssuerNames(Set.of("HOSP"), Map.of(), false))::issuerOrName;

    private static final String OTHER_STUDY = STUDY + "9";

    private final Database database = new Database(TestDatabase.dataSource());

    private Matches search(StudyDisclosure disclosure, SearchLimits limits, QueryLevel level, Attributes keys)
            throws UnacceptableQuery {
        Search search = new Search(
                new PostgresCatalogue(database, ISSUERS),
                disclosure,
                "C-FIND",
                new RetrieveAddress("XDSI", RunningSource.LOCATION, URI.create("http://localhost/dicom-web")),
                limits);
        return search.perform(
                new Question(
                        QueryKeys.read(level, keys, DateTimeMatching.COMBINED), "test", "", new Written(new byte[0])),
                Caller.self("TEST"));
    }

    private static List<Attributes> all(Matches matches) {
        List<Attributes> answers = new ArrayList<>();
        Matches.Next next = matches.next();
        while (next instanceof Matches.Next.Answer(Attributes answer)) {
            answers.add(answer);
            next = matches.next();
        }
        assertThat(next).isInstanceOf(Matches.Next.End.class);
        return answers;
    }

    private List<Attributes> all(QueryLevel level, Attributes keys) throws UnacceptableQuery {
        return all(search(StudyDisclosure.UNRESTRICTED, SearchLimits.DEFAULT, level, keys));
    }

    private void storeTwoStudies() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(SERIES + "9", SERIES + "9.1").setString(Tag.StudyInstanceUID, OTHER_STUDY));
    }

    @Test
    void aStudyThatIsWithheldIsNotThere() throws Exception {
        storeTwoStudies();
        StudyDisclosure withheld =
                (caller, transaction) -> study -> !study.value().equals(OTHER_STUDY);
        Attributes keys = new Attributes()
                .setEmpty(Tag.PatientID)
                .setEmpty(Tag.NumberOfPatientRelatedStudies)
                .setEmpty(Tag.NumberOfPatientRelatedInstances);

        assertThat(all(search(withheld, SearchLimits.DEFAULT, QueryLevel.STUDY, new Attributes())))
                .extracting(answer -> answer.string(Tag.StudyInstanceUID, ""))
                .containsExactly(STUDY);
        assertThat(all(search(withheld, SearchLimits.DEFAULT, QueryLevel.IMAGE, new Attributes())))
                .hasSize(1);
        assertThat(all(search(withheld, SearchLimits.DEFAULT, QueryLevel.PATIENT, keys)))
                .singleElement()
                .satisfies(patient -> {
                    assertThat(patient.integer(Tag.NumberOfPatientRelatedStudies))
                            .hasValue(1);
                    assertThat(patient.integer(Tag.NumberOfPatientRelatedInstances))
                            .hasValue(1);
                });
        assertThat(all(QueryLevel.PATIENT, keys))
                .singleElement()
                .satisfies(patient -> assertThat(patient.integer(Tag.NumberOfPatientRelatedStudies))
                        .hasValue(2));
    }

    private void storeStudyOf(int number, Attributes issuer) throws Exception {
        Attributes image = DataSets.ct(SERIES + number, SERIES + number + ".1")
                .setString(Tag.StudyInstanceUID, STUDY + number)
                .setString(Tag.StudyID, String.valueOf(number));
        issuer.stream().forEach(image::set);
        assertThat(running.store(image).isSuccess()).isTrue();
    }

    private static Attributes byName(String issuer) {
        return new Attributes().setString(Tag.IssuerOfPatientID, issuer);
    }

    private static Attributes byOid(String issuer) {
        return new Attributes()
                .setItems(
                        Tag.IssuerOfPatientIDQualifiersSequence,
                        new Attributes()
                                .setString(Tag.UniversalEntityID, issuer)
                                .setString(Tag.UniversalEntityIDType, "ISO"));
    }

    @Test
    void aPatientIdWithoutAnIssuerIsTheDepartmentsAndNamesThatNobodyKnowsAreOtherPeoples() throws Exception {
        storeStudyOf(1, new Attributes());
        storeStudyOf(2, byOid("1.2.3"));
        storeStudyOf(3, byOid(RunningSource.DEPARTMENT.value()));
        storeStudyOf(4, byName("DEPARTMENT"));
        storeStudyOf(5, byName(RunningSource.DEPARTMENT.value()));
        storeStudyOf(6, new Attributes().setString(Tag.PatientID, "47110"));
        storeStudyOf(7, byName("HOSP"));

        assertThat(all(
                        QueryLevel.PATIENT,
                        new Attributes().setEmpty(Tag.PatientID).setEmpty(Tag.NumberOfPatientRelatedStudies)))
                .extracting(patient ->
                        patient.string(Tag.PatientID, "") + " " + patient.string(Tag.NumberOfPatientRelatedStudies, ""))
                .containsExactly("4711 4", "4711 1", "4711 1", "47110 1");
    }

    /** Whose images are in a PACS that is away, say: the rest of the department is found all the same. */
    @Test
    void aStudyOfWhichItCannotBeToldIsLeftOut() throws Exception {
        storeTwoStudies();
        List<String> asked = new ArrayList<>();
        StudyDisclosure unsure = (caller, transaction) -> study -> {
            if (study.value().equals(OTHER_STUDY)) {
                asked.add(study.value());
                throw new InstanceUnavailable(InstanceUnavailable.Kind.AWAY, "the PACS does not answer");
            }
            return true;
        };
        running.store(DataSets.ct(SERIES + "9", SERIES + "9.2").setString(Tag.StudyInstanceUID, OTHER_STUDY));

        assertThat(all(search(unsure, SearchLimits.DEFAULT, QueryLevel.IMAGE, new Attributes())))
                .extracting(answer -> answer.string(Tag.StudyInstanceUID, ""))
                .containsExactly(STUDY);
        assertThat(asked).as("a PACS is asked once in a search").hasSize(1);
    }

    @Test
    void pagesFollowOneAnotherWithoutGapsOrRepetitions() throws Exception {
        try (Association association = running.associate()) {
            for (int i = 0; i < 120; i++) {
                String series = i % 2 == 0 ? SERIES : OTHER_SERIES;
                RunningSource.store(association, DataSets.ct(series, series + "." + i));
            }
        }

        assertThat(all(QueryLevel.IMAGE, new Attributes().setEmpty(Tag.SOPInstanceUID)))
                .extracting(answer -> answer.string(Tag.SOPInstanceUID, ""))
                .hasSize(120)
                .doesNotHaveDuplicates();
    }

    @Test
    void aQuestionThatIsTooBroadIsNotAnsweredToItsEnd() throws Exception {
        storeTwoStudies();
        Attributes keys = new Attributes();

        Matches oneAnswer = search(StudyDisclosure.UNRESTRICTED, new SearchLimits(1, 10), QueryLevel.STUDY, keys);
        assertThat(oneAnswer.next()).isInstanceOf(Matches.Next.Answer.class);
        assertThat(oneAnswer.next()).isInstanceOf(Matches.Next.TooBroad.class);
        assertThat(search(StudyDisclosure.UNRESTRICTED, new SearchLimits(9, 0), QueryLevel.STUDY, keys)
                        .next())
                .isInstanceOf(Matches.Next.TooBroad.class);
    }

    @Test
    void whatCameBeforeThereWasACatalogueIsEnteredFromWhatIsKept() throws Exception {
        storeTwoStudies();
        running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1"));
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update imaging_source.series set attributes = null");
            statement.execute("update imaging_source.study set attributes = null, name_alphabetic = '',"
                    + " study_date = null, accession_number = ''");
        }
        Attributes key = new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.PatientName, "müller^*")
                .setString(Tag.StudyDate, "20260301");
        assertThat(all(QueryLevel.STUDY, key)).isEmpty();

        assertThat(CatalogueEntries.enterMissing(database)).isEqualTo(3);

        assertThat(all(QueryLevel.STUDY, key)).hasSize(2);
        assertThat(all(QueryLevel.SERIES, new Attributes().setString(Tag.BodyPartExamined, "CHEST")))
                .hasSize(3);
    }

    @Test
    void whatTheFirstInstancesLeaveOutLaterSeriesSay() throws Exception {
        Attributes bare = DataSets.ct(SERIES, SERIES + ".1");
        bare.remove(Tag.StudyDescription);
        running.store(bare.setString(Tag.AccessionNumber, "FIRST"));
        running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1"));

        assertThat(all(
                        QueryLevel.STUDY,
                        new Attributes().setEmpty(Tag.StudyDescription).setEmpty(Tag.AccessionNumber)))
                .singleElement()
                .satisfies(study -> {
                    assertThat(study.string(Tag.StudyDescription)).contains("CT Thorax");
                    assertThat(study.string(Tag.AccessionNumber)).contains("FIRST");
                });
    }

    private static final Attributes MOMENT =
            new Attributes().setEmpty(Tag.StudyDate).setEmpty(Tag.StudyTime).setEmpty(Tag.TimezoneOffsetFromUTC);

    private static Attributes said(int series, String date, String time, String offset) {
        Attributes image = DataSets.ct(SERIES + "." + series, SERIES + "." + series + ".1");
        said(image, Tag.StudyDate, date);
        said(image, Tag.StudyTime, time);
        said(image, Tag.TimezoneOffsetFromUTC, offset);
        return image;
    }

    private static void said(Attributes image, int tag, String value) {
        image.remove(tag);
        if (!value.isEmpty()) {
            image.setString(tag, value);
        }
    }

    /** Each as date time offset; what is not said is missing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20260301 101500 -     | 20260301 101500 +0200 | 20260301 101500 -",
                "20260301 101500 +0200 | 20260301 101500 -     | 20260301 101500 +0200",
                "20260301 101500 +0200 | 20260301 101500 +0300 | 20260301 101500 +0200",
                "20260301 -      -     | 20260302 101500 +0200 | 20260301 -      -",
                "20260301 -      +0100 | 20260301 101500 -     | 20260301 101500 -",
                "-        101500 +0100 | 20260301 -      -     | 20260301 -      -",
                "-        -      +0100 | 20260301 101500 -     | 20260301 101500 -",
                "20260301 101500 -     | -        -      +0100 | 20260301 101500 -",
                "-        -      -     | 20260301 101500 +0100 | 20260301 101500 +0100",
            })
    void whenAStudyWasIsWhatOneDataSetSays(String first, String second, String expected) throws Exception {
        int series = 0;
        for (String each : List.of(first, second)) {
            series++;
            assertThat(running.store(said(series, value(each, 0), value(each, 1), value(each, 2)))
                            .isSuccess())
                    .isTrue();
        }

        assertThat(all(QueryLevel.STUDY, MOMENT)).singleElement().satisfies(study -> {
            assertThat(study.string(Tag.StudyDate, "")).isEqualTo(value(expected, 0));
            assertThat(study.string(Tag.StudyTime, "")).isEqualTo(value(expected, 1));
            assertThat(study.string(Tag.TimezoneOffsetFromUTC, "")).isEqualTo(value(expected, 2));
        });
    }

    private static String value(String said, int index) {
        String value = said.strip().split(" +", -1)[index];
        return value.equals("-") ? "" : value;
    }

    /** Below a study each data set has its own. */
    @ParameterizedTest
    @CsvSource({"+0100,+0100,+0100", "+0100,+0200,''", "+0100,'',''", "'',+0100,''", "'','',''"})
    void anAnswerSaysTheOffsetThatAllOfItHas(String first, String second, String expected) throws Exception {
        assertThat(running.store(said(1, "20260301", "101500", first)).isSuccess())
                .isTrue();
        assertThat(running.store(said(2, "20260302", "111500", second)
                                .setString(Tag.AcquisitionDateTime, "20260302120000"))
                        .isSuccess())
                .isTrue();
        Attributes keys = MOMENT.copy().setString(Tag.SeriesInstanceUID, SERIES + ".2");

        for (QueryLevel level : List.of(QueryLevel.SERIES, QueryLevel.IMAGE)) {
            assertThat(all(level, keys)).as(level.name()).singleElement().satisfies(answer -> {
                assertThat(answer.string(Tag.StudyDate, "")).isEqualTo("20260301");
                assertThat(answer.string(Tag.TimezoneOffsetFromUTC, "")).isEqualTo(expected);
            });
        }
        assertThat(all(
                        QueryLevel.IMAGE,
                        keys.setString(Tag.AcquisitionDateTime, "20260302100000+0000-20260302105959+0000")))
                .as("it was taken at a moment that its own data set says")
                .hasSize(second.equals("+0200") ? 1 : 0);
    }
}

package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was rejected cannot be had by any way to ask, whatever the reason (RAD TF-2: 4.66.4.1.3): each way has a test here. */
@org.junit.jupiter.api.Tag("integration")
class HiddenInstancesTest extends SourceScene {
    private static final String SHOWN = SERIES + ".1";
    private static final String REJECTED = SERIES + ".2";
    private static final String REJECTED_ALONE = OTHER_SERIES + ".1";
    private static final String NOTE_SERIES = STUDY + ".99";
    private static final String NOTE = NOTE_SERIES + ".1";
    private static final String JSON = "application/dicom+json";

    /** The classes that read the archive or the catalogue for somebody, and so must be asked in this test. */
    enum Reader {
        RetrieveImagingDocumentSet,
        WadoRsRetrieve,
        MetadataAnswer,
        WadoRetrieve,
        RetrieveInstances,
        Matches,
        /** Records what has left, though it may have been rejected since. */
        RetrieveImagingDocumentSetAudit,
        /** Says to who stored it that it is kept. */
        CommitmentReport,
        /** Records of which studies he asks. */
        CommitmentScp,
        /** Asks in order to publish. */
        ManifestPreparation,
        /** Counts for administrators in what manifests and archive differ. */
        StudyComparison,
        /** Asks what need not be fetched from a PACS. */
        StudyBackfill,
        /** Compares what a PACS has with what is known here, and tells administrators how many instances differ ({@code GoneFromThePacsTest}). */
        PacsHoldings,
        /** Asks in order to publish reports that a manifest lists, and to end what was begun ({@code ReportPublicationTest}). */
        ReportSources,
        /** Asks whose a study is, and shows nothing ({@code GivenReportTest}). */
        StudyPatients,
        /** Says to who enters anew what was lost whether it is shown ({@code ReentryTest}). */
        Reentry,
        /** Applies presentation states ({@code PresentedPicturesTest}). */
        Pictures,
        /** Sends on to the PACS what came, rejected or not, and tells it of what is shown ({@code ForwardedAvailabilityTest}). */
        PacsForwarding,
        /** Records whose images the PACS committed to, and shows nothing. */
        CommitmentReportScu
    }

    private static final Pattern READS = Pattern.compile(
            "\\barchive\\s*\\.(instances|find|metadata|kept|keptMetadata)\\(|\\bindex\\s*\\.borrowed\\(|\\bcatalogue\\s*\\.page\\(");
    private static final Pattern TABLES = Pattern.compile("\\b(from|join)\\s+instance\\b");

    @BeforeEach
    void fill() throws Exception {
        running.askers.set(DimseScu.partners(null));
        running.store(DataSets.ct(SERIES, REJECTED).setString(Tag.StudyDescription, "Of somebody else"));
        running.store(DataSets.ct(SERIES, SHOWN));
        running.store(DataSets.ct(OTHER_SERIES, REJECTED_ALONE));
        reject("113037", NOTE, REJECTED);
        reject("113037", NOTE_SERIES + ".2", REJECTED_ALONE);
    }

    private void reject(String title, String note, String instance) throws Exception {
        assertThat(running.store(DataSets.keyObject(note, title, instance)).isSuccess())
                .isTrue();
    }

    private List<String> found(String path) throws Exception {
        HttpResponse<byte[]> response = running.get("/dicom-web" + path, JSON);
        return response.statusCode() == 200
                ? DicomJson.readAll(
                                new ByteArrayInputStream(response.body()), JsonLimits.DEFAULT, BulkDataSource.IGNORE)
                        .stream()
                        .map(found -> found.string(Tag.SOPInstanceUID)
                                .or(() -> found.string(Tag.SeriesInstanceUID))
                                .orElse(""))
                        .toList()
                : List.of("status " + response.statusCode());
    }

    private int status(String path) throws Exception {
        return running.get("/dicom-web/studies/" + STUDY + path, DICOM_PARTS).statusCode();
    }

    @Test
    void rad69AnswersAsForDocumentsThatItDoesNotHave() {
        for (String hidden : List.of(REJECTED, REJECTED_ALONE, NOTE)) {
            String series = hidden.substring(0, hidden.lastIndexOf('.'));
            RetrieveDocumentSetResponse answer = retrieve(STUDY, series, document(hidden), UID.ExplicitVRLittleEndian);
            assertThat(answer.documents()).isEmpty();
            assertThat(answer.errors())
                    .extracting(error -> error.errorCode().name())
                    .containsExactly("XDSDocumentUniqueIdError");
        }
        assertThat(retrieve(STUDY, SERIES, document(SHOWN), UID.ExplicitVRLittleEndian)
                        .documents())
                .hasSize(1);
    }

    @Test
    void wadoRsDoesNotFindThem() throws Exception {
        assertThat(status("/series/" + SERIES + "/instances/" + REJECTED)).isEqualTo(404);
        assertThat(status("/series/" + OTHER_SERIES)).isEqualTo(404);
        assertThat(status("/series/" + NOTE_SERIES)).isEqualTo(404);
        assertThat(status("/series/" + NOTE_SERIES + "/instances/" + NOTE)).isEqualTo(404);
        assertThat(parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)))
                .hasSize(1);
        assertThat(parts(running.get("/dicom-web/studies/" + STUDY + "/series/" + SERIES, DICOM_PARTS)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frames/1",
                "bulkdata",
                "pixeldata",
                "bulkdata/7FE00010",
                "rendered",
                "thumbnail",
                "frames/1/rendered"
            })
    void noPartOrPictureOfThemIsHad(String resource) throws Exception {
        String path = "/dicom-web/studies/" + STUDY + "/series/" + SERIES + "/instances/" + REJECTED + "/" + resource;
        assertThat(running.get(path, "*/*").statusCode()).isEqualTo(404);
        assertThat(running.get("/dicom-web/studies/" + STUDY + "/series/" + OTHER_SERIES + "/" + resource, "*/*")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void wadoRsMetadataAreOfWhatIsShown() throws Exception {
        assertThat(found("/studies/" + STUDY + "/metadata")).containsExactly(SHOWN);
        assertThat(found("/studies/" + STUDY + "/series/" + OTHER_SERIES + "/metadata"))
                .containsExactly("status 404");
        assertThat(found("/studies/" + STUDY + "/series/" + SERIES + "/instances/" + REJECTED + "/metadata"))
                .containsExactly("status 404");
    }

    @Test
    void wadoUriDoesNotFindThem() throws Exception {
        String path = "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES
                + "&contentType=application/dicom&objectUID=";
        assertThat(running.get(path + REJECTED, "*/*").statusCode()).isEqualTo(404);
        assertThat(running.get(path + SHOWN, "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void qidoRsFindsAndCountsWhatIsShown() throws Exception {
        assertThat(found("/instances")).containsExactly(SHOWN);
        assertThat(found("/series")).containsExactly(SERIES);
        assertThat(found("/studies/" + STUDY + "/series/" + NOTE_SERIES + "/instances"))
                .containsExactly("status 204");
        assertThat(found("/studies?ModalitiesInStudy=KO")).containsExactly("status 204");
        assertThat(found("/studies?StudyDescription=Of*")).containsExactly("status 204");
        String study = new String(
                running.get("/dicom-web/studies?includefield=all", JSON).body(), StandardCharsets.UTF_8);
        assertThat(study).contains("CT Thorax").doesNotContain("somebody else", "\"KO\"");
        assertThat(DicomJson.readAll(
                        new ByteArrayInputStream(study.getBytes(StandardCharsets.UTF_8)),
                        JsonLimits.DEFAULT,
                        BulkDataSource.IGNORE))
                .singleElement()
                .satisfies(HiddenInstancesTest::countsOne);
    }

    private static void countsOne(Attributes study) {
        assertThat(study.integer(Tag.NumberOfStudyRelatedSeries)).hasValue(1);
        assertThat(study.integer(Tag.NumberOfStudyRelatedInstances)).hasValue(1);
    }

    @Test
    void cFindFindsAndCountsWhatIsShown() throws Exception {
        DimseScu scu = new DimseScu(folder, running);
        assertThat(scu.find(asked("IMAGE", "SeriesInstanceUID=" + SERIES, "SOPInstanceUID"))
                        .dataSets())
                .extracting(found -> found.string(Tag.SOPInstanceUID, ""))
                .containsExactly(SHOWN);
        assertThat(scu.find(asked("IMAGE", "SeriesInstanceUID=" + NOTE_SERIES, "SOPInstanceUID"))
                        .dataSets())
                .isEmpty();
        assertThat(scu.find(asked("SERIES", "SeriesInstanceUID", "NumberOfSeriesRelatedInstances"))
                        .dataSets())
                .singleElement()
                .satisfies(found -> assertThat(found.integer(Tag.NumberOfSeriesRelatedInstances))
                        .hasValue(1));
        assertThat(scu.find(asked("STUDY", "NumberOfStudyRelatedSeries", "NumberOfStudyRelatedInstances"))
                        .dataSets())
                .singleElement()
                .satisfies(HiddenInstancesTest::countsOne);
    }

    @Test
    void cGetGetsWhatIsShown() throws Exception {
        DimseScu scu = new DimseScu(folder, running);
        assertThat(scu.get(asked("STUDY")).dataSets()).containsExactly(DataSets.ct(SERIES, SHOWN));
        assertThat(scu.get(asked("SERIES", "SeriesInstanceUID=" + OTHER_SERIES)).dataSets())
                .isEmpty();
        assertThat(scu.get(asked("IMAGE", "SeriesInstanceUID=" + SERIES, "SOPInstanceUID=" + REJECTED))
                        .dataSets())
                .isEmpty();
    }

    @Test
    void cMoveSendsWhatIsShown() throws Exception {
        try (TakingScp taker = new TakingScp("TAKER")) {
            running.askers.set(DimseScu.partners(taker.port()));
            DimseScu scu = new DimseScu(folder, running);
            assertThat(scu.move(asked("STUDY")).output()).contains("Completed Suboperations       : 1", "Success");
            scu.move(asked("IMAGE", "SeriesInstanceUID=" + SERIES, "SOPInstanceUID=" + REJECTED));
            assertThat(taker.taken()).containsExactly(SHOWN);
        }
    }

    private static String[] asked(String level, String... keys) {
        List<String> all = new ArrayList<>(List.of("-S", "-k", "QueryRetrieveLevel=" + level));
        all.addAll(List.of("-k", "StudyInstanceUID=" + STUDY));
        for (String key : keys) {
            all.addAll(List.of("-k", key));
        }
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"113001", "113037", "113038", "113039"})
    void aStudyOfWhichNothingIsLeftIsUnknown(String title) throws Exception {
        reject(title, NOTE_SERIES + ".3", SHOWN);

        assertThat(found("/studies")).containsExactly("status 204");
        assertThat(found("/series")).containsExactly("status 204");
        assertThat(found("/instances")).containsExactly("status 204");
        assertThat(status("")).isEqualTo(404);
        assertThat(new DimseScu(folder, running)
                        .find("-P", "-k", "QueryRetrieveLevel=PATIENT", "-k", "PatientID")
                        .dataSets())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"113001", "113037", "113038"})
    void whatComesAfterItsRejectionOrAgainStaysHidden(String title) throws Exception {
        reject(title, NOTE_SERIES + ".3", SERIES + ".3");
        running.store(DataSets.ct(SERIES, SERIES + ".3"));
        running.store(DataSets.ct(SERIES, SERIES + ".3"));
        running.store(DataSets.ct(SERIES, REJECTED).setString(Tag.StudyDescription, "Of somebody else"));

        assertThat(found("/instances")).containsExactly(SHOWN);
        assertThat(found("/studies?NumberOfStudyRelatedInstances=1")).hasSize(1);
    }

    @Test
    void whatExpiredIsShownAndCountedAgainWhenItComesAgain() throws Exception {
        reject("113039", NOTE_SERIES + ".3", SHOWN);
        assertThat(found("/instances")).containsExactly("status 204");

        running.store(DataSets.ct(SERIES, SHOWN));
        assertThat(found("/instances")).containsExactly(SHOWN);
        countsOne(DicomJson.readAll(
                        new ByteArrayInputStream(
                                running.get("/dicom-web/studies", JSON).body()),
                        JsonLimits.DEFAULT,
                        BulkDataSource.IGNORE)
                .getFirst());
    }

    @ParameterizedTest
    @EnumSource(Reader.class)
    void whoReadsTheArchiveIsAskedHere(Reader reader) throws Exception {
        assertThat(classesWith(READS)).contains(reader.name());
    }

    @Test
    void noOtherClassReadsTheArchive() throws Exception {
        assertThat(classesWith(READS))
                .as("has a way to read instances that this test does not ask: add it")
                .isEqualTo(EnumSet.allOf(Reader.class).stream()
                        .map(Enum::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** What a backfill has brought is counted for administrators; of what goes on to the PACS the length is read. */
    @Test
    void noOtherClassReadsTheTableInsteadOfWhatIsShown() throws Exception {
        assertThat(classesWith(TABLES))
                .containsExactly(
                        "AnnouncementRows",
                        "ForwardedInstances",
                        "PostgresBackfillStore",
                        "PostgresBorrowed",
                        "PostgresInstanceIndex",
                        "PostgresMetadata",
                        "PostgresPublicationStore",
                        "PostgresRejections");
    }

    private static Set<String> classesWith(Pattern pattern) throws Exception {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (!name.equals("InstanceArchive")
                        && pattern.matcher(Files.readString(file)).find()) {
                    found.add(name);
                }
            }
        }
        return found;
    }
}

package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.imaging.DimseScu.Ended;
import dev.xdsi.imaging.partner.ImagingPartners;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** C-FIND as DCMTK's findscu asks. */
@org.junit.jupiter.api.Tag("integration")
class FindTest extends SourceScene {
    private static final String OTHER_STUDY = "1.2.826.0.1.3680043.9.2";

    @BeforeEach
    void fill() throws Exception {
        running.askers.set(DimseScu.partners(null));
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(SERIES, SERIES + ".2").setString(Tag.InstanceNumber, "2"));
        running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1").setString(Tag.SeriesDescription, "Lung"));
        running.store(DataSets.ct(OTHER_STUDY + ".1", OTHER_STUDY + ".1.1")
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.StudyInstanceUID, OTHER_STUDY)
                .setString(Tag.StudyDate, "20260302")
                .setString(Tag.StudyTime, "091500.5")
                .setString(Tag.AccessionNumber, "B200")
                .setString(Tag.StudyDescription, "MR_Head")
                .setString(Tag.PatientName, "Yamada^Tarou=山田^太郎=やまだ^たろう")
                .setItems(
                        Tag.ProcedureCodeSequence,
                        new Attributes().setString(Tag.CodeValue, "P5").setString(Tag.CodingSchemeDesignator, "L"))
                .setString(Tag.PatientID, "4712"));
    }

    private Ended find(String... keys) throws Exception {
        List<String> options = new ArrayList<>();
        for (String key : keys) {
            options.addAll(key.startsWith("-") || key.startsWith("@") ? List.of(key.split(" ")) : List.of("-k", key));
        }
        return new DimseScu(folder, running).find(options.toArray(String[]::new));
    }

    /** The studies, by their UID, that a key finds. */
    private List<String> studies(String... keys) throws Exception {
        List<String> all = new ArrayList<>(List.of("-S", "QueryRetrieveLevel=STUDY", "StudyInstanceUID"));
        all.addAll(List.of(keys));
        Ended ended = find(all.toArray(String[]::new));
        assertThat(ended.output()).contains("Status                  : 0x0000: Success");
        return ended.dataSets().stream()
                .map(answer -> answer.string(Tag.StudyInstanceUID, ""))
                .toList();
    }

    @Test
    void studiesAreAnsweredWithWhatIsKnownOfThem() throws Exception {
        Ended ended = find(
                "-S",
                "QueryRetrieveLevel=STUDY",
                "StudyInstanceUID=" + STUDY,
                "PatientName",
                "StudyDescription",
                "StudyID",
                "NumberOfStudyRelatedSeries",
                "NumberOfStudyRelatedInstances",
                "ModalitiesInStudy",
                "SOPClassesInStudy",
                "InstanceAvailability");

        assertThat(ended.output()).contains("Status                  : 0x0000: Success");
        assertThat(ended.dataSets()).singleElement().satisfies(answer -> {
            assertThat(answer.string(Tag.PatientName)).contains("Müller^Jürg");
            assertThat(answer.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
            assertThat(answer.string(Tag.StudyDescription)).contains("CT Thorax");
            assertThat(answer.contains(Tag.StudyID)).isTrue();
            assertThat(answer.hasValue(Tag.StudyID)).isFalse();
            assertThat(answer.string(Tag.NumberOfStudyRelatedSeries)).contains("2");
            assertThat(answer.string(Tag.NumberOfStudyRelatedInstances)).contains("3");
            assertThat(answer.strings(Tag.ModalitiesInStudy)).containsExactly("CT");
            assertThat(answer.strings(Tag.SOPClassesInStudy)).containsExactly("1.2.840.10008.5.1.4.1.1.2");
            assertThat(answer.string(Tag.InstanceAvailability)).contains("ONLINE");
            assertThat(answer.string(Tag.RetrieveAETitle)).contains("XDSI");
            assertThat(answer.string(Tag.QueryRetrieveLevel)).contains("STUDY");
            assertThat(answer.contains(Tag.InstitutionName)).isFalse();
        });
    }

    @Test
    void eachKindOfKeyMatchesWhatItMeans() throws Exception {
        assertThat(studies()).containsExactly(STUDY, OTHER_STUDY);
        assertThat(studies("PatientID=4712")).containsExactly(OTHER_STUDY);
        assertThat(studies("PatientID=471?")).hasSize(2);
        assertThat(studies("PatientName=yamada^TAROU")).containsExactly(OTHER_STUDY);
        assertThat(studies("PatientName=YAM*")).containsExactly(OTHER_STUDY);
        assertThat(studies("PatientName=Yamada"))
                .as("literally, without a wildcard")
                .isEmpty();
        assertThat(studies("AccessionNumber=a100")).as("case counts elsewhere").isEmpty();
        assertThat(studies("AccessionNumber=?2*")).containsExactly(OTHER_STUDY);
        assertThat(studies("StudyDescription=MR_*")).containsExactly(OTHER_STUDY);
        assertThat(studies("StudyDate=20260302-")).containsExactly(OTHER_STUDY);
        assertThat(studies("StudyDate=-20260301")).containsExactly(STUDY);
        assertThat(studies("StudyDate=20260301-20260302")).hasSize(2);
        assertThat(studies("StudyTime=09-0915")).as("0915 lasts until 0916").containsExactly(OTHER_STUDY);
        assertThat(studies("ModalitiesInStudy=MR")).isEmpty();
        assertThat(studies("ModalitiesInStudy=CT")).hasSize(2);
        assertThat(studies("(0008,1032)[0].CodeValue=P5")).containsExactly(OTHER_STUDY);
        assertThat(studies("(0008,1032)[0].CodeValue=P6")).isEmpty();
        assertThat(find("-S", "QueryRetrieveLevel=STUDY", "StudyInstanceUID=" + STUDY + "\\" + OTHER_STUDY)
                        .dataSets())
                .hasSize(2);
    }

    @Test
    void namesAreFoundByTheirIdeographicGroup() throws Exception {
        Attributes keys = new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.QueryRetrieveLevel, "STUDY")
                .setString(Tag.PatientName, "山田*")
                .setEmpty(Tag.StudyInstanceUID);
        Path file = folder.resolve("keys.dcm");
        Part10.write(file, FileMeta.of("1.2.3", "1.2.3.4", UID.ExplicitVRLittleEndian), keys);

        assertThat(studies("@" + file)).containsExactly(OTHER_STUDY);
    }

    @Test
    void theHierarchyIsFollowedFromThePatientToTheImage() throws Exception {
        Ended patients = find("-P", "QueryRetrieveLevel=PATIENT", "PatientID", "NumberOfPatientRelatedInstances");
        assertThat(patients.dataSets())
                .extracting(answer ->
                        answer.string(Tag.PatientID, "") + " " + answer.string(Tag.NumberOfPatientRelatedInstances, ""))
                .containsExactly("4711 3", "4712 1");

        Ended series = find(
                "-P",
                "QueryRetrieveLevel=SERIES",
                "PatientID=4711",
                "StudyInstanceUID=" + STUDY,
                "SeriesInstanceUID",
                "SeriesDescription=Lu*",
                "NumberOfSeriesRelatedInstances");
        assertThat(series.dataSets()).singleElement().satisfies(answer -> {
            assertThat(answer.string(Tag.SeriesInstanceUID)).contains(OTHER_SERIES);
            assertThat(answer.string(Tag.NumberOfSeriesRelatedInstances)).contains("1");
        });

        Ended images = find(
                "-S",
                "QueryRetrieveLevel=IMAGE",
                "StudyInstanceUID=" + STUDY,
                "SeriesInstanceUID=" + SERIES,
                "SOPInstanceUID",
                "InstanceNumber=02",
                "Rows");
        assertThat(images.dataSets()).singleElement().satisfies(answer -> {
            assertThat(answer.string(Tag.SOPInstanceUID)).contains(SERIES + ".2");
            assertThat(answer.integer(Tag.Rows)).hasValue(8);
        });
    }

    @Test
    void whatIsNoQueryIsRefusedWithWords() throws Exception {
        assertThat(find("-S", "QueryRetrieveLevel=SERIES", "SeriesInstanceUID").output())
                .contains("0xa900")
                .contains("(0020,000D) must have one value at this level");
        assertThat(find("-S", "QueryRetrieveLevel=PATIENT", "PatientID").output())
                .contains("0xa900");
        assertThat(find("-S", "QueryRetrieveLevel=STUDY", "StudyDate=yesterday").output())
                .contains("0xa900");
        assertThat(find("-S", "QueryRetrieveLevel=STUDY", "StudyInstanceUID", "Rows=8")
                        .output())
                .as("a key of another level")
                .contains("0xff01");
    }

    @Test
    void whoIsNotExpectedIsNotEvenOfferedToAsk() throws Exception {
        running.askers.set(ImagingPartners.NOBODY);

        Ended ended = find("-S", "QueryRetrieveLevel=STUDY", "StudyInstanceUID");

        assertThat(ended.output()).contains("No Acceptable Presentation Contexts");
        assertThat(ended.dataSets()).isEmpty();
    }

    @Test
    void theQuestionIsOnRecord() throws Exception {
        studies("PatientID=4712");

        assertThat(new String(running.audit.read(4, 1).getFirst().message(), StandardCharsets.UTF_8))
                .contains("110112", "EventActionCode=\"E\"", "1.2.840.10008.5.1.4.1.2.2.1", "UserID=\"ASKER\"")
                .contains("TransferSyntax");
    }
}

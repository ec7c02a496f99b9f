package dev.xdsi.imaging.rad68;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.PersonName;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.manifest.AcquisitionModality;
import dev.xdsi.imaging.manifest.AnatomicRegion;
import dev.xdsi.imaging.manifest.IssuerNames;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.model.Code;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataValuesTest {
    private static final PatientDomains DOMAINS = new PatientDomains(new Oid("1.1"), new Oid("1.2"), new Oid("1.3"));

    @ParameterizedTest
    @CsvSource({
        "20150203,111658,-0600,20150203171658",
        "20150322,13:45:00,-0500,20150322184500",
        "2015.03.22,134500.123456,+0000,20150322134500",
        "20150322,1345,+0530,201503220815",
        "20150322,23,+0530,201503221730",
        "20150322,'',+0530,20150322",
        "20150101,003000,+0100,20141231233000",
        "20150101,235960,+0000,20150101235959",
        "20150322,nonsense,+0100,20150322"
    })
    void serviceStartTimeIsUtcWithTheGivenPrecision(String date, String time, String zone, String utc) {
        assertThat(StudyTime.utc(date, time, ZoneId.of(zone))).contains(new Dtm(utc));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20151301", "2015", "yesterday", "20150230"})
    void withoutADateThereIsNoServiceStartTime(String date) {
        assertThat(StudyTime.utc(date, "1200", ZoneId.of("UTC"))).isEmpty();
    }

    @Test
    void namesAreInTheOrderOfHl7AndEscaped() {
        assertThat(Hl7Text.xpn(PersonName.parse("Multi^Ct^a"))).containsExactly("Multi^Ct^a");
        assertThat(Hl7Text.xpn(PersonName.parse("Doe^John^M^Dr^Jr"))).containsExactly("Doe^John^M^Jr^Dr");
        assertThat(Hl7Text.xpn(PersonName.parse("A&B|C~D^E\\F"))).containsExactly("A\\T\\B\\F\\C\\R\\D^E\\E\\F");
        assertThat(Hl7Text.xpn(PersonName.parse("=山田^太郎"))).containsExactly("山田^太郎");
        assertThat(Hl7Text.escape("x\r\nPID|1")).isEqualTo("xPID\\F\\1");
    }

    @Test
    void aNameIsSaidInEachWayItIsWritten() {
        assertThat(Hl7Text.xpn(PersonName.parse("Yamada^Tarou=山田^太郎=やまだ^たろう")))
                .containsExactly("Yamada^Tarou", "山田^太郎^^^^^^I", "やまだ^たろう^^^^^^P");
        assertThat(Hl7Text.xpn(PersonName.parse("A^B^C^D^E=山田"))).containsExactly("A^B^C^E^D", "山田^^^^^^^I");
        assertThat(Hl7Text.xpn(PersonName.parse("^^"))).isEmpty();
        assertThat(Hl7Text.xcn(PersonName.parse("Doe^John"))).isEqualTo("^Doe^John");
        assertThat(Hl7Text.xcn(PersonName.parse(""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Clinic North, Clinic North",
        "A^B, A\\S\\B",
        "Clinic^^^^^^^^^1.2.3, Clinic^^^^^^^^^1.2.3",
        "Clinic^^^^^&1.2.3&ISO^^^^77, Clinic^^^^^&1.2.3&ISO^^^^77",
        "Clinic^^^^^&1.2.3&ISO^^^^7|7, Clinic\\S\\\\S\\\\S\\\\S\\\\S\\\\T\\1.2.3\\T\\ISO\\S\\\\S\\\\S\\\\S\\7\\F\\7"
    })
    void anInstitutionIsANameOrAnXon(String institution, String xon) {
        assertThat(Hl7Text.xon(institution)).isEqualTo(xon);
    }

    @Test
    void onlyModalitiesThatAcquireAreEvents() {
        assertThat(AcquisitionModality.code("CT"))
                .contains(Code.of("CT", "1.2.840.10008.2.16.4", "Computed Tomography"));
        assertThat(AcquisitionModality.code("OT")).isPresent();
        for (String descriptive : new String[] {"KO", "PR", "SR", "SEG", "", "<script>"}) {
            assertThat(AcquisitionModality.code(descriptive)).as(descriptive).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CHEST,67734004",
        "HEADNECK,774007",
        "head neck,774007",
        "T-SPINE,1141981001",
        "SHOULDER,53120007",
        "BREAST,76752008",
        "HEART,80891009",
        "WHOLEBODY,38266002",
        "ABDOMEN,63337009",
        "KNEE,61685007",
        "AORTA,113257007"
    })
    void bodyPartsBelongToOneOfTenRegions(String bodyPart, String code) {
        assertThat(AnatomicRegion.ofBodyPart(bodyPart))
                .extracting(region -> region.code().code())
                .containsExactly(code);
        assertThat(AnatomicRegion.ofBodyPart("")).isEmpty();
        assertThat(AnatomicRegion.ofBodyPart("TEAPOT")).isEmpty();
    }

    @Test
    void termsForSeveralRegionsAreEachOfThem() {
        assertThat(AnatomicRegion.ofBodyPart("CHESTABDPELVIS"))
                .containsExactlyInAnyOrder(AnatomicRegion.UPPER_TRUNK, AnatomicRegion.LOWER_TRUNK);
        assertThat(AnatomicRegion.ofBodyPart("CHEST ABDOMEN"))
                .containsExactlyInAnyOrder(AnatomicRegion.UPPER_TRUNK, AnatomicRegion.LOWER_TRUNK);
        assertThat(AnatomicRegion.ofBodyPart("NECKCHEST"))
                .containsExactlyInAnyOrder(AnatomicRegion.HEAD_AND_NECK, AnatomicRegion.UPPER_TRUNK);
        assertThat(AnatomicRegion.ofBodyPart("EXTREMITY"))
                .as("it may be a hand or a foot")
                .isEmpty();
    }

    @Test
    void patientIdsComeUnderTheRightAuthority() {
        Attributes plain = new Attributes().setString(Tag.PatientID, " 4711 ");
        Attributes issued = plain.copy().setString(Tag.IssuerOfPatientID, "1.9");
        Attributes named = plain.copy().setString(Tag.IssuerOfPatientID, "KIS");

        assertThat(patientId(DOMAINS, plain)).contains(new PatientId("4711", new Oid("1.1")));
        assertThat(DOMAINS.sourcePatientId(plain)).contains(new PatientId("4711", new Oid("1.2")));
        assertThat(DOMAINS.sourcePatientId(issued)).contains(new PatientId("4711", new Oid("1.9")));
        assertThat(DOMAINS.sourcePatientId(named))
                .as("nobody knows who that is")
                .isEmpty();
        assertThat(named(IssuerNames.ANY).sourcePatientId(named)).contains(new PatientId("4711", new Oid("1.2")));
        assertThat(patientId(new PatientDomains(null, new Oid("1.2"), new Oid("1.3")), plain))
                .isEmpty();
    }

    private static Optional<PatientId> patientId(PatientDomains domains, Attributes dataSet) {
        return domains.patientId(PatientKey.of(dataSet));
    }

    private static PatientDomains named(IssuerNames names) {
        return new PatientDomains(new Oid("1.1"), new Oid("1.2"), new Oid("1.3"), names);
    }

    /** The number 4711 of another hospital is somebody else's, and images from there carry its local name. */
    @Test
    void aNameOfAnIssuerIsOursWhereThatIsSaid() {
        PatientDomains known = named(new IssuerNames(Set.of("KIS"), Map.of("SOUTH", new Oid("1.9")), false));
        PatientKey ours = new PatientKey("4711", "KIS");
        PatientKey south = new PatientKey("4711", "SOUTH");
        PatientKey stranger = new PatientKey("4711", "ANOTHER_HOSPITAL");

        assertThat(known.patientId(ours)).contains(new PatientId("4711", new Oid("1.1")));
        assertThat(known.patientId(south)).isEmpty();
        assertThat(known.sourcePatientId(south)).contains(new PatientId("4711", new Oid("1.9")));
        assertThat(known.isOfAStranger(south)).isFalse();
        assertThat(known.patientId(stranger)).isEmpty();
        assertThat(known.sourcePatientId(stranger)).isEmpty();
        assertThat(known.isOfAStranger(stranger)).isTrue();
        assertThat(named(IssuerNames.ANY).patientId(stranger)).contains(new PatientId("4711", new Oid("1.1")));
        assertThat(DOMAINS.patientId(ours)).as("as long as nobody says so").isEmpty();
    }

    @Test
    void anIdThatSomebodyElseIssuedIsNobodysInTheAffinityDomain() {
        PatientId ours = new PatientId("4711", new Oid("1.1"));
        Attributes plain = new Attributes().setString(Tag.PatientID, "4711");
        Attributes qualified = plain.copy()
                .setItems(
                        Tag.IssuerOfPatientIDQualifiersSequence,
                        new Attributes()
                                .setString(Tag.UniversalEntityID, "1.9")
                                .setString(Tag.UniversalEntityIDType, "ISO"));

        for (String issuer : List.of("", "1.1", "1.2")) {
            assertThat(patientId(DOMAINS, plain.copy().setString(Tag.IssuerOfPatientID, issuer)))
                    .contains(ours);
        }
        assertThat(patientId(DOMAINS, plain.copy().setString(Tag.IssuerOfPatientID, "1.9")))
                .isEmpty();
        assertThat(patientId(DOMAINS, qualified)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a^b", "a|b", "a&b", "a~b"})
    void d42APatientIdThatIsNoIdIsNone(String patientId) {
        Attributes dataSet = new Attributes().setString(Tag.PatientID, patientId);

        assertThat(patientId(DOMAINS, dataSet)).isEqualTo(Optional.empty());
    }
}

package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.imaging.policy.InstanceChoice;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule;
import dev.xdsi.model.Code;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Reports that somebody gives for a study. */
@org.junit.jupiter.api.Tag("integration")
class GivenReportTest extends ReportScene {
    private static final String CDA =
            "<?xml version=\"1.0\"?>\n<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><id root=\"1.2.3\"/></ClinicalDocument>";

    private static final String DOMAIN = "1.3.6.1.4.1.21367.2005.13.20.1000";
    private static final String DEPARTMENT = "1.3.6.1.4.1.21367.1800.13.20.1000";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Element wrapped(int number) throws Exception {
        DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
        xml.setNamespaceAware(true);
        return xml.newDocumentBuilder()
                .parse(new ByteArrayInputStream(document(number)))
                .getDocumentElement();
    }

    private static Element only(Element in, String name) {
        return (Element) in.getElementsByTagNameNS("urn:hl7-org:v3", name).item(0);
    }

    @Test
    void aPdfIsPublishedAsItWasGivenAndOnce() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        assertThat(give(PDF, "?accession=A100&name=R1&title=Befund").statusCode())
                .isEqualTo(202);
        awaitReports();
        assertThat(document(1)).isEqualTo(PDF);
        assertThat(code(1, Scheme.DE_FORMAT_CODE)).isEqualTo("urn:ihe:rad:PDF");
        assertThat(entry(1).slotValues(SlotName.REFERENCE_ID_LIST))
                .isEqualTo(entry(0).slotValues(SlotName.REFERENCE_ID_LIST));

        assertThat(text(give(PDF, "?study=" + STUDY + "&name=R1&title=Befund"))).contains("\"anew\":false");
        awaitReports();
        assertThat(running.repository.requests()).hasSize(2);
        assertThat(files("reports")).as("the file that came again is gone").hasSize(1);
        assertThat(files("reports/incoming")).isEmpty();
    }

    @Test
    void textIsWrappedForThePatientAndSaysWhatItIs() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        String text = "Kein Erguss.\r\nÜbrige Befunde <unauffällig> & altersentsprechend\n";
        give(bytes(text), "?study=" + STUDY + "&title=CT+%3CThorax%3E");
        awaitReports();

        assertThat(code(1, Scheme.DE_FORMAT_CODE)).isEqualTo("urn:ihe:rad:TEXT");
        assertThat(String.valueOf(entry(1))).contains("text/xml");
        assertThat(entry(1).slotValue(SlotName.SIZE)).contains("" + document(1).length);
        assertThat(entry(1).slotValue(SlotName.HASH))
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(document(1))));
        Element cda = wrapped(1);
        assertThat(cda.getLocalName()).isEqualTo("ClinicalDocument");
        assertThat(only(cda, "title").getTextContent()).isEqualTo("CT <Thorax>");
        assertThat(only(cda, "patientRole").getTextContent()).isEqualTo("JürgMüller");
        assertThat(only(only(cda, "patientRole"), "id").getAttribute("extension"))
                .isEqualTo("4711");
        assertThat(only(only(cda, "order"), "id").getAttribute("extension")).isEqualTo("A100");
        assertThat(only(only(cda, "serviceEvent"), "id").getAttribute("root")).isEqualTo(STUDY);
        assertThat(only(cda, "text").getAttribute("mediaType")).isEqualTo("text/plain");
        assertThat(Base64.getDecoder().decode(only(cda, "text").getTextContent()))
                .isEqualTo(bytes(text));
        assertThat(entry(1).externalIdentifier(Identifier.DE_UNIQUE_ID))
                .contains(only(cda, "id").getAttribute("root"));
    }

    /** As the entry's referenceIdList names it. */
    @Test
    void textIsLinkedByTheAccessionNumberOfItsIssuer() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE)
                .setItems(
                        Tag.IssuerOfAccessionNumberSequence,
                        new Attributes()
                                .setString(Tag.UniversalEntityID, "1.2.40.17")
                                .setString(Tag.UniversalEntityIDType, "ISO")));
        give(bytes("Kein Erguss."), "?study=" + STUDY);
        awaitReports();

        Element id = only(only(wrapped(1), "order"), "id");
        assertThat(id.getAttribute("extension")).isEqualTo("A100");
        assertThat(id.getAttribute("root")).isEqualTo("1.2.40.17");
        assertThat(String.valueOf(entry(1))).contains("A100^^^&1.2.40.17&ISO");
    }

    private static byte[] about(String root, String extension) {
        return bytes(CDA.replace(
                "</ClinicalDocument>",
                "<recordTarget><patientRole><id root=\"" + root + "\" extension=\"" + extension
                        + "\"/></patientRole></recordTarget></ClinicalDocument>"));
    }

    @Test
    void aDocumentAboutAnotherPatientIsRefusedAndSaysWhoseItIsAndWhoseTheStudyIs() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        for (String authority : List.of(DOMAIN, DEPARTMENT)) {
            HttpResponse<byte[]> refused = give(about(authority, "999"), "?study=" + STUDY);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(text(refused))
                    .contains("999^^^&" + authority + "&ISO", "4711^^^&" + authority + "&ISO", "give it for the study");
        }
        assertThat(files("reports")).isEmpty();
        awaitReports();
        assertThat(running.repository.requests()).hasSize(1);

        give(about(DOMAIN, "4711"), "?study=" + STUDY);
        give(about(DEPARTMENT, "4711"), "?study=" + STUDY);
        give(about("1.2.3", "999"), "?study=" + STUDY);
        awaitReports();
        assertThat(running.repository.requests())
                .as("the patient's, and where nobody in common has issued ids")
                .hasSize(4);
    }

    @Test
    void whoseTheStudyIsMayBeKnownOnlyWhenItIsPublished() throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE).setEmpty(Tag.PatientID));
        assertThat(give(about(DOMAIN, "999"), "?study=" + STUDY + "&name=R1").statusCode())
                .isEqualTo(202);
        assertThat(give(about(DOMAIN, "LINKED"), "?study=" + STUDY + "&name=R2").statusCode())
                .isEqualTo(202);
        link("LINKED^^^&" + DOMAIN + "&ISO");
        assertThat(give(about(DOMAIN, "999"), "?study=" + STUDY + "&name=R3").statusCode())
                .isEqualTo(422);
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(awaitReports())
                .contains("R1: it is about the patient 999^^^&" + DOMAIN)
                .doesNotContain("R2: it");
        assertThat(running.repository.requests()).hasSize(2);
        assertThat(document(1)).isEqualTo(about(DOMAIN, "LINKED"));
    }

    @Test
    void theSameNameTakesThePlaceOfWhatItNamedAndWhatIsTakenBackIsWithdrawn() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        give(bytes("preliminary"), "?study=" + STUDY + "&name=R1");
        awaitReports();
        give(bytes(CDA), "?study=" + STUDY + "&name=R1");
        give(PDF, "?study=" + STUDY + "&name=R2");
        awaitReports();
        assertThat(running.repository.requests()).hasSize(4);
        assertThat(replaced(2)).containsExactly(entry(1).id());
        assertThat(document(2)).isEqualTo(bytes(CDA));
        assertThat(code(2, Scheme.DE_FORMAT_CODE)).isEqualTo("urn:ihe:iti:xds:2017:mimeTypeSufficient");
        assertThat(replaced(3)).isEmpty();

        assertThat(report(HttpRequest.newBuilder().DELETE(), "?study=" + STUDY + "&name=R1")
                        .statusCode())
                .isEqualTo(202);
        awaitReports();
        assertThat(running.registry.deprecated()).containsExactly(entry(2).id());
        assertThat(report(HttpRequest.newBuilder().DELETE(), "?study=" + STUDY + "&name=R1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(lastAudit()).contains("110110", "ada", STUDY);
    }

    @Test
    void whatIsTakenBackIsWithdrawnThoughNothingTakesItsPlace() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        give(PDF, "?study=" + STUDY + "&name=R1");
        awaitReports();
        running.repository.willFail(Behaviour.UNREACHABLE);
        report(HttpRequest.newBuilder().DELETE(), "?study=" + STUDY + "&name=R1");
        give(bytes(CDA), "?study=" + STUDY + "&name=R1");
        awaitInReports("connection refused");
        running.pass(Duration.ofMinutes(11));
        awaitReports();
        assertThat(running.registry.deprecated()).containsExactly(entry(1).id());
        assertThat(replaced(running.repository.requests().size() - 1)).isEmpty();
    }

    @Test
    void ofSeveralConfidentialityCodesTheWrapperSaysTheStrictest() throws Exception {
        String hl7 = "2.16.840.1.113883.5.25";
        restart(new PublicationPolicy(List.of(new PublicationRule(
                "all",
                Map.of(),
                new PublicationRule.Treatment(
                        true,
                        List.of(
                                Code.of("N", hl7, "Normal"),
                                Code.of("V", hl7, "Very"),
                                Code.of("R", hl7, "Restricted")),
                        Duration.ZERO,
                        InstanceChoice.ALL)))));
        publish(DataSets.ct(SERIES, IMAGE));
        give(bytes("kein Erguss"), "?study=" + STUDY);
        awaitReports();
        assertThat(only(wrapped(1), "confidentialityCode").getAttribute("code")).isEqualTo("V");
        assertThat(entry(1).classifications(Scheme.DE_CONFIDENTIALITY_CODE)).hasSize(3);
    }

    @Test
    void aFormIsNoReport() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        HttpRequest.Builder form = HttpRequest.newBuilder()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(PDF));
        assertThat(report(form, "?study=" + STUDY).statusCode()).isEqualTo(415);
    }

    private List<Path> files(String in) throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve(in))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private String lastAudit() throws Exception {
        return running.audit.read(0, 1000).stream()
                .map(record -> new String(record.message(), StandardCharsets.UTF_8))
                .filter(record -> record.contains("report taken back") || record.contains("cmVwb3J0IHRha2VuIGJhY2s="))
                .reduce("", (before, after) -> after);
    }

    @Test
    void whatIsGivenBeforeTheStudyIsCompleteWaitsForItAlsoInTheNextProcess() throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE));
        assertThat(give(PDF, "?study=" + STUDY + "&name=R1").statusCode()).isEqualTo(202);
        Files.write(folder.resolve("reports/incoming/11111111-2222-3333-4444-555555555555"), PDF);
        Files.write(folder.resolve("reports/22222222-2222-3333-4444-555555555555"), PDF);
        assertThat(running.repository.requests()).isEmpty();
        restart(PublicationPolicy.OPEN);
        assertThat(files("reports/incoming"))
                .as("what nobody was told of is cleared away")
                .isEmpty();
        assertThat(files("reports")).hasSize(1);
        assertThat(folder.resolve("reports/unknown/22222222-2222-3333-4444-555555555555"))
                .as("what only a younger database knows is put aside")
                .hasBinaryContent(PDF);
        publish(DataSets.ct(SERIES, SERIES + ".2"));
        assertThat(document(1)).isEqualTo(PDF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html xmlns='urn:hl7-org:v3'/>",
                "<ClinicalDocument/>",
                "<ClinicalDocument xmlns='urn:hl7-org:v3'>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ClinicalDocument xmlns='urn:hl7-org:v3'>&e;</ClinicalDocument>",
                "bell \u0007 rings"
            })
    void whatIsNoReportIsRefusedAndLeavesNothing(String content) throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        assertThat(give(bytes(content), "?study=" + STUDY).statusCode()).isEqualTo(422);
        assertThat(give(new byte[] {(byte) 0xff, (byte) 0xfe, 'a'}, "?study=" + STUDY)
                        .statusCode())
                .isEqualTo(422);
        assertThat(files("reports")).isEmpty();
        assertThat(files("reports/incoming")).isEmpty();
        awaitReports();
        assertThat(running.repository.requests()).hasSize(1);
    }

    @Test
    void aTextThatIsTooLongIsRefusedAndOneStudyMustBeMeantByWhoIsKnown() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        assertThat(text(give(bytes("x".repeat((4 << 20) + 1)), "?study=" + STUDY)))
                .contains("4 MiB");
        assertThat(give(PDF, "?study=1.2.3").statusCode()).isEqualTo(404);
        assertThat(give(PDF, "?accession=B").statusCode()).isEqualTo(404);
        assertThat(give(PDF, "").statusCode()).isEqualTo(404);
        assertThat(give(PDF, "?study=" + STUDY + "&name=" + "x".repeat(101)).statusCode())
                .isEqualTo(400);
        running.store(DataSets.ct(STUDY + "9.1", STUDY + "9.1.1").setString(Tag.StudyInstanceUID, STUDY + "9"));
        assertThat(give(PDF, "?accession=A100").statusCode()).isEqualTo(409);
        assertThat(running.send(
                                HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(PDF)),
                                "/reports?study=" + STUDY)
                        .statusCode())
                .isEqualTo(401);
        assertThat(running.repository.requests()).hasSize(1);
    }
}

package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.imaging.policy.InstanceChoice;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.Code;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reports that come with the images become documents beside the manifest. */
@org.junit.jupiter.api.Tag("integration")
class ReportPublicationTest extends ReportScene {

    @Test
    void aPdfIsADocumentOfItsOwnByteForByteAndFoundByWhatItHasInCommonWithTheManifest() throws Exception {
        assertThat(PDF.length % 2).as("an odd length").isEqualTo(1);
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF).setString(Tag.DocumentTitle, "Befund CT"));

        assertThat(running.repository.requests()).hasSize(2);
        assertThat(document(1)).isEqualTo(PDF);
        assertThat(entry(1).slotValue(SlotName.HASH))
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(PDF)));
        assertThat(entry(1).slotValue(SlotName.SIZE)).contains("" + PDF.length);
        assertThat(String.valueOf(entry(1))).contains("application/pdf", "Befund CT");
        assertThat(code(1, Scheme.DE_FORMAT_CODE)).isEqualTo("urn:ihe:rad:PDF");
        assertThat(code(1, Scheme.DE_CLASS_CODE)).isEqualTo("REPORTS");
        assertThat(entry(1).slotValue("creationTime")).as("Chicago is meant").contains("20260301173000");
        assertThat(entry(1).slotValues(SlotName.REFERENCE_ID_LIST))
                .isEqualTo(entry(0).slotValues(SlotName.REFERENCE_ID_LIST))
                .anyMatch(id -> id.startsWith("A100^"))
                .anyMatch(id -> id.startsWith(STUDY + "^"));
        assertThat(entry(1).externalIdentifier(Identifier.DE_PATIENT_ID))
                .isPresent()
                .isEqualTo(entry(0).externalIdentifier(Identifier.DE_PATIENT_ID));
        assertThat(reports()).contains("\"state\":\"published\"", FIRST);
    }

    @Test
    void withoutASettingAReportIsAnInstanceAmongOthers() throws Exception {
        restart(PublicationPolicy.OPEN);
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF));
        assertThat(running.repository.requests()).hasSize(1);
    }

    @Test
    void aStudyThatGrowsPublishesItsReportsNoSecondTime() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF));
        publish(DataSets.ct(SERIES, SERIES + ".2"));
        assertThat(running.repository.requests()).hasSize(3);
        restart(PublicationPolicy.OPEN);
        publish(DataSets.ct(SERIES, SERIES + ".3"));
        assertThat(running.repository.requests()).hasSize(4);
        assertThat(running.registry.requests())
                .as("what is published stays, whatever the setting is now")
                .isEmpty();
    }

    @Test
    void whatContradictsItselfIsNoDocumentAndSaysWhy() throws Exception {
        publish(
                DataSets.ct(SERIES, IMAGE),
                encapsulated(REPORTS + ".1", PDF).setString(Tag.MIMETypeOfEncapsulatedDocument, "text/html"),
                encapsulated(REPORTS + ".2", PDF).remove(Tag.MIMETypeOfEncapsulatedDocument),
                encapsulated(REPORTS + ".3", PDF).setInt(Tag.EncapsulatedDocumentLength, 0xFFFFFFF0L),
                encapsulated(REPORTS + ".4", PDF).setInt(Tag.EncapsulatedDocumentLength, 9),
                encapsulated(REPORTS + ".5", new byte[0]),
                encapsulated(REPORTS + ".6", "<html>no PDF".getBytes(StandardCharsets.US_ASCII)),
                structured(REPORTS + ".7", "not yet").setString(Tag.CompletionFlag, "PARTIAL"));

        assertThat(running.repository.requests()).hasSize(1);
        String told = reports();
        for (int i = 1; i <= 7; i++) {
            assertThat(told).contains(REPORTS + "." + i + ": ");
        }
        assertThat(told).contains("MIME Type", "Length", "it is empty", "%PDF-", "complete");
    }

    /** Its header was wrong, or what is in it: nobody here knows. */
    @Test
    void anEncapsulatedDocumentAboutAnotherPatientThanItsHeaderSaysIsNoDocument() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE), cda(FIRST, "999"), cda(SECOND, "4711"));

        assertThat(running.repository.requests()).hasSize(2);
        assertThat(new String(document(1), StandardCharsets.US_ASCII)).contains("4711");
        assertThat(reports()).contains(FIRST + ": it is about the patient 999^^^&");
    }

    private static Attributes cda(String sopInstance, String patient) {
        String document = "<ClinicalDocument xmlns='urn:hl7-org:v3'><recordTarget><patientRole>"
                + "<id root='1.3.6.1.4.1.21367.1800.13.20.1000' extension='" + patient + "'/>"
                + "</patientRole></recordTarget></ClinicalDocument>";
        return encapsulated(sopInstance, document.getBytes(StandardCharsets.US_ASCII))
                .setString(Tag.SOPClassUID, UID.EncapsulatedCDAStorage)
                .setString(Tag.MIMETypeOfEncapsulatedDocument, "text/xml");
    }

    @Test
    void aLengthThatIsNotSaidIsThatOfTheValueWithoutItsPadding() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF).remove(Tag.EncapsulatedDocumentLength));
        assertThat(document(1)).isEqualTo(PDF);
    }

    @Test
    void aVersionReplacesTheOneBeforeItAndWithoutATitleBothStand() throws Exception {
        publish(
                DataSets.ct(SERIES, IMAGE),
                encapsulated(FIRST, PDF).setInt(Tag.InstanceNumber, 1).setString(Tag.DocumentTitle, "Befund"),
                encapsulated(REPORTS + ".7", PDF).setInt(Tag.InstanceNumber, 1));
        publish(encapsulated(SECOND, OTHER).setInt(Tag.InstanceNumber, 1).setString(Tag.DocumentTitle, "Befund"));
        assertThat(running.repository.requests()).hasSize(5);
        assertThat(document(4)).isEqualTo(OTHER);
        assertThat(replaced(4)).containsExactly(entry(1).id());

        publish(encapsulated(REPORTS + ".9", OTHER).setInt(Tag.InstanceNumber, 1));
        assertThat(replaced(6)).isEmpty();
    }

    /** Versions do not always come in their order: a PACS sends them in any, also side by side. */
    @Test
    void aVersionThatWasMadeEarlierDoesNotReplaceTheLaterOneThatCameBefore() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE), version(FIRST, PDF, "113000"), version(REPORTS + ".7", OTHER, "101500"));
        assertThat(running.repository.requests()).hasSize(2);
        assertThat(document(1)).isEqualTo(PDF);

        publish(version(SECOND, OTHER, "090000"));
        assertThat(running.repository.requests()).as("with the manifest alone").hasSize(3);
        publish(version(REPORTS + ".8", OTHER, "120000"));
        assertThat(running.repository.requests()).hasSize(5);
        assertThat(document(4)).isEqualTo(OTHER);
        assertThat(replaced(4)).containsExactly(entry(1).id());
    }

    private static Attributes version(String sopInstance, byte[] document, String contentTime) {
        return encapsulated(sopInstance, document)
                .setInt(Tag.InstanceNumber, 1)
                .setString(Tag.DocumentTitle, "Befund")
                .setString(Tag.ContentTime, contentTime);
    }

    @Test
    void aStructuredReportTakesThePlaceOfItsPredecessorsAndGivesItBackWhenItIsRejected() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE), structured(FIRST, "kein Erguss"));
        assertThat(code(1, Scheme.DE_FORMAT_CODE)).isEqualTo(UID.BasicTextSRStorage);
        assertThat(String.valueOf(entry(1))).contains("application/dicom", "^Roentgen^Wilhelm");
        assertThat(new String(document(1), StandardCharsets.ISO_8859_1)).contains("DICM", FIRST);

        publish(structured(SECOND, "doch ein Erguss")
                .setItems(
                        Tag.PredecessorDocumentsSequence,
                        new Attributes()
                                .setItems(
                                        Tag.ReferencedSeriesSequence,
                                        new Attributes()
                                                .setItems(
                                                        Tag.ReferencedSOPSequence,
                                                        new Attributes()
                                                                .setString(Tag.ReferencedSOPInstanceUID, FIRST)))));
        assertThat(replaced(3)).containsExactly(entry(1).id());

        reject("1", SECOND, "published");
        assertThat(running.registry.deprecated()).containsExactly(entry(3).id());
        assertThat(new String(document(5), StandardCharsets.ISO_8859_1)).contains(FIRST);
    }

    @Test
    void whatIsRejectedIsWithdrawnAloneOrWithItsStudy() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF), encapsulated(SECOND, OTHER));
        reject("1", FIRST, "published");
        assertThat(running.registry.deprecated()).containsExactly(entry(1).id());

        reject("2", IMAGE, "published");
        reject("3", SECOND, "withdrawn");
        assertThat(running.registry.deprecated())
                .contains(entry(1).id(), entry(2).id())
                .doesNotHaveDuplicates();
        assertThat(reports()).doesNotContain("\"state\":\"published\"");
    }

    @Test
    void whatWasRejectedBeforeItCameIsNeverPublished() throws Exception {
        running.store(DataSets.keyObject(STUDY + ".99.1", "113037", FIRST));
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF));
        assertThat(running.repository.requests()).hasSize(1);
    }

    @Test
    void aReportWaitsForWhoeverSaysWhoseTheStudyIs() throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE).setEmpty(Tag.PatientID));
        running.store(encapsulated(FIRST, PDF).setEmpty(Tag.PatientID));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"held\"");
        assertThat(running.repository.requests()).isEmpty();

        running.pass(Duration.ofSeconds(1));
        link("LINKED^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO");
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        awaitReports();
        assertThat(entry(1).externalIdentifier(Identifier.DE_PATIENT_ID))
                .hasValueSatisfying(patient -> assertThat(patient).startsWith("LINKED^^^"));
    }

    @Test
    void aReportIsAsSecretAsItsStudyAndLeftOutWithIt() throws Exception {
        Code restricted = Code.of("R", "2.16.840.1.113883.5.25", "Restricted");
        restart(always(new Treatment(true, List.of(restricted), Duration.ZERO, InstanceChoice.ALL)), ReportKind.PDF);
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF));
        assertThat(code(1, Scheme.DE_CONFIDENTIALITY_CODE)).isEqualTo("R");

        restart(PublicationPolicy.OPEN, ReportKind.PDF);
        publish(DataSets.ct(SERIES, SERIES + ".2"));
        assertThat(running.repository.requests()).hasSize(4);
        assertThat(code(3, Scheme.DE_CONFIDENTIALITY_CODE)).isEqualTo("N");
        assertThat(replaced(3)).containsExactly(entry(1).id());

        restart(
                always(new Treatment(
                        true,
                        List.of(),
                        Duration.ZERO,
                        new InstanceChoice(Set.of(), Set.of("encapsulated-documents")))),
                ReportKind.PDF);
        publish(DataSets.ct(SERIES, SERIES + ".3"));
        assertThat(running.registry.deprecated()).containsExactly(entry(3).id());
    }
}

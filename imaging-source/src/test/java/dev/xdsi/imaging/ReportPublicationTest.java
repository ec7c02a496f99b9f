package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.imaging.policy.InstanceChoice;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.Code;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reports that come with the images become documents beside the manifest. */
@org.junit.jupiter.api.Tag("integration")
class ReportPublicationTest extends ReportScene {
    private static final String FIRST = REPORTS + ".1";
    private static final String SECOND = REPORTS + ".2";
    private static final byte[] OTHER = "%PDF-1.4\nother".getBytes(StandardCharsets.US_ASCII);

    private static PublicationPolicy always(Treatment then) {
        return new PublicationPolicy(List.of(new PublicationRule("all", Map.of(), then)));
    }

    private void reject(String note, String instance, String state) throws Exception {
        reject(note, instance, state, true);
    }

    private void reject(String note, String instance, String state, boolean toTheEnd) throws Exception {
        running.store(DataSets.keyObject(STUDY + ".99." + note, "113037", instance));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"" + state + "\"");
        if (toTheEnd) {
            awaitReports();
        }
    }

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

    /** The manifest is taken, and then something happens to the report. */
    private void publishUntil(Behaviour behaviour, Attributes report) throws Exception {
        int before = running.repository.requests().size();
        running.repository.willFail(Behaviour.NONE, behaviour);
        running.store(report);
        running.pass(RunningSource.QUIET);
        for (int tries = 0; tries < 1500 && running.repository.requests().size() < before + 2; tries++) {
            Thread.sleep(20);
        }
        running.awaitPublication(STUDY, "\"state\":\"published\"");
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameAlsoByTheNextProcess() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(Behaviour.LOSE_THE_ANSWER, encapsulated(FIRST, PDF));
        restart(PublicationPolicy.OPEN, ReportKind.PDF);
        running.pass(Duration.ofMinutes(11));
        awaitReports();

        assertThat(running.repository.requests()).hasSize(4);
        assertThat(request(3).submission()).isEqualTo(request(2).submission());
        assertThat(running.registry.requests()).isEmpty();
        assertThat(reports()).contains("\"state\":\"published\"");
    }

    @Test
    void whatWasRejectedWhileItsAnswerWasLostIsNotSentAgainButWithdrawn() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(Behaviour.LOSE_THE_ANSWER, encapsulated(FIRST, PDF));
        running.store(DataSets.keyObject(STUDY + ".99.1", "113037", FIRST));
        restart(PublicationPolicy.OPEN, ReportKind.PDF);
        running.pass(Duration.ofMinutes(11));
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        awaitReports();

        assertThat(running.repository.requests())
                .as("image, image and report, the report, image")
                .hasSize(4);
        assertThat(running.registry.deprecated()).containsExactly(entry(2).id());
        assertThat(reports()).contains("\"state\":\"ended\"");
    }

    @Test
    void whatWasRejectedBeforeItWasSentIsSentToNobody() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(Behaviour.UNREACHABLE, encapsulated(FIRST, PDF));
        awaitInReports("connection refused");
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update imaging_source.report set sends = 0");
        }
        reject("1", FIRST, "published");
        running.pass(Duration.ofMinutes(11));
        awaitReports();
        assertThat(running.repository.requests())
                .as("the manifest without it, and nothing else")
                .hasSize(4);
        assertThat(running.registry.requests()).isEmpty();
        assertThat(reports()).doesNotContain(FIRST);
    }

    @Test
    void whatNoRegistryKnowsIsGivenUpOnceNothingCanBeOnItsWayStill() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(Behaviour.UNREACHABLE, encapsulated(FIRST, PDF));
        awaitInReports("connection refused");
        running.registry.willFail(Behaviour.REJECT, Behaviour.REJECT);
        running.store(DataSets.keyObject(STUDY + ".99.1", "113037", FIRST));
        running.pass(RunningSource.QUIET);
        awaitInReports("LocalPolicyRestrictionError");
        assertThat(reports()).contains("\"state\":\"publishing\"");
        running.pass(Duration.ofMinutes(16));
        awaitReports();

        assertThat(running.repository.requests()).hasSize(4);
        assertThat(running.registry.requests()).hasSize(2);
        assertThat(reports()).doesNotContain(FIRST);
    }

    @Test
    void whatBecameMoreSecretBeforeItArrivedArrivesAsThat() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE));
        publishUntil(Behaviour.UNREACHABLE, encapsulated(FIRST, PDF));
        Code restricted = Code.of("R", "2.16.840.1.113883.5.25", "Restricted");
        restart(always(new Treatment(true, List.of(restricted), Duration.ZERO, InstanceChoice.ALL)), ReportKind.PDF);
        publish(DataSets.ct(SERIES, SERIES + ".2"));
        running.pass(Duration.ofMinutes(11));
        awaitReports();

        assertThat(running.repository.requests()).hasSize(5);
        assertThat(document(4)).isEqualTo(PDF);
        assertThat(code(4, Scheme.DE_CONFIDENTIALITY_CODE)).isEqualTo("R");
        assertThat(running.registry.deprecated()).as("it might have arrived").containsExactly(entry(2).id());
    }

    @Test
    void whatWasReplacedByALostOneThatIsWithdrawnIsPublishedAnew() throws Exception {
        publish(
                DataSets.ct(SERIES, IMAGE),
                encapsulated(FIRST, PDF).setInt(Tag.InstanceNumber, 1).setString(Tag.DocumentTitle, "Befund"));
        publishUntil(
                Behaviour.LOSE_THE_ANSWER,
                encapsulated(SECOND, OTHER).setInt(Tag.InstanceNumber, 1).setString(Tag.DocumentTitle, "Befund"));
        assertThat(replaced(3)).containsExactly(entry(1).id());
        reject("1", SECOND, "published");
        running.pass(Duration.ofMinutes(11));
        awaitReports();

        assertThat(running.registry.deprecated()).containsExactly(entry(3).id());
        assertThat(document(5)).isEqualTo(PDF);
        assertThat(replaced(5)).as("it is Deprecated already").isEmpty();
    }

    @Test
    void whatCannotBeReadKeepsNothingFromBeingWithdrawnAndIsPublishedOnceItCan() throws Exception {
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF), encapsulated(SECOND, PDF));
        running.store(encapsulated(REPORTS + ".3", OTHER));
        Path file = file(OTHER);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 2));
        reject("1", SECOND, "published", false);
        awaitInReports("cannot be read now");
        assertThat(running.registry.deprecated()).containsExactly(entry(2).id());
        assertThat(running.repository.requests()).hasSize(4);

        Files.write(file, whole);
        running.pass(Duration.ofMinutes(11));
        awaitReports();
        assertThat(document(4)).isEqualTo(OTHER);
    }

    private Path file(byte[] content) throws IOException {
        String wanted = new String(content, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(folder.resolve("instances"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
                    return file;
                }
            }
        }
        throw new AssertionError("no such file");
    }

    @Test
    void aRefusedReportIsDecidedAnewAndItsManifestStands() throws Exception {
        running.repository.willFail(Behaviour.NONE, Behaviour.REJECT);
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(encapsulated(FIRST, PDF));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        String told = reports();
        for (int tries = 0; tries < 1500 && !told.contains("XDSUnknownPatientId"); tries++) {
            Thread.sleep(20);
            told = reports();
        }
        assertThat(told).contains("XDSUnknownPatientId", "\"due\":true");
        assertThat(running.source.studiesWithFailedReports()).isEqualTo(1);
        running.pass(Duration.ofMinutes(1));
        awaitReports();
        assertThat(running.repository.registrations()).isEqualTo(2);
        assertThat(running.source.studiesWithFailedReports()).isZero();
    }
}

package dev.xdsi.consented;

import static dev.xdsi.consented.Asking.CLERK;
import static dev.xdsi.consented.Asking.DOCTOR;
import static dev.xdsi.consented.Asking.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.consented.Contents.Study;
import dev.xdsi.consented.Registered.Item;
import dev.xdsi.dicom.UID;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The cases of consent and disclosure by their numbers, on every path. */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class ConsentCasesTest {
    @RegisterExtension
    static final OpenDomain OPEN = new OpenDomain();

    private static Domain domain;
    private static ReadPaths paths;
    private static Contents contents;

    private PatientId patient;

    @BeforeAll
    static void open() {
        domain = OPEN.domain();
        paths = OPEN.paths();
        contents = OPEN.contents();
    }

    @BeforeEach
    void newPatient() {
        domain.reset();
        patient = contents.patient();
    }

    private static boolean disclosed(Asking asking, Item document, Study study) throws Exception {
        return paths.disclosed(asking, document, study);
    }

    private Item document() {
        return contents.provide(patient, "IMG/N").getFirst();
    }

    private Study study() throws Exception {
        return contents.study(patient, "IMG", "N");
    }

    @Test
    void c01_withoutAConsentTheDefaultOfTheDomainHolds() throws Exception {
        Item document = document();
        Study study = study();
        assertThat(disclosed(NOBODY, document, study)).isTrue();
        domain.unlessSaid.set("opt-in");
        assertThat(disclosed(DOCTOR, document, study)).isFalse();
    }

    @Test
    void c02_aRevokedConsentCountsNoLonger() throws Exception {
        Item document = document();
        Study study = study();
        String consent = contents.consent(patient, "emergency");
        assertThat(disclosed(DOCTOR, document, study)).isFalse();
        contents.consent(patient, -24, 0, consent, "emergency");
        assertThat(disclosed(DOCTOR, document, study)).isTrue();
    }

    @Test
    void c02_aReplacedConsentCountsNoLonger() throws Exception {
        Item document = document();
        Study study = study();
        String consent = contents.consent(patient, "share");
        domain.unlessSaid.set("opt-in");
        assertThat(disclosed(DOCTOR, document, study)).isTrue();
        contents.consent(patient, -1, 1, consent, "emergency");
        assertThat(disclosed(DOCTOR, document, study)).isFalse();
    }

    /** A call is decided once, when it begins: what has begun comes whole, and the next call gets nothing. */
    @Test
    void c03_aConsentRevokedWhileAStreamRunsCountsFromTheNextCallOn() throws Exception {
        domain.unlessSaid.set("opt-in");
        Item document = document();
        Study study = study();
        String consent = contents.consent(patient, "share");
        RetrieveDocumentSetResponse images =
                paths.answeredByRad69(DOCTOR, study, Domain.LOCATION.value(), UID.ExplicitVRLittleEndian);
        RetrieveDocumentSetResponse documents = paths.answeredByIti43(DOCTOR, List.of(document.uniqueId()));
        try (InputStream first = images.documents().getFirst().content().open()) {
            assertThat(first.readNBytes(200)).hasSize(200);
            contents.consent(patient, -24, 0, consent, "share");

            assertThat(disclosed(DOCTOR, document, study)).isFalse();
            assertThat(200 + first.readAllBytes().length)
                    .isEqualTo(images.documents().getFirst().content().length());
        }
        for (RetrievedDocument begun :
                List.of(images.documents().getLast(), documents.documents().getFirst())) {
            try (InputStream rest = begun.content().open()) {
                assertThat(rest.readAllBytes()).hasSize((int) begun.content().length());
            }
        }
        images.delivery().complete();
        documents.delivery().complete();
        assertThat(disclosed(DOCTOR, document, study)).isFalse();
    }

    @Test
    void c04_c05_aConsentCountsFromItsStartUntilJustBeforeItsEnd() throws Exception {
        Item document = document();
        Study study = study();
        contents.consent(patient, -24, -1, null, "emergency");
        contents.consent(patient, -24, 0, null, "emergency");
        contents.consent(patient, 1, 24, null, "emergency");
        assertThat(disclosed(DOCTOR, document, study)).isTrue();
        contents.consent(patient, 0, 24, null, "emergency");
        assertThat(disclosed(DOCTOR, document, study)).isFalse();
    }

    @Test
    void c06_ofTwoConsentsTheDenialWinsWhicheverCameFirst() throws Exception {
        Item document = document();
        Study study = study();
        contents.consent(patient, "share");
        contents.consent(patient, "emergency");
        assertThat(disclosed(DOCTOR, document, study)).isFalse();
        newPatient();
        Item other = document();
        Study otherStudy = study();
        contents.consent(patient, "emergency");
        contents.consent(patient, "share");
        assertThat(disclosed(DOCTOR, other, otherStudy)).isFalse();
    }

    @Test
    void c07_onlyTheOrganisationNamedMaySee() throws Exception {
        Item document = document();
        Study study = study();
        contents.consent(patient, "only-a");
        assertThat(disclosed(DOCTOR.of("A"), document, study)).isTrue();
        assertThat(disclosed(DOCTOR.of("B"), document, study)).isFalse();
        assertThat(disclosed(NOBODY, document, study)).isFalse();
    }

    @Test
    void c08_c09_excludedClassesAndSecrecies() throws Exception {
        List<Item> documents = contents.provide(patient, "PSY/N", "LAB/V", "LAB/N");
        Study psy = contents.study(patient, "PSY", "N");
        contents.consent(patient, "no-psy", "no-v");
        assertThat(disclosed(DOCTOR, documents.get(0), psy)).isFalse();
        assertThat(paths.retrieve(DOCTOR, documents.stream().map(Item::uniqueId).toList()))
                .containsExactly(documents.get(2).uniqueId());
    }

    @Test
    void c10_breakingTheGlassNeedsRolePurposeAndReasonAndRaisesOneAlertEach() throws Exception {
        Item document = document();
        Study study = study();
        contents.consent(patient, "emergency");
        for (Asking refused :
                List.of(DOCTOR, DOCTOR.inEmergency(null), DOCTOR.inEmergency("  "), CLERK.inEmergency("unconscious"))) {
            assertThat(disclosed(refused, document, study)).isFalse();
        }
        assertThat(domain.alerts()).isEmpty();

        assertThat(disclosed(DOCTOR.inEmergency("unconscious"), document, study))
                .isTrue();
        assertThat(domain.alerts())
                .hasSize(7)
                .allSatisfy(alert -> assertThat(new String(alert, StandardCharsets.UTF_8))
                        .contains("110113", "110127", patient.id(), "u-doctor@https://idp.example"));
    }

    @Test
    void c10_anOverrideThatCannotBeRecordedIsNone() throws Exception {
        Item document = document();
        Study study = study();
        contents.consent(patient, "emergency");
        domain.spool.set(new InMemoryAuditSpool(10));
        assertThat(disclosed(DOCTOR.inEmergency("unconscious"), document, study))
                .isFalse();
    }

    @Test
    void c13_c14_neitherReferencesNorLinksNorPackagesBetrayADocument() {
        Item secret = contents.provide(patient, "PSY/N").getFirst();
        contents.folder(patient, List.of(secret));
        Item open = contents.provide(patient, "LAB/N").getFirst();
        contents.consent(patient, "no-psy");
        for (ReturnType type : ReturnType.values()) {
            assertThat(paths.query(
                            ReadPaths.FIND_DOCUMENTS,
                            type,
                            DOCTOR,
                            ReadPaths.ofPatient("DocumentEntry", patient, true)))
                    .contains(open.uuid())
                    .doesNotContain(secret.uuid());
            assertThat(paths.query(
                            ReadPaths.GET_DOCUMENTS,
                            type,
                            DOCTOR,
                            SlotDraft.of("$XDSDocumentEntryEntryUUID", "('" + secret.uuid() + "')")))
                    .isEmpty();
            assertThat(paths.query(
                            ReadPaths.GET_ASSOCIATIONS,
                            type,
                            DOCTOR,
                            SlotDraft.of("$uuid", "('" + secret.uuid() + "')")))
                    .isEmpty();
            contents.registered
                    .of(patient, "set")
                    .filter(set -> contents.registered
                            .memberships(set)
                            .anyMatch(link -> link.target().equals(secret.uuid())))
                    .forEach(set -> assertThat(paths.query(
                                    ReadPaths.GET_CONTENTS,
                                    type,
                                    DOCTOR,
                                    SlotDraft.of("$XDSSubmissionSetEntryUUID", "'" + set.uuid() + "'")))
                            .isEmpty());
        }
    }

    /**
     * The answers are the same to the letter. That they take the same time is a matter of the work behind them: for a patient it is one
     * question to the store more, for the consents of whom there is something to decide on.
     */
    @Test
    void c16_aDeniedPatientIsAnsweredLikeOneWhomNobodyKnows() throws Exception {
        Item document = document();
        Study study = study();
        contents.consent(patient, "emergency");
        PatientId unknown = contents.patient();
        for (ReturnType type : ReturnType.values()) {
            for (String kind : List.of("DocumentEntry", "SubmissionSet")) {
                String query = kind.equals("DocumentEntry") ? ReadPaths.FIND_DOCUMENTS : ReadPaths.FIND_SUBMISSION_SETS;
                assertThat(paths.answer(query, type, DOCTOR, ReadPaths.ofPatient(kind, patient, true)))
                        .isEqualTo(paths.answer(query, type, DOCTOR, ReadPaths.ofPatient(kind, unknown, true)))
                        .isEqualTo(new StoredQueryResponse(List.of(), List.of(), List.of()));
            }
        }
        // each of these also compares the answer with the one for something unknown
        assertThat(disclosed(DOCTOR, document, study)).isFalse();
        AcrossPaths across = new AcrossPaths(domain);
        assertThat(across.rad69(DOCTOR, study)).isFalse();
        assertThat(across.find(DOCTOR, patient)).isEqualTo(across.find(DOCTOR, unknown));
    }

    @Test
    void c22_imagesOfAnotherCommunityAreJudgedByWhatItsManifestsWere() throws Exception {
        Study study = contents.study(patient, "PSY", "V");
        AcrossPaths across = new AcrossPaths(domain);
        assertThat(across.rad69Alone(DOCTOR, study)).isFalse();
        assertThat(across.rad69(DOCTOR, study)).isTrue();
        contents.consent(patient, "no-v");
        assertThat(across.rad69(DOCTOR, study)).isFalse();
        domain.registryIsDown.set(true);
        assertThat(across.rad69Alone(DOCTOR.inEmergency("unconscious"), study)).isFalse();
    }

    @Test
    void aDeniedStudyIsToWhoeverCompletesOrLinksItAsIfThereWereNone() throws Exception {
        Study denied = contents.unpublished(patient);
        contents.consent(patient, "emergency");
        String unknown = "1.2.98.5";
        assertThat(paths.complete(DOCTOR, denied.uid()))
                .isEqualTo("202 {\"studyInstanceUID\":\"" + denied.uid() + "\"}");
        assertThat(paths.complete(DOCTOR, unknown)).isEqualTo("202 {\"studyInstanceUID\":\"" + unknown + "\"}");
        assertThat(paths.link(DOCTOR, denied.uid(), patient))
                .isEqualTo(paths.link(DOCTOR, unknown, patient).replace(unknown, denied.uid()))
                .startsWith("200 ")
                .doesNotContain("instances", "state");
    }

    @Test
    void nobodyWithoutANameSaysWhoseAStudyIs() throws Exception {
        Study study = contents.unpublished(patient);
        PatientId other = contents.patient();
        assertThat(paths.link(NOBODY, study.uid(), other))
                .startsWith("401 ")
                .isEqualTo(paths.link(NOBODY, "1.2.98.6", other));
        assertThat(paths.complete(NOBODY, study.uid()))
                .startsWith("401 ")
                .isEqualTo(paths.complete(NOBODY, "1.2.98.6"));
        contents.consent(patient, "only-a");
        assertThat(paths.wadoRs(CLERK, study.uid()))
                .as("judged by its own patient")
                .isFalse();
    }

    @Test
    void aLinkOpensNothingThatThePatientInTheImagesKeepsBack() throws Exception {
        for (String unlessSaid : List.of("opt-out", "opt-in")) {
            domain.unlessSaid.set(unlessSaid);
            PatientId consenting = contents.patient();
            contents.consent(consenting, "share");
            PatientId objecting = contents.patient();
            contents.consent(objecting, "emergency");
            Study study = contents.unpublished(objecting, consenting, this::link);
            assertThat(images(DOCTOR, study)).as(unlessSaid).containsOnly(false);
            assertThat(images(DOCTOR, contents.unpublished(consenting))).containsOnly(true);
        }
    }

    @Test
    void aLinkMakesOfAnUnknownIdAStudyOfThePatient() throws Exception {
        domain.unlessSaid.set("opt-in");
        PatientId consenting = contents.patient();
        contents.consent(consenting, "share");
        assertThat(images(DOCTOR, contents.unpublished(patient))).containsOnly(false);
        Study study = contents.unpublished(patient, consenting, this::link);
        assertThat(images(DOCTOR, study)).containsOnly(true);
        contents.provide(patient, "LAB/N");
        assertThat(images(DOCTOR, study)).as("known by now").containsOnly(false);
    }

    @Test
    void aLinkedStudyThatIsPublishedIsAsSecretAsForBoth() throws Exception {
        PatientId consenting = contents.patient();
        Study study = contents.study(patient, consenting, this::link, "IMG", "N");
        assertThat(images(DOCTOR, study)).containsOnly(true);
        String consent = contents.consent(patient, "emergency");
        assertThat(images(DOCTOR, study)).containsOnly(false);
        contents.consent(patient, -24, 0, consent, "emergency");
        assertThat(images(DOCTOR, study)).containsOnly(true);
        contents.consent(consenting, "emergency");
        assertThat(images(DOCTOR, study)).containsOnly(false);
    }

    private void link(String study, PatientId owner) throws Exception {
        assertThat(paths.link(DOCTOR, study, owner)).startsWith("200 ");
    }

    private static Set<Boolean> images(Asking asking, Study study) throws Exception {
        return paths.images(asking, study);
    }

    @Test
    void c17_anOldVersionIsJudgedByWhatItWas() throws Exception {
        Item old = contents.provide(patient, "PSY/N").getFirst();
        Item now = contents.replace(old, "LAB", "N");
        contents.consent(patient, "no-psy");
        assertThat(paths.retrieve(DOCTOR, List.of(old.uniqueId(), now.uniqueId())))
                .containsExactly(now.uniqueId());
        assertThat(paths.query(
                        ReadPaths.FIND_DOCUMENTS,
                        ReturnType.LeafClass,
                        DOCTOR,
                        ReadPaths.ofPatient("DocumentEntry", patient, true)))
                .contains(now.uuid())
                .doesNotContain(old.uuid());
    }

    @Test
    void c18_manifestAndImagesAreAsSecretAsEachOther() throws Exception {
        Study study = contents.study(patient, "PSY", "V");
        List<String> manifest = List.of(study.asDocument().uniqueId());
        assertThat(paths.retrieve(DOCTOR, manifest)).isNotEmpty();
        assertThat(paths.rad69(DOCTOR, study)).isTrue();
        contents.consent(patient, "no-v");
        assertThat(paths.retrieve(DOCTOR, manifest)).isEmpty();
        assertThat(paths.rad69(DOCTOR, study)).isFalse();
    }

    @Test
    void c19_whoGuessesAUidLearnsNothing() throws Exception {
        Study denied = study();
        contents.consent(patient, "emergency");
        Study unknown = new Study(patient, "1.2.98.1", List.of("1.2.98.1.1.1", "1.2.98.1.1.2"), denied.asDocument());
        // each of these also compares the answer with the one for something unknown
        assertThat(paths.wadoRs(DOCTOR, denied.uid())).isEqualTo(paths.wadoRs(DOCTOR, unknown.uid()));
        assertThat(paths.wadoUri(DOCTOR, denied.uid(), denied.instances().getFirst()))
                .isEqualTo(
                        paths.wadoUri(DOCTOR, unknown.uid(), unknown.instances().getFirst()));
        for (String location : List.of(Domain.LOCATION.value(), "1.2.3.999")) {
            for (String syntax : List.of(UID.ExplicitVRLittleEndian, "1.2.840.10008.1.2.4.90")) {
                assertThat(codes(paths.rad69(DOCTOR, denied, location, syntax).errors()))
                        .isEqualTo(codes(
                                paths.rad69(DOCTOR, unknown, location, syntax).errors()));
            }
        }
    }

    private static List<ErrorCode> codes(List<XdsError> errors) {
        return errors.stream().map(XdsError::errorCode).toList();
    }

    @Test
    void aStudyThatWaitsForItsPublicationIsJudgedAsTheManifestItWillHave() throws Exception {
        Study study = contents.unpublished(patient);
        assertThat(paths.wadoRs(CLERK, study.uid())).isTrue();
        contents.consent(patient, "only-a");
        assertThat(paths.wadoRs(CLERK, study.uid())).isFalse();
        assertThat(paths.rad69(DOCTOR, study)).isTrue();
    }

    @Test
    void aDocumentThatNobodyRegisteredIsGivenToNobody() {
        assertThat(paths.retrieve(DOCTOR, List.of("1.2.97.1", "", "'", "a'b\"\n")))
                .isEmpty();
    }

    @Test
    void c23_noErrorTellsMoreThanTheCallerKnew() throws Exception {
        Item document = document();
        contents.consent(patient, "emergency");
        StoredQueryResponse answer = paths.answer(
                ReadPaths.GET_DOCUMENTS,
                ReturnType.LeafClass,
                DOCTOR,
                SlotDraft.of("$XDSDocumentEntryEntryUUID", "('" + document.uuid() + "')"));
        assertThat(answer).isEqualTo(new StoredQueryResponse(List.of(), List.of(), List.of()));
        // retrieve itself demands that the only error is the one for an unknown document
        assertThat(paths.retrieve(DOCTOR, List.of(document.uniqueId()))).isEmpty();
    }

    @Test
    void c24_whereTheConsentsCannotBeReadTheAnswerIsNoInAnEmergencyToo() throws Exception {
        Item document = document();
        Study study = study();
        assertThat(disclosed(DOCTOR, document, study)).isTrue();
        domain.registryIsDown.set(true);
        assertThat(disclosed(DOCTOR, document, study)).isFalse();
        assertThat(disclosed(DOCTOR.inEmergency("unconscious"), document, study))
                .isFalse();
        domain.registryIsDown.set(false);
        assertThat(disclosed(DOCTOR, document, study)).isTrue();
    }
}

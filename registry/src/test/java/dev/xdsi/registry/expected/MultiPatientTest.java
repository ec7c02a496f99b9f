package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Folder;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.RegistryObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Multi-Patient Stored Query [ITI-51]. */
class MultiPatientTest extends ExpectedActions {
    private static final String PATIENT = "$XDSDocumentEntryPatientId";
    private static final String CLASS_CODE = "$XDSDocumentEntryClassCode";

    private final PatientId john = patient("john");
    private final PatientId eve = patient("eve");
    private final Code ours = Code.of("C-" + patient.id(), "1.2.3.99", "Of this test");

    private Ask ofMany() {
        return Ask.of(Query.FindDocumentsForMultiplePatients).with("$XDSDocumentEntryStatus", Ask.APPROVED);
    }

    private DocumentEntry document(String name, PatientId whose, Code classCode) {
        return manifest(name).toBuilder().patientId(whose).classCode(classCode).build();
    }

    private Folder folder(String name, PatientId whose) {
        return folder(name).toBuilder().patientId(whose).codeList(List.of(ours)).build();
    }

    private void registerOf(PatientId whose, String set, RegistryObject... objects) {
        var all = set(set, objects);
        all[0] = submissionSet(set).toBuilder().patientId(whose).build();
        assertThat(submit(all).errors()).isEmpty();
    }

    private List<String> foundOfMany(Ask ask) {
        return names(registry.askMany(ask.request()));
    }

    private List<ErrorCode> errorsOfMany(Ask ask) {
        return errors(registry.askMany(ask.request()));
    }

    @BeforeEach
    void threePatients() {
        registerOf(patient, "s", document("a", patient, ours), folder("f", patient));
        registerOf(john, "t", document("b", john, ours), folder("g", john));
        registerOf(eve, "u", document("c", eve, Code.of("other", "1.2.3.99", "Other")), folder("h", eve));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.51.4.1.2.3.1",
            value =
                    "FindDocumentsForMultiplePatients finds the documents of all the patients named, as objects or references")
    void findsDocumentsOfThePatientsNamed() {
        Ask ask = ofMany().withList(PATIENT, patient.cx(), eve.cx());

        assertThat(foundOfMany(ask)).containsExactlyInAnyOrder("a", "c");
        assertThat(foundOfMany(ask.objectRef())).containsExactlyInAnyOrder("a", "c");
        assertThat(foundOfMany(ask.withList(CLASS_CODE, ours.coded()))).containsExactly("a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.51.4.1.2.3.1",
            value = "Without patient ids the documents of all patients are found, by one of the required codes")
    void findsDocumentsOfAnybody() {
        assertThat(foundOfMany(ofMany().withList(CLASS_CODE, ours.coded()))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.51.4.1.2.3.1",
            value =
                    "Without patient ids classCode, eventCodeList or healthcareFacilityTypeCode is required, and a status always")
    void nobodyAsksForEverything() {
        assertThat(errorsOfMany(ofMany())).containsExactly(ErrorCode.XDSStoredQueryMissingParam);
        assertThat(errorsOfMany(ofMany().withList("$XDSDocumentEntryTypeCode", ours.coded())))
                .containsExactly(ErrorCode.XDSStoredQueryMissingParam);
        assertThat(errorsOfMany(ofMany().withList(PATIENT, john.cx()).without("$XDSDocumentEntryStatus")))
                .containsExactly(ErrorCode.XDSStoredQueryMissingParam);
        assertThat(foundOfMany(ofMany().withList("$XDSDocumentEntryEventCodeList", ours.coded())))
                .isEmpty();
        assertThat(foundOfMany(ofMany().withList("$XDSDocumentEntryHealthcareFacilityTypeCode", ours.coded())))
                .isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.51.4.1.2.3.2",
            value = "FindFoldersForMultiplePatients finds the folders of the patients named, or of all by their codes")
    void findsFoldersOfMany() {
        Ask ask = Ask.of(Query.FindFoldersForMultiplePatients).with("$XDSFolderStatus", Ask.APPROVED);

        assertThat(foundOfMany(ask.withList("$XDSFolderPatientId", patient.cx(), john.cx())))
                .containsExactlyInAnyOrder("f", "g");
        assertThat(foundOfMany(ask.withList("$XDSFolderCodeList", ours.coded())))
                .containsExactlyInAnyOrder("f", "g", "h");
        assertThat(errorsOfMany(ask)).containsExactly(ErrorCode.XDSStoredQueryMissingParam);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.51.4.1.2.3",
            value =
                    "FindDocumentsByReferenceIdForMultiplePatients finds documents by reference id, with or without patients")
    void findsDocumentsOfManyByReferenceId() {
        Ask ask = Ask.of(Query.FindDocumentsByReferenceIdForMultiplePatients)
                .with("$XDSDocumentEntryStatus", Ask.APPROVED)
                .withList(
                        "$XDSDocumentEntryReferenceIdList",
                        Stream.of("a", "b")
                                .map(name -> manifest(name).referenceIdList().getFirst())
                                .map(ReferenceId::cxi)
                                .toArray(String[]::new));

        assertThat(foundOfMany(ask)).containsExactlyInAnyOrder("a", "b");
        assertThat(foundOfMany(ask.withList(PATIENT, john.cx()))).containsExactly("b");
        assertThat(errorsOfMany(ask.without("$XDSDocumentEntryReferenceIdList").withList(PATIENT, john.cx())))
                .containsExactly(ErrorCode.XDSStoredQueryMissingParam);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.51.4.1.3",
            value =
                    "The queries of one patient are unknown to Multi-Patient Stored Query, and its own to Registry Stored Query")
    void eachTransactionHasItsQueries() {
        assertThat(errorsOfMany(findDocuments())).containsExactly(ErrorCode.XDSUnknownStoredQuery);
        assertThat(errors(ofMany().withList(PATIENT, patient.cx()))).containsExactly(ErrorCode.XDSUnknownStoredQuery);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.8",
            value =
                    "Registry Stored Query gives whole objects of one patient only: XDSResultNotSinglePatient; references are free")
    void wholeObjectsAreOfOnePatient() {
        assertThat(errors(getDocuments("a", "b"))).containsExactly(ErrorCode.XDSResultNotSinglePatient);
        assertThat(found(getDocuments("a", "b").objectRef())).containsExactlyInAnyOrder("a", "b");
        assertThat(errors(Ask.of(Query.GetFolders).withList("$XDSFolderEntryUUID", ids("f", "g"))))
                .containsExactly(ErrorCode.XDSResultNotSinglePatient);
    }
}

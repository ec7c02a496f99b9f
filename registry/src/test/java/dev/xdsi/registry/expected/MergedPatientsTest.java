package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.patients.Applied;
import dev.xdsi.registry.patients.FeedMessage;
import dev.xdsi.registry.patients.PatientChange;
import dev.xdsi.registry.patients.PatientMerge;
import dev.xdsi.registry.patients.PatientUpdate;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MergedPatientsTest extends UpdateActions {
    private final PatientId survivor = patient("survivor");
    private final PatientId last = patient("last");

    private Applied feed(PatientChange change) {
        return registry.patients()
                .apply(new FeedMessage("test", UUID.randomUUID().toString(), "", change));
    }

    private void known(PatientId... ids) {
        for (PatientId id : ids) {
            feed(new PatientUpdate(
                    id,
                    Occasion.REGISTRATION,
                    List.of(),
                    Demographics.of(PersonName.of("Doe"), new BirthTime("1970"), null),
                    Set.of()));
        }
    }

    private void merge(PatientId subsumed, PatientId into) {
        assertThat(feed(new PatientMerge(into, subsumed))).isEqualTo(Applied.MERGED);
    }

    private DocumentEntry of(PatientId whose, String name) {
        return manifest(name).toBuilder().patientId(whose).build();
    }

    private void registerFor(PatientId whose, String set, String document) {
        assertThat(submit(
                                submissionSet(set).toBuilder().patientId(whose).build(),
                                of(whose, document),
                                member(set, document))
                        .errors())
                .isEmpty();
    }

    /** One document under each id, of which the first is merged into the second. */
    private void merged() {
        known(patient, survivor, last);
        registerFor(patient, "s", "a");
        registerFor(survivor, "t", "b");
        merge(patient, survivor);
    }

    private static Ask findDocuments(PatientId whose) {
        return Ask.of(Query.FindDocuments)
                .withList("$XDSDocumentEntryPatientId", whose.cx())
                .with("$XDSDocumentEntryStatus", Ask.APPROVED);
    }

    private static Ask findSubmissionSets(PatientId whose) {
        return Ask.of(Query.FindSubmissionSets)
                .withList("$XDSSubmissionSetPatientId", whose.cx())
                .with("$XDSSubmissionSetStatus", Ask.APPROVED);
    }

    private List<String> patientIds(Ask ask, String scheme) {
        return answer(ask).objects().stream()
                .flatMap(object -> object.externalIdentifier(scheme).stream())
                .toList();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.3",
            value = "A query about a subsumed patient id finds nothing, whatever was registered under it")
    void aSubsumedIdFindsNothing() {
        merged();

        assertThat(found(findDocuments(patient))).isEmpty();
        assertThat(found(findSubmissionSets(patient))).isEmpty();
        assertThat(found(findDocuments(patient).objectRef())).isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.3",
            value =
                    "A query about the surviving patient id finds what was registered under it and under every subsumed id")
    void theSurvivorHasEverything() {
        merged();

        assertThat(found(findDocuments(survivor))).containsExactlyInAnyOrder("a", "b");
        assertThat(found(findDocuments(survivor).objectRef())).containsExactlyInAnyOrder("a", "b");
        assertThat(found(findSubmissionSets(survivor))).containsExactlyInAnyOrder("s", "t");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.3",
            value = "Objects registered under a subsumed id are returned with the surviving id as their patientId")
    void objectsCarryTheSurvivorsId() {
        merged();

        assertThat(patientIds(findDocuments(survivor), Identifier.DE_PATIENT_ID))
                .containsExactly(survivor.cx(), survivor.cx());
        assertThat(patientIds(findSubmissionSets(survivor), Identifier.SS_PATIENT_ID))
                .containsExactly(survivor.cx(), survivor.cx());
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.3",
            value = "sourcePatientId and sourcePatientInfo stay as they were submitted when patients are merged")
    void whatTheSourceSaidStays() {
        known(patient, survivor);
        registerFor(patient, "s", "a");
        List<RegistryObjectDraft> before = answer(getDocuments("a")).objects();
        merge(patient, survivor);

        RegistryObjectDraft after = answer(getDocuments("a")).objects().getFirst();

        assertThat(after.slots()).isEqualTo(before.getFirst().slots());
        assertThat(after.slotValues("sourcePatientId")).isNotEmpty();
        assertThat(after.slotValues("sourcePatientInfo")).isNotEmpty();
        assertThat(after.classifications()).isEqualTo(before.getFirst().classifications());
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.8",
            value = "Objects that are asked for by their ids are of one patient when their patients were merged")
    void objectsByIdAreOfOnePatient() {
        known(patient, survivor);
        registerFor(patient, "s", "a");
        registerFor(survivor, "t", "b");
        assertThat(errors(getDocuments("a", "b"))).containsExactly(ErrorCode.XDSResultNotSinglePatient);

        merge(patient, survivor);

        assertThat(found(getDocuments("a", "b"))).containsExactlyInAnyOrder("a", "b");
        assertThat(patientIds(getDocuments("a"), Identifier.DE_PATIENT_ID)).containsExactly(survivor.cx());
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.3",
            value = "Merges chain: whoever survived last has what was registered under every id of the chain")
    void mergesChain() {
        merged();
        merge(survivor, last);

        assertThat(found(findDocuments(last))).containsExactlyInAnyOrder("a", "b");
        assertThat(found(findDocuments(survivor))).isEmpty();
        assertThat(patientIds(findDocuments(last), Identifier.DE_PATIENT_ID)).containsOnly(last.cx());
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.2",
            value = "A submission for a subsumed patient id is refused as one for an unknown patient")
    void nothingIsSubmittedUnderASubsumedId() {
        merged();

        assertThat(refused("u", of(patient, "c"))).contains(ErrorCode.XDSUnknownPatientId);
        registerFor(survivor, "v", "d");
        assertThat(found(findDocuments(survivor))).containsExactlyInAnyOrder("a", "b", "d");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "Whether two documents are of one patient is judged after merges")
    void aSurvivorsDocumentReplacesOneOfTheSubsumed() {
        known(patient, survivor);
        registerFor(patient, "s", "a");
        var replacement = List.of(
                submissionSet("u").toBuilder().patientId(survivor).build(),
                of(survivor, "c"),
                member("u", "c"),
                relation("c", AssociationType.RPLC, "a"));
        assertThat(submit(replacement.toArray(RegistryObject[]::new)).errors())
                .anyMatch(error -> error.errorCode() == ErrorCode.XDSPatientIdDoesNotMatch);

        merge(patient, survivor);

        assertThat(submit(replacement.toArray(RegistryObject[]::new)).errors()).isEmpty();
        assertThat(found(findDocuments(survivor))).containsExactly("c");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.8.4.2",
            value = "When a subsumed patient is registered again, each of the two has what was registered under his id")
    void aRegistrationUndoesAMergeAndLosesNothing() {
        merged();
        registerFor(survivor, "v", "d");

        known(patient);

        assertThat(found(findDocuments(patient))).containsExactly("a");
        assertThat(found(findDocuments(survivor))).containsExactlyInAnyOrder("b", "d");
        assertThat(patientIds(findDocuments(patient), Identifier.DE_PATIENT_ID)).containsExactly(patient.cx());
        assertThat(registry.patients().survivorOf(patient)).isEqualTo(patient);
    }

    private void updateFor(PatientId whose, String set, RegistryObject... objects) {
        List<RegistryObject> all = new ArrayList<>(List.of(objects));
        all.add(submissionSet(set).toBuilder().patientId(whose).build());
        assertThat(registry.update(Submissions.of(all.toArray(RegistryObject[]::new)))
                        .errors())
                .isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.8.4.2",
            value =
                    "What is updated while two patients are one is the survivor's with all of its versions, and with all of"
                            + " them his whose it was when they are separated")
    void versionsStayTogetherWhenAMergeIsUndone() {
        known(patient, survivor);
        register("s", manifest("a"), folder("f"), member("f", "a"));
        register("s2", manifest("e"), relation("e", AssociationType.APND, "a"));
        merge(patient, survivor);

        updateFor(survivor, "t", version("a2", of(survivor, "a")), updates("t", "a2", 1));
        assertThat(found(findDocuments(survivor))).containsExactlyInAnyOrder("a2", "e");
        assertThat(patientIds(getDocuments("a2"), Identifier.DE_PATIENT_ID)).containsExactly(survivor.cx());
        assertThat(links("a2", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactlyInAnyOrder("t", "f");
        assertThat(links("a2", AssociationType.APND)).extracting(Link::source).containsExactly("e");

        known(patient);
        assertThat(found(findDocuments(survivor))).isEmpty();
        assertThat(found(findDocuments(patient))).containsExactlyInAnyOrder("a2", "e");
        assertThat(patientIds(getDocuments("a2"), Identifier.DE_PATIENT_ID)).containsExactly(patient.cx());
        assertThat(links("a2", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactlyInAnyOrder("t", "f");
        updateFor(patient, "u", version("a3", of(patient, "a")), updates("u", "a3", 2));
        assertThat(found(findDocuments(patient))).containsExactlyInAnyOrder("a3", "e");
        assertThat(links("a3", AssociationType.APND)).extracting(Link::source).containsExactly("e");
        assertThat(found(findSubmissionSets(patient))).containsExactlyInAnyOrder("s", "s2", "t", "u");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.8.4.2",
            value = "Documents of two patients that are one are updated together, and stay each one's own")
    void documentsOfBothAreUpdatedTogether() {
        merged();

        updateFor(
                survivor,
                "u",
                version("a2", of(survivor, "a")),
                version("b2", of(survivor, "b")),
                updates("u", "a2", 1),
                updates("u", "b2", 1));
        assertThat(links("a2", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactly("u");
        assertThat(links("b2", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactly("u");

        known(patient);
        assertThat(found(findDocuments(patient))).containsExactly("a2");
        assertThat(found(findDocuments(survivor))).containsExactly("b2");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.8.4.2",
            value = "A document that one of another patient replaced while they were one may be Approved when they are"
                    + " separated")
    void whatAnotherPatientsReplacedMayBeCurrentAgain() {
        merged();
        updateFor(
                survivor,
                "u",
                relation("b", AssociationType.RPLC, "a"),
                submitting("u", relation("b", AssociationType.RPLC, "a")));
        known(patient);

        updateFor(patient, "v", approving("v", "a"));

        assertThat(found(findDocuments(patient))).containsExactly("a");
        assertThat(found(findDocuments(survivor))).containsExactly("b");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.8.4.2",
            value =
                    "A Folder and its documents are of one patient: what came into it from a patient who was separated is no"
                            + " more told of with it, nor the Folder with that")
    void aFolderIsOfOnePatientAfterASeparation() {
        known(patient, survivor);
        register("s", manifest("a"), manifest("a3"), folder("f"), member("f", "a"), member("f", "a3"));
        registerFor(survivor, "t", "b");
        merge(patient, survivor);
        updateFor(
                survivor,
                "u",
                relation("b", AssociationType.RPLC, "a"),
                submitting("u", relation("b", AssociationType.RPLC, "a")));
        Ask contents = Ask.of(Query.GetFolderAndContents).with("$XDSFolderEntryUUID", id("f"));
        Ask folders = Ask.of(Query.GetFoldersForDocument).with("$XDSDocumentEntryEntryUUID", id("b"));
        assertThat(found(contents)).contains("f", "a", "a3", "b");
        assertThat(found(folders)).containsExactly("f");

        known(patient);

        assertThat(found(contents)).containsExactlyInAnyOrder("f", "a", "f>a", "a3", "f>a3");
        assertThat(found(folders)).isEmpty();
        merge(patient, survivor);
        assertThat(found(contents)).contains("f", "a", "a3", "b");
    }
}

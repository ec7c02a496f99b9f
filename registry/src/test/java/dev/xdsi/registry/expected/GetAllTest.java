package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import org.junit.jupiter.api.Test;

class GetAllTest extends ExpectedActions {
    private static final String DOCUMENT_STATUS = "$XDSDocumentEntryStatus";
    private static final String SET_STATUS = "$XDSSubmissionSetStatus";
    private static final String FOLDER_STATUS = "$XDSFolderStatus";

    private Ask getAll() {
        return Ask.of(Query.GetAll)
                .withList("$patientId", patient.cx())
                .with(DOCUMENT_STATUS, Ask.APPROVED)
                .with(SET_STATUS, Ask.APPROVED)
                .with(FOLDER_STATUS, Ask.APPROVED);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.4",
            value =
                    "GetAll returns the patient's documents, submission sets and folders of the statuses, with all their Associations")
    void returnsEverythingOfAPatient() {
        register("s", manifest("a"), folder("f"), member("f", "a"));

        assertThat(found(getAll())).containsExactlyInAnyOrder("s", "a", "f", "s>a", "s>f", "f>a");
        assertThat(found(getAll().objectRef())).hasSize(6);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.8",
            value =
                    "An Association is no patient's: what another patient's SubmissionSet refers to is given with the reference")
    void othersMayRefer() {
        register("s", manifest("a"));
        var child = submissionSet("t").toBuilder().patientId(patient("child")).build();
        assertThat(submit(child, reference("t", "a")).errors()).isEmpty();

        assertThat(found(getAll())).containsExactlyInAnyOrder("s", "a", "s>a", "t>a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.4",
            value = "GetAll returns an Association with one end in the answer, wherever the other end is")
    void associationsMayPointOutside() {
        register("s", manifest("a"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));

        assertThat(found(getAll())).containsExactlyInAnyOrder("s", "t", "b", "s>a", "t>b", "b RPLC a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.4",
            value =
                    "GetAll restricts each kind by its own status, and the documents by format, confidentiality and type")
    void eachKindHasItsOwnRestriction() {
        register("s", manifest("a"), folder("f"), member("f", "a"));

        assertThat(found(getAll().without(SET_STATUS).with(SET_STATUS, Ask.DEPRECATED)))
                .containsExactlyInAnyOrder("a", "f", "s>a", "s>f", "f>a");
        assertThat(found(getAll().without(FOLDER_STATUS).with(FOLDER_STATUS, Ask.DEPRECATED)))
                .doesNotContain("f")
                .contains("a", "s");
        assertThat(found(getAll().withList("$XDSDocumentEntryFormatCode", "none^^1.2")))
                .doesNotContain("a")
                .contains("f", "s");
        assertThat(found(getAll().withList("$XDSDocumentEntryConfidentialityCode", "none^^1.2")))
                .doesNotContain("a");
        assertThat(found(getAll().withList("$XDSDocumentEntryType", "urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248")))
                .doesNotContain("a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.4",
            value = "GetAll requires $patientId and the three statuses: XDSStoredQueryMissingParam")
    void allFourAreRequired() {
        assertThat(errors(Ask.of(Query.GetAll))).hasSize(4).containsOnly(ErrorCode.XDSStoredQueryMissingParam);
        for (String required : new String[] {"$patientId", DOCUMENT_STATUS, SET_STATUS, FOLDER_STATUS}) {
            assertThat(errors(getAll().without(required))).containsExactly(ErrorCode.XDSStoredQueryMissingParam);
        }
    }

    @Test
    @Expected(reference = "ITI TF-2: 3.18.4.1.2.3.7.4", value = "GetAll of a patient of whom nothing is known is empty")
    void nothingOfAnUnknownPatient() {
        assertThat(found(getAll())).isEmpty();
    }
}

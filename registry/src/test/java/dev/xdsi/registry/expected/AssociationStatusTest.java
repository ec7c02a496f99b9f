package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import org.junit.jupiter.api.Test;

/** $XDSAssociationStatus: what an update of metadata has left behind is history, and is shown to who asks for it. */
class AssociationStatusTest extends UpdateActions {
    private static final String STATUS = "$XDSAssociationStatus";
    private static final String OF_DOCUMENT = "$XDSDocumentEntryEntryUUID";

    /** A document {@code a} in a folder {@code f}, with an addendum {@code b}; then a new version {@code a2} of it. */
    private void updated() {
        register("s", manifest("a"), folder("f"), member("f", "a"));
        register("t", manifest("b"), relation("b", AssociationType.APND, "a"));
        update("u", version("a2", manifest("a")), updates("u", "a2", 1));
    }

    private Ask about(Query query, String document) {
        return Ask.of(query).withList(OF_DOCUMENT, id(document));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.11",
            value =
                    "GetFolderAndContents follows the memberships of $XDSAssociationStatus: without it the Approved ones, so that"
                            + " the version before is not beside the new one")
    void aFolderHoldsTheNewVersion() {
        updated();
        Ask contents = Ask.of(Query.GetFolderAndContents).withList("$XDSFolderEntryUUID", id("f"));

        assertThat(found(contents)).hasSize(3).contains("f", "a2").doesNotContain("a", "f>a");
        assertThat(found(contents.with(STATUS, Ask.APPROVED))).hasSize(3).contains("f", "a2");
        assertThat(found(contents.with(STATUS, Ask.DEPRECATED))).containsExactlyInAnyOrder("f", "a", "f>a");
        assertThat(found(contents.with(STATUS, Ask.ANY_STATUS))).hasSize(5).contains("a", "a2", "f>a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.12",
            value =
                    "GetFoldersForDocument follows the memberships of $XDSAssociationStatus, without it the Approved ones")
    void theVersionBeforeIsInNoFolder() {
        updated();

        assertThat(found(about(Query.GetFoldersForDocument, "a"))).isEmpty();
        assertThat(found(about(Query.GetFoldersForDocument, "a2"))).containsExactly("f");
        assertThat(found(about(Query.GetFoldersForDocument, "a").with(STATUS, Ask.DEPRECATED)))
                .containsExactly("f");
        assertThat(found(about(Query.GetFoldersForDocument, "a2").with(STATUS, Ask.DEPRECATED)))
                .isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.13",
            value =
                    "GetRelatedDocuments follows the relationships of $XDSAssociationStatus, without it the Approved ones")
    void theVersionBeforeIsRelatedToNothing() {
        updated();
        String types = "('" + AssociationType.APND.urn() + "')";
        Ask before = about(Query.GetRelatedDocuments, "a").with("$AssociationTypes", types);
        Ask now = about(Query.GetRelatedDocuments, "a2").with("$AssociationTypes", types);

        assertThat(found(before)).isEmpty();
        assertThat(found(now)).hasSize(3).contains("a2", "b");
        assertThat(found(before.with(STATUS, Ask.ANY_STATUS))).containsExactlyInAnyOrder("a", "b", "b APND a");
        assertThat(found(now.with(STATUS, Ask.DEPRECATED))).isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.7",
            value = "GetAssociations returns the Associations of $XDSAssociationStatus, without it the Approved ones")
    void associationsAreThoseThatHold() {
        updated();

        assertThat(found(getAssociations("a"))).containsExactly("s>a");
        assertThat(found(getAssociations("a").with(STATUS, Ask.DEPRECATED)))
                .containsExactlyInAnyOrder("f>a", "b APND a");
        assertThat(found(getAssociations("a").with(STATUS, Ask.ANY_STATUS)))
                .containsExactlyInAnyOrder("s>a", "f>a", "b APND a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.8",
            value =
                    "GetDocumentsAndAssociations returns the Associations of $XDSAssociationStatus, without it the Approved ones")
    void documentsComeWithAssociationsThatHold() {
        updated();

        assertThat(found(about(Query.GetDocumentsAndAssociations, "a"))).containsExactlyInAnyOrder("a", "s>a");
        assertThat(found(about(Query.GetDocumentsAndAssociations, "a").with(STATUS, Ask.DEPRECATED)))
                .containsExactlyInAnyOrder("a", "f>a", "b APND a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.4",
            value = "GetAll returns the Associations of $XDSAssociationStatus, without it the Approved ones")
    void everythingThatHolds() {
        updated();
        Ask all = Ask.of(Query.GetAll)
                .withList("$patientId", patient.cx())
                .with("$XDSDocumentEntryStatus", Ask.ANY_STATUS)
                .with("$XDSSubmissionSetStatus", Ask.ANY_STATUS)
                .with("$XDSFolderStatus", Ask.ANY_STATUS);

        assertThat(found(all)).contains("a", "a2", "b", "f", "s>a").doesNotContain("f>a", "b APND a");
        assertThat(found(all.with(STATUS, Ask.ANY_STATUS))).contains("a", "a2", "b", "f", "s>a", "f>a", "b APND a");
        assertThat(found(all.with(STATUS, Ask.DEPRECATED)))
                .contains("f>a", "b APND a")
                .doesNotContain("s>a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.10",
            value =
                    "GetSubmissionSets and GetSubmissionSetAndContents have no $XDSAssociationStatus: what a SubmissionSet brought is"
                            + " told whatever became of it")
    void whatWasSubmittedStaysSubmitted() {
        updated();
        Ask contents = Ask.of(Query.GetSubmissionSetAndContents).withList("$XDSSubmissionSetEntryUUID", id("s"));

        assertThat(found(contents)).containsExactlyInAnyOrder("s", "a", "f", "s>a", "s>f", "f>a");
        assertThat(found(contents.with(STATUS, Ask.DEPRECATED)))
                .containsExactlyInAnyOrder("s", "a", "f", "s>a", "s>f", "f>a");
        assertThat(found(Ask.of(Query.GetSubmissionSets).withList("$uuid", id("a"))))
                .containsExactlyInAnyOrder("s", "s>a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.6",
            value = "A status that the registry does not know is ignored, as if it were not there")
    void anUnknownStatusIsIgnored() {
        updated();

        assertThat(found(getAssociations("a").withList(STATUS, "urn:example:Doubtful")))
                .containsExactly("s>a");
    }
}

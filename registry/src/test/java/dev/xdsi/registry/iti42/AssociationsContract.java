package dev.xdsi.registry.iti42;

import static dev.xdsi.model.ErrorCode.UnresolvedReferenceException;
import static dev.xdsi.model.ErrorCode.XDSPatientIdDoesNotMatch;
import static dev.xdsi.model.ErrorCode.XDSRegistryDeprecatedDocumentError;
import static dev.xdsi.model.ErrorCode.XDSRegistryMetadataError;
import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.ofOneManifest;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.registry.iti42.Registering.submissionOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.SubmissionSetStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ITI-42 does with Associations to what is registered (ITI TF-2: 3.42.4.1.3.3), whatever the store. */
interface AssociationsContract extends Registering {
    @Test
    default void aReplacementDeprecatesWhatItReplaces() {
        registered(ofOneManifest("a"));
        registered(submissionOf(manifest("b"), relation(AssociationType.RPLC, uuid("b"), uuid("a"))));

        assertThat(status("a")).isEqualTo(AvailabilityStatus.DEPRECATED);
        assertThat(status("b")).isEqualTo(AvailabilityStatus.APPROVED);
    }

    @Test
    default void anAddendumLeavesItsTargetApproved() {
        registered(ofOneManifest("a"));
        registered(submissionOf(manifest("b"), relation(AssociationType.APND, uuid("b"), uuid("a"))));

        assertThat(status("a")).isEqualTo(AvailabilityStatus.APPROVED);
    }

    @ParameterizedTest
    @EnumSource(
            value = AssociationType.class,
            names = {"RPLC", "APND", "XFRM", "XFRM_RPLC"})
    default void whatIsDeprecatedTakesNoRelationships(AssociationType type) {
        registered(ofOneManifest("a"));
        registered(submissionOf(manifest("b"), relation(AssociationType.RPLC, uuid("b"), uuid("a"))));

        assertThat(errors(submissionOf(manifest("c"), relation(type, uuid("c"), uuid("a")))))
                .containsExactly(XDSRegistryDeprecatedDocumentError);
    }

    @Test
    default void aReplacementIsOfTheSamePatient() {
        registered(submissionOf(manifest("a").toBuilder().patientId(JOHN).build()));

        assertThat(errors(submissionOf(manifest("b"), relation(AssociationType.RPLC, uuid("b"), uuid("a")))))
                .containsExactly(XDSPatientIdDoesNotMatch);
        assertThat(status("a")).isEqualTo(AvailabilityStatus.APPROVED);
    }

    @Test
    default void onlyWhatIsRegisteredCanBeReplaced() {
        assertThat(errors(submissionOf(
                        manifest("a"),
                        manifest("b"),
                        member("m", uuid(uuid("a").value() + "-set"), uuid("b")),
                        relation(AssociationType.RPLC, uuid("a"), uuid("b")))))
                .containsExactly(UnresolvedReferenceException);
        assertThat(errors(submissionOf(manifest("a"), relation(AssociationType.RPLC, uuid("a"), uuid("nobody")))))
                .containsExactly(UnresolvedReferenceException);
    }

    @Test
    default void aReplacementIsOfADocument() {
        registered(ofOneManifest("a"));

        assertThat(errors(submissionOf(manifest("b"), relation(AssociationType.RPLC, uuid("b"), uuid("a-set")))))
                .containsExactly(UnresolvedReferenceException);
    }

    @Test
    default void membersMustExist() {
        assertThat(errors(submissionOf(manifest("a"), member("m", uuid(uuid("a").value() + "-set"), uuid("nobody")))))
                .containsExactly(UnresolvedReferenceException);
        assertThat(errors(submissionOf(manifest("a"), member("m", uuid("nobody"), uuid("a")))))
                .containsExactly(UnresolvedReferenceException);
    }

    @Test
    default void aRegisteredFolderTakesNewMembersAndASubmissionSetDoesNot() {
        registered(submissionOf(
                manifest("a"), folder("f"), member("m", uuid(uuid("a").value() + "-set"), uuid("f"))));

        registered(submissionOf(manifest("b"), member("f-b", uuid("f"), uuid("b"))));
        assertThat(errors(
                        submissionOf(manifest("c"), member("s-c", uuid(uuid("a").value() + "-set"), uuid("c")))))
                .containsExactly(XDSRegistryMetadataError);
    }

    @Test
    default void anotherPatientsDocumentMayBeReferredTo() {
        registered(submissionOf(manifest("mother").toBuilder().patientId(JOHN).build()));
        Association original = member("m", uuid(uuid("child").value() + "-set"), uuid("mother"));
        Association reference = original.toBuilder()
                .submissionSetStatus(SubmissionSetStatus.Reference)
                .build();

        assertThat(errors(submissionOf(manifest("child"), original)))
                .containsExactlyInAnyOrder(XDSPatientIdDoesNotMatch, XDSRegistryMetadataError);
        registered(submissionOf(manifest("child"), reference));
    }
}

package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Code;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Slot;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** APND, XFRM and signs: documents beside others. */
class RelationshipsTest extends ExpectedActions {

    @ParameterizedTest
    @EnumSource(names = {"APND", "XFRM", "SIGNS"})
    @Expected(
            reference = "ITI TF-3: 4.2.2.2.2",
            value = "An addendum, a transformation or a signature leaves its target Approved")
    void bothAreCurrent(AssociationType type) {
        register("s", manifest("a"));

        register("t", manifest("b"), relation("b", type, "a"));

        assertThat(found(findDocuments())).containsExactlyInAnyOrder("a", "b");
        assertThat(links("a", type)).extracting(Link::source).containsExactly("b");
    }

    @ParameterizedTest
    @EnumSource(names = {"APND", "XFRM", "SIGNS"})
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "The target of an addendum, a transformation or a signature may come in the same submission")
    void bothMayComeTogether(AssociationType type) {
        register("s", manifest("a"), manifest("b"), relation("b", type, "a"));

        assertThat(links("a", type)).extracting(Link::source).containsExactly("b");
    }

    @ParameterizedTest
    @EnumSource(names = {"APND", "XFRM", "SIGNS"})
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "The target of a relationship is Approved: XDSRegistryDeprecatedDocumentError")
    void whatIsDeprecatedTakesNoRelationship(AssociationType type) {
        register("s", manifest("a"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));

        assertThat(refused("u", manifest("c"), relation("c", type, "a")))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "The source of a relationship is submitted with it: UnresolvedReferenceException")
    void aRelationshipBeginsInItsSubmission() {
        register("s", manifest("a"), manifest("b"));

        assertThat(refused("t", relation("b", AssociationType.APND, "a")))
                .containsExactly(ErrorCode.UnresolvedReferenceException);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "The target of a relationship is a DocumentEntry: UnresolvedReferenceException")
    void aRelationshipEndsAtADocument() {
        register("s", manifest("a"), folder("f"));

        assertThat(refused("t", manifest("b"), relation("b", AssociationType.APND, "f")))
                .containsExactly(ErrorCode.UnresolvedReferenceException);
        assertThat(refused("u", manifest("c"), relation("c", AssociationType.APND, "nobody")))
                .containsExactly(ErrorCode.UnresolvedReferenceException);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "Documents that are related are of one patient: XDSPatientIdDoesNotMatch")
    void relatedDocumentsAreOfOnePatient() {
        var set = submissionSet("s").toBuilder().patientId(patient("john")).build();
        var his = manifest("his").toBuilder().patientId(patient("john")).build();
        assertThat(submit(set, his, member("s", "his")).errors()).isEmpty();

        assertThat(refused("t", manifest("hers"), relation("hers", AssociationType.APND, "his")))
                .containsExactly(ErrorCode.XDSPatientIdDoesNotMatch);
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.2.2.4",
            value = "Documentation of a relationship is kept, and so is extra metadata of an Association")
    void documentationIsKept() {
        register("s", manifest("a"));
        var relation = relation("b", AssociationType.XFRM, "a").toBuilder()
                .documentation(Code.of("L10N", "1.2.3.77", "Translation"))
                .extraMetadata(List.of(new Slot("urn:example:by", List.of("the desk"))))
                .build();

        register("t", manifest("b"), relation);

        assertThat(answer(getAssociations("a")).objects())
                .extracting(DraftReader::registryObject)
                .contains(relation.toBuilder()
                        .logicalID(relation.entryUUID())
                        .version(1)
                        .build());
    }

    @Test
    @Expected(reference = "ITI TF-3: 4.2.2.1", value = "A HasMember has no documentation: XDSRegistryMetadataError")
    void aMembershipIsNotDocumented() {
        var member = member("s", "a").toBuilder()
                .documentation(Code.of("L10N", "1.2.3.77", "Translation"))
                .build();

        assertThat(submit(submissionSet("s"), manifest("a"), member).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRegistryMetadataError);
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATE_AVAILABILITY_STATUS", "SUBMIT_ASSOCIATION"})
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.2",
            value = "Associations of metadata update are no part of a submission: XDSRegistryMetadataError")
    void submissionsUpdateNothing(AssociationType type) {
        register("s", manifest("a"));

        assertThat(refused("t", manifest("b"), relation("b", type, "a")))
                .containsExactly(ErrorCode.XDSRegistryMetadataError);
    }
}

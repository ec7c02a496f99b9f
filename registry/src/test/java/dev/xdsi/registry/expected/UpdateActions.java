package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Folder;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.Slot;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.Submissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tests of what a Document Administrator does. */
abstract class UpdateActions extends ExpectedActions {
    /** A version with another title, under a name of its own. */
    final DocumentEntry version(String name, DocumentEntry before) {
        return before.toBuilder()
                .entryUUID(uuid(name))
                .logicalID(before.logicalID() == null ? before.entryUUID() : before.logicalID())
                .title(InternationalString.of("Corrected to " + name))
                .build();
    }

    final Folder version(String name, Folder before) {
        return before.toBuilder()
                .entryUUID(uuid(name))
                .logicalID(before.logicalID() == null ? before.entryUUID() : before.logicalID())
                .title(InternationalString.of("Renamed to " + name))
                .build();
    }

    /** The HasMember by which a SubmissionSet brings a version after another. */
    final Association updates(String set, String version, int previous) {
        return annotated(member(set, version), "PreviousVersion", Integer.toString(previous));
    }

    static Association annotated(Association association, String slot, String value) {
        List<Slot> slots = new ArrayList<>(association.extraMetadata());
        slots.add(new Slot(slot, List.of(value)));
        return association.toBuilder().extraMetadata(slots).build();
    }

    final Association newStatus(String set, String target, AvailabilityStatus original, AvailabilityStatus wanted) {
        Association asking = relation(set, AssociationType.UPDATE_AVAILABILITY_STATUS, target);
        return annotated(annotated(asking, "OriginalStatus", original.urn()), "NewStatus", wanted.urn());
    }

    final Association deprecating(String set, String target) {
        return newStatus(set, target, AvailabilityStatus.APPROVED, AvailabilityStatus.DEPRECATED);
    }

    final Association approving(String set, String target) {
        return newStatus(set, target, AvailabilityStatus.DEPRECATED, AvailabilityStatus.APPROVED);
    }

    final Association submitting(String set, Association association) {
        return Association.builder()
                .associationType(AssociationType.SUBMIT_ASSOCIATION)
                .entryUUID(uuid(set + " submits " + association.entryUUID()))
                .sourceObject(uuid(set))
                .targetObject(association.entryUUID())
                .build();
    }

    private RegistryObject[] with(String set, RegistryObject... objects) {
        List<RegistryObject> all = new ArrayList<>(List.of(submissionSet(set)));
        all.addAll(Arrays.asList(objects));
        return all.toArray(RegistryObject[]::new);
    }

    final RegistryResponse ask(String set, RegistryObject... objects) {
        return registry.update(Submissions.of(with(set, objects)));
    }

    /** Update Document Set with a SubmissionSet of this name. */
    final void update(String set, RegistryObject... objects) {
        assertThat(ask(set, objects).errors()).isEmpty();
    }

    /** The same, refused. */
    final List<ErrorCode> updateRefused(String set, RegistryObject... objects) {
        return refusal(ask(set, objects));
    }

    final RegistryResponse restricted(String set, RegistryObject... objects) {
        return registry.restrictedUpdate(Submissions.of(with(set, objects)));
    }

    static List<ErrorCode> refusal(RegistryResponse response) {
        assertThat(response.status()).isEqualTo(Status.FAILURE);
        return response.errors().stream().map(XdsError::errorCode).toList();
    }

    final Ask deprecatedDocuments() {
        return findDocuments().without("$XDSDocumentEntryStatus").with("$XDSDocumentEntryStatus", Ask.DEPRECATED);
    }
}

package dev.xdsi.registry.iti42;

import static dev.xdsi.model.ErrorCode.UnresolvedReferenceException;
import static dev.xdsi.model.ErrorCode.XDSDuplicateUniqueIdInRegistry;
import static dev.xdsi.model.ErrorCode.XDSRegistryMetadataError;
import static dev.xdsi.model.ErrorCode.XDSUnknownPatientId;
import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.ofOneManifest;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.registry.iti42.Registering.submissionOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.Slot;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.submission.Spoil;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ITI-42 keeps, and of whom, whatever the store. */
interface RegisterDocumentSetContract extends Registering {
    @Test
    default void registersWhatIsValid() {
        registered(ofOneManifest("a"));

        assertThat(count()).isEqualTo(3);
    }

    @Test
    default void keepsTheObjectAsItWasWritten() {
        DocumentEntry entry = manifest("a").toBuilder()
                .extraMetadata(List.of(new Slot("urn:example:room", List.of("7", "8"))))
                .build();
        registered(submissionOf(entry));

        assertThat(DraftReader.registryObject(entry(new Criterion.EntryUuidIn(Set.of(uuid("a"))))))
                .isEqualTo(entry.toBuilder().logicalID(uuid("a")).version(1).build());
    }

    @Test
    default void approvesWhateverStatusWasSent() {
        registered(submissionOf(manifest("a").toBuilder()
                .availabilityStatus(AvailabilityStatus.DEPRECATED)
                .build()));

        assertThat(status("a")).isEqualTo(AvailabilityStatus.APPROVED);
        assertThat(entry().header().status()).isEqualTo(AvailabilityStatus.APPROVED.urn());
    }

    @Test
    default void everyObjectIsTheFirstVersionOfItself() {
        registered(ofOneManifest("a"));

        List<RegistryObjectDraft> all = new ArrayList<>();
        store().documentEntries(List.of(), 9)
                .forEach(found -> all.add(RegistryObjectXml.read(found.object().text())));
        store().submissionSets(List.of(), 9).forEach(found -> all.add(RegistryObjectXml.read(found.text())));
        store().associations(List.of(), 9)
                .forEach(found -> all.add(RegistryObjectXml.read(found.object().text())));
        assertThat(all).hasSize(3).allSatisfy(object -> {
            assertThat(object.header().lid()).isEqualTo(object.id());
            assertThat(object.header().versionName()).isEqualTo("1");
        });
    }

    @Test
    default void symbolicIdsBecomeUuids() {
        registered(Spoil.rename(ofOneManifest("a"), uuid("a").value(), "Document01"));

        RegistryObjectDraft entry = entry();
        assertThat(EntryUuid.isValid(entry.id())).isTrue();
        assertThat(store().associations(List.of(new Criterion.TargetObjectIn(Set.of(new EntryUuid(entry.id())))), 10))
                .hasSize(1);
    }

    @Test
    default void aFolderWasUpdatedNow() {
        registered(submissionOf(
                manifest("a"), folder("f"), member("m", uuid(uuid("a").value() + "-set"), uuid("f"))));

        RegistryObjectDraft folder =
                RegistryObjectXml.read(store().folders(List.of(), 1).getFirst().text());
        assertThat(folder.slotValue("lastUpdateTime"))
                .contains(Dtm.of(NOW).value())
                .contains("20260304050607");
    }

    @Test
    default void aSubmissionWithThreeFaultsReportsThree() {
        registered(ofOneManifest("a"));
        SubmissionDraft again = submissionOf(
                manifest("b").toBuilder().languageCode("not a language").build(),
                relation(AssociationType.APND, uuid("b"), uuid("nobody")),
                submissionSet("a-set").toBuilder().entryUUID(uuid("second-set")).build());

        assertThat(errors(again))
                .contains(XDSRegistryMetadataError, UnresolvedReferenceException, XDSDuplicateUniqueIdInRegistry);
    }

    @Test
    default void onlyKnownPatientsIfADirectorySaysSo() {
        RegistryResponse refused = transaction(MARY::equals)
                .perform(
                        new RegisterDocumentSetRequest(submissionOf(
                                manifest("a").toBuilder().patientId(JOHN).build())),
                        Caller.self("test"));

        assertThat(refused.errors()).containsExactly(XdsError.of(XDSUnknownPatientId, JOHN.cx()));
        assertThat(transaction(MARY::equals)
                        .perform(new RegisterDocumentSetRequest(ofOneManifest("b")), Caller.self("test")))
                .isEqualTo(RegistryResponse.SUCCESS);
    }
}

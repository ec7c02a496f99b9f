package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.Slot;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.submission.Spoil;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Register Document Set-b does with any submission. */
class SubmissionsTest extends ExpectedActions {
    private static final Hash HASH = new Hash("00000000000000000000000000000000000000aa");
    private static final List<Slot> EXTRA = List.of(new Slot("urn:example:room", List.of("7", "8")));

    private DocumentEntry document(String name, Hash hash, long size) {
        return manifest(name).toBuilder().hash(hash).size(size).build();
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000000000AA, 5,",
        "00000000000000000000000000000000000000ab, 5, XDSNonIdenticalHash",
        "00000000000000000000000000000000000000aa, 6, XDSNonIdenticalSize"
    })
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.2",
            value = "A document may come again with the same uniqueId if hash and size are the same:"
                    + " XDSNonIdenticalHash, XDSNonIdenticalSize")
    void aDocumentMayComeAgain(String hash, long size, @Nullable ErrorCode error) {
        DocumentEntry first = document("a", HASH, 5);
        register("s", first);
        DocumentEntry again = document("b", new Hash(hash), size).toBuilder()
                .uniqueId(first.uniqueId())
                .build();

        var response = submit(set("t", again));

        if (error == null) {
            assertThat(response.errors()).isEmpty();
            assertThat(found(findDocuments())).containsExactlyInAnyOrder("a", "b");
        } else {
            assertThat(response.errors()).containsExactly(XdsError.of(error, first.uniqueId()));
            assertThat(found(findDocuments())).containsExactly("a");
        }
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.2",
            value = "uniqueId of a SubmissionSet is new, to every kind of object: XDSDuplicateUniqueIdInRegistry")
    void aSubmissionSetComesOnce() {
        DocumentEntry document = manifest("a");
        register("s", document);

        var sameSet = submissionSet("s").toBuilder().entryUUID(uuid("t")).build();
        assertThat(submit(sameSet, manifest("b"), member("t", "b")).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSDuplicateUniqueIdInRegistry);
        var asDocument = submissionSet("u").toBuilder()
                .uniqueId(new Oid(document.uniqueId()))
                .build();
        assertThat(submit(asDocument, manifest("c"), member("u", "c")).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSDuplicateUniqueIdInRegistry);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.2",
            value = "A document does not take the uniqueId of a SubmissionSet or Folder: XDSRegistryMetadataError")
    void aDocumentTakesNoPackagesUniqueId() {
        register("s", folder("f"));

        for (Oid taken : List.of(submissionSet("s").uniqueId(), folder("f").uniqueId())) {
            assertThat(refused(
                            "t",
                            manifest("a").toBuilder().uniqueId(taken.value()).build()))
                    .containsExactly(ErrorCode.XDSRegistryMetadataError);
        }
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.2",
            value = "No uniqueId stands twice in a submission: XDSRegistryDuplicateUniqueIdInMessage")
    void uniqueIdsStandOnceInASubmission() {
        DocumentEntry first = manifest("a");

        assertThat(refused(
                        "s",
                        first,
                        manifest("b").toBuilder().uniqueId(first.uniqueId()).build()))
                .containsExactly(ErrorCode.XDSRegistryDuplicateUniqueIdInMessage);
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.3.2.8",
            value = "An entryUUID is given once: one that is registered is refused, whatever it was")
    void anEntryUuidIsGivenOnce() {
        register("s", manifest("a"));

        var other = manifest("b").toBuilder().entryUUID(uuid("a")).build();
        assertThat(submit(submissionSet("t"), other, member("t", "a")).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRegistryMetadataError);
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(reference = "ITI TF-3: 4.2.3.2.8", value = "Symbolic ids become UUIDs wherever the submission uses them")
    void symbolicIdsBecomeUuids() {
        var symbolic = Spoil.rename(
                Spoil.rename(Submissions.of(set("s", manifest("a"))), id("a"), "theDocument"), id("s"), "theSet");

        assertThat(registry.submit(symbolic).errors()).isEmpty();

        String id = found(findDocuments()).getFirst();
        assertThat(id).startsWith("urn:uuid:").isNotEqualTo("a");
        assertThat(answer(Ask.of(Query.GetAssociations).withList("$uuid", id)).objects())
                .singleElement()
                .satisfies(member -> assertThat(member.link()).isNotNull());
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.2",
            value = "availabilityStatus of what is registered is Approved, whatever was sent")
    void whatIsRegisteredIsApproved() {
        register(
                "s",
                manifest("a").toBuilder()
                        .availabilityStatus(AvailabilityStatus.DEPRECATED)
                        .build());

        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.3.1.6",
            value = "Extra metadata is kept and returned: of entries, SubmissionSets and Associations")
    void extraMetadataIsKept() {
        var set = submissionSet("s").toBuilder().extraMetadata(EXTRA).build();
        var entry = manifest("a").toBuilder().extraMetadata(EXTRA).build();
        var link = member("s", "a").toBuilder().extraMetadata(EXTRA).build();

        assertThat(submit(set, entry, link).errors()).isEmpty();

        assertThat(answer(Ask.of(Query.GetSubmissionSetAndContents).withList("$XDSSubmissionSetEntryUUID", id("s")))
                        .objects())
                .hasSize(3)
                .allSatisfy(object ->
                        assertThat(object.slotValues("urn:example:room")).containsExactly("7", "8"));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3",
            value = "A submission with a fault in one object registers none of its objects")
    void allOrNothing() {
        var faulty = manifest("b").toBuilder().repositoryUniqueId(null).build();

        assertThat(refused("s", manifest("a"), faulty)).containsExactly(ErrorCode.XDSRegistryMetadataError);
        assertThat(found(getDocuments("a", "b"))).isEmpty();
        assertThat(found(getAssociations("a", "s"))).isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.2",
            value = "SubmissionSet, DocumentEntries and Folders have one patientId: XDSPatientIdDoesNotMatch")
    void aSubmissionIsOfOnePatient() {
        assertThat(refused(
                        "s",
                        manifest("a").toBuilder().patientId(patient("john")).build()))
                .containsExactly(ErrorCode.XDSPatientIdDoesNotMatch);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.2",
            value = "sourcePatientId and sourcePatientInfo are kept and not compared with anything")
    void theSourcesPatientIsNotChecked() {
        var entry = manifest("a").toBuilder()
                .sourcePatientId("anybody^^^&1.2.3.4.99&ISO")
                .sourcePatientInfo(List.of("PID-5|Somebody^Else^^^"))
                .build();
        register("s", entry);

        assertThat(answer(findDocuments()).objects())
                .singleElement()
                .extracting(DraftReader::documentEntry)
                .satisfies(found -> {
                    assertThat(found.sourcePatientId()).isEqualTo(entry.sourcePatientId());
                    assertThat(found.sourcePatientInfo()).isEqualTo(entry.sourcePatientInfo());
                });
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.2.1.1",
            value = "A SubmissionSet refers to documents that were there before, a child's to its mother's too")
    void aSubmissionSetRefers() {
        register("s", manifest("a"));
        var mother = patient("mother");
        var set = submissionSet("t").toBuilder().patientId(mother).build();
        assertThat(submit(set, manifest("b").toBuilder().patientId(mother).build(), member("t", "b"))
                        .errors())
                .isEmpty();

        register("u", reference("u", "a"), reference("u", "b"));

        assertThat(links("u", AssociationType.HAS_MEMBER))
                .extracting(Link::target)
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.2.1.1",
            value = "Only a SubmissionSet refers to another patient's document, a Folder never does:"
                    + " XDSPatientIdDoesNotMatch")
    void aFolderDoesNotRefer() {
        register("s", folder("f"));
        var mother = patient("mother");
        var set = submissionSet("t").toBuilder().patientId(mother).build();

        assertThat(submit(
                                set,
                                manifest("b").toBuilder().patientId(mother).build(),
                                member("t", "b"),
                                reference("f", "b"))
                        .errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSPatientIdDoesNotMatch);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "Nothing is added to a document that the same submission replaces, nor to what builds on that:"
                    + " XDSRegistryDeprecatedDocumentError")
    void nothingIsAddedToWhatIsReplaced() {
        register("s", manifest("a"), folder("f"));
        register("s2", manifest("e"), relation("e", AssociationType.APND, "a"));

        assertThat(refused(
                        "t",
                        manifest("b"),
                        manifest("c"),
                        relation("b", AssociationType.RPLC, "a"),
                        relation("c", AssociationType.APND, "a")))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
        assertThat(refused("u", manifest("d"), relation("d", AssociationType.RPLC, "a"), member("f", "a")))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
        assertThat(refused(
                        "v",
                        manifest("b"),
                        manifest("c"),
                        relation("b", AssociationType.RPLC, "a"),
                        relation("c", AssociationType.XFRM, "e")))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
        assertThat(refused("w", manifest("d"), relation("d", AssociationType.RPLC, "a"), member("f", "e")))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.2.1",
            value = "Members of a Folder are documents, of a SubmissionSet no SubmissionSets: XDSRegistryMetadataError")
    void membersFitTheirPackages() {
        register("s", folder("f"), folder("g"));

        assertThat(refused("t", member("f", "g"))).containsExactly(ErrorCode.XDSRegistryMetadataError);
        assertThat(refused("u", member("f", "s"))).containsExactly(ErrorCode.XDSRegistryMetadataError);
        assertThat(refused("v", member("v", "s"))).containsExactly(ErrorCode.XDSRegistryMetadataError);
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.2.2.1",
            value = "SubmissionSetStatus is Original for what is submitted, Reference for what was:"
                    + " XDSRegistryMetadataError")
    void submissionSetStatusSaysWhatIsNew() {
        register("s", manifest("a"));

        assertThat(refused("t", member("t", "a"))).containsExactly(ErrorCode.XDSRegistryMetadataError);
        assertThat(submit(submissionSet("u"), manifest("b"), reference("u", "b"))
                        .errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRegistryMetadataError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.2",
            value = "An on-demand entry is no part of Register Document Set-b: XDSRegistryMetadataError")
    void onDemandEntriesHaveATransactionOfTheirOwn() {
        assertThat(refused(
                        "s",
                        manifest("a").toBuilder()
                                .objectType(DocumentEntryType.ON_DEMAND)
                                .build()))
                .containsExactly(ErrorCode.XDSRegistryMetadataError);
    }

    @Test
    @Expected(reference = "ITI TF-3: 4.2.4.1", value = "Every fault of a submission is named, not only the first")
    void everyFaultIsNamed() {
        register("s", manifest("a"));
        var set = submissionSet("s").toBuilder().entryUUID(uuid("t")).build();
        var faulty = manifest("b").toBuilder().languageCode("no language").build();

        assertThat(submit(set, faulty, member("t", "b"), relation("b", AssociationType.APND, "nobody"))
                        .errors())
                .extracting(XdsError::errorCode)
                .containsExactlyInAnyOrder(
                        ErrorCode.XDSRegistryMetadataError,
                        ErrorCode.XDSDuplicateUniqueIdInRegistry,
                        ErrorCode.UnresolvedReferenceException);
    }
}

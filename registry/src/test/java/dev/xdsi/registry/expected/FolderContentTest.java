package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Code;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Slot;
import dev.xdsi.model.XdsError;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderContentTest extends ExpectedActions {

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.3.4.6",
            value = "lastUpdateTime of a new Folder is the registry's, whatever was sent")
    void lastUpdateTimeIsTheRegistrys() {
        register(
                "s",
                folder("f").toBuilder()
                        .lastUpdateTime(new Dtm("19990101000000"))
                        .build());

        assertThat(isOld("f")).isFalse();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "A registered Folder takes new documents, and its lastUpdateTime is renewed")
    void aFolderTakesNewDocuments() {
        keepOldFolder("f");

        register("s", manifest("a"), member("f", "a"));

        assertThat(links("f", AssociationType.HAS_MEMBER))
                .extracting(Link::target)
                .containsExactly("a");
        assertThat(isOld("f")).isFalse();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value =
                    "A registered Folder takes registered documents: by a HasMember that the SubmissionSet has as its member")
    void aFolderTakesRegisteredDocuments() {
        register("s", manifest("a"));
        keepOldFolder("f");

        register("t", member("f", "a"), member("t", "f>a"), reference("t", "a"));

        assertThat(links("f", AssociationType.HAS_MEMBER))
                .extracting(Link::target)
                .containsExactly("a");
        assertThat(links("t", AssociationType.HAS_MEMBER))
                .extracting(Link::target)
                .containsExactlyInAnyOrder("f>a", "a");
        assertThat(isOld("f")).isFalse();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "A Folder and what is put into it are Approved: XDSRegistryDeprecatedDocumentError")
    void whatIsDeprecatedIsPutNowhere() {
        register("s", manifest("a"), folder("f"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));

        assertThat(refused("u", member("f", "a"))).containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
        assertThat(links("f", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactly("s");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "A Folder and its documents are of one patient: XDSPatientIdDoesNotMatch")
    void aFolderIsOfOnePatient() {
        var set = submissionSet("s").toBuilder().patientId(patient("john")).build();
        var folder = folder("his").toBuilder().patientId(patient("john")).build();
        assertThat(submit(set, folder, member("s", "his")).errors()).isEmpty();

        assertThat(refused("t", manifest("hers"), member("his", "hers")))
                .containsExactly(ErrorCode.XDSPatientIdDoesNotMatch);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.3",
            value = "Folder and document of a HasMember exist: UnresolvedReferenceException")
    void membersExist() {
        assertThat(refused("s", folder("f"), member("f", "nobody")))
                .containsExactly(ErrorCode.UnresolvedReferenceException);
        assertThat(refused("t", manifest("a"), member("nowhere", "a")))
                .containsExactly(ErrorCode.UnresolvedReferenceException);
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.3.1.6",
            value = "Extra metadata of a Folder is kept and returned, also when its content has changed since")
    void extraMetadataOfAFolderIsKept() {
        Slot extra = new Slot("urn:example:room", List.of("7", "8"));
        register("s", folder("f").toBuilder().extraMetadata(List.of(extra)).build());
        assertThat(room("f")).containsExactly("7", "8");

        register("t", manifest("a"), member("f", "a"));

        assertThat(room("f")).containsExactly("7", "8");
    }

    private List<String> room(String folder) {
        return answer(Ask.of(Query.GetFolders).withList("$XDSFolderEntryUUID", id(folder)))
                .objects()
                .getFirst()
                .slotValues("urn:example:room");
    }

    @Test
    @Expected(reference = "ITI TF-3: 4.3.1", value = "A Folder has a title: XDSRegistryMetadataError")
    void aFolderHasATitle() {
        assertThat(refused("s", folder("f").toBuilder().title(null).build()))
                .containsExactly(ErrorCode.XDSRegistryMetadataError);
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.2.1",
            value = "A membership has no documentation, a Folder's neither: XDSRegistryMetadataError")
    void aMembershipHasNoDocumentation() {
        var documented = member("f", "a").toBuilder()
                .documentation(Code.of("x", "1.2", "x"))
                .build();

        assertThat(refused("s", manifest("a"), folder("f"), documented))
                .containsExactly(ErrorCode.XDSRegistryMetadataError);
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.2.1",
            value = "A SubmissionSet takes no members after its submission: XDSRegistryMetadataError")
    void aSubmissionSetIsClosed() {
        register("s", manifest("a"));

        assertThat(refused("t", manifest("b"), member("s", "b"))).contains(ErrorCode.XDSRegistryMetadataError);
    }

    @Test
    @Expected(reference = "ITI TF-3: 4.3.1", value = "uniqueId of a Folder is new: XDSDuplicateUniqueIdInRegistry")
    void aFolderComesOnce() {
        register("s", folder("f"));

        var again = folder("f").toBuilder().entryUUID(uuid("g")).build();
        assertThat(submit(submissionSet("t"), again, member("t", "g")).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSDuplicateUniqueIdInRegistry);
    }
}

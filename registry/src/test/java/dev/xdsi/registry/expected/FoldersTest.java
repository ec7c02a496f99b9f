package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Code;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Folder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FindFolders, GetFolders, GetFolderAndContents and GetFoldersForDocument. */
class FoldersTest extends ExpectedActions {
    private static final Code RADIOLOGY = Code.of("RAD", "1.2.3.99", "Radiology");
    private static final Code TRAUMA = Code.of("TRAUMA", "1.2.3.99", "Trauma");

    private Ask findFolders() {
        return Ask.of(Query.FindFolders)
                .withList("$XDSFolderPatientId", patient.cx())
                .with("$XDSFolderStatus", Ask.APPROVED);
    }

    private Ask folderAndContents(String name) {
        return Ask.of(Query.GetFolderAndContents).withList("$XDSFolderEntryUUID", id(name));
    }

    private Folder coded(String name, Code... codes) {
        return folder(name).toBuilder().codeList(List.of(codes)).build();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.3",
            value = "FindFolders finds the Folders of the patient with one of the statuses")
    void findsThePatientsFolders() {
        register("s", folder("f"), folder("g"), manifest("a"));

        assertThat(found(findFolders())).containsExactlyInAnyOrder("f", "g");
        assertThat(found(findFolders().without("$XDSFolderStatus").with("$XDSFolderStatus", Ask.DEPRECATED)))
                .isEmpty();
        assertThat(found(findFolders()
                        .without("$XDSFolderPatientId")
                        .withList("$XDSFolderPatientId", patient("john").cx())))
                .isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.3",
            value = "FindFolders takes $XDSFolderCodeList with AND/OR semantics")
    void folderCodesCombineByAndAndOr() {
        register("s", coded("f", RADIOLOGY, TRAUMA), coded("g", RADIOLOGY));

        Ask either = findFolders().withList("$XDSFolderCodeList", RADIOLOGY.coded(), "other^^1.2");
        assertThat(found(either)).containsExactlyInAnyOrder("f", "g");
        assertThat(found(either.withList("$XDSFolderCodeList", TRAUMA.coded()))).containsExactly("f");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.3",
            value = "FindFolders restricts lastUpdateTime, which the registry has set, by a half-open window")
    void foldersAreFoundByTheirLastUpdateTime() {
        register(
                "s",
                folder("f").toBuilder()
                        .lastUpdateTime(new Dtm("19990101000000"))
                        .build());

        assertThat(found(findFolders().with("$XDSFolderLastUpdateTimeFrom", "2024")))
                .containsExactly("f");
        assertThat(found(findFolders().with("$XDSFolderLastUpdateTimeTo", "2024")))
                .isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.3",
            value = "FindFolders requires patient id and status: XDSStoredQueryMissingParam")
    void findFoldersHasRequiredParameters() {
        assertThat(errors(Ask.of(Query.FindFolders)))
                .containsExactly(ErrorCode.XDSStoredQueryMissingParam, ErrorCode.XDSStoredQueryMissingParam);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.6",
            value = "GetFolders returns Folders by entryUUIDs or by uniqueIds, several of them")
    void getsFoldersByEitherId() {
        Folder f = folder("f");
        register("s", f, folder("g"), folder("h"));

        assertThat(found(Ask.of(Query.GetFolders).withList("$XDSFolderEntryUUID", ids("f", "g"))))
                .containsExactlyInAnyOrder("f", "g");
        assertThat(found(Ask.of(Query.GetFolders)
                        .withList("$XDSFolderUniqueId", f.uniqueId().value(), "1.2.3.404")))
                .containsExactly("f");
        assertThat(found(Ask.of(Query.GetFolders).withList("$XDSFolderLogicalID", id("h"))))
                .containsExactly("h");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.6",
            value = "Both ids or none: XDSStoredQueryParamNumber, XDSStoredQueryMissingParam")
    void exactlyOneWayToNameAFolder() {
        for (Query query : List.of(Query.GetFolders, Query.GetFolderAndContents)) {
            assertThat(errors(Ask.of(query))).containsExactly(ErrorCode.XDSStoredQueryMissingParam);
            assertThat(errors(Ask.of(query)
                            .withList("$XDSFolderEntryUUID", id("f"))
                            .withList("$XDSFolderUniqueId", "1.2.3")))
                    .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
        }
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.11",
            value =
                    "GetFolderAndContents returns the Folder, its documents and the HasMember Associations between them")
    void getsAFolderWithItsContents() {
        Folder f = folder("f");
        register("s", f, manifest("a"), manifest("b"), manifest("c"), member("f", "a"), member("f", "b"));

        assertThat(found(folderAndContents("f"))).containsExactlyInAnyOrder("f", "a", "b", "f>a", "f>b");
        assertThat(found(Ask.of(Query.GetFolderAndContents)
                        .withList("$XDSFolderUniqueId", f.uniqueId().value())))
                .hasSize(5);
        assertThat(found(folderAndContents("nothing"))).isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.11",
            value = "GetFolderAndContents restricts the documents by code, and leaves Associations to others out")
    void restrictsTheContentsOfAFolder() {
        Code secret = Code.of("R", "2.16.840.1.113883.5.25", "Restricted");
        register(
                "s",
                folder("f"),
                manifest("a"),
                manifest("b").toBuilder().confidentialityCode(List.of(secret)).build(),
                member("f", "a"),
                member("f", "b"));

        assertThat(found(folderAndContents("f").withList("$XDSDocumentEntryConfidentialityCode", secret.coded())))
                .containsExactlyInAnyOrder("f", "b", "f>b");
        assertThat(found(folderAndContents("f").withList("$XDSDocumentEntryFormatCode", "none^^1.2")))
                .containsExactly("f");
        assertThat(found(folderAndContents("f")
                        .withList("$XDSDocumentEntryType", "urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248")))
                .containsExactly("f");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.11",
            value = "GetFolderAndContents is about one Folder: several ids are XDSStoredQueryParamNumber")
    void oneFolderAtATime() {
        assertThat(errors(Ask.of(Query.GetFolderAndContents).withList("$XDSFolderEntryUUID", ids("f", "g"))))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.12",
            value = "GetFoldersForDocument returns the Folders that have the document as a member, and nothing else")
    void getsTheFoldersOfADocument() {
        var a = manifest("a");
        register("s", folder("f"), folder("g"), folder("h"), a, member("f", "a"), member("g", "a"));

        assertThat(found(Ask.of(Query.GetFoldersForDocument).withList("$XDSDocumentEntryEntryUUID", id("a"))))
                .containsExactlyInAnyOrder("f", "g");
        assertThat(found(Ask.of(Query.GetFoldersForDocument).withList("$XDSDocumentEntryUniqueId", a.uniqueId())))
                .containsExactlyInAnyOrder("f", "g");
        assertThat(errors(Ask.of(Query.GetFoldersForDocument).withList("$XDSDocumentEntryEntryUUID", ids("a", "b"))))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
        assertThat(errors(Ask.of(Query.GetFoldersForDocument))).containsExactly(ErrorCode.XDSStoredQueryMissingParam);
    }
}

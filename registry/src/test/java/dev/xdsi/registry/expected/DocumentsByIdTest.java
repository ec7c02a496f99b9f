package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** GetDocuments, GetAssociations, GetDocumentsAndAssociations and GetRelatedDocuments. */
class DocumentsByIdTest extends ExpectedActions {
    private static final String RPLC = AssociationType.RPLC.urn();
    private static final String APND = AssociationType.APND.urn();

    private Ask related(String name, String... types) {
        return Ask.of(Query.GetRelatedDocuments)
                .withList("$XDSDocumentEntryEntryUUID", id(name))
                .withList("$AssociationTypes", types);
    }

    /** a, replaced by b, to which c is appended. */
    private void chain() {
        register("s", manifest("a"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));
        register("u", manifest("c"), relation("c", AssociationType.APND, "b"));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.5",
            value = "GetDocuments returns DocumentEntries by entryUUIDs or by uniqueIds, also deprecated ones")
    void getsDocumentsByEitherId() {
        chain();

        assertThat(found(getDocuments("a", "b", "nothing"))).containsExactlyInAnyOrder("a", "b");
        assertThat(found(Ask.of(Query.GetDocuments)
                        .withList("$XDSDocumentEntryUniqueId", manifest("c").uniqueId(), "1.2.3.404")))
                .containsExactly("c");
        assertThat(found(Ask.of(Query.GetDocuments).withList("$XDSDocumentEntryLogicalID", id("a"))))
                .containsExactly("a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.5",
            value = "A uniqueId that several DocumentEntries share names all of them")
    void aUniqueIdMayNameSeveral() {
        register("s", manifest("a"));
        register(
                "t",
                manifest("again").toBuilder().uniqueId(manifest("a").uniqueId()).build());

        assertThat(found(Ask.of(Query.GetDocuments)
                        .withList("$XDSDocumentEntryUniqueId", manifest("a").uniqueId())))
                .containsExactlyInAnyOrder("a", "again");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.6",
            value =
                    "Documents are named in exactly one way: both ids XDSStoredQueryParamNumber, none XDSStoredQueryMissingParam")
    void exactlyOneWayToNameADocument() {
        for (Query query : List.of(
                Query.GetDocuments,
                Query.GetDocumentsAndAssociations,
                Query.GetFoldersForDocument,
                Query.GetRelatedDocuments)) {
            Ask named = Ask.of(query).withList("$AssociationTypes", RPLC);
            assertThat(errors(named)).containsExactly(ErrorCode.XDSStoredQueryMissingParam);
            assertThat(errors(named.withList("$XDSDocumentEntryEntryUUID", id("a"))
                            .withList("$XDSDocumentEntryUniqueId", "1.2.3")))
                    .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
        }
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.7",
            value = "GetAssociations returns every Association that has one of the objects as source or target")
    void getsAssociationsOfEitherEnd() {
        chain();

        assertThat(found(getAssociations("b"))).containsExactlyInAnyOrder("t>b", "b RPLC a", "c APND b");
        assertThat(found(getAssociations("a", "c"))).containsExactlyInAnyOrder("s>a", "b RPLC a", "u>c", "c APND b");
        assertThat(found(getAssociations("nothing"))).isEmpty();
        assertThat(errors(Ask.of(Query.GetAssociations))).containsExactly(ErrorCode.XDSStoredQueryMissingParam);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.8",
            value = "GetDocumentsAndAssociations returns the documents and every Association that has one as an end")
    void getsDocumentsWithTheirAssociations() {
        chain();

        assertThat(found(Ask.of(Query.GetDocumentsAndAssociations)
                        .withList("$XDSDocumentEntryEntryUUID", ids("a", "c"))))
                .containsExactlyInAnyOrder("a", "c", "s>a", "b RPLC a", "u>c", "c APND b");
        assertThat(found(Ask.of(Query.GetDocumentsAndAssociations)
                        .withList("$XDSDocumentEntryUniqueId", manifest("c").uniqueId())))
                .containsExactlyInAnyOrder("c", "u>c", "c APND b");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.13",
            value =
                    "GetRelatedDocuments returns the document, the documents at the other end of Associations of the types,"
                            + " and these Associations")
    void getsWhatIsRelated() {
        chain();

        assertThat(found(related("b", RPLC))).containsExactlyInAnyOrder("a", "b", "b RPLC a");
        assertThat(found(related("b", RPLC, APND))).containsExactlyInAnyOrder("a", "b", "c", "b RPLC a", "c APND b");
        assertThat(found(Ask.of(Query.GetRelatedDocuments)
                        .withList("$XDSDocumentEntryUniqueId", manifest("a").uniqueId())
                        .withList("$AssociationTypes", RPLC)))
                .containsExactlyInAnyOrder("a", "b", "b RPLC a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.13",
            value = "GetRelatedDocuments returns nothing at all where no other document is related by the types")
    void whatIsNotRelatedIsNotReturnedAlone() {
        chain();

        assertThat(found(related("a", APND))).isEmpty();
        assertThat(found(related("a", AssociationType.HAS_MEMBER.urn()))).isEmpty();
        assertThat(found(related("nothing", RPLC))).isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.13",
            value = "GetRelatedDocuments requires $AssociationTypes; the related documents are of the types asked for")
    void relatedDocumentsAreOfTheTypesAskedFor() {
        chain();

        assertThat(errors(related("b", RPLC).without("$AssociationTypes")))
                .containsExactly(ErrorCode.XDSStoredQueryMissingParam);
        assertThat(found(related("b", RPLC).withList("$XDSDocumentEntryType", DocumentEntryType.ON_DEMAND.urn())))
                .isEmpty();
        assertThat(errors(related("b", RPLC)
                        .without("$XDSDocumentEntryEntryUUID")
                        .withList("$XDSDocumentEntryEntryUUID", ids("a", "b"))))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }
}

package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.Submissions;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Update Document Set: new versions of DocumentEntries. */
class DocumentUpdateTest extends UpdateActions {
    private static final String UPDATE = "ITI TF-2: 3.57.4.1.3.3.1";

    @Test
    @Expected(
            reference = UPDATE,
            value =
                    "The new version is Approved, has the logicalID of the object and the next number; the one before is"
                            + " Deprecated")
    void aNewVersionTakesThePlaceOfTheOneBefore() {
        register("s", manifest("a"));
        DocumentEntry second = version("a2", manifest("a"));

        update("t", second, updates("t", "a2", 1));

        assertThat(answer(findDocuments()).objects())
                .singleElement()
                .extracting(DraftReader::registryObject)
                .isEqualTo(second.toBuilder().version(2).build());
        assertThat(found(deprecatedDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = UPDATE,
            value = "History stays: each version is found by its own entryUUID, all of them by uniqueId")
    void historyStays() {
        register("s", manifest("a"));
        update("t", version("a2", manifest("a")), updates("t", "a2", 1));
        update("u", version("a3", manifest("a")), updates("u", "a3", 2));

        assertThat(answer(getDocuments("a")).objects())
                .singleElement()
                .extracting(DraftReader::documentEntry)
                .satisfies(first -> {
                    assertThat(first.version()).isEqualTo(1);
                    assertThat(first.title()).isEqualTo(manifest("a").title());
                });
        assertThat(found(Ask.of(Query.GetDocuments)
                        .withList("$XDSDocumentEntryUniqueId", manifest("a").uniqueId())))
                .containsExactlyInAnyOrder("a", "a2", "a3");
        assertThat(statusOf("a2")).isEqualTo("Deprecated");
        assertThat(found(findDocuments())).containsExactly("a3");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @Expected(
            reference = UPDATE,
            value = "PreviousVersion is the number of the newest version: XDSMetadataVersionError, and nothing changes")
    void onlyWhoKnowsTheNewestVersionUpdates(int previous) {
        register("s", manifest("a"));
        update("t", version("a2", manifest("a")), updates("t", "a2", 1));

        assertThat(updateRefused("u", version("a3", manifest("a")), updates("u", "a3", previous)))
                .containsExactly(ErrorCode.XDSMetadataVersionError);
        assertThat(found(findDocuments())).containsExactly("a2");
    }

    @Test
    @Expected(
            reference = UPDATE,
            value = "PreviousVersion is required, and AssociationPropagation is yes or no: XDSMetadataAnnotationError")
    void annotationsAreThere() {
        register("s", manifest("a"));

        assertThat(updateRefused("t", version("a2", manifest("a")), member("t", "a2")))
                .containsExactly(ErrorCode.XDSMetadataAnnotationError);
        assertThat(updateRefused(
                        "u",
                        version("a3", manifest("a")),
                        annotated(updates("u", "a3", 1), "AssociationPropagation", "perhaps")))
                .containsExactly(ErrorCode.XDSMetadataAnnotationError);
    }

    @Test
    @Expected(
            reference = UPDATE,
            value = "logicalID is that of a registered object and not the version's own id: XDSMetadataIdentifierError")
    void theLogicalIdIsKnown() {
        register("s", manifest("a"));
        DocumentEntry own = manifest("b").toBuilder().logicalID(uuid("b")).build();
        DocumentEntry unknown = version("c", manifest("a")).toBuilder()
                .logicalID(uuid("nobody"))
                .build();
        DocumentEntry none =
                version("d", manifest("a")).toBuilder().logicalID(null).build();

        assertThat(updateRefused("t", own, updates("t", "b", 1))).containsExactly(ErrorCode.XDSMetadataIdentifierError);
        assertThat(updateRefused("u", unknown, updates("u", "c", 1)))
                .containsExactly(ErrorCode.XDSMetadataIdentifierError);
        assertThat(updateRefused("v", none, updates("v", "d", 1)))
                .containsExactly(ErrorCode.XDSMetadataIdentifierError);
    }

    @Test
    @Expected(reference = UPDATE, value = "The id of a version was never given before: XDSMetadataIdentifierError")
    void theIdOfAVersionIsNew() {
        register("s", manifest("a"), manifest("b"));
        DocumentEntry taken = version("b", manifest("a"));

        assertThat(updateRefused("t", taken, updates("t", "b", 1)))
                .containsExactly(ErrorCode.XDSMetadataIdentifierError);
    }

    @Test
    @Expected(reference = UPDATE, value = "A DocumentEntry is updated once in a request: XDSMetadataUpdateError")
    void anEntryIsUpdatedOnceInARequest() {
        register("s", manifest("a"));

        assertThat(updateRefused(
                        "t",
                        version("a2", manifest("a")),
                        version("a3", manifest("a")),
                        updates("t", "a2", 1),
                        updates("t", "a3", 1)))
                .contains(ErrorCode.XDSMetadataUpdateError);
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(reference = UPDATE, value = "What is Deprecated is not updated: XDSMetadataUpdateError")
    void whatIsDeprecatedIsNotUpdated() {
        register("s", manifest("a"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));

        assertThat(updateRefused("u", version("a2", manifest("a")), updates("u", "a2", 1)))
                .containsExactly(ErrorCode.XDSMetadataUpdateError);
        assertThat(found(findDocuments())).containsExactly("b");
    }

    static Stream<Arguments> unmodifiable() {
        return Stream.of(
                change("uniqueId", ErrorCode.XDSMetadataIdentifierError, it -> it.uniqueId("1.2.3.4")),
                change(
                        "objectType",
                        ErrorCode.XDSObjectTypeError,
                        it -> it.objectType(DocumentEntryType.ON_DEMAND)
                                .hash(null)
                                .size(null)
                                .creationTime(null)),
                change("hash", ErrorCode.UnmodifiableMetadataError, it -> it.hash(new Hash("aa".repeat(20)))),
                change("size", ErrorCode.UnmodifiableMetadataError, it -> it.size(7L)),
                change("mimeType", ErrorCode.UnmodifiableMetadataError, it -> it.mimeType("text/plain")),
                change(
                        "repositoryUniqueId",
                        ErrorCode.UnmodifiableMetadataError,
                        it -> it.repositoryUniqueId(new Oid("1.2.3"))));
    }

    private static Arguments change(String attribute, ErrorCode error, UnaryOperator<DocumentEntry.Builder> change) {
        return Arguments.of(attribute, error, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unmodifiable")
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.1.2",
            value = "uniqueId, objectType, and what describes the document's bytes stay as they are:"
                    + " XDSMetadataIdentifierError, XDSObjectTypeError, UnmodifiableMetadataError")
    void someAttributesStay(String attribute, ErrorCode error, UnaryOperator<DocumentEntry.Builder> change) {
        register("s", manifest("a"));
        DocumentEntry changed =
                change.apply(version("a2", manifest("a")).toBuilder()).build();

        assertThat(updateRefused("t", changed, updates("t", "a2", 1))).contains(error);
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.1.2",
            value = "An update gives a document to no other patient: XDSPatientIDReconciliationError")
    void aDocumentStaysItsPatients() {
        register("s", manifest("a"));
        var john = patient("john");
        var set = submissionSet("t").toBuilder().patientId(john).build();
        var his = version("a2", manifest("a")).toBuilder().patientId(john).build();

        assertThat(refusal(registry.update(Submissions.of(set, his, updates("t", "a2", 1)))))
                .containsExactly(ErrorCode.XDSPatientIDReconciliationError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.1.3",
            value =
                    "Approved Associations of the version before are Associations of the new one, except which SubmissionSet"
                            + " brought it; those before are Deprecated")
    void associationsFollow() {
        register("s", manifest("a"), folder("f"), member("f", "a"));
        register("t", manifest("b"), relation("b", AssociationType.APND, "a"));

        update("u", version("a2", manifest("a")), updates("u", "a2", 1));

        assertThat(links("a2", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactlyInAnyOrder("u", "f");
        assertThat(links("a2", AssociationType.APND)).extracting(Link::source).containsExactly("b");
        assertThat(statusesAt("a")).containsExactlyInAnyOrder("s>a Approved", "f>a Deprecated", "b APND a Deprecated");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.1.3",
            value = "With AssociationPropagation no, the new version stands alone")
    void associationsStayBehindOnDemand() {
        register("s", manifest("a"), folder("f"), member("f", "a"));

        update("t", version("a2", manifest("a")), annotated(updates("t", "a2", 1), "AssociationPropagation", "no"));

        assertThat(links("a2", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactly("t");
    }

    @Test
    @Expected(
            reference = UPDATE,
            value = "A replacement is of the newest version, and a version of a replaced document is not current again")
    void replacementsAreOfTheNewestVersion() {
        register("s", manifest("a"));
        update("t", version("a2", manifest("a")), updates("t", "a2", 1));

        assertThat(refused("u", manifest("b"), relation("b", AssociationType.RPLC, "a")))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
        register("v", manifest("c"), relation("c", AssociationType.RPLC, "a2"));
        assertThat(found(findDocuments())).containsExactly("c");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3",
            value = "What an update brings is judged as any metadata: XDSMetadataUpdateError")
    void metadataIsJudged() {
        register("s", manifest("a"));
        DocumentEntry faulty = version("a2", manifest("a")).toBuilder()
                .languageCode("no language")
                .build();

        assertThat(updateRefused("t", faulty, updates("t", "a2", 1))).containsExactly(ErrorCode.XDSMetadataUpdateError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3",
            value = "A request that asks for nothing, or by Associations of another kind:"
                    + " XDSMetadataUpdateOperationError")
    void everyRequestAsksForSomething() {
        register("s", manifest("a"), manifest("b"));

        assertThat(updateRefused("t")).containsExactly(ErrorCode.XDSMetadataUpdateOperationError);
        assertThat(updateRefused("u", relation("b", AssociationType.APND, "a")))
                .containsExactly(ErrorCode.XDSMetadataUpdateOperationError);
        assertThat(updateRefused("v", reference("v", "a"))).containsExactly(ErrorCode.XDSMetadataUpdateOperationError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3",
            value = "A request that asks for more updates than one may: XDSMetadataUpdateError")
    void aRequestAsksForSoMuchAndNoMore() {
        register("s", manifest("a"));
        RegistryObject[] many = IntStream.rangeClosed(0, 1_000)
                .mapToObj(i -> deprecating("t", "a").toBuilder()
                        .entryUUID(uuid("asking " + i))
                        .build())
                .toArray(RegistryObject[]::new);

        assertThat(updateRefused("t", many)).containsExactly(ErrorCode.XDSMetadataUpdateError);
    }

    private List<String> statusesAt(String document) {
        return answer(getAssociations(document).with("$XDSAssociationStatus", Ask.ANY_STATUS)).objects().stream()
                .map(link -> name(link.id()) + " " + word(link.header().status()))
                .toList();
    }
}

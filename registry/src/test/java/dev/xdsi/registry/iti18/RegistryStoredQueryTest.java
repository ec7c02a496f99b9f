package dev.xdsi.registry.iti18;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Author;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.registry.query.Ask;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegistryStoredQueryTest {
    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private final RegistryStoredQuery query = new RegistryStoredQuery(store, new QueryLimits(10, 20));

    private void register(RegistryObject... objects) {
        register(Set.of(), objects);
    }

    private void register(Set<EntryUuid> deprecated, RegistryObject... objects) {
        Registered.change(
                store,
                Change.adding(Stream.of(objects).map(Registered::asXml).toList())
                        .withStatuses(deprecated.stream()
                                .collect(Collectors.toMap(uuid -> uuid, uuid -> AvailabilityStatus.DEPRECATED))));
    }

    private StoredQueryResponse ask(Ask ask) {
        return query.perform(ask.request(), Caller.self("test"));
    }

    private List<String> found(Ask ask) {
        StoredQueryResponse response = ask(ask);
        assertThat(response.errors()).isEmpty();
        return Stream.concat(
                        response.objects().stream().map(RegistryObjectDraft::id),
                        response.refs().stream().map(ObjectRef::id))
                .toList();
    }

    private List<ErrorCode> errors(Ask ask) {
        StoredQueryResponse response = ask(ask);
        assertThat(response.outcome().status()).isEqualTo(Status.FAILURE);
        assertThat(response.objects()).isEmpty();
        return response.errors().stream().map(XdsError::errorCode).toList();
    }

    private static Ask findDocuments() {
        return Ask.findDocuments()
                .with("$XDSDocumentEntryPatientId", "'" + MARY.cx() + "'")
                .with("$XDSDocumentEntryStatus", Ask.APPROVED);
    }

    private static String list(String... values) {
        return "('" + String.join("','", values) + "')";
    }

    private static String id(String name) {
        return uuid(name).value();
    }

    @Test
    void returnsTheObjectAsItWasRegisteredWithItsStatusNow() {
        register(manifest("a"));
        register(Set.of(uuid("a")), manifest("b"));

        RegistryObjectDraft entry = ask(Ask.findDocuments()
                        .with("$XDSDocumentEntryPatientId", "'" + MARY.cx() + "'")
                        .with("$XDSDocumentEntryStatus", Ask.DEPRECATED))
                .objects()
                .getFirst();

        assertThat(entry)
                .isEqualTo(DraftWriter.draft(manifest("a"))
                        .with(header -> header.withStatus(AvailabilityStatus.DEPRECATED.urn())));
    }

    @Test
    void returnsReferencesOnlyWhenAskedForReferences() {
        register(manifest("a"));

        StoredQueryResponse response = ask(findDocuments().objectRef());

        assertThat(response.objects()).isEmpty();
        assertThat(response.refs()).containsExactly(new ObjectRef(id("a"), null));
    }

    @Test
    void anUnknownPatientHasNoDocuments() {
        assertThat(found(findDocuments())).isEmpty();
        assertThat(ask(findDocuments()).outcome().status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void findsNoOnDemandEntriesUnlessAskedFor() {
        register(
                manifest("a"),
                manifest("od").toBuilder()
                        .objectType(DocumentEntryType.ON_DEMAND)
                        .build());
        String onDemand = DocumentEntryType.ON_DEMAND.urn();
        String stable = DocumentEntryType.STABLE.urn();

        assertThat(found(findDocuments())).containsExactly(id("a"));
        assertThat(found(findDocuments().with("$XDSDocumentEntryType", list(onDemand))))
                .containsExactly(id("od"));
        assertThat(found(findDocuments().with("$XDSDocumentEntryType", list(onDemand, stable))))
                .hasSize(2);
    }

    @Test
    void eventCodesCombineByAndAndOr() {
        Code ct = Code.of("CT", "DCM", "CT");
        Code chest = Code.of("chest", "SCT", "Chest");
        Code head = Code.of("head", "SCT", "Head");
        register(
                manifest("a").toBuilder().eventCodeList(List.of(ct, chest)).build(),
                manifest("b").toBuilder().eventCodeList(List.of(ct, head)).build());

        Ask ctOnly = findDocuments().with("$XDSDocumentEntryEventCodeList", list("CT^^DCM"));
        assertThat(found(ctOnly)).hasSize(2);
        assertThat(found(ctOnly.with("$XDSDocumentEntryEventCodeList", list("chest^^SCT"))))
                .containsExactly(id("a"));
        assertThat(found(ctOnly.with("$XDSDocumentEntryEventCodeList", list("chest^^SCT", "head^^SCT"))))
                .hasSize(2);
    }

    @Test
    void findsByAuthorAndTimeAndClass() {
        DocumentEntry entry = manifest("a").toBuilder()
                .author(List.of(Author.ofInstitution("7^Smitty^Gerald", "N")))
                .build();
        register(entry, manifest("b"));

        assertThat(found(findDocuments().with("$XDSDocumentEntryAuthorPerson", "('%Smitty%')")))
                .containsExactly(id("a"));
        assertThat(found(findDocuments().with("$XDSDocumentEntryCreationTimeFrom", "2024")))
                .hasSize(2);
        assertThat(found(findDocuments().with("$XDSDocumentEntryServiceStartTimeTo", "20240102")))
                .isEmpty();
        assertThat(found(findDocuments()
                        .with(
                                "$XDSDocumentEntryClassCode",
                                list(entry.classCode().coded()))
                        .with("$XDSDocumentEntryTypeCode", list(entry.typeCode().coded()))
                        .with(
                                "$XDSDocumentEntryFormatCode",
                                list(entry.formatCode().coded()))
                        .with(
                                "$XDSDocumentEntryPracticeSettingCode",
                                list(entry.practiceSettingCode().coded()))
                        .with(
                                "$XDSDocumentEntryHealthcareFacilityTypeCode",
                                list(entry.healthcareFacilityTypeCode().coded()))
                        .with("$XDSDocumentEntryConfidentialityCode", list("N^^2.16.840.1.113883.5.25"))))
                .hasSize(2);
    }

    @Test
    void getsDocumentsByEitherId() {
        register(manifest("a"), manifest("b"), manifest("c"));

        assertThat(found(Ask.getDocuments().with("$XDSDocumentEntryEntryUUID", list(id("a")), list(id("b")))))
                .containsExactlyInAnyOrder(id("a"), id("b"));
        assertThat(found(Ask.getDocuments()
                        .with("$XDSDocumentEntryUniqueId", list(manifest("c").uniqueId(), "1.2.3.404"))))
                .containsExactly(id("c"));
    }

    @Test
    void wholeObjectsAreOfOnePatientOnly() {
        register(manifest("a"), manifest("b").toBuilder().patientId(JOHN).build());
        Ask both = Ask.getDocuments().with("$XDSDocumentEntryEntryUUID", list(id("a"), id("b")));

        assertThat(errors(both)).containsExactly(ErrorCode.XDSResultNotSinglePatient);
        assertThat(found(both.objectRef())).hasSize(2);
    }

    @Test
    void findsSubmissionSets() {
        register(submissionSet("s"));
        Ask find = Ask.findSubmissionSets()
                .with("$XDSSubmissionSetPatientId", "'" + MARY.cx() + "'")
                .with("$XDSSubmissionSetStatus", Ask.APPROVED);

        assertThat(found(find)).containsExactly(id("s"));
        assertThat(found(find.with("$XDSSubmissionSetSourceId", list("1.2.3.4.5.6"))))
                .hasSize(1);
        assertThat(found(find.with("$XDSSubmissionSetSourceId", list("1.2.3.9"))))
                .isEmpty();
        assertThat(found(find.with("$XDSSubmissionSetSubmissionTimeTo", "2024")))
                .isEmpty();
        assertThat(found(find.with("$XDSSubmissionSetContentType", list("other^^1.2"))))
                .isEmpty();
        assertThat(found(find.with("$XDSSubmissionSetAuthorPerson", "'%nobody%'")))
                .isEmpty();
        assertThat(errors(find.with("$XDSSubmissionSetAuthorPerson", "('a','b')")))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }

    @Test
    void getsAssociationsOfEitherEnd() {
        register(submissionSet("s"), manifest("a"), member("m", uuid("s"), uuid("a")));

        assertThat(found(Ask.getAssociations().with("$uuid", list(id("a"))))).containsExactly(id("m"));
        assertThat(found(Ask.getAssociations().with("$uuid", list(id("s"), id("x")))))
                .containsExactly(id("m"));
        assertThat(found(Ask.getAssociations().with("$uuid", list(id("x"))))).isEmpty();
    }

    @Test
    void getsASubmissionSetWithItsContents() {
        register(
                submissionSet("s"),
                manifest("a"),
                folder("f"),
                member("s-a", uuid("s"), uuid("a")),
                member("s-f", uuid("s"), uuid("f")),
                member("f-a", uuid("f"), uuid("a")),
                member("s-f-a", uuid("s"), uuid("f-a")));
        register(manifest("later"), member("f-later", uuid("f"), uuid("later")));

        assertThat(found(Ask.getSubmissionSetAndContents().with("$XDSSubmissionSetEntryUUID", list(id("s")))))
                .containsExactlyInAnyOrder(id("s"), id("a"), id("f"), id("s-a"), id("s-f"), id("f-a"), id("s-f-a"));
    }

    @Test
    void leavesAssociationsToWhatIsNotInTheAnswerOut() {
        register(submissionSet("s"), manifest("a"), member("s-a", uuid("s"), uuid("a")));
        Ask get = Ask.getSubmissionSetAndContents()
                .with("$XDSSubmissionSetUniqueId", "'" + submissionSet("s").uniqueId() + "'");

        assertThat(found(get.with("$XDSDocumentEntryFormatCode", list("other^^1.2"))))
                .containsExactly(id("s"));
        assertThat(found(get)).hasSize(3);
    }

    @Test
    void anUnknownSubmissionSetIsNoError() {
        assertThat(found(Ask.getSubmissionSetAndContents().with("$XDSSubmissionSetUniqueId", "'1.2.3.404'")))
                .isEmpty();
    }

    @Test
    void refusesAnswersThatAreTooLong() {
        register(Stream.iterate(0, i -> i + 1)
                .limit(11)
                .map(i -> manifest("d" + i))
                .toArray(RegistryObject[]::new));

        assertThat(errors(findDocuments())).containsExactly(ErrorCode.XDSTooManyResults);
        assertThat(found(findDocuments().objectRef())).hasSize(11);
    }

    @Test
    void refusesQueriesItDoesNotKnow() {
        assertThat(errors(Ask.leafClass("urn:uuid:00000000-0000-0000-0000-000000000000")))
                .containsExactly(ErrorCode.XDSUnknownStoredQuery);
    }

    @Test
    void saysWhatIsMissing() {
        StoredQueryResponse response = ask(Ask.findDocuments().with("$XDSDocumentEntryStatus", Ask.APPROVED));

        assertThat(response.errors())
                .containsExactly(XdsError.of(
                        ErrorCode.XDSStoredQueryMissingParam, "FindDocuments: $XDSDocumentEntryPatientId is required"));
    }
}

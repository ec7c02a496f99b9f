package dev.xdsi.registry.iti18;

import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.registry.disclosure.VisibleObjects;
import dev.xdsi.registry.query.Ask;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Stored queries of a caller who may not see everything: documents with the class code SECRET, or anything of the patient. */
class VisibleQueryTest {
    private static final Code SECRET = Code.of("SECRET", "1.2.3", "Secret");

    private final AtomicBoolean patientIsClosed = new AtomicBoolean();
    private final ConsentDecisionPoint consent = (caller, transaction) -> resource -> {
        Code classCode = resource.classCode();
        return patientIsClosed.get() || (classCode != null && classCode.sameValue(SECRET))
                ? new Decision.Denied("secret")
                : new Decision.Permitted("open", false);
    };
    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private final RegistryStoredQuery query = new RegistryStoredQuery(
            caller -> new VisibleObjects(store, consent.viewOf(caller, "ITI-18")), new QueryLimits(3, 3), null);

    private void register(RegistryObject... objects) {
        Registered.change(
                store, Change.adding(Stream.of(objects).map(Registered::asXml).toList()));
    }

    private static DocumentEntry secret(String name) {
        return manifest(name).toBuilder().classCode(SECRET).build();
    }

    /** The ids in the answer, which both return types must name. */
    private List<String> found(Ask ask) {
        StoredQueryResponse leafClass = query.perform(ask.request(), Caller.self("test"));
        StoredQueryResponse refs = query.perform(ask.objectRef().request(), Caller.self("test"));
        assertThat(leafClass.errors()).isEmpty();
        assertThat(refs.refs())
                .extracting(ObjectRef::id)
                .containsExactlyInAnyOrderElementsOf(leafClass.objects().stream()
                        .map(RegistryObjectDraft::id)
                        .toList());
        return refs.refs().stream().map(ObjectRef::id).toList();
    }

    private static Ask findDocuments() {
        return Ask.findDocuments()
                .with("$XDSDocumentEntryPatientId", "'" + MARY.cx() + "'")
                .with("$XDSDocumentEntryStatus", Ask.APPROVED);
    }

    private static Ask findSubmissionSets() {
        return Ask.findSubmissionSets()
                .with("$XDSSubmissionSetPatientId", "'" + MARY.cx() + "'")
                .with("$XDSSubmissionSetStatus", Ask.APPROVED);
    }

    private static Ask associationsOf(String... names) {
        return Ask.getAssociations()
                .with(
                        "$uuid",
                        "('"
                                + String.join(
                                        "','",
                                        Stream.of(names)
                                                .map(VisibleQueryTest::id)
                                                .toList())
                                + "')");
    }

    private static Ask contentsOf(String set) {
        return Ask.getSubmissionSetAndContents().with("$XDSSubmissionSetEntryUUID", "'" + id(set) + "'");
    }

    private static String id(String name) {
        return uuid(name).value();
    }

    private void setWithOneOpenAndOneSecretDocument() {
        register(
                submissionSet("set"),
                manifest("open"),
                secret("secret"),
                member("m1", uuid("set"), uuid("open")),
                member("m2", uuid("set"), uuid("secret")));
    }

    @Test
    void c13_neitherReturnTypeNamesASecretDocument() {
        setWithOneOpenAndOneSecretDocument();

        assertThat(found(findDocuments())).containsExactly(id("open"));
        assertThat(found(Ask.getDocuments()
                        .with("$XDSDocumentEntryEntryUUID", "('" + id("open") + "','" + id("secret") + "')")))
                .containsExactly(id("open"));
        assertThat(found(Ask.getDocuments()
                        .with(
                                "$XDSDocumentEntryUniqueId",
                                "('" + secret("secret").uniqueId() + "')")))
                .isEmpty();
    }

    @Test
    void c14_anAssociationIsThereOnlyIfBothOfItsEndsAre() {
        setWithOneOpenAndOneSecretDocument();
        register(relation(AssociationType.APND, uuid("secret"), uuid("open")));

        assertThat(found(associationsOf("open"))).containsExactly(id("m1"));
        assertThat(found(associationsOf("secret"))).isEmpty();
        assertThat(found(associationsOf("set"))).containsExactly(id("m1"));
        assertThat(found(contentsOf("set"))).containsExactlyInAnyOrder(id("set"), id("open"), id("m1"));
    }

    @Test
    void c14_anEndMayItselfBeAnAssociation() {
        register(
                submissionSet("set"),
                folder("folder"),
                secret("secret"),
                manifest("open"),
                member("m1", uuid("set"), uuid("folder")),
                member("in-secret", uuid("folder"), uuid("secret")),
                member("in-open", uuid("folder"), uuid("open")),
                member("m2", uuid("set"), uuid("in-secret")),
                member("m3", uuid("set"), uuid("in-open")));

        assertThat(found(associationsOf("in-secret"))).isEmpty();
        assertThat(found(associationsOf("in-open"))).containsExactly(id("m3"));
        register(member("loop1", uuid("set"), uuid("loop2")), member("loop2", uuid("folder"), uuid("loop1")));
        assertThat(found(associationsOf("loop1", "loop2"))).isEmpty();
    }

    @Test
    void c14_aPackageIsThereOnlyIfOneOfItsDocumentsIsOrItHasNone() {
        register(submissionSet("all-secret"), secret("s"), member("m1", uuid("all-secret"), uuid("s")));
        register(submissionSet("mixed"), secret("t"), manifest("u"), member("m2", uuid("mixed"), uuid("t")));
        register(member("m3", uuid("mixed"), uuid("u")));
        register(submissionSet("of-folder"), folder("f"), member("m4", uuid("of-folder"), uuid("f")));
        register(folder("secret-folder"), member("m5", uuid("secret-folder"), uuid("s")));

        assertThat(found(findSubmissionSets())).containsExactlyInAnyOrder(id("mixed"), id("of-folder"));
        assertThat(found(contentsOf("all-secret"))).isEmpty();
        assertThat(found(contentsOf("of-folder"))).containsExactlyInAnyOrder(id("of-folder"), id("f"), id("m4"));
        assertThat(found(associationsOf("secret-folder"))).isEmpty();
    }

    @Test
    void aPatientWhoSharesNothingHasNothing() {
        setWithOneOpenAndOneSecretDocument();
        register(submissionSet("empty"));
        patientIsClosed.set(true);

        assertThat(found(findDocuments())).isEmpty();
        assertThat(found(findSubmissionSets())).isEmpty();
        assertThat(found(associationsOf("open", "set"))).isEmpty();
        assertThat(found(contentsOf("set"))).isEmpty();
    }

    @Test
    void c15_whatIsNotSeenIsNotCounted() {
        IntStream.range(0, 40).forEach(i -> register(secret("s" + i), submissionSet("ss" + i)));
        IntStream.range(0, 40).forEach(i -> register(member("sm" + i, uuid("ss" + i), uuid("s" + i))));
        IntStream.range(0, 3).forEach(i -> register(manifest("o" + i), submissionSet("os" + i)));

        assertThat(found(findDocuments())).containsExactlyInAnyOrder(id("o0"), id("o1"), id("o2"));
        assertThat(found(findSubmissionSets())).hasSize(3);
        register(manifest("o4"));
        assertThat(query.perform(findDocuments().request(), Caller.self("test")).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSTooManyResults);
    }
}

package dev.xdsi.registry.iti51;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.model.ErrorCode;
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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of each patient that is seen which his consents allow, and nobody notices that there is more. */
class MultiPatientStoredQueryTest {
    private static final Ask OF_ANYBODY = Ask.leafClass("urn:uuid:3d1bdb10-39a2-11de-89c2-2f44d94eaa9f")
            .with("$XDSDocumentEntryStatus", Ask.APPROVED)
            .with("$XDSDocumentEntryEventCodeList", "('CT^^1.2.840.10008.2.16.4')");

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private final ConsentDecisionPoint marySharesNothing =
            (caller, transaction) -> resource -> resource.patientId().equals(MARY) || !transaction.equals("ITI-51")
                    ? new Decision.Denied("she shares nothing")
                    : new Decision.Permitted("open", false);
    private final MultiPatientStoredQuery query = new MultiPatientStoredQuery(
            caller -> new VisibleObjects(store, marySharesNothing.viewOf(caller, "ITI-51")),
            new QueryLimits(2, 2),
            null);

    @BeforeEach
    void manyOfMarysAndTwoOfJohns() {
        IntStream.range(0, 20).forEach(i -> register("mary" + i, false));
        register("john1", true);
        register("john2", true);
    }

    private void register(String name, boolean johns) {
        var entry = manifest(name).toBuilder().patientId(johns ? JOHN : MARY).build();
        Registered.change(store, Change.adding(List.of(Registered.asXml(entry))));
    }

    private StoredQueryResponse ask(Ask ask) {
        return query.perform(ask.request(), Caller.self("test"));
    }

    @Test
    void c01_eachPatientsConsentsCount() {
        assertThat(ask(OF_ANYBODY).objects())
                .extracting(RegistryObjectDraft::id)
                .containsExactlyInAnyOrder(uuid("john1").value(), uuid("john2").value());
        assertThat(ask(OF_ANYBODY.objectRef()).refs()).hasSize(2);
        assertThat(ask(OF_ANYBODY.with("$XDSDocumentEntryPatientId", "('" + MARY.cx() + "','" + JOHN.cx() + "')"))
                        .objects())
                .hasSize(2);
    }

    @Test
    void c16_whoSharesNothingIsAsGoodAsUnknown() {
        assertThat(ask(OF_ANYBODY.with("$XDSDocumentEntryPatientId", "('" + MARY.cx() + "')")))
                .isEqualTo(ask(OF_ANYBODY.with("$XDSDocumentEntryPatientId", "('NOBODY^^^&1.2.3&ISO')")));
    }

    @Test
    void c15_whatIsNotSeenIsNotCounted() {
        register("john3", true);

        assertThat(ask(OF_ANYBODY).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSTooManyResults);
    }
}

package dev.xdsi.registry.store;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.registry.store.Asking.MANY;
import static dev.xdsi.registry.store.Asking.associations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.registry.store.Criterion.AssociationTypeIn;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Criterion.SourceObjectIn;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** By what every {@link RegistryStore} must find Associations. */
public interface AssociationCriteriaContract {
    /** A store with nothing in it. */
    RegistryStore store();

    /** A child's SubmissionSet refers to its mother's document; the Association is found from either. */
    @Test
    default void findsAssociationsThatLeadToAnotherPatient() {
        RegistryStore store = store();
        var reference = member("m", uuid("s"), uuid("j"));
        Registered.in(store, manifest("j").toBuilder().patientId(JOHN).build());
        Registered.in(store, submissionSet("s"));
        Change change = Registered.adding(reference);
        store.change(
                new Scope(Set.of(MARY), new Identifiers(Set.of(uuid("m"), uuid("s"), uuid("j")), Set.of())),
                registered -> new Verdict.Accepted(change, List.of()));

        assertThat(associations(store, new TargetObjectIn(Set.of(uuid("j"))))).containsExactly(uuid("m"));
        assertThat(associations(store, new EitherEndIn(Set.of(uuid("j"))))).containsExactly(uuid("m"));
        assertThat(associations(store, new SourceObjectIn(Set.of(uuid("s"))))).containsExactly(uuid("m"));
        assertThat(associations(store, PatientIn.only(JOHN))).isEmpty();
    }

    @Test
    default void findsAssociationsByTheirEnds() {
        RegistryStore store = store();
        var member = member("m", uuid("s"), uuid("a"));
        var replacement = relation(AssociationType.RPLC, uuid("b"), uuid("a"));
        Registered.in(store, manifest("a"), manifest("b"), submissionSet("s"), member, replacement);

        assertThat(store.associations(List.of(new SourceObjectIn(Set.of(uuid("s")))), MANY))
                .containsExactly(new RegisteredAssociation(
                        new RegisteredObject(
                                ObjectKind.ASSOCIATION,
                                uuid("m"),
                                MARY,
                                AvailabilityStatus.APPROVED,
                                "written " + uuid("m").value()),
                        AssociationType.HAS_MEMBER,
                        uuid("s"),
                        uuid("a")));
        assertThat(associations(store, new TargetObjectIn(Set.of(uuid("a"))))).hasSize(2);
        assertThat(associations(store, new EitherEndIn(Set.of(uuid("b"), uuid("s")))))
                .hasSize(2);
        assertThat(associations(store, new EitherEndIn(Set.of(uuid("b"))))).containsExactly(replacement.entryUUID());
        assertThat(associations(
                        store,
                        new EitherEndIn(Set.of(uuid("a"))),
                        new AssociationTypeIn(Set.of(AssociationType.HAS_MEMBER))))
                .containsExactly(uuid("m"));
    }
}

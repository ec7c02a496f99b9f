package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random steps, most of which a careful partner could take. */
final class Steps {
    private static final Set<AssociationType> BETWEEN_DOCUMENTS = EnumSet.of(
            AssociationType.RPLC,
            AssociationType.XFRM_RPLC,
            AssociationType.APND,
            AssociationType.XFRM,
            AssociationType.SIGNS,
            AssociationType.IS_SNAPSHOT_OF);

    private Steps() {}

    /** Histories of half so many steps on average. */
    static Arbitrary<List<Step>> histories(int most, Set<Query> queries) {
        return any(queries).list().ofMaxSize(most).withSizeDistribution(net.jqwik.api.RandomDistribution.uniform());
    }

    private static Arbitrary<Step> any(Set<Query> queries) {
        return Arbitraries.frequencyOf(
                Tuple.of(4, submit()),
                Tuple.of(6, relate()),
                Tuple.of(1, relateWithin()),
                Tuple.of(4, place()),
                Tuple.of(2, replaceInFolder()),
                Tuple.of(2, refer()),
                Tuple.of(1, sendAgain()),
                Tuple.of(1, pick().map(Step.TakeEntryUuid::new)),
                Tuple.of(1, takeUniqueId()),
                Tuple.of(1, Combinators.combine(patient(), patient()).as(Step.Misfile::new)),
                Tuple.of(3, newVersion()),
                Tuple.of(2, newStatus()),
                Tuple.of(2, remove()),
                Tuple.of(1, Combinators.combine(patient(), patient()).as(Step.Merge::new)),
                Tuple.of(1, patient().map(Step.Register::new)),
                Tuple.of(1, patient().map(Step.Tell::new)),
                Tuple.of(9, ask(queries)));
    }

    private static Arbitrary<Step> submit() {
        return Combinators.combine(patient(), format().list().ofMaxSize(3), Arbitraries.of(true, false))
                .as(Step.Submit::new);
    }

    private static Arbitrary<Step> relate() {
        return Combinators.combine(
                        patient(), relationship(), pick().list().ofMinSize(1).ofMaxSize(2))
                .as(Step.Relate::new);
    }

    private static Arbitrary<Step> relateWithin() {
        return Combinators.combine(patient(), relationship()).as(Step.RelateWithin::new);
    }

    private static Arbitrary<Step> place() {
        return Combinators.combine(patient(), pick(), pick(), Arbitraries.of(true, false))
                .as(Step.Place::new);
    }

    private static Arbitrary<Step> replaceInFolder() {
        return Combinators.combine(patient(), pick(), pick()).as(Step.ReplaceInFolder::new);
    }

    private static Arbitrary<Step> refer() {
        return Combinators.combine(
                        patient(), pick(), Arbitraries.of(SubmissionSetStatus.Reference, SubmissionSetStatus.Original))
                .as(Step.Refer::new);
    }

    private static Arbitrary<Step> sendAgain() {
        return Combinators.combine(pick(), Arbitraries.of(false, true), Arbitraries.of(false, true))
                .as(Step.SendAgain::new);
    }

    private static Arbitrary<Step> takeUniqueId() {
        return Combinators.combine(patient(), pick(), Arbitraries.of(true, false))
                .as(Step.TakeUniqueId::new);
    }

    private static Arbitrary<Step> newVersion() {
        return Combinators.combine(
                        pick(),
                        Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, 1)),
                        Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)),
                        patient().optional(0.1))
                .as(Step.NewVersion::new);
    }

    private static Arbitrary<Step> newStatus() {
        return Combinators.combine(
                        pick(),
                        Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)),
                        patient().optional(0.1))
                .as(Step.NewStatus::new);
    }

    private static Arbitrary<Step> remove() {
        return Combinators.combine(
                        pick(),
                        Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false)),
                        Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false)))
                .as(Step.Remove::new);
    }

    private static Arbitrary<Step> ask(Set<Query> queries) {
        return Combinators.combine(
                        Arbitraries.of(queries),
                        Arbitraries.of(ReturnType.values()),
                        patient(),
                        Arbitraries.of(AvailabilityStatus.APPROVED, AvailabilityStatus.DEPRECATED)
                                .set()
                                .ofMinSize(1),
                        pick().list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(false, true),
                        relationship().set().ofMinSize(1),
                        Combinators.combine(
                                        format().set().ofMaxSize(1),
                                        Arbitraries.of(AvailabilityStatus.APPROVED, AvailabilityStatus.DEPRECATED)
                                                .set())
                                .as(Tuple::of))
                .as((query, returnType, patient, status, objects, byUniqueId, types, restriction) -> new Step.Ask(
                        query,
                        returnType,
                        patient,
                        status,
                        objects,
                        byUniqueId,
                        types,
                        restriction.get1(),
                        restriction.get2()));
    }

    private static Arbitrary<Integer> patient() {
        return Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(3, 1), Tuple.of(3, 2), Tuple.of(1, 3));
    }

    private static Arbitrary<Integer> format() {
        return Arbitraries.of(1, 2);
    }

    private static Arbitrary<AssociationType> relationship() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(AssociationType.RPLC)), Tuple.of(4, Arbitraries.of(BETWEEN_DOCUMENTS)));
    }

    private static Arbitrary<Pick> pick() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)))
                .as(Pick::new);
    }
}

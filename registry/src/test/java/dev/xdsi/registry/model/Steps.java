package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.SetArbitrary;

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
                Tuple.of(2, submitEmpty()),
                Tuple.of(6, relate()),
                Tuple.of(1, relateWithin()),
                Tuple.of(4, place()),
                Tuple.of(2, replaceInFolder()),
                Tuple.of(2, refer()),
                Tuple.of(1, Combinators.combine(patient(), pick(), pick()).as(SubmitStep.ReferInFolder::new)),
                Tuple.of(
                        1,
                        Combinators.combine(patient(), relationship(), pick(), pick().optional(0.6))
                                .as(SubmitStep.ReplaceAndRelate::new)),
                Tuple.of(1, sendAgain()),
                Tuple.of(1, pick().map(SubmitStep.TakeEntryUuid::new)),
                Tuple.of(1, takeUniqueId()),
                Tuple.of(2, Combinators.combine(pick(), seldom()).as(SubmitStep.Repeat::new)),
                Tuple.of(1, Combinators.combine(patient(), patient()).as(SubmitStep.Misfile::new)),
                Tuple.of(3, request(newVersion().list().ofSize(1))),
                Tuple.of(4, request(newStatus().list().ofSize(1))),
                Tuple.of(3, request(newLink().list().ofSize(1))),
                Tuple.of(5, request(part().list().ofMinSize(2).ofMaxSize(3))),
                Tuple.of(5, replaceBeside()),
                Tuple.of(2, remove()),
                Tuple.of(1, Combinators.combine(patient(), patient()).as(PatientStep.Merge::new)),
                Tuple.of(1, patient().map(PatientStep.Register::new)),
                Tuple.of(1, patient().map(PatientStep.Tell::new)),
                Tuple.of(9, ask(queries)));
    }

    private static Arbitrary<Step> submit() {
        return Combinators.combine(patient(), facts(false).list().ofMaxSize(3), Arbitraries.of(true, false))
                .as(SubmitStep.Submit::new);
    }

    private static Arbitrary<Step> relate() {
        return Combinators.combine(
                        patient(), relationship(), pick().list().ofMinSize(1).ofMaxSize(2))
                .as(SubmitStep.Relate::new);
    }

    private static Arbitrary<Step> relateWithin() {
        return Combinators.combine(patient(), relationship()).as(SubmitStep.RelateWithin::new);
    }

    private static Arbitrary<Step> place() {
        return Combinators.combine(patient(), pick(), pick(), Arbitraries.of(true, false))
                .as(SubmitStep.Place::new);
    }

    private static Arbitrary<Step> replaceInFolder() {
        return Combinators.combine(patient(), pick(), pick()).as(SubmitStep.ReplaceInFolder::new);
    }

    private static Arbitrary<Step> refer() {
        return Combinators.combine(
                        patient(), pick(), Arbitraries.of(SubmissionSetStatus.Reference, SubmissionSetStatus.Original))
                .as(SubmitStep.Refer::new);
    }

    private static Arbitrary<Step> sendAgain() {
        return Combinators.combine(
                        pick(),
                        Arbitraries.of(SubmitStep.SendAgain.Bytes.values())
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3))
                .as(SubmitStep.SendAgain::new);
    }

    private static Arbitrary<Step> takeUniqueId() {
        return Combinators.combine(patient(), pick(), Arbitraries.of(true, false))
                .as(SubmitStep.TakeUniqueId::new);
    }

    private static Arbitrary<Step> request(Arbitrary<List<UpdateStep.Part>> parts) {
        return Combinators.combine(parts, patient().optional(0.1), seldom()).as(UpdateStep.Request::new);
    }

    private static Arbitrary<Step> replaceBeside() {
        return Combinators.combine(
                        pick(), pick(), Arbitraries.of(UpdateStep.Beside.values()), pick(), Arbitraries.of(true, false))
                .as(UpdateStep.ReplaceBeside::new);
    }

    private static Arbitrary<UpdateStep.Part> part() {
        return Arbitraries.frequencyOf(Tuple.of(2, newVersion()), Tuple.of(3, newStatus()), Tuple.of(4, newLink()));
    }

    private static Arbitrary<UpdateStep.Part> newVersion() {
        return Combinators.combine(
                        pick(),
                        Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, 1)),
                        Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)),
                        Arbitraries.of(SubmitStep.SendAgain.Bytes.values()).optional(0.3))
                .as(UpdateStep.NewVersion::new);
    }

    private static Arbitrary<UpdateStep.Part> newStatus() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(3, UpdateStep.Kind.DOCUMENT_OR_FOLDER),
                                Tuple.of(2, UpdateStep.Kind.LINK),
                                Tuple.of(2, UpdateStep.Kind.DEPRECATED_LINK)),
                        pick(),
                        Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)))
                .as(UpdateStep.NewStatus::new);
    }

    private static Arbitrary<Step> remove() {
        return Combinators.combine(
                        pick(),
                        Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false)),
                        Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false)))
                .as(UpdateStep.Remove::new);
    }

    private static Arbitrary<UpdateStep.Part> newLink() {
        return Combinators.combine(
                        patient(),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, relationship()), Tuple.of(2, Arbitraries.just(AssociationType.HAS_MEMBER))),
                        pick(),
                        pick())
                .as(UpdateStep.NewLink::new);
    }

    private static Arbitrary<Step> submitEmpty() {
        return Combinators.combine(patient(), Arbitraries.of(true, false).flatMap(Steps::facts))
                .as(SubmitStep.SubmitEmpty::new);
    }

    private static Arbitrary<Step> ask(Set<Query> queries) {
        return Combinators.combine(
                        Arbitraries.of(queries),
                        Arbitraries.of(ReturnType.values()),
                        patient().list().ofMinSize(1).ofMaxSize(3),
                        statuses().ofMinSize(1),
                        pick().list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(false, true),
                        relationship().set().ofMinSize(1),
                        Combinators.combine(restriction(), statuses()).as(Tuple::of))
                .as((query, returnType, patients, status, objects, byUniqueId, types, restriction) -> new Ask(
                        query,
                        returnType,
                        patients,
                        status,
                        objects,
                        byUniqueId,
                        types,
                        restriction.get1(),
                        restriction.get2()));
    }

    private static SetArbitrary<AvailabilityStatus> statuses() {
        return Arbitraries.of(AvailabilityStatus.APPROVED, AvailabilityStatus.DEPRECATED)
                .set();
    }

    private static Arbitrary<Restriction> restriction() {
        Arbitrary<Restriction.Window> window = Combinators.combine(
                        Arbitraries.of(false, true),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 4))
                .as(Restriction.Window::new);
        Arbitrary<Restriction> some = Combinators.combine(
                        Arbitraries.of(1, 2).set().ofMaxSize(1),
                        Arbitraries.of(DocumentEntryType.values()).set(),
                        Arbitraries.integers().between(1, 3).list().ofMaxSize(2),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(Restriction.Window.ALWAYS)), Tuple.of(1, window)))
                .as(Restriction::new);
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Restriction.NONE)),
                Tuple.of(1, Arbitraries.just(Restriction.OF_EITHER_TYPE)),
                Tuple.of(3, some));
    }

    private static Arbitrary<Boolean> seldom() {
        return Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true));
    }

    private static Arbitrary<Integer> patient() {
        return Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(3, 1), Tuple.of(3, 2), Tuple.of(1, 3));
    }

    private static Arbitrary<Facts> facts(boolean onDemand) {
        return Combinators.combine(
                        Arbitraries.of(1, 2),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3))
                .as((format, events, day) -> new Facts(format, events, day, onDemand));
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

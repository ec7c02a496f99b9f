package dev.xdsi.registry.patients;

import static dev.xdsi.registry.patients.Applied.CREATED;
import static dev.xdsi.registry.patients.Applied.ID_OF_ANOTHER;
import static dev.xdsi.registry.patients.Applied.MERGED;
import static dev.xdsi.registry.patients.Applied.MERGED_ALREADY;
import static dev.xdsi.registry.patients.Applied.REPEATED;
import static dev.xdsi.registry.patients.Applied.SEPARATED;
import static dev.xdsi.registry.patients.Applied.SUBSUMED_ELSEWHERE;
import static dev.xdsi.registry.patients.Applied.SUBSUMED_UNKNOWN;
import static dev.xdsi.registry.patients.Applied.SURVIVOR_MERGED;
import static dev.xdsi.registry.patients.Applied.SURVIVOR_UNKNOWN;
import static dev.xdsi.registry.patients.Applied.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link PatientStore} must do with merges. */
public interface PatientMergeContract {
    Oid OURS = new Oid("1.2.3");
    Oid WARD = new Oid("1.2.3.4");
    PatientId ANN = new PatientId("Ann", OURS);
    PatientId BEA = new PatientId("Bea", OURS);
    PatientId CLEO = new PatientId("Cleo", OURS);
    PatientId ANN_IN_WARD = new PatientId("1", WARD);
    PatientId BEA_IN_WARD = new PatientId("2", WARD);

    PatientStore store();

    private Applied apply(PatientChange change) {
        return store().apply(new FeedMessage("S", change.toString(), "x", change));
    }

    private Applied merge(PatientId subsumed, PatientId survivor) {
        return apply(new PatientMerge(survivor, subsumed));
    }

    private static PatientUpdate says(Occasion occasion, PatientId id, PatientId... further) {
        return new PatientUpdate(
                id,
                occasion,
                List.of(further),
                Demographics.of(PersonName.of("Doe", id.id()), new BirthTime("19700304"), null),
                Set.of());
    }

    private void known(PatientId... ids) {
        for (PatientId id : ids) {
            assertThat(apply(says(Occasion.EVENT, id))).isEqualTo(CREATED);
        }
    }

    private Patient patient(PatientId anyId) {
        return store().patient(anyId).orElseThrow();
    }

    @Test
    default void whoIsMergedIsFoundAsTheSurvivorOnly() {
        apply(says(Occasion.EVENT, ANN, ANN_IN_WARD));
        apply(says(Occasion.EVENT, BEA, BEA_IN_WARD));

        assertThat(merge(ANN, BEA)).isEqualTo(MERGED);

        assertThat(store().isKnown(ANN)).isFalse();
        assertThat(store().isKnown(BEA)).isTrue();
        assertThat(store().survivorOf(ANN)).isEqualTo(BEA);
        assertThat(store().survivorOf(BEA)).isEqualTo(BEA);
        assertThat(store().mergedInto(BEA)).containsExactlyInAnyOrder(ANN, BEA);
        assertThat(store().mergedInto(ANN)).isEmpty();
        for (PatientId id : List.of(ANN, ANN_IN_WARD, BEA, BEA_IN_WARD)) {
            assertThat(patient(id).id()).isEqualTo(BEA);
            assertThat(patient(id).furtherIds()).containsExactlyInAnyOrder(ANN_IN_WARD, BEA_IN_WARD);
            assertThat(patient(id).demographics().names()).containsExactly(PersonName.of("Doe", "Bea"));
        }
        assertThat(store().candidates(patient(BEA).demographics(), 10)).containsExactly(patient(BEA));
    }

    @Test
    default void anIdNobodyKnowsIsItsOwnSurvivor() {
        assertThat(store().survivorOf(ANN)).isEqualTo(ANN);
        assertThat(store().mergedInto(ANN)).containsExactly(ANN);
    }

    @Test
    default void mergesChain() {
        known(ANN, BEA, CLEO);
        merge(ANN, BEA);

        assertThat(merge(BEA, CLEO)).isEqualTo(MERGED);

        assertThat(store().survivorOf(ANN)).isEqualTo(CLEO);
        assertThat(patient(ANN).id()).isEqualTo(CLEO);
        assertThat(store().mergedInto(CLEO)).containsExactlyInAnyOrder(ANN, BEA, CLEO);
        assertThat(store().mergedInto(BEA)).isEmpty();
    }

    @Test
    default void nobodyIsMergedIntoHimself() {
        assertThatThrownBy(() -> new PatientMerge(ANN, ANN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void mergesInACircleAreRefused() {
        known(ANN, BEA, CLEO);
        merge(ANN, BEA);
        assertThat(merge(BEA, ANN)).isEqualTo(SURVIVOR_MERGED);
        merge(BEA, CLEO);

        assertThat(merge(CLEO, ANN)).isEqualTo(SURVIVOR_MERGED);

        assertThat(store().survivorOf(ANN)).isEqualTo(CLEO);
    }

    @Test
    default void bothOfAMergeMustBeKnown() {
        known(ANN);

        assertThat(merge(ANN, BEA)).isEqualTo(SURVIVOR_UNKNOWN);
        assertThat(merge(BEA, ANN)).isEqualTo(SUBSUMED_UNKNOWN);

        assertThat(store().isKnown(ANN)).isTrue();
        known(BEA);
        assertThat(merge(ANN, BEA)).isEqualTo(MERGED);
    }

    @Test
    default void whoIsMergedIsNotMergedIntoAThird() {
        known(ANN, BEA, CLEO);
        merge(ANN, BEA);

        assertThat(merge(ANN, CLEO)).isEqualTo(SUBSUMED_ELSEWHERE);

        assertThat(store().survivorOf(ANN)).isEqualTo(BEA);
        assertThat(store().apply(new FeedMessage("S", "again", "x", new PatientMerge(BEA, ANN))))
                .isEqualTo(MERGED);
    }

    @Test
    default void aMergeSentAgainIsARepetition() {
        known(ANN, BEA);
        merge(ANN, BEA);
        apply(says(Occasion.REGISTRATION, ANN));

        assertThat(merge(ANN, BEA)).isEqualTo(REPEATED);

        assertThat(store().isKnown(ANN)).isTrue();
    }

    @Test
    default void whatHappensUnderASubsumedIdIsRefused() {
        apply(says(Occasion.EVENT, ANN, ANN_IN_WARD));
        known(BEA);
        merge(ANN, BEA);

        assertThat(apply(says(Occasion.EVENT, ANN, BEA_IN_WARD))).isEqualTo(MERGED_ALREADY);

        assertThat(store().patient(BEA_IN_WARD)).isEmpty();
        assertThat(patient(ANN_IN_WARD).id()).isEqualTo(BEA);
    }

    @Test
    default void aRegistrationSeparatesAndNothingIsLost() {
        apply(says(Occasion.EVENT, ANN, ANN_IN_WARD));
        apply(says(Occasion.EVENT, BEA, BEA_IN_WARD));
        Patient ann = patient(ANN);
        Patient bea = patient(BEA);
        merge(ANN, BEA);

        assertThat(apply(new PatientUpdate(ANN, Occasion.REGISTRATION, List.of(), Demographics.UNKNOWN, Set.of())))
                .isEqualTo(SEPARATED);

        assertThat(patient(ANN)).isEqualTo(ann);
        assertThat(patient(BEA)).isEqualTo(bea);
        assertThat(patient(ANN_IN_WARD)).isEqualTo(ann);
        assertThat(store().mergedInto(ANN)).containsExactly(ANN);
        assertThat(store().mergedInto(BEA)).containsExactly(BEA);
    }

    @Test
    default void whoIsSeparatedTakesAlongWhoWasMergedIntoHim() {
        known(ANN, BEA, CLEO);
        merge(ANN, BEA);
        merge(BEA, CLEO);

        apply(says(Occasion.REGISTRATION, BEA));

        assertThat(store().mergedInto(BEA)).containsExactlyInAnyOrder(ANN, BEA);
        assertThat(store().mergedInto(CLEO)).containsExactly(CLEO);
    }

    @Test
    default void whoIsSeparatedMayBeToldOfWithTheIdsOfWhoWasMergedIntoHim() {
        apply(says(Occasion.EVENT, ANN, ANN_IN_WARD));
        apply(says(Occasion.EVENT, CLEO, BEA_IN_WARD));
        known(BEA);
        merge(ANN, BEA);
        merge(BEA, CLEO);

        assertThat(apply(says(Occasion.REGISTRATION, BEA, BEA_IN_WARD))).isEqualTo(ID_OF_ANOTHER);
        assertThat(store().survivorOf(ANN)).isEqualTo(CLEO);
        assertThat(apply(says(Occasion.REGISTRATION, BEA, ANN_IN_WARD))).isEqualTo(SEPARATED);

        assertThat(patient(ANN_IN_WARD).id()).isEqualTo(BEA);
        assertThat(store().mergedInto(CLEO)).containsExactly(CLEO);
    }

    @Test
    default void theSurvivorMayBeToldOfWithTheIdsOfTheSubsumed() {
        apply(says(Occasion.EVENT, ANN, ANN_IN_WARD));
        known(BEA);
        assertThat(apply(says(Occasion.EVENT, BEA, ANN_IN_WARD))).isEqualTo(ID_OF_ANOTHER);
        merge(ANN, BEA);

        assertThat(apply(says(Occasion.EVENT, BEA, ANN_IN_WARD, BEA_IN_WARD))).isEqualTo(UPDATED);

        assertThat(patient(BEA).furtherIds()).containsExactlyInAnyOrder(ANN_IN_WARD, BEA_IN_WARD);
        apply(says(Occasion.REGISTRATION, ANN));
        assertThat(patient(ANN_IN_WARD).id()).isEqualTo(ANN);
        assertThat(patient(BEA).furtherIds()).containsExactly(BEA_IN_WARD);
    }

    /** Whatever wins: everybody has one survivor, who is known, and is among those merged into that one. */
    @Test
    default void mergesAtOnceLeaveNoCircleAndNobodyTwice() throws Exception {
        List<PatientId> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(new PatientId("R" + i, OURS));
        }
        known(ids.toArray(PatientId[]::new));
        List<Callable<Applied>> all = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 240; i++) {
            PatientId one = ids.get(random.nextInt(6));
            PatientId other = ids.get(random.nextInt(6));
            PatientChange change = one.equals(other) ? says(Occasion.REGISTRATION, one) : new PatientMerge(one, other);
            FeedMessage message = new FeedMessage("race", "m" + i, "x", change);
            all.add(() -> store().apply(message));
        }
        try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
            for (Future<Applied> outcome : senders.invokeAll(all)) {
                assertThat(outcome.get()).isNotNull();
            }
        }
        List<PatientId> found = new ArrayList<>();
        for (PatientId id : ids) {
            assertThat(store().isKnown(store().survivorOf(id))).isTrue();
            assertThat(store().mergedInto(store().survivorOf(id))).contains(id);
            found.addAll(store().mergedInto(id));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
    }
}

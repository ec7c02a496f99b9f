package dev.xdsi.registry.dsub;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.registry.dsub.Subscribed.DOCTOR;
import static dev.xdsi.registry.dsub.Subscribed.NODE;
import static dev.xdsi.registry.dsub.Subscribed.NOON;
import static dev.xdsi.registry.dsub.Subscribed.happening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.registry.dsub.Outbox.Delivery;
import dev.xdsi.registry.dsub.Outbox.Turn;
import dev.xdsi.registry.dsub.SubscriptionStore.Admission;
import dev.xdsi.registry.dsub.SubscriptionStore.Limits;
import dev.xdsi.transaction.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SubscriptionStore} does, with the {@link Outbox} beside it. */
interface SubscriptionContract {
    Limits MANY = new Limits(100, 100);
    Duration TURN = Duration.ofMinutes(3);
    Instant LATER = NOON.plusSeconds(60);
    Instant LATEST = LATER.plus(Duration.ofDays(1));

    SubscriptionStore store();

    Outbox outbox();

    private Subscription admitted(Subscription subscription) {
        assertThat(store().add(subscription, MANY)).isEqualTo(Admission.ADMITTED);
        return subscription;
    }

    private List<UUID> next(Turn turn) {
        return outbox().next(turn, LATEST, 100).stream()
                .map(delivery -> delivery.happening().id())
                .toList();
    }

    private Turn turn(Instant now) {
        List<Turn> turns = outbox().take(now, TURN, 10);
        assertThat(turns).hasSize(1);
        return turns.getFirst();
    }

    @Test
    default void aSubscriptionComesBackAsItWas() {
        Subscription bare = admitted(Subscribed.to("bare", MARY));
        Subscription whole = admitted(Subscribed.by(DOCTOR, Subscribed.toEverybody("whole")));

        assertThat(store().find(bare.id())).contains(bare);
        assertThat(store().find(whole.id())).contains(whole);
        assertThat(store().find(UUID.randomUUID())).isEmpty();
        assertThat(store().newest(1)).hasSize(1);
        assertThat(store().count()).isEqualTo(2);
    }

    @Test
    default void anEmergencyAndAnAssertionAreNotKept() {
        Subscription kept = store().find(admitted(Subscribed.by(DOCTOR, Subscribed.to("r", MARY)))
                        .id())
                .orElseThrow();

        assertThat(kept.subscriber().assertion()).isNull();
        assertThat(kept.subscriber().user())
                .isNotNull()
                .satisfies(user -> assertThat(user.intent().emergencyReason()).isNull())
                .extracting(Caller.User::identity)
                .isEqualTo(new Caller.Identity("doctor", "urn:issuer", "Dr Doctor", "doc"));
    }

    @Test
    default void thoseOfThePatientAndOfEverybodyAreConcerned() {
        Subscription marys = admitted(Subscribed.to("r", MARY));
        Subscription everybodys = admitted(Subscribed.toEverybody("r"));
        admitted(Subscribed.to("r", JOHN));

        assertThat(store().concerning(MARY, NOON)).containsExactlyInAnyOrder(marys, everybodys);
        assertThat(store().concerning(MARY, NOON.plus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    default void onlyItsOwnerEndsASubscription() {
        Subscription subscription = admitted(Subscribed.by(DOCTOR, Subscribed.to("r", MARY)));

        assertThat(store().remove(subscription.id(), Subscribers.name(NODE))).isFalse();
        assertThat(store().remove(UUID.randomUUID(), Subscribers.name(DOCTOR))).isFalse();
        assertThat(store().find(subscription.id())).isPresent();
        assertThat(store().remove(subscription.id(), Subscribers.name(DOCTOR))).isTrue();
        assertThat(store().find(subscription.id())).isEmpty();
    }

    @Test
    default void whatIsOverIsForgotten() {
        Subscription subscription = admitted(Subscribed.to("r", MARY));
        outbox().plan(happening(1), List.of(subscription), NOON);

        assertThat(store().sweep(NOON.plusSeconds(3599))).isZero();
        assertThat(store().sweep(NOON.plusSeconds(3600))).isEqualTo(1);
        assertThat(outbox().backlog().waiting()).isZero();
    }

    @Test
    default void thereIsRoomForSoManyAndNoMore() {
        Limits limits = new Limits(3, 2);
        assertThat(IntStream.range(0, 3).mapToObj(i -> store().add(Subscribed.to("r", MARY), limits)))
                .containsExactly(Admission.ADMITTED, Admission.ADMITTED, Admission.FULL_FOR_SUBSCRIBER);
        assertThat(IntStream.range(0, 2)
                        .mapToObj(i -> store().add(Subscribed.by(DOCTOR, Subscribed.to("r", MARY)), limits)))
                .containsExactly(Admission.ADMITTED, Admission.FULL);
    }

    @Test
    default void manyAtOnceDoNotTakeTheSamePlace() throws Exception {
        Limits limits = new Limits(3, 3);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Admission>> all = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> store().add(Subscribed.to("r", MARY), limits)))
                    .toList();
            int admitted = 0;
            for (Future<Admission> one : all) {
                admitted += one.get() == Admission.ADMITTED ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(3);
        }
    }

    @Test
    default void oneHappeningIsPlannedOnce() {
        Subscription one = admitted(Subscribed.to("r", MARY));
        outbox().plan(happening(1), List.of(one), NOON);
        outbox().plan(happening(1), List.of(one), NOON);
        outbox().plan(happening(1), List.of(Subscribed.to("r", MARY)), NOON);

        Turn turn = turn(LATER);
        assertThat(outbox().next(turn, LATEST, 100)).containsExactly(new Delivery(one.id(), happening(1), NOON, 0));
    }

    @Test
    default void deliveriesComeInTheOrderInWhichThingsHappened() {
        Subscription one = admitted(Subscribed.to("r", MARY));
        for (int n : new int[] {2, 3, 1}) {
            outbox().plan(happening(n), List.of(one), NOON);
        }

        Turn turn = turn(LATER);
        assertThat(next(turn))
                .containsExactly(
                        happening(1).id(), happening(2).id(), happening(3).id());
        outbox().done(outbox().next(turn, LATEST, 1).getFirst());
        assertThat(next(turn)).containsExactly(happening(2).id(), happening(3).id());
    }

    @Test
    default void oneRecipientIsServedByOneAtATime() {
        Subscription one = admitted(Subscribed.to("one", MARY));
        Subscription other = admitted(Subscribed.to("other", MARY));
        outbox().plan(happening(1), List.of(one), NOON);

        Turn turn = turn(LATER);
        assertThat(outbox().take(LATER, TURN, 10)).isEmpty();
        outbox().plan(happening(2), List.of(other), NOON);
        assertThat(outbox().take(LATER, TURN, 10)).extracting(Turn::recipient).containsExactly(other.recipient());

        outbox().release(turn, 0, LATER);
        assertThat(turn(LATER).recipient()).isEqualTo(one.recipient());
    }

    /** The process died with the turn in its hand. */
    @Test
    default void aTurnThatIsNotGivenBackEnds() {
        Subscription one = admitted(Subscribed.to("r", MARY));
        outbox().plan(happening(1), List.of(one), NOON);
        Turn lost = turn(LATER);

        Turn next = turn(LATER.plus(TURN));
        assertThat(next(next)).containsExactly(happening(1).id());

        outbox().release(lost, 9, LATER);
        assertThat(outbox().take(LATER.plus(TURN), TURN, 10))
                .as("the one that was lost frees nothing")
                .isEmpty();
    }

    @Test
    default void aRecipientThatFailedWaits() {
        Subscription one = admitted(Subscribed.to("r", MARY));
        outbox().plan(happening(1), List.of(one), NOON);
        Turn turn = turn(LATER);
        outbox().failed(outbox().next(turn, LATEST, 1).getFirst(), "no answer", LATER);
        outbox().release(turn, 1, LATER.plusSeconds(5));

        assertThat(outbox().take(LATER.plusSeconds(4), TURN, 10)).isEmpty();
        Turn again = turn(LATER.plusSeconds(5));
        assertThat(again.failures()).isEqualTo(1);
        assertThat(outbox().next(again, LATEST, 1).getFirst().attempts()).isEqualTo(1);
    }

    @Test
    default void whatIsNotDueIsPassedOver() {
        Subscription one = admitted(Subscribed.to("r", MARY));
        outbox().plan(happening(1), List.of(one), NOON);
        outbox().plan(happening(2), List.of(one), NOON);
        Turn turn = turn(LATER);
        outbox().failed(outbox().next(turn, LATER, 1).getFirst(), "refused", LATER.plusSeconds(5));

        assertThat(outbox().next(turn, LATER.plusSeconds(4), 9))
                .extracting(delivery -> delivery.happening().id())
                .containsExactly(happening(2).id());
        outbox().done(outbox().next(turn, LATER.plusSeconds(4), 1).getFirst());
        outbox().release(turn, 0, LATER);

        assertThat(outbox().take(LATER.plusSeconds(4), TURN, 10))
                .as("nothing is due")
                .isEmpty();
        Turn again = turn(LATER.plusSeconds(5));
        assertThat(next(again)).containsExactly(happening(1).id());
    }

    @Test
    default void whatIsTriedAgainIsDueAndIsAsOldAsThat() {
        Subscription one = admitted(Subscribed.to("r", MARY));
        outbox().plan(happening(1), List.of(one), NOON);
        Turn turn = turn(LATER);
        Delivery delivery = outbox().next(turn, LATER, 1).getFirst();
        outbox().failed(delivery, "refused", LATEST);
        outbox().park(delivery, "refused", LATER);
        outbox().release(turn, 0, LATER);

        outbox().retryParked(LATER);

        assertThat(outbox().next(turn(LATER), LATER, 1))
                .containsExactly(new Delivery(one.id(), happening(1), LATER, 0));
    }

    @Test
    default void whatWasGivenUpIsShownAndTriedAgainWhenSomebodySaysSo() {
        Subscription one = admitted(Subscribed.to("r", MARY));
        outbox().plan(happening(1), List.of(one), NOON);
        outbox().plan(happening(2), List.of(one), NOON.plusSeconds(1));
        Turn turn = turn(LATER);
        outbox().park(outbox().next(turn, LATEST, 1).getFirst(), "no answer", LATER);

        assertThat(next(turn)).containsExactly(happening(2).id());
        assertThat(outbox().backlog()).isEqualTo(new Outbox.Backlog(1, 1, NOON.plusSeconds(1)));
        assertThat(outbox().parked(10))
                .containsExactly(new Outbox.Parked(one.id(), happening(1).id(), one.recipient(), NOON, "no answer"));

        outbox().release(turn, 3, LATER.plus(TURN));
        assertThat(outbox().retryParked(LATER)).isEqualTo(1);
        Turn again = turn(LATER);
        assertThat(again.failures()).isZero();
        assertThat(next(again)).containsExactly(happening(1).id(), happening(2).id());
    }

    @Test
    default void onePlansAtATime() throws Exception {
        CountDownLatch leading = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Boolean> first = other.submit(() -> outbox().asLeader(() -> {
                leading.countDown();
                try {
                    enough.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            leading.await();
            assertThat(outbox().asLeader(() -> {
                        throw new AssertionError("two lead");
                    }))
                    .isFalse();
            enough.countDown();
            assertThat(first.get()).isTrue();
        }
        assertThat(outbox().asLeader(() -> {})).isTrue();
    }
}

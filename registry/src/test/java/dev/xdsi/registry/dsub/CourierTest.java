package dev.xdsi.registry.dsub;

import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.registry.dsub.Subscribed.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.dsub.Notification.Reception;
import dev.xdsi.registry.store.Happening;
import dev.xdsi.registry.store.Happenings;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.soap.addressing.Recipients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How deliveries are planned, made, and given up. Everything matches, unless the store is the closed one. */
class CourierTest {
    private static final StoreQuestions OPEN = new InMemoryRegistryStore();
    private static final StoreQuestions CLOSED = new InMemoryRegistryStore();
    /** Nothing can be decided or asked there now. */
    private static final StoreQuestions BROKEN = new InMemoryRegistryStore();

    private static final RegistryObjectDraft ENTRY = DraftWriter.draft(Submissions.manifest("a"));
    private static final String THROWN = "thrown";
    private static final String REFUSED = "refused";
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(4), Duration.ofSeconds(60), 3, Duration.ofMinutes(30));

    private final InMemorySubscriptions store = new InMemorySubscriptions();
    private final List<Notification> sent = new ArrayList<>();
    private final List<Caller> asked = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private Recipients recipients = new Recipients(List.of(URI.create("http://r/r"), URI.create("http://other/r")));
    private StoreQuestions visible = OPEN;
    private String failure = "";
    /** What goes through whatever fails. */
    private final Set<Subscription> spared = new HashSet<>();

    /** Whether filters about everybody are answered with an error. */
    private boolean partlyAnswered;

    private Instant now = NOON.plusSeconds(60);
    private Duration each = Duration.ZERO;

    private final Matching matching = new Matching(this::answer, patient -> patient);

    private StoredQueryResponse answer(StoredQueryRequest query, StoreQuestions over) {
        StoreQuestions asked = over instanceof Among among ? among.store() : over;
        if (asked == BROKEN) {
            throw new IllegalStateException("it cannot be decided now");
        }
        boolean partly = partlyAnswered
                && query.queryId().equals(StoredQueryId.FindDocuments.urn())
                && query.parameters().stream().noneMatch(it -> it.name().equals("$XDSDocumentEntryTypeCode"));
        return new StoredQueryResponse(
                asked == CLOSED || partly ? List.of() : List.of(ENTRY),
                List.of(),
                partly ? List.of(XdsError.of(ErrorCode.XDSRegistryError, "too much")) : List.of());
    }

    private Courier courier() {
        return new Courier(
                store,
                store,
                matching,
                new Courier.Partners(
                        recipients,
                        caller -> {
                            asked.add(caller);
                            return visible;
                        },
                        (notification, caller) -> {
                            now = now.plus(each);
                            if (failure.equals(THROWN)) {
                                throw new IllegalStateException(THROWN);
                            }
                            if (failure.isEmpty() || spared.contains(notification.subscription())) {
                                sent.add(notification);
                                return new Reception.Taken();
                            }
                            return failure.equals(REFUSED)
                                    ? new Reception.Refused(REFUSED)
                                    : new Reception.Failed(failure);
                        }),
                new Courier.Chances(PATIENCE, Duration.ofSeconds(25), () -> now, () -> 0));
    }

    private void round() {
        Courier courier = courier();
        store.take(now, Duration.ofMinutes(3), 10).forEach(courier::serve);
    }

    private Subscription subscribed(String recipient) {
        Subscription subscription = Subscribed.by(Subscribed.DOCTOR, Subscribed.to(recipient, MARY));
        store.add(subscription, new SubscriptionStore.Limits(10, 10));
        return subscription;
    }

    @Test
    void theSubscriberIsAskedForWhenItIsDelivered() {
        Subscription subscription = subscribed("r");
        store.plan(Subscribed.happening(1), List.of(subscription), NOON);

        round();

        assertThat(sent).extracting(Notification::subscription).containsExactly(subscription);
        assertThat(asked).containsExactly(Subscribers.standing(Subscribed.DOCTOR));
    }

    @Test
    void whatTheSubscriberMayNotSeeIsNotSentAndNotKept() {
        store.plan(Subscribed.happening(1), List.of(subscribed("r")), NOON);
        visible = CLOSED;

        round();
        visible = OPEN;
        round();

        assertThat(sent).isEmpty();
        assertThat(store.backlog()).isEqualTo(new Outbox.Backlog(0, 0, null));
    }

    @Test
    void whatCannotBeDecidedNowIsTriedAgain() {
        store.plan(Subscribed.happening(1), List.of(subscribed("r")), NOON);
        visible = BROKEN;

        round();
        assertThat(store.backlog().waiting()).isEqualTo(1);
        visible = OPEN;
        round();
        assertThat(sent).as("not before its time").isEmpty();
        now = now.plusSeconds(2);
        round();

        assertThat(sent).hasSize(1);
        assertThat(store.backlog().waiting()).isZero();
    }

    @Test
    void whatCanNeverBeDecidedIsGivenUp() {
        store.plan(Subscribed.happening(1), List.of(subscribed("r")), NOON);
        visible = BROKEN;

        for (int attempt = 1; attempt <= 3; attempt++) {
            round();
            now = now.plusSeconds(60);
        }

        assertThat(store.parked(10))
                .singleElement()
                .satisfies(it -> assertThat(it.problem()).contains("cannot be decided now"));
    }

    /** A part of the answer is none to go by. */
    @Test
    void aFilterThatCannotBeAnsweredIsAskedAgainAndKeepsNobodyWaiting() {
        Subscription good = subscribed("r");
        Subscription other = Subscribed.toEverybody("other");
        store.add(other, new SubscriptionStore.Limits(10, 10));
        happenings.add(Subscribed.happening(1));
        partlyAnswered = true;

        planner(false).plan();
        round();
        assertThat(happenings).isEmpty();
        assertThat(sent).extracting(Notification::subscription).containsExactly(good);

        partlyAnswered = false;
        now = now.plusSeconds(2);
        round();
        assertThat(sent).extracting(Notification::subscription).containsExactly(good, other);
    }

    /** It headed the queue each minute for ever. */
    @Test
    void whatIsThrownIsAFailureLikeAnother() {
        Subscription subscription = subscribed("r");
        store.plan(Subscribed.happening(1), List.of(subscription), NOON);
        failure = THROWN;

        for (int attempt = 1; attempt <= 3; attempt++) {
            round();
            now = now.plusSeconds(60);
        }
        assertThat(store.parked(10))
                .singleElement()
                .satisfies(it -> assertThat(it.problem()).contains(THROWN));

        failure = "";
        store.plan(Subscribed.happening(2), List.of(subscription), now);
        round();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aHappeningThatCannotBePlannedKeepsNoOtherWaiting() {
        store.add(Subscribed.to("r", MARY), new SubscriptionStore.Limits(10, 10));
        Happening bad = new Happening(UUID.randomUUID(), Submissions.JOHN, Set.of(), NOON);
        IntStream.range(0, 60).forEach(n -> happenings.add(n == 7 ? bad : Subscribed.happening(n)));
        Matching throwing = new Matching(this::answer, patient -> {
            if (patient.equals(Submissions.JOHN)) {
                throw new IllegalStateException("nobody");
            }
            return patient;
        });
        Planner planner = new Planner(
                new Happenings() {
                    @Override
                    public List<Happening> next(int atMost) {
                        return happenings.stream().limit(atMost).toList();
                    }

                    @Override
                    public void settled(Set<UUID> ids) {
                        happenings.removeIf(happening -> ids.contains(happening.id()));
                    }
                },
                store,
                store,
                throwing,
                OPEN,
                () -> now);

        assertThatThrownBy(planner::plan).hasMessageContaining("nobody");

        assertThat(happenings).containsExactly(bad);
        assertThat(store.backlog().waiting()).isEqualTo(59);
    }

    /** It was forgotten with the next round of anything else. */
    @Test
    void troubleIsShownAsLongAsItLasts() {
        Subscription troubled = subscribed("r");
        Subscription other = subscribed("other");
        store.plan(Subscribed.happening(1), List.of(troubled), NOON);
        Rounds rounds = new Rounds(planner(false), courier(), store, store, () -> now);
        failure = THROWN;
        rounds.round(Runnable::run);
        assertThat(rounds.trouble()).hasValueSatisfying(text -> assertThat(text).contains(THROWN));

        failure = "";
        store.plan(Subscribed.happening(2), List.of(other), NOON);
        rounds.round(Runnable::run);
        assertThat(sent).hasSize(1);
        assertThat(rounds.trouble()).as("the first still waits").isPresent();

        now = now.plusSeconds(2);
        rounds.round(Runnable::run);
        assertThat(sent).hasSize(2);
        assertThat(rounds.trouble()).isEmpty();
        rounds.close();
    }

    @Test
    void whatCannotBePlannedKeepsNothingFromBeingDelivered() {
        store.plan(Subscribed.happening(1), List.of(subscribed("r")), NOON);
        happenings.add(Subscribed.happening(2));
        Rounds rounds = new Rounds(planner(true), courier(), store, store, () -> now);

        rounds.round(Runnable::run);

        assertThat(sent).isNotEmpty();
        assertThat(rounds.trouble()).hasValueSatisfying(text -> assertThat(text).contains("crash"));
        rounds.close();
    }

    /** It held all subscriptions of its recipient until it was given up, for days. */
    @Test
    void aRefusedNotificationHoldsNoOther() {
        Subscription refused = subscribed("r");
        Subscription taken = subscribed("r");
        spared.add(taken);
        failure = REFUSED;
        store.plan(Subscribed.happening(1), List.of(refused, taken), NOON);
        store.plan(Subscribed.happening(2), List.of(taken), NOON);

        round();
        assertThat(sent).extracting(Notification::subscription).containsExactly(taken, taken);
        assertThat(store.backlog().waiting()).isEqualTo(1);

        store.plan(Subscribed.happening(3), List.of(taken), NOON);
        round();
        assertThat(sent).as("the recipient does not wait").hasSize(3);

        failure = "";
        round();
        assertThat(sent).as("not before its time").hasSize(3);
        now = now.plusSeconds(2);
        round();
        assertThat(sent)
                .hasSize(4)
                .last()
                .extracting(Notification::subscription)
                .isEqualTo(refused);
    }

    @Test
    void whatIsRefusedAgainAndAgainIsGivenUp() {
        store.plan(Subscribed.happening(1), List.of(subscribed("r")), NOON);
        failure = REFUSED;

        for (int attempt = 1; attempt <= 3; attempt++) {
            round();
            now = now.plusSeconds(60);
        }

        assertThat(store.parked(10))
                .singleElement()
                .satisfies(it -> assertThat(it.problem()).isEqualTo(REFUSED));
    }

    @Test
    void whatSomebodyWantsTriedAgainIsNoOlderThanThat() {
        store.plan(Subscribed.happening(1), List.of(subscribed("r")), NOON);
        failure = "no answer";
        now = NOON.plus(Duration.ofMinutes(31));
        round();
        assertThat(store.parked(10)).hasSize(1);

        store.retryParked(now);
        round();
        assertThat(store.parked(10)).as("it has more than one attempt").isEmpty();
    }

    @Test
    void pausesGrowAndThenItIsGivenUp() {
        store.plan(Subscribed.happening(1), List.of(subscribed("r")), NOON);
        failure = "no answer";

        round();
        now = now.plusSeconds(1);
        round();
        assertThat(store.parked(10)).as("not yet").isEmpty();
        now = now.plusSeconds(1);
        round();
        now = now.plusSeconds(3);
        round();
        assertThat(store.parked(10)).as("not yet").isEmpty();
        now = now.plusSeconds(1);
        round();

        assertThat(store.parked(10))
                .singleElement()
                .satisfies(it -> assertThat(it.problem()).isEqualTo("no answer"));
    }

    @Test
    void whatIsTooOldIsGivenUpAndTheNextOneIsTried() {
        Subscription subscription = subscribed("r");
        store.plan(Subscribed.happening(1), List.of(subscription), NOON);
        failure = "no answer";
        now = NOON.plus(Duration.ofMinutes(31));
        round();
        store.plan(Subscribed.happening(2), List.of(subscription), now);
        failure = "";
        now = now.plusSeconds(2);
        round();

        assertThat(store.parked(10)).hasSize(1);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aRecipientThatIsNoLongerAllowedIsNotCalled() {
        store.plan(Subscribed.happening(1), List.of(subscribed("r")), NOON);
        recipients = new Recipients(List.of(URI.create("http://other/r")));

        round();

        assertThat(sent).isEmpty();
        assertThat(store.parked(10)).hasSize(1);
    }

    @Test
    void aTurnIsGivenBackBeforeItEnds() {
        Subscription subscription = subscribed("r");
        store.plan(Subscribed.happening(1), List.of(subscription), NOON);
        Outbox.Turn turn = store.take(now, Duration.ofSeconds(24), 1).getFirst();

        courier().serve(turn);

        assertThat(sent).isEmpty();
        assertThat(store.take(now, Duration.ofMinutes(3), 1)).hasSize(1);
    }

    @Test
    void aSlowRecipientLetsOthersHaveTheirTurn() {
        Subscription subscription = subscribed("r");
        for (int n = 1; n <= 4; n++) {
            store.plan(Subscribed.happening(n), List.of(subscription), NOON);
        }
        each = Duration.ofSeconds(13);

        round();

        assertThat(sent)
                .as("after the second it has had as long as one call may take")
                .hasSize(2);
        assertThat(store.backlog().waiting()).isEqualTo(2);
        round();
        assertThat(sent).hasSize(4);
    }

    /** What a crash between the two leaves is planned again, and not delivered twice. */
    @Test
    void aHappeningIsForgottenAfterItsDeliveriesAreThere() {
        Subscription subscription = subscribed("r");
        happenings.add(Subscribed.happening(1));
        Planner broken = planner(true);
        try {
            broken.plan();
        } catch (IllegalStateException crash) {
            assertThat(crash).hasMessageEndingWith(": crash");
        }
        assertThat(happenings).hasSize(1);

        planner(false).plan();
        round();

        assertThat(happenings).isEmpty();
        assertThat(sent).extracting(Notification::subscription).containsExactly(subscription);
    }

    /** While nothing was planned for a while, somebody subscribed. */
    @Test
    void nobodyIsToldOfWhatHappenedBeforeHeSubscribed() {
        subscribed("r");
        for (int secondsBefore : List.of(60, 61)) {
            Happening it = Subscribed.happening(secondsBefore);
            happenings.add(new Happening(it.id(), MARY, it.objects(), NOON.minusSeconds(secondsBefore)));
        }

        planner(false).plan();

        assertThat(happenings).isEmpty();
        assertThat(store.backlog().waiting()).isEqualTo(1);
    }

    private Planner planner(boolean crashing) {
        return new Planner(
                new Happenings() {
                    @Override
                    public List<Happening> next(int atMost) {
                        return List.copyOf(happenings);
                    }

                    @Override
                    public void settled(Set<UUID> ids) {
                        assertThat(store.backlog().waiting())
                                .as("planned before")
                                .isGreaterThanOrEqualTo(store.count());
                        if (crashing) {
                            throw new IllegalStateException("crash");
                        }
                        happenings.removeIf(happening -> ids.contains(happening.id()));
                    }
                },
                store,
                store,
                matching,
                OPEN,
                () -> now);
    }

    @Test
    void aMergedPatientsSubscriptionsAreThoseOfTheSurvivor() {
        PatientId merged = Submissions.JOHN;
        Matching afterMerge = new Matching(
                (query, over) -> new StoredQueryResponse(
                        query.patients().equals(List.of(MARY.cx())) ? List.of(ENTRY) : List.of(), List.of(), List.of()),
                patient -> patient.equals(merged) ? MARY : patient);
        Happening happening = new Happening(UUID.randomUUID(), merged, Set.of(), NOON);

        assertThat(afterMerge.matches(Subscribed.toEverybody("r"), happening, OPEN))
                .isTrue();
        assertThat(afterMerge.matches(Subscribed.to("r", MARY), happening, OPEN))
                .isTrue();
        assertThat(afterMerge.matches(Subscribed.to("r", merged), happening, OPEN))
                .isFalse();
    }
}

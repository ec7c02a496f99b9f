package dev.xdsi.registry.dsub;

import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Happening;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Subscriptions and what is to be delivered that last as long as their process: for tests and for trying things out. */
public final class InMemorySubscriptions implements SubscriptionStore, Outbox {
    private final Map<UUID, Subscription> subscriptions = new HashMap<>();
    private final Map<Key, Entry> deliveries = new HashMap<>();
    private final Map<URI, Recipient> recipients = new HashMap<>();
    private final ReentrantLock leadership = new ReentrantLock();

    private record Key(UUID subscription, UUID happening) {}

    private record Entry(
            Happening happening,
            Instant planned,
            int attempts,
            Instant due,
            @Nullable Instant parked,
            String problem) {}

    private record Recipient(
            Instant due, int failures, @Nullable Instant takenUntil) {}

    @Override
    public synchronized Admission add(Subscription subscription, Limits limits) {
        if (subscriptions.size() >= limits.all()) {
            return Admission.FULL;
        }
        long own = subscriptions.values().stream()
                .filter(other -> other.owner().equals(subscription.owner()))
                .count();
        if (own >= limits.ofOneSubscriber()) {
            return Admission.FULL_FOR_SUBSCRIBER;
        }
        subscriptions.put(subscription.id(), subscription);
        recipients.putIfAbsent(
                subscription.recipient(), new Recipient(subscription.term().begin(), 0, null));
        return Admission.ADMITTED;
    }

    @Override
    public synchronized Optional<Subscription> find(UUID id) {
        return Optional.ofNullable(subscriptions.get(id));
    }

    @Override
    public synchronized boolean remove(UUID id, String owner) {
        return find(id).filter(found -> found.owner().equals(owner)).isPresent()
                && forget(subscription -> subscription.id().equals(id)) == 1;
    }

    @Override
    public synchronized List<Subscription> concerning(PatientId patient, Instant now) {
        return subscriptions.values().stream()
                .filter(subscription -> !subscription.isOver(now))
                .filter(subscription -> subscription
                        .interest()
                        .filter()
                        .patientId()
                        .orElse(patient)
                        .equals(patient))
                .toList();
    }

    @Override
    public synchronized int sweep(Instant now) {
        return forget(subscription -> subscription.isOver(now));
    }

    private int forget(Predicate<Subscription> which) {
        int before = subscriptions.size();
        subscriptions.values().removeIf(which);
        deliveries.keySet().removeIf(key -> !subscriptions.containsKey(key.subscription()));
        return before - subscriptions.size();
    }

    @Override
    public synchronized List<Subscription> newest(int atMost) {
        return subscriptions.values().stream()
                .sorted(Comparator.comparing((Subscription it) -> it.term().begin())
                        .reversed())
                .limit(atMost)
                .toList();
    }

    @Override
    public synchronized long count() {
        return subscriptions.size();
    }

    @Override
    public boolean asLeader(Runnable task) {
        if (!leadership.tryLock()) {
            return false;
        }
        try {
            task.run();
            return true;
        } finally {
            leadership.unlock();
        }
    }

    @Override
    public synchronized void plan(Happening happening, Collection<Subscription> matched, Instant now) {
        matched.stream()
                .map(Subscription::id)
                .filter(subscriptions::containsKey)
                .forEach(id -> deliveries.putIfAbsent(
                        new Key(id, happening.id()), new Entry(happening, now, 0, now, null, "")));
    }

    @Override
    public synchronized List<Turn> take(Instant now, Duration length, int atMost) {
        List<Turn> turns = new ArrayList<>();
        recipients.entrySet().stream()
                .filter(it -> !it.getValue().due().isAfter(now))
                .filter(it -> isFree(it.getValue(), now))
                .filter(it -> waiting(it.getKey(), now).findAny().isPresent())
                .sorted(Comparator.comparing(it -> it.getValue().due()))
                .limit(atMost)
                .forEach(it -> turns.add(new Turn(it.getKey(), it.getValue().failures(), now.plus(length))));
        turns.forEach(turn -> recipients.computeIfPresent(
                turn.recipient(), (uri, it) -> new Recipient(it.due(), it.failures(), turn.until())));
        return turns;
    }

    private static boolean isFree(Recipient recipient, Instant now) {
        Instant until = recipient.takenUntil();
        return until == null || !until.isAfter(now);
    }

    private Stream<Map.Entry<Key, Entry>> waiting(URI recipient, Instant now) {
        return deliveries.entrySet().stream()
                .filter(it -> it.getValue().parked() == null)
                .filter(it -> !it.getValue().due().isAfter(now))
                .filter(it -> find(it.getKey().subscription())
                        .filter(subscription -> subscription.recipient().equals(recipient))
                        .isPresent());
    }

    @Override
    public synchronized List<Delivery> next(Turn turn, Instant now, int atMost) {
        return waiting(turn.recipient(), now)
                .map(it -> new Delivery(
                        it.getKey().subscription(),
                        it.getValue().happening(),
                        it.getValue().planned(),
                        it.getValue().attempts()))
                .sorted(Comparator.comparing(
                                (Delivery delivery) -> delivery.happening().at())
                        .thenComparing(delivery -> delivery.happening().id().toString())
                        .thenComparing(delivery -> delivery.subscription().toString()))
                .limit(atMost)
                .toList();
    }

    @Override
    public synchronized void done(Delivery delivery) {
        deliveries.remove(key(delivery));
    }

    @Override
    public synchronized void failed(Delivery delivery, String problem, Instant due) {
        deliveries.computeIfPresent(
                key(delivery),
                (key, it) -> new Entry(it.happening(), it.planned(), it.attempts() + 1, due, it.parked(), problem));
    }

    @Override
    public synchronized void park(Delivery delivery, String problem, Instant now) {
        deliveries.computeIfPresent(
                key(delivery),
                (key, it) -> new Entry(it.happening(), it.planned(), it.attempts(), it.due(), now, problem));
    }

    private static Key key(Delivery delivery) {
        return new Key(delivery.subscription(), delivery.happening().id());
    }

    @Override
    public synchronized void release(Turn turn, int failures, Instant due) {
        recipients.computeIfPresent(
                turn.recipient(),
                (uri, it) -> turn.until().equals(it.takenUntil()) ? new Recipient(due, failures, null) : it);
    }

    @Override
    public synchronized int retryParked(Instant now) {
        List<Key> parked = deliveries.entrySet().stream()
                .filter(it -> it.getValue().parked() != null)
                .map(Map.Entry::getKey)
                .toList();
        parked.forEach(key -> deliveries.computeIfPresent(
                key, (same, it) -> new Entry(it.happening(), now, 0, now, null, it.problem())));
        recipients.replaceAll((uri, it) -> new Recipient(now, 0, it.takenUntil()));
        return parked.size();
    }

    @Override
    public synchronized Backlog backlog() {
        List<Entry> waiting = deliveries.values().stream()
                .filter(entry -> entry.parked() == null)
                .toList();
        return new Backlog(
                waiting.size(),
                deliveries.size() - waiting.size(),
                waiting.stream()
                        .map(Entry::planned)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    @Override
    public synchronized List<Parked> parked(int atMost) {
        return deliveries.entrySet().stream()
                .filter(it -> it.getValue().parked() != null)
                .sorted(Comparator.comparing(
                                (Map.Entry<Key, Entry> it) -> it.getValue().planned())
                        .reversed())
                .limit(atMost)
                .flatMap(it -> find(it.getKey().subscription())
                        .map(subscription -> new Parked(
                                subscription.id(),
                                it.getKey().happening(),
                                subscription.recipient(),
                                it.getValue().planned(),
                                it.getValue().problem()))
                        .stream())
                .toList();
    }
}

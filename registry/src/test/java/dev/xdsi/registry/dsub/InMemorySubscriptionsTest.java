package dev.xdsi.registry.dsub;

class InMemorySubscriptionsTest implements SubscriptionContract {
    private final InMemorySubscriptions subscriptions = new InMemorySubscriptions();

    @Override
    public SubscriptionStore store() {
        return subscriptions;
    }

    @Override
    public Outbox outbox() {
        return subscriptions;
    }
}

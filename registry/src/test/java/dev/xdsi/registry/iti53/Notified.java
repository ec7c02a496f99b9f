package dev.xdsi.registry.iti53;

import static dev.xdsi.model.draft.Submissions.MARY;

import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.dsub.Notification;
import dev.xdsi.registry.dsub.Subscribed;
import dev.xdsi.registry.dsub.Subscription;
import java.net.URI;
import java.util.List;

/** Notifications for tests. */
final class Notified {
    private Notified() {}

    static Notification at(URI recipient) {
        Subscription usual = Subscribed.toEverybody("unused");
        return new Notification(
                new Subscription(usual.id(), usual.interest(), recipient, Subscribed.NODE, usual.term()),
                MARY,
                new Notification.Content.References(List.of(Submissions.uuid("a"))));
    }
}

package dev.xdsi.registry.iti52;

import dev.xdsi.registry.dsub.Subscribers;
import dev.xdsi.registry.dsub.SubscriptionStore;
import dev.xdsi.registry.iti52.SubscriptionFault.Kind;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The end of a subscription, also by Document Metadata Subscribe [ITI-52] (ITI TF-2: 3.52.4.3). Only the subscriber can end it; for
 * anybody else it is not there.
 */
public final class DocumentMetadataUnsubscribe implements Transaction<UnsubscribeRequest, UnsubscribeResponse> {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final SubscriptionStore store;

    public DocumentMetadataUnsubscribe(SubscriptionStore store) {
        this.store = store;
    }

    @Override
    public UnsubscribeResponse perform(UnsubscribeRequest request, Caller caller) {
        return id(request)
                        .filter(id -> store.remove(id, Subscribers.name(caller)))
                        .isPresent()
                ? new UnsubscribeResponse.Ended()
                : new UnsubscribeResponse.Refused(new SubscriptionFault(
                        Kind.ResourceUnknownFault,
                        "there is no such subscription of yours: it ended, or the address is not that of its"
                                + " SubscriptionReference"));
    }

    private static Optional<UUID> id(UnsubscribeRequest request) {
        return UUID_FORM.matcher(request.subscription()).matches()
                ? Optional.of(UUID.fromString(request.subscription()))
                : Optional.empty();
    }
}

package dev.xdsi.registry.iti52;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.dsub.Filter;
import dev.xdsi.registry.dsub.StoredQueries;
import dev.xdsi.registry.dsub.Subscription;
import dev.xdsi.registry.dsub.SubscriptionStore;
import dev.xdsi.registry.dsub.SubscriptionStore.Admission;
import dev.xdsi.registry.dsub.Topic;
import dev.xdsi.registry.iti52.SubscribeRequest.TopicExpression;
import dev.xdsi.registry.iti52.SubscriptionFault.Kind;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.soap.addressing.Recipients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Document Metadata Subscribe [ITI-52], the Document Metadata Notification Broker's side (ITI TF-2: 3.52.4.1): a subscription is created, or
 * refused with the first thing that is wrong with it.
 */
public final class DocumentMetadataSubscribe implements Transaction<SubscribeRequest, SubscribeResponse> {
    /** Stands for each patient where the parameters of a filter about everybody are judged. */
    private static final PatientId ANYBODY = new PatientId("anybody", new Oid("1.2.3"));

    private final SubscriptionStore store;
    private final StoredQueries queries;
    private final Policy policy;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /** What an operator grants to subscribers. */
    public record Policy(Recipients recipients, Termination termination, SubscriptionStore.Limits limits) {}

    /** @param ids which nobody can guess */
    public DocumentMetadataSubscribe(
            SubscriptionStore store, StoredQueries queries, Policy policy, InstantSource clock, Supplier<UUID> ids) {
        this.store = store;
        this.queries = queries;
        this.policy = policy;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public SubscribeResponse perform(SubscribeRequest request, Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<SubscriptionFault> fault = fault(request);
        if (fault.isPresent()) {
            return new SubscribeResponse.Refused(fault.get());
        }
        return switch (policy.termination().judge(request.termination(), now)) {
            case Termination.Judged.Unacceptable(SubscriptionFault unacceptable) ->
                new SubscribeResponse.Refused(unacceptable);
            case Termination.Judged.At(Instant end) -> add(subscription(request, caller, now, end));
        };
    }

    private Subscription subscription(SubscribeRequest request, Caller caller, Instant now, Instant end) {
        return new Subscription(
                ids.get(),
                new Subscription.Interest(
                        topic(request).orElseThrow(),
                        new Filter(request.queries().getFirst())),
                recipient(request).orElseThrow(),
                caller,
                new Subscription.Term(now, end.truncatedTo(ChronoUnit.MILLIS)));
    }

    private SubscribeResponse add(Subscription subscription) {
        Admission admission = store.add(subscription, policy.limits());
        return switch (admission) {
            case ADMITTED ->
                new SubscribeResponse.Created(
                        subscription.id(),
                        subscription.term().begin(),
                        subscription.term().end());
            case FULL, FULL_FOR_SUBSCRIBER ->
                new SubscribeResponse.Refused(new SubscriptionFault(
                        Kind.SubscribeCreationFailedFault,
                        admission == Admission.FULL
                                ? "this broker has no room for another subscription; please try again later"
                                : "there are too many subscriptions of yours; please end one first"));
        };
    }

    private Optional<SubscriptionFault> fault(SubscribeRequest request) {
        return beyond(request)
                .or(() -> topicFault(request))
                .or(() -> filterFault(request))
                .or(() -> recipient(request).filter(policy.recipients()::allow).isEmpty()
                        ? fault(
                                Kind.SubscribeCreationFailedFault,
                                "ConsumerReference is not an address that this broker may notify; its operator can"
                                        + " allow it")
                        : Optional.empty());
    }

    private static Optional<SubscriptionFault> beyond(SubscribeRequest request) {
        return request.beyond().stream()
                .findFirst()
                .flatMap(beyond -> fault(beyond.fault(), "this broker knows topics and rim:AdhocQuery only"));
    }

    private static Optional<SubscriptionFault> topicFault(SubscribeRequest request) {
        if (request.topics().size() != 1) {
            return fault(Kind.InvalidTopicExpressionFault, "the filter needs exactly one TopicExpression");
        }
        TopicExpression topic = request.topics().getFirst();
        String dialect = topic.dialect();
        if (dialect != null && !dialect.isBlank() && !dialect.equals(Topic.DIALECT)) {
            return fault(Kind.TopicExpressionDialectUnknownFault, "the dialect of topics is " + Topic.DIALECT);
        }
        return topic(request).isPresent()
                ? Optional.empty()
                : fault(
                        Kind.TopicNotSupportedFault,
                        "the topics are "
                                + java.util.Arrays.stream(Topic.values())
                                        .map(Topic::expression)
                                        .collect(Collectors.joining(", ")));
    }

    private Optional<SubscriptionFault> filterFault(SubscribeRequest request) {
        if (request.queries().size() != 1) {
            return fault(Kind.InvalidFilterFault, "the filter needs exactly one rim:AdhocQuery");
        }
        StoredQueryRequest written = request.queries().getFirst();
        return Filter.fault(topic(request).orElseThrow(), written)
                .or(() -> queryFault(new Filter(written)))
                .flatMap(reason -> fault(Kind.InvalidFilterFault, reason));
    }

    /** What a registry in which there is nothing says to the query: its parameters are judged before anything is looked for. */
    private Optional<String> queryFault(Filter filter) {
        StoredQueryRequest query = filter.queryFor(filter.patientId().orElse(ANYBODY));
        return queries.answer(query, new InMemoryRegistryStore()).errors().stream()
                .map(XdsError::codeContext)
                .reduce((one, other) -> one + "; " + other);
    }

    private static Optional<Topic> topic(SubscribeRequest request) {
        return Topic.of(request.topics().getFirst().expression());
    }

    private static Optional<URI> recipient(SubscribeRequest request) {
        try {
            return Optional.of(new URI(request.consumer().strip()));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<SubscriptionFault> fault(Kind kind, String reason) {
        return Optional.of(new SubscriptionFault(kind, reason));
    }
}

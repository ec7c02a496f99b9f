package dev.xdsi.registry;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.dsub.Courier;
import dev.xdsi.registry.dsub.Matching;
import dev.xdsi.registry.dsub.Notification;
import dev.xdsi.registry.dsub.Outbox;
import dev.xdsi.registry.dsub.Patience;
import dev.xdsi.registry.dsub.Planner;
import dev.xdsi.registry.dsub.Rounds;
import dev.xdsi.registry.dsub.StoredQueries;
import dev.xdsi.registry.dsub.SubscriptionStore;
import dev.xdsi.registry.dsub.postgres.PostgresOutbox;
import dev.xdsi.registry.dsub.postgres.PostgresSubscriptionStore;
import dev.xdsi.registry.iti18.RegistryStoredQuery;
import dev.xdsi.registry.iti52.DocumentMetadataNotificationBrokerEndpoint;
import dev.xdsi.registry.iti52.DocumentMetadataSubscribe;
import dev.xdsi.registry.iti52.DocumentMetadataSubscribeAudit;
import dev.xdsi.registry.iti52.DocumentMetadataUnsubscribe;
import dev.xdsi.registry.iti52.DocumentMetadataUnsubscribeAudit;
import dev.xdsi.registry.iti52.SubscribeRequest;
import dev.xdsi.registry.iti52.SubscribeResponse;
import dev.xdsi.registry.iti52.SubscriptionFault;
import dev.xdsi.registry.iti52.SubscriptionFault.Kind;
import dev.xdsi.registry.iti52.UnsubscribeRequest;
import dev.xdsi.registry.iti52.UnsubscribeResponse;
import dev.xdsi.registry.iti53.Deadline;
import dev.xdsi.registry.iti53.DocumentMetadataNotifyAudit;
import dev.xdsi.registry.iti53.DocumentMetadataNotifyClient;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.Happenings;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.FailureBoundary;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The Document Metadata Notification Broker (ITI TF-1: 26.1.1.1), grouped with the Document Registry: takes subscriptions [ITI-52] and
 * notifies of what was registered [ITI-53].
 */
public final class DocumentMetadataNotificationBroker implements AutoCloseable {
    private static final QueryLimits NO_LIMIT = new QueryLimits(50_000, 50_000);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SubscriptionStore subscriptions;
    private final Outbox outbox;
    private final Courier courier;
    private final Rounds rounds;
    private final DocumentMetadataNotificationBrokerEndpoint endpoint;

    /**
     * What an operator decides about a broker.
     *
     * @param address at which subscribers call
     */
    public record Configuration(URI address, DocumentMetadataSubscribe.Policy policy, Patience patience) {}

    /**
     * The registry that it is grouped with.
     *
     * @param visible as somebody sees it
     * @param everything as it is
     * @param happenings what changes in it
     * @param survivor who a patient is after merges
     */
    public record Registry(
            Function<Caller, StoreQuestions> visible,
            StoreQuestions everything,
            Happenings happenings,
            UnaryOperator<PatientId> survivor) {}

    /**
     * What passes through from outside.
     *
     * @param call the longest that a recipient may keep us over one notification, from connecting to the end of its answer
     * @param chance from 0 to 1
     */
    public record Surroundings(InstantSource clock, Supplier<UUID> ids, DoubleSupplier chance, Duration call) {}

    /** Where subscriptions and deliveries are kept. */
    public record Stores(SubscriptionStore subscriptions, Outbox outbox) {
        /** Brings the database up to date. It stays the caller's to close. */
        public static Stores in(DataSource database) {
            return new Stores(PostgresSubscriptionStore.open(database), PostgresOutbox.open(database));
        }
    }

    private DocumentMetadataNotificationBroker(
            Configuration configuration,
            Registry registry,
            Stores stores,
            Transactions transactions,
            Surroundings around) {
        this.subscriptions = stores.subscriptions();
        this.outbox = stores.outbox();
        StoredQueries queries =
                (query, over) -> new RegistryStoredQuery(over, NO_LIMIT).perform(query, Caller.self("broker"));
        Matching matching = new Matching(queries, registry.survivor());
        this.courier = new Courier(
                subscriptions,
                outbox,
                matching,
                new Courier.Partners(configuration.policy().recipients(), registry.visible(), transactions.notifying()),
                new Courier.Chances(configuration.patience(), around.call(), around.clock(), around.chance()));
        this.rounds = new Rounds(
                new Planner(
                        registry.happenings(), subscriptions, outbox, matching, registry.everything(), around.clock()),
                courier,
                subscriptions,
                outbox,
                around.clock());
        this.endpoint = transactions.endpoint(
                new DocumentMetadataSubscribe(
                        subscriptions, queries, configuration.policy(), around.clock(), around.ids()),
                new DocumentMetadataUnsubscribe(subscriptions));
    }

    /** The duties around the transactions: failures and audit. */
    private record Transactions(
            Configuration configuration, SoapClients clients, AuditTrail audit, Surroundings around) {

        DocumentMetadataNotificationBrokerEndpoint endpoint(
                DocumentMetadataSubscribe subscribe, DocumentMetadataUnsubscribe unsubscribe) {
            URI address = configuration.address();
            FailureBoundary boundary =
                    new FailureBoundary(ErrorCode.XDSRegistryError, "the notification broker", around.ids());
            Transaction<SubscribeRequest, SubscribeResponse> subscribing = boundary.around(
                    audit.around(subscribe, new DocumentMetadataSubscribeAudit(audit.context(), address)),
                    error -> new SubscribeResponse.Refused(
                            new SubscriptionFault(Kind.SubscribeCreationFailedFault, error.codeContext())));
            Transaction<UnsubscribeRequest, UnsubscribeResponse> unsubscribing = boundary.around(
                    audit.around(unsubscribe, new DocumentMetadataUnsubscribeAudit(audit.context(), address)),
                    error -> new UnsubscribeResponse.Refused(
                            new SubscriptionFault(Kind.UnableToDestroySubscriptionFault, error.codeContext())));
            return new DocumentMetadataNotificationBrokerEndpoint(subscribing, unsubscribing, address, around.clock());
        }

        Transaction<Notification, Notification.Reception> notifying() {
            return audit.around(
                    new Deadline(new DocumentMetadataNotifyClient(clients, configuration.address()), around.call()),
                    new DocumentMetadataNotifyAudit(audit.context()));
        }
    }

    /** Ready to be published; notifies nobody before {@link #start}. */
    public static DocumentMetadataNotificationBroker over(
            Stores stores,
            Registry registry,
            Configuration configuration,
            Partners partners,
            Surroundings surroundings) {
        return new DocumentMetadataNotificationBroker(
                configuration,
                registry,
                stores,
                new Transactions(configuration, partners.clients(), partners.audit(), surroundings),
                surroundings);
    }

    /** How recipients are called, and where it is recorded. */
    public record Partners(SoapClients clients, AuditTrail audit) {}

    /** Begins to notify. */
    public void start() {
        rounds.start(PAUSE);
    }

    /** Plans what has happened and delivers what is due, now and in this thread. */
    public void round() {
        rounds.round(Runnable::run);
    }

    /** ITI-52. */
    public DocumentMetadataNotificationBrokerEndpoint endpoint() {
        return endpoint;
    }

    /** What keeps notifications from being planned or delivered, apart from their recipients. */
    public Optional<String> trouble() {
        return rounds.trouble();
    }

    public SubscriptionStore subscriptions() {
        return subscriptions;
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Notifications that were taken since the start. */
    public long delivered() {
        return courier.delivered();
    }

    /** Attempts at notifying that failed since the start. */
    public long failures() {
        return courier.failures();
    }

    @Override
    public void close() {
        rounds.close();
    }
}

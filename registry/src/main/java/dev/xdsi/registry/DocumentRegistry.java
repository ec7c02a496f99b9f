package dev.xdsi.registry;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.registry.disclosure.DecidedView;
import dev.xdsi.registry.disclosure.VisibleObjects;
import dev.xdsi.registry.iti18.RegistryStoredQuery;
import dev.xdsi.registry.iti42.RegisterDocumentSet;
import dev.xdsi.registry.iti51.MultiPatientStoredQuery;
import dev.xdsi.registry.iti61.RegisterOnDemandDocumentEntry;
import dev.xdsi.registry.merges.SurvivingPatients;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.query.LongAnswers;
import dev.xdsi.registry.query.QueryAnswer;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.query.StoredQueryAudit;
import dev.xdsi.registry.store.Happenings;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore;
import dev.xdsi.registry.submission.AffinityDomain;
import dev.xdsi.registry.submission.PrivacyPolicies;
import dev.xdsi.registry.submission.Registrar;
import dev.xdsi.registry.submission.SubmissionAudit;
import dev.xdsi.soap.server.FailureBoundary;
import dev.xdsi.transaction.Administrators;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The Document Registry (ITI TF-1: 10.1.1.1): registers documents by Register Document Set-b [ITI-42] and answers Registry
 * Stored Queries [ITI-18] and Multi-Patient Stored Queries [ITI-51] about them.
 */
public final class DocumentRegistry implements AutoCloseable {
    private final RegistryStore store;
    private final Kept where;
    private final PatientDirectory patients;
    private final Function<String, Function<Caller, StoreQuestions>> decided;
    private final Transaction<RegisterDocumentSetRequest, RegistryResponse> registerDocumentSet;
    private final Transaction<RegisterOnDemandDocumentEntryRequest, RegistryResponse> registerOnDemandDocumentEntry;
    private final Administration administration;
    private final Transaction<UpdateDocumentSetRequest, RegistryResponse> updateDocumentSetHere;
    private final FailureBoundary boundary;
    private final Transaction<StoredQueryRequest, QueryAnswer> registryStoredQuery;
    private final Transaction<StoredQueryRequest, QueryAnswer> multiPatientStoredQuery;
    private final Transaction<StoredQueryRequest, StoredQueryResponse> everything;

    /**
     * What an operator decides about a Document Registry.
     *
     * @param endpoints where it is called, as audit messages name it
     * @param agreements what the affinity domain agreed on about submissions and updates
     */
    public record Configuration(
            RegistryEndpoints endpoints,
            QueryLimits limits,
            PatientDirectory patients,
            Consent consent,
            Agreements agreements) {
        public Configuration(
                URI endpoint, QueryLimits limits, PatientDirectory patients, Consent consent, Agreements agreements) {
            this(RegistryEndpoints.all(endpoint), limits, patients, consent, agreements);
        }

        public Configuration(URI endpoint, QueryLimits limits, PatientDirectory patients) {
            this(endpoint, limits, patients, Consent.NO_QUESTION);
        }

        public Configuration(URI endpoint, QueryLimits limits, PatientDirectory patients, Consent consent) {
            this(endpoint, limits, patients, consent, Agreements.NONE);
        }

        public Configuration of(HomeCommunityId community) {
            return new Configuration(endpoints, limits, patients, consent, agreements.of(community));
        }

        public static Configuration at(URI endpoint) {
            return new Configuration(endpoint, QueryLimits.DEFAULT, PatientDirectory.EVERYONE);
        }
    }

    /**
     * How patients' consents count here.
     *
     * @param decisionPoint made for each call, over what this registry knows, unfiltered: the consents among it too; null where consent
     *     is no question
     * @param policies what a consent document may name
     */
    public record Consent(
            @Nullable
            Function<Transaction<StoredQueryRequest, StoredQueryResponse>, ConsentDecisionPoint> decisionPoint,

            PrivacyPolicies policies) {
        public static final Consent NO_QUESTION = new Consent(null, PrivacyPolicies.ANY);
    }

    /**
     * What the affinity domain agreed on.
     *
     * @param home the community that the registry belongs to, as queries may name it; null where it belongs to none
     * @param codes asked for anew whenever something is submitted
     * @param administrators who may update and remove metadata
     */
    public record Agreements(
            @Nullable HomeCommunityId home, Supplier<PermittedCodes> codes, Administrators administrators) {
        public static final Agreements NONE = new Agreements(null, () -> PermittedCodes.ANY, Administrators.NOBODY);

        Agreements of(HomeCommunityId community) {
            return new Agreements(community, codes, administrators);
        }
    }

    /** What passes through from outside so that nothing here is left to chance. */
    public record Surroundings(InstantSource clock, Supplier<EntryUuid> uuids) {}

    /** @param happenings what changes in the store; null where nobody is to be told */
    private record Kept(
            RegistryStore store, Runnable close, @Nullable Happenings happenings) {}

    private DocumentRegistry(Configuration configuration, Kept where, AuditTrail audit, Surroundings surroundings) {
        var store = new SurvivingPatients(where.store(), configuration.patients());
        this.store = store;
        this.where = where;
        this.patients = configuration.patients();
        boundary = new FailureBoundary(ErrorCode.XDSRegistryError, "the registry", surroundings.uuids());

        var domain = new AffinityDomain(
                configuration.patients(),
                configuration.consent().policies(),
                configuration.agreements().codes());
        Registrar registrar = new Registrar(store, domain, surroundings.uuids(), surroundings.clock());
        registerDocumentSet = boundary.around(
                audit.around(
                        new RegisterDocumentSet(registrar),
                        new SubmissionAudit<>(
                                AuditedTransaction.ITI_42,
                                RegisterDocumentSetRequest::submission,
                                audit.context(),
                                configuration.endpoints().registry())),
                error -> RegistryResponse.ofSubmission(List.of(error)));
        registerOnDemandDocumentEntry = boundary.around(
                audit.around(
                        new RegisterOnDemandDocumentEntry(registrar),
                        new SubmissionAudit<>(
                                AuditedTransaction.ITI_61,
                                RegisterOnDemandDocumentEntryRequest::submission,
                                audit.context(),
                                configuration.endpoints().registry())),
                error -> RegistryResponse.ofSubmission(List.of(error)));
        Function<Administrators, Administration> administered = administrators -> Administration.of(
                store,
                domain,
                surroundings,
                new Administration.Place(audit, configuration.endpoints(), boundary, administrators));
        administration = administered.apply(configuration.agreements().administrators());
        updateDocumentSetHere = administered.apply(Administrators.EVERYONE).updateDocumentSet();

        everything = new RegistryStoredQuery(store.forDecisions(), QueryLimits.DEFAULT);
        var visible = visibleTo(configuration.consent(), store, UnaryOperator.identity());
        decided = visibleTo(configuration.consent(), store, DecidedView::new);
        LongAnswers longAnswers = new LongAnswers(configuration.limits());
        registryStoredQuery = published(
                new RegistryStoredQuery(
                        visible.apply("ITI-18"),
                        longAnswers,
                        configuration.agreements().home())::answer,
                new StoredQueryAudit(
                        AuditedTransaction.ITI_18,
                        audit.context(),
                        configuration.endpoints().registry()),
                audit);
        multiPatientStoredQuery = published(
                new MultiPatientStoredQuery(
                        visible.apply("ITI-51"),
                        longAnswers,
                        configuration.agreements().home())::answer,
                new StoredQueryAudit(
                        AuditedTransaction.ITI_51,
                        audit.context(),
                        configuration.endpoints().registry()),
                audit);
    }

    private Transaction<StoredQueryRequest, QueryAnswer> published(
            Transaction<StoredQueryRequest, QueryAnswer> query, StoredQueryAudit recipe, AuditTrail audit) {
        return boundary.around(
                audit.aroundAnnounced(query, recipe.ofAnswers()), error -> QueryAnswer.failure(List.of(error)));
    }

    /** For who is in the same process, reads what was found at once. */
    private Transaction<StoredQueryRequest, StoredQueryResponse> read(
            Transaction<StoredQueryRequest, QueryAnswer> query) {
        return boundary.around(
                (request, caller) -> query.perform(request, caller).response(),
                error -> StoredQueryResponse.failure(List.of(error)));
    }

    /**
     * What is there for a caller, by the transaction in which he asks.
     *
     * @param as how the decisions are taken
     */
    private static Function<String, Function<Caller, StoreQuestions>> visibleTo(
            Consent consent, SurvivingPatients store, UnaryOperator<ConsentDecisionPoint.View> as) {
        var decisions = consent.decisionPoint();
        if (decisions == null) {
            return transaction -> caller -> store;
        }
        return transaction -> caller -> {
            SurvivingPatients.Call call = store.call();
            var everything = new RegistryStoredQuery(call.forDecisions(), QueryLimits.DEFAULT);
            return new VisibleObjects(
                    call.store(), as.apply(decisions.apply(everything).viewOf(caller, transaction)));
        };
    }

    /** Brings the database up to date and is ready to be published. The data source stays the caller's to close. */
    public static DocumentRegistry start(
            Configuration configuration, DataSource database, AuditTrail audit, Surroundings surroundings) {
        HibernateRegistryStore store = HibernateRegistryStore.open(database, options(configuration, database));
        return new DocumentRegistry(configuration, new Kept(store, store::close, null), audit, surroundings);
    }

    /**
     * The same, with a Document Metadata Notification Broker to be grouped with it: what happens is kept until the broker has
     * settled it.
     */
    public static DocumentRegistry startNotifying(
            Configuration configuration, DataSource database, AuditTrail audit, Surroundings surroundings) {
        HibernateRegistryStore store = HibernateRegistryStore.open(
                database, options(configuration, database).withHappenings());
        return new DocumentRegistry(
                configuration, new Kept(store, store::close, store.happenings()), audit, surroundings);
    }

    private static HibernateRegistryStore.Options options(Configuration configuration, DataSource database) {
        var usual = HibernateRegistryStore.Options.DEFAULT;
        return configuration.patients().isIn(database) ? usual.withMerges() : usual;
    }

    /** Over any store, which stays the caller's to close. */
    public static DocumentRegistry over(
            RegistryStore store, Configuration configuration, AuditTrail audit, Surroundings surroundings) {
        return new DocumentRegistry(configuration, new Kept(store, () -> {}, null), audit, surroundings);
    }

    /** ITI-42. */
    public Transaction<RegisterDocumentSetRequest, RegistryResponse> registerDocumentSet() {
        return registerDocumentSet;
    }

    /** ITI-18, for who passes the objects on as they were registered. */
    Transaction<StoredQueryRequest, QueryAnswer> registryAnswers() {
        return registryStoredQuery;
    }

    /** ITI-51, likewise. */
    Transaction<StoredQueryRequest, QueryAnswer> multiPatientAnswers() {
        return multiPatientStoredQuery;
    }

    /** ITI-61. */
    public Transaction<RegisterOnDemandDocumentEntryRequest, RegistryResponse> registerOnDemandDocumentEntry() {
        return registerOnDemandDocumentEntry;
    }

    /** ITI-57, ITI-62 and ITI-92. */
    public Administration administration() {
        return administration;
    }

    /**
     * ITI-57 without the question who may: for a source in the same process that takes back what it submitted itself. Never to be
     * published.
     */
    public Transaction<UpdateDocumentSetRequest, RegistryResponse> updateDocumentSetHere() {
        return updateDocumentSetHere;
    }

    /** ITI-18. */
    public Transaction<StoredQueryRequest, StoredQueryResponse> registryStoredQuery() {
        return read(registryStoredQuery);
    }

    /** ITI-51. */
    public Transaction<StoredQueryRequest, StoredQueryResponse> multiPatientStoredQuery() {
        return read(multiPatientStoredQuery);
    }

    /**
     * ITI-18 without the question whether the caller may see it, and without a record of it: for the decision point of the same
     * process, which must know what it decides about. Never to be published.
     */
    public Transaction<StoredQueryRequest, StoredQueryResponse> everything() {
        return everything;
    }

    /** What a Document Metadata Notification Broker stands on, where this registry was started to tell one. */
    public Optional<DocumentMetadataNotificationBroker.Registry> grouped() {
        return Optional.ofNullable(where.happenings()).map(this::grouped);
    }

    /** What a Document Metadata Notification Broker that is grouped with this registry stands on. */
    public DocumentMetadataNotificationBroker.Registry grouped(Happenings happenings) {
        return new DocumentMetadataNotificationBroker.Registry(
                decided.apply("ITI-18"), store, happenings, patients::survivorOf);
    }

    /** Throws when the registry could not answer now. */
    public void check() {
        store.history(new Identifiers(Set.of(), Set.of("0.0")));
    }

    @Override
    public void close() {
        where.close().run();
    }
}

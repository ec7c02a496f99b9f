package dev.xdsi.registry.model;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.registry.Administration;
import dev.xdsi.registry.DocumentRegistry;
import dev.xdsi.registry.DocumentRegistry.Agreements;
import dev.xdsi.registry.DocumentRegistry.Consent;
import dev.xdsi.registry.patients.IdentityFeed;
import dev.xdsi.registry.patients.IdentityFeed.Origin;
import dev.xdsi.registry.patients.IdentityFeed.Said;
import dev.xdsi.registry.patients.PatientIdentifierList;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.transaction.Administrators;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;
import dev.xdsi.transaction.iti62.RemoveMetadataRequest;
import dev.xdsi.transaction.iti92.RestrictedUpdateDocumentSetRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Document Registry as an actor publishes it, all its rules and decorators around it, spoken to in the names of a history. */
final class RealRegistry implements AutoCloseable {
    private static final Caller CALLER = Caller.self("history");
    private static final AuditContext US = new AuditContext(
            new AuditSource("site", "registry", AuditSource.Type.APPLICATION_SERVER), "42", "localhost");

    private final RegistryStore store;
    private final Names names;
    private final IdentityFeed feed;
    private final DocumentRegistry registry;
    private volatile int now;
    private final AtomicInteger messages = new AtomicInteger();

    RealRegistry(RegistryStore store, PatientStore patients, Names names) {
        this.store = store;
        this.names = names;
        feed = new IdentityFeed(patients, Names.AUTHORITY);
        InstantSource clock = () -> Names.EPOCH.plusSeconds(now);
        registry = DocumentRegistry.over(
                store,
                new DocumentRegistry.Configuration(
                        URI.create("http://localhost/registry"),
                        new QueryLimits(100_000, 100_000),
                        patients,
                        Consent.NO_QUESTION,
                        new Agreements(null, () -> PermittedCodes.ANY, Administrators.EVERYONE)),
                new AuditTrail(new InMemoryAuditSpool(1L << 31), US, Instant::now, 1 << 20),
                new DocumentRegistry.Surroundings(clock, () -> EntryUuid.of(UUID.randomUUID())));
    }

    /** ADT^A01 of the Patient Identity Feed [ITI-8]. */
    boolean register(String patient) {
        return say(patient, Occasion.REGISTRATION);
    }

    /** ADT^A08. */
    boolean update(String patient) {
        return say(patient, Occasion.EVENT);
    }

    private boolean say(String patient, Occasion occasion) {
        Said said = new Said(occasion, ids(patient), Demographics.UNKNOWN, Set.of());
        return feed.update(origin(), said) instanceof IdentityFeed.Answer.Taken;
    }

    /** ADT^A40. */
    boolean merge(String survivor, String subsumed) {
        return feed.merge(origin(), ids(survivor), ids(subsumed)) instanceof IdentityFeed.Answer.Taken;
    }

    private PatientIdentifierList ids(String patient) {
        return PatientIdentifierList.of(List.of(names.patientId(patient)));
    }

    private Origin origin() {
        String message = names.history() + "-" + messages.incrementAndGet();
        return new Origin("source", message, message);
    }

    /** Register Document Set-b [ITI-42], or Register On-Demand Document Entry [ITI-61]. */
    Answer submit(Submission submission, int at) {
        now = at;
        SubmissionDraft draft = Drafts.of(submission, names);
        return answer(
                submission.isOnDemand()
                        ? registry.registerOnDemandDocumentEntry()
                                .perform(new RegisterOnDemandDocumentEntryRequest(draft), CALLER)
                        : registry.registerDocumentSet().perform(new RegisterDocumentSetRequest(draft), CALLER));
    }

    /** Update Document Set [ITI-57], or Restricted Update Document Set [ITI-92]. */
    Answer update(Update update, int at) {
        now = at;
        SubmissionDraft draft = Drafts.of(update, names);
        Administration administration = registry.administration();
        return answer(
                update.restricted()
                        ? administration
                                .restrictedUpdateDocumentSet()
                                .perform(new RestrictedUpdateDocumentSetRequest(draft), CALLER)
                        : administration.updateDocumentSet().perform(new UpdateDocumentSetRequest(draft), CALLER));
    }

    /** Remove Metadata [ITI-62] of things, and of all Associations that hang on them if so wanted. */
    Answer remove(Set<String> things, boolean withLinks, int at) {
        now = at;
        Set<EntryUuid> objects = things.stream().map(names::uuid).collect(Collectors.toSet());
        for (int size = 0; withLinks && size < objects.size(); ) {
            size = objects.size();
            store.associations(List.of(new EitherEndIn(objects)), 10_000)
                    .forEach(link -> objects.add(link.object().entryUUID()));
        }
        List<String> refs = objects.stream().map(EntryUuid::value).toList();
        return answer(registry.administration()
                .removeMetadata()
                .perform(new RemoveMetadataRequest(refs), CALLER)
                .outcome());
    }

    /** Registry Stored Query [ITI-18], or Multi-Patient Stored Query [ITI-51]. */
    Answer ask(Question question) {
        StoredQueryResponse response = perform(question);
        if (!response.errors().isEmpty()) {
            return Answer.refused(codes(response.errors()));
        }
        return Answer.found(Stream.concat(
                        response.refs().stream().map(ref -> names.thing(Drafts.uuid(ref.id()))),
                        things(response).map(Thing::seen))
                .toList());
    }

    /** What an accepted query for whole objects finds; empty where too much happens at once to say. */
    Optional<List<Thing>> findUnlessBusy(Question question) {
        StoredQueryResponse response = perform(question);
        if (!response.errors().isEmpty() && !codes(response.errors()).equals(Set.of(ErrorCode.XDSRegistryBusy))) {
            throw new AssertionError(question + ": " + response.errors());
        }
        return response.errors().isEmpty() ? Optional.of(things(response).toList()) : Optional.empty();
    }

    List<Thing> find(Question question) {
        return findUnlessBusy(question).orElseThrow();
    }

    private StoredQueryResponse perform(Question question) {
        var transaction =
                question.query().ofMany() ? registry.multiPatientStoredQuery() : registry.registryStoredQuery();
        StoredQueryResponse response = transaction.perform(Asked.of(question, names), CALLER);
        learn(Stream.concat(
                response.refs().stream().map(ObjectRef::id),
                response.objects().stream().flatMap(Drafts::ids)));
        return response;
    }

    private Stream<Thing> things(StoredQueryResponse response) {
        return response.objects().stream().map(draft -> Drafts.thing(draft, names));
    }

    /** What an Association is that the registry made itself. */
    private void learn(Stream<String> ids) {
        Set<EntryUuid> unknown =
                ids.map(Drafts::uuid).filter(uuid -> !names.knows(uuid)).collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            List<RegisteredAssociation> links = store.associations(List.of(new EntryUuidIn(unknown)), unknown.size());
            learn(links.stream()
                    .flatMap(link ->
                            Stream.of(link.sourceObject(), link.targetObject()).map(EntryUuid::value)));
            links.forEach(names::learn);
        }
    }

    private static Answer answer(RegistryResponse response) {
        return Answer.refused(codes(response.errors()));
    }

    private static Set<ErrorCode> codes(List<XdsError> errors) {
        return errors.stream().map(XdsError::errorCode).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        registry.close();
    }
}

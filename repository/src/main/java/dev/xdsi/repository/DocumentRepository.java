package dev.xdsi.repository;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.repository.iti41.ContentRule;
import dev.xdsi.repository.iti41.ProvideAndRegisterDocumentSet;
import dev.xdsi.repository.iti41.ProvideAndRegisterDocumentSetAudit;
import dev.xdsi.repository.iti42.RegisterDocumentSetAudit;
import dev.xdsi.repository.iti43.RetrieveDocumentSet;
import dev.xdsi.repository.iti43.RetrieveDocumentSetAudit;
import dev.xdsi.repository.iti86.RemoveDocuments;
import dev.xdsi.repository.iti86.RemoveDocumentsAudit;
import dev.xdsi.repository.ondemand.OnDemand;
import dev.xdsi.repository.ondemand.OnDemandDocumentSource;
import dev.xdsi.repository.ondemand.OnDemandDocuments;
import dev.xdsi.repository.ondemand.OnDemandRegistration;
import dev.xdsi.repository.store.Collected;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.Registered;
import dev.xdsi.repository.store.Stored;
import dev.xdsi.soap.server.FailureBoundary;
import dev.xdsi.transaction.Administrators;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti86.RemoveDocumentsRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The Document Repository (ITI TF-1: 10.1.1.3): takes documents by Provide and Register Document Set-b [ITI-41], registers them
 * by Register Document Set-b [ITI-42], gives them out by Retrieve Document Set [ITI-43] and removes them by Remove Documents [ITI-86].
 */
public final class DocumentRepository implements AutoCloseable {
    private final DocumentStore store;
    private final Supplier<OptionalLong> free;
    private final Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provideAndRegisterDocumentSet;
    private final Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieveDocumentSet;
    private final Transaction<RemoveDocumentsRequest, RegistryResponse> removeDocuments;

    /**
     * What an operator decides about a Document Repository.
     *
     * @param storage where the documents are kept
     * @param largestDocument most bytes that one document may have
     * @param endpoint the address at which sources and consumers call, as audit messages name it
     * @param reserve bytes that documents leave free on the disk, where they are on one of ours
     */
    public record Configuration(
            Oid repositoryUniqueId,
            Storage storage,
            long largestDocument,
            URI endpoint,
            Consent consent,
            long reserve,
            Options options) {
        public Configuration(
                Oid repositoryUniqueId,
                Storage storage,
                long largestDocument,
                URI endpoint,
                Consent consent,
                long reserve) {
            this(repositoryUniqueId, storage, largestDocument, endpoint, consent, reserve, Options.NONE);
        }

        /** With the documents as files in a folder of this process alone. */
        public Configuration(
                Oid repositoryUniqueId,
                Path dataFolder,
                long largestDocument,
                URI endpoint,
                Consent consent,
                long reserve) {
            this(repositoryUniqueId, Storage.files(dataFolder), largestDocument, endpoint, consent, reserve);
        }

        public Configuration(Oid repositoryUniqueId, Path dataFolder, long largestDocument, URI endpoint) {
            this(repositoryUniqueId, dataFolder, largestDocument, endpoint, Consent.NO_QUESTION);
        }

        public Configuration(
                Oid repositoryUniqueId, Path dataFolder, long largestDocument, URI endpoint, Consent consent) {
            this(repositoryUniqueId, dataFolder, largestDocument, endpoint, consent, 0);
        }

        public Configuration with(Options other) {
            return new Configuration(repositoryUniqueId, storage, largestDocument, endpoint, consent, reserve, other);
        }

        public Configuration {
            if (largestDocument <= 0) {
                throw new IllegalArgumentException("the largest document must have at least one byte");
            }
        }
    }

    /**
     * How patients' consents count here.
     *
     * @param disclosure whether documents may be given out
     * @param contents what consent documents must look like to be taken
     */
    public record Consent(DocumentDisclosure disclosure, ContentRule contents) {
        public static final Consent NO_QUESTION = new Consent(DocumentDisclosure.UNRESTRICTED, ContentRule.NONE);
    }

    /**
     * What a repository may do besides.
     *
     * @param removal by whom documents are removed (ITI-86)
     * @param onDemand which documents are made when they are asked for; null for none
     */
    public record Options(Removal removal, @Nullable OnDemand onDemand) {
        public static final Options NONE = new Options(Removal.BY_NOBODY, null);
    }

    /**
     * Remove Documents [ITI-86].
     *
     * @param endpoint the address at which administrators call, as audit messages name it
     */
    public record Removal(URI endpoint, Administrators administrators) {
        public static final Removal BY_NOBODY = new Removal(URI.create("urn:nowhere"), Administrators.NOBODY);
    }

    /**
     * The Document Registry as this repository calls it, in this process or behind SOAP.
     *
     * @param endpoint its address, as audit messages name it
     */
    public record Registry(
            URI endpoint, Transaction<RegisterDocumentSetRequest, RegistryResponse> registerDocumentSet) {}

    /** What passes through from outside so that nothing here is left to chance. */
    public record Surroundings(InstantSource clock, Supplier<UUID> uuids) {}

    DocumentRepository(
            Configuration configuration,
            DocumentStore store,
            Registry registry,
            AuditTrail audit,
            Supplier<UUID> errorIds) {
        this.store = store;
        this.free = configuration.storage()::free;
        AuditContext us = audit.context();
        FailureBoundary boundary = new FailureBoundary(ErrorCode.XDSRepositoryError, "the repository", errorIds);

        var register =
                audit.around(registry.registerDocumentSet(), new RegisterDocumentSetAudit(us, registry.endpoint()));

        var provide = configuration
                .storage()
                .room(configuration.reserve())
                .around(new ProvideAndRegisterDocumentSet(
                        configuration.repositoryUniqueId(),
                        store,
                        register,
                        new ProvideAndRegisterDocumentSet.Acceptance(
                                configuration.largestDocument(),
                                configuration.consent().contents())));
        OnDemand onDemand = configuration.options().onDemand();
        provideAndRegisterDocumentSet = boundary.around(
                audit.around(
                        onDemand == null ? provide : new OnDemandRegistration(onDemand, provide),
                        new ProvideAndRegisterDocumentSetAudit(us, configuration.endpoint())),
                error -> RegistryResponse.ofSubmission(List.of(error)));

        Removal removal = configuration.options().removal();
        removeDocuments = boundary.around(
                audit.around(
                        removal.administrators()
                                .before(
                                        new RemoveDocuments(configuration.repositoryUniqueId(), store),
                                        Function.identity()),
                        new RemoveDocumentsAudit(us, removal.endpoint())),
                error -> RegistryResponse.ofSubmission(List.of(error)));

        var retrieve = new RetrieveDocumentSet(
                configuration.repositoryUniqueId(),
                store,
                onDemand == null
                        ? OnDemandDocuments.NONE
                        : new OnDemandDocumentSource(onDemand, onDemand.kept() ? provide : null),
                configuration.consent().disclosure());
        retrieveDocumentSet = boundary.around(
                audit.aroundStreamed(retrieve, new RetrieveDocumentSetAudit(us, configuration.endpoint())),
                error -> new RetrieveDocumentSetResponse(List.of(), List.of(error)));
    }

    /** Opens the store, settles what a crash left there, and is ready to be published. */
    public static DocumentRepository start(
            Configuration configuration,
            DataSource database,
            Registry registry,
            AuditTrail audit,
            Surroundings surroundings)
            throws IOException {
        DocumentStore store = configuration.storage().open(database, surroundings.clock(), surroundings.uuids());
        return new DocumentRepository(configuration, store, registry, audit, surroundings.uuids());
    }

    /** ITI-41, and RAD-68 on the same wire. */
    public Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provideAndRegisterDocumentSet() {
        return provideAndRegisterDocumentSet;
    }

    /** ITI-43; whoever takes its answers must close their delivery. */
    public Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieveDocumentSet() {
        return retrieveDocumentSet;
    }

    /**
     * Once a day, in one process of those that share the documents: removes what nobody needs and finds out what is in doubt.
     *
     * @param registered whether a document was registered after all
     * @param grace nothing younger is touched
     */
    public Collected collectOrphans(Registered registered, Duration grace) throws IOException {
        return store.collectOrphans(registered, grace);
    }

    /** How much is kept. */
    public Stored stored() throws IOException {
        return store.stored();
    }

    /** Bytes that are free where documents are kept; an object store does not say. */
    public OptionalLong free() {
        return free.get();
    }

    /** How often bytes were asked for that are missing, cut short, not what was received or without a key, since this process began. */
    public long unreadable() {
        return store.unreadable();
    }

    /** ITI-86. */
    public Transaction<RemoveDocumentsRequest, RegistryResponse> removeDocuments() {
        return removeDocuments;
    }

    /** Throws when the repository could not take or give documents now. */
    public void check() throws IOException {
        store.check();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}

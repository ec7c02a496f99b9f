package dev.xdsi.repository.ondemand;

import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.repository.ondemand.OnDemandSubmissions.Snapshot;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti43.RetrievedDocument.NewIds;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The On-Demand Document Source (ITI TF-1: 10.1.1), grouped with the repository: makes a patient's document whenever it is asked for.
 * Whose it is, also after a merge, the registry knows; here nothing is kept about it.
 */
public final class OnDemandDocumentSource implements OnDemandDocuments {
    private static final int LARGEST = 8 << 20;

    private final OnDemand offered;
    private final RegisteredEntries registered;
    private final @Nullable Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> keeping;

    /** @param keeping how what was made is stored and registered to stay; null where it is not */
    public OnDemandDocumentSource(
            OnDemand offered, @Nullable Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> keeping) {
        this.offered = offered;
        this.registered = new RegisteredEntries(offered.registry().registryStoredQuery());
        this.keeping = keeping;
    }

    @Override
    public Optional<MadeDocument> make(String documentUniqueId, Caller caller) throws IOException {
        if (!OnDemandSubmissions.isOurs(documentUniqueId)) {
            return Optional.empty();
        }
        Optional<DocumentEntry> entry = registered.under(documentUniqueId, caller).stream()
                .filter(this::isOurs)
                .findFirst();
        return entry.isPresent() ? Optional.of(make(entry.get(), caller)) : Optional.empty();
    }

    private boolean isOurs(DocumentEntry entry) {
        return entry.objectType() == DocumentEntryType.ON_DEMAND
                && offered.submissions().repositoryUniqueId().equals(entry.repositoryUniqueId())
                && offered.source().makes(entry);
    }

    private MadeDocument make(DocumentEntry entry, Caller caller) throws IOException {
        BoundedBytes bytes = new BoundedBytes(LARGEST);
        Set<Code> confidentiality = offered.source().write(entry.patientId(), caller, bytes);
        Snapshot snapshot = new Snapshot(
                EntryUuid.of(offered.surroundings().uuids().get()),
                offered.surroundings().clock().instant(),
                List.copyOf(confidentiality));
        NewIds ids = keeping == null
                ? new NewIds(null, snapshot.uniqueId().value())
                : keep(entry, snapshot, bytes.content(), keeping);
        return new MadeDocument(ids, entry.mimeType(), bytes.content());
    }

    /** Before the answer, so that whoever reads the new ids can use them (ITI TF-2: 3.43.4.1.3). */
    private NewIds keep(
            DocumentEntry entry,
            Snapshot snapshot,
            DocumentContent content,
            Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provideAndRegister)
            throws IOException {
        RegistryResponse response = provideAndRegister.perform(
                new ProvideAndRegisterDocumentSetRequest(
                        offered.submissions().snapshot(offered.source(), entry, snapshot),
                        List.of(new ProvidedDocument(snapshot.entryUUID().value(), content))),
                OnDemand.OURSELVES);
        if (response.status() != Status.SUCCESS) {
            throw new IOException("what was made cannot be kept: " + response.errors());
        }
        return new NewIds(
                offered.submissions().repositoryUniqueId().value(),
                snapshot.uniqueId().value());
    }
}

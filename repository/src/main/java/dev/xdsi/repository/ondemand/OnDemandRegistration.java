package dev.xdsi.repository.ondemand;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a patient's on-demand entry (ITI-61) as soon as a document was submitted that such a document is about. The source of that
 * document is not held responsible: whatever becomes of the entry, his submission is what it was, and the next one is another occasion.
 */
public final class OnDemandRegistration implements Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(OnDemandRegistration.class);
    private static final int REMEMBERED = 10_000;

    private final OnDemand offered;
    private final RegisteredEntries registered;
    private final Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provideAndRegister;
    /** Patients who have their entry; of others the registry is asked. */
    private final Set<PatientId> known = Collections.synchronizedSet(Collections.newSetFromMap(new Newest()));

    public OnDemandRegistration(
            OnDemand offered, Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provideAndRegister) {
        this.offered = offered;
        this.registered = new RegisteredEntries(offered.registry().registryStoredQuery());
        this.provideAndRegister = provideAndRegister;
    }

    @Override
    public RegistryResponse perform(ProvideAndRegisterDocumentSetRequest request, Caller caller) {
        RegistryResponse response = provideAndRegister.perform(request, caller);
        if (response.status() == Status.SUCCESS) {
            subject(request.submission())
                    .filter(patientId -> !known.contains(patientId))
                    .ifPresent(this::register);
        }
        return response;
    }

    private Optional<PatientId> subject(SubmissionDraft submission) {
        return submission
                .documentEntries()
                .filter(offered.source()::follows)
                .findFirst()
                .flatMap((RegistryObjectDraft entry) -> entry.externalIdentifier(Identifier.DE_PATIENT_ID))
                .flatMap(PatientId::parse);
    }

    private void register(PatientId patientId) {
        try {
            OnDemandEntry entry = offered.entry(patientId);
            if (registered.under(entry.uniqueId(), OnDemand.OURSELVES).isEmpty()) {
                RegistryResponse response = offered.registry()
                        .registerOnDemandDocumentEntry()
                        .perform(new RegisterOnDemandDocumentEntryRequest(entry.submission()), OnDemand.OURSELVES);
                if (response.status() != Status.SUCCESS && !isThere(response)) {
                    throw new IOException(response.errors().toString());
                }
            }
            known.add(patientId);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the entry of an on-demand document cannot be registered", e);
        }
    }

    /** Where a consent hides from us what is registered, the registry says so when it is registered again. */
    private static boolean isThere(RegistryResponse response) {
        return response.errors().stream()
                .anyMatch(error -> error.errorCode() == ErrorCode.XDSDuplicateUniqueIdInRegistry);
    }

    private static final class Newest extends LinkedHashMap<PatientId, Boolean> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PatientId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}

package dev.xdsi.repository.ondemand;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a patient's on-demand entry (ITI-61) as soon as a document was submitted that such a document is about. The source of that
 * document is not held responsible: whatever becomes of the entry, his submission is what it was, and the next one is another occasion.
 */
public final class OnDemandRegistration implements Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(OnDemandRegistration.class);

    private final OnDemand offered;
    private final OnDemandEntries entries;
    private final Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provideAndRegister;

    public OnDemandRegistration(
            OnDemand offered, Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provideAndRegister) {
        this.offered = offered;
        this.entries = new OnDemandEntries(offered);
        this.provideAndRegister = provideAndRegister;
    }

    @Override
    public RegistryResponse perform(ProvideAndRegisterDocumentSetRequest request, Caller caller) {
        RegistryResponse response = provideAndRegister.perform(request, caller);
        if (response.status() == Status.SUCCESS) {
            subject(request.submission()).ifPresent(this::register);
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
            List<XdsError> errors = entries.register(patientId);
            if (!errors.isEmpty()) {
                LOG.warn("the entry of an on-demand document was not registered: {}", errors);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the entry of an on-demand document cannot be registered", e);
        }
    }
}

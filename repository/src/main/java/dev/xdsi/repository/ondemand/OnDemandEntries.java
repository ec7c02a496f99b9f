package dev.xdsi.repository.ondemand;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The on-demand entries of patients, each of which is registered once (ITI-61), whoever comes upon the patient. */
final class OnDemandEntries {
    private static final int REMEMBERED = 10_000;

    private final OnDemand offered;
    private final RegisteredEntries registered;
    /** Patients who have their entry; of others the registry is asked. */
    private final Set<PatientId> known = Collections.synchronizedSet(Collections.newSetFromMap(new Newest()));

    OnDemandEntries(OnDemand offered) {
        this.offered = offered;
        this.registered = new RegisteredEntries(offered.registry().registryStoredQuery());
    }

    /**
     * Registers the patient's entry, if there is none.
     *
     * @return why the registry does not take it; empty where the entry is there now
     */
    List<XdsError> register(PatientId patientId) throws IOException {
        if (known.contains(patientId)) {
            return List.of();
        }
        OnDemandEntry entry = offered.entry(patientId);
        if (registered.under(entry.uniqueId(), OnDemand.OURSELVES).isEmpty()) {
            RegistryResponse response = offered.registry()
                    .registerOnDemandDocumentEntry()
                    .perform(new RegisterOnDemandDocumentEntryRequest(entry.submission()), OnDemand.OURSELVES);
            if (response.status() != Status.SUCCESS && !isThere(response)) {
                return response.errors();
            }
        }
        known.add(patientId);
        return List.of();
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

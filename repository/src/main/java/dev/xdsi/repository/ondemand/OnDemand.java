package dev.xdsi.repository.ondemand;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Which documents a repository makes when they are asked for.
 *
 * @param kept whether each document that was made stays retrievable (the Persistence of Retrieved Documents Option)
 */
public record OnDemand(
        OnDemandSource source,
        OnDemandSubmissions submissions,
        Registry registry,
        boolean kept,
        Surroundings surroundings) {
    static final Caller OURSELVES = Caller.self("On-Demand Document Source");

    OnDemandEntry entry(PatientId patientId) {
        return submissions.entry(source, patientId, surroundings.clock().instant());
    }

    /** The Document Registry, in this process or behind SOAP. */
    public record Registry(
            Transaction<StoredQueryRequest, StoredQueryResponse> registryStoredQuery,
            Transaction<RegisterOnDemandDocumentEntryRequest, RegistryResponse> registerOnDemandDocumentEntry) {}

    /** What passes through from outside so that nothing here is left to chance. */
    public record Surroundings(InstantSource clock, Supplier<UUID> uuids) {}
}

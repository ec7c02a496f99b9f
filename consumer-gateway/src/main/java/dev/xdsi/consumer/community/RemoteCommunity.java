package dev.xdsi.consumer.community;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Another community, as the operators of both agreed on it.
 *
 * @param name for people
 * @param patientAuthority assigning authority of the patient ids that the community knows its patients by, where it is known
 * @param budget how long it may take until an answer begins
 */
public record RemoteCommunity(
        HomeCommunityId home,
        String name,
        Addresses addresses,
        @Nullable Oid patientAuthority,
        Duration budget) {

    /**
     * Where its gateways serve.
     *
     * @param query its Responding Gateway: ITI-38 and ITI-39
     * @param imaging its Responding Imaging Gateway: RAD-75
     * @param patientDiscovery its Responding Gateway for ITI-55
     */
    public record Addresses(
            URI query, @Nullable URI imaging, @Nullable URI patientDiscovery) {}

    public Optional<URI> imaging() {
        return Optional.ofNullable(addresses.imaging());
    }

    public Optional<URI> patientDiscovery() {
        return Optional.ofNullable(addresses.patientDiscovery());
    }
}

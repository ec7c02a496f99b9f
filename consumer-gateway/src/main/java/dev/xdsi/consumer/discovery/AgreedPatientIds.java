package dev.xdsi.consumer.discovery;

import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.initiating.PatientIds;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Patient ids as it was agreed on with each community: where it takes part in patient discovery, what was discovered; otherwise the same
 * id, as long as the community names its patients by the same authority, or nothing was said about that.
 */
public final class AgreedPatientIds implements PatientIds {
    private final Supplier<List<RemoteCommunity>> communities;
    private final DiscoveredPatientIds discovered;

    public AgreedPatientIds(Supplier<List<RemoteCommunity>> communities, DiscoveredPatientIds discovered) {
        this.communities = communities;
        this.discovered = discovered;
    }

    @Override
    public Optional<PatientId> idOf(PatientId local, HomeCommunityId community, Caller caller) {
        Optional<RemoteCommunity> known = known(community);
        return known.isPresent() && known.get().patientDiscovery().isPresent()
                ? discovered.idOf(local, community, caller)
                : known.filter(other -> sharesDomain(other, local)).map(other -> local);
    }

    /** The way back: the patient of ours whom a community means by an id of its own; empty where that is not known. */
    public Optional<PatientId> ourIdOf(PatientId theirs, HomeCommunityId community) {
        Optional<RemoteCommunity> known = known(community);
        return known.isPresent() && known.get().patientDiscovery().isPresent()
                ? discovered.ourIdOf(theirs, community)
                : known.filter(other -> sharesDomain(other, theirs)).map(other -> theirs);
    }

    private Optional<RemoteCommunity> known(HomeCommunityId home) {
        return communities.get().stream()
                .filter(community -> community.home().equals(home))
                .findFirst();
    }

    private static boolean sharesDomain(RemoteCommunity community, PatientId id) {
        Oid authority = community.patientAuthority();
        return authority == null || authority.equals(id.assigningAuthority());
    }
}

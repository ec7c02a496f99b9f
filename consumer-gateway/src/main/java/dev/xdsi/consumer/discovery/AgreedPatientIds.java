package dev.xdsi.consumer.discovery;

import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.initiating.PatientIds;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Patient ids as it was agreed on with each community: where it takes part in patient discovery, what was discovered; otherwise the same
 * id, as long as the community names its patients by the same authority, or nothing was said about that. To discover an id is to tell who the
 * patient is: of one who may not be asked about nobody is told, as if he were not known here.
 */
public final class AgreedPatientIds implements PatientIds {
    private final Supplier<List<RemoteCommunity>> communities;
    private final DiscoveredPatientIds discovered;
    private final ConsentDecisionPoint consent;

    /** @param consent whether others may be told of a patient */
    public AgreedPatientIds(
            Supplier<List<RemoteCommunity>> communities,
            DiscoveredPatientIds discovered,
            ConsentDecisionPoint consent) {
        this.communities = communities;
        this.discovered = discovered;
        this.consent = consent;
    }

    @Override
    public Optional<PatientId> idOf(PatientId local, HomeCommunityId community, Caller caller) {
        Optional<RemoteCommunity> known = known(community);
        return known.isPresent() && known.get().patientDiscovery().isPresent()
                ? mayBeTold(local, caller) ? discovered.idOf(local, community, caller) : Optional.empty()
                : known.filter(other -> sharesDomain(other, local)).map(other -> local);
    }

    private boolean mayBeTold(PatientId local, Caller caller) {
        return consent.viewOf(caller, "ITI-55")
                .mayAskAbout(Resource.ofPatient(local))
                .isPermitted();
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

package dev.xdsi.consumer.initiating;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.soap.client.SoapClients;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The communities that this one has agreements with; the list may change while requests are answered. */
public final class OtherCommunities {
    private final Function<RemoteCommunity, OtherCommunity> way;
    private volatile Map<HomeCommunityId, OtherCommunity> known = Map.of();

    OtherCommunities(Function<RemoteCommunity, OtherCommunity> way) {
        this.way = way;
    }

    /** None yet; those to come are called over SOAP. */
    public static OtherCommunities over(SoapClients clients, AuditTrail audit) {
        return new OtherCommunities(remote -> OtherCommunity.over(clients, audit.towards(remote.name()), remote));
    }

    /** Knows these from now on; those that did not change keep their connections. */
    public void replace(List<RemoteCommunity> communities) {
        Map<HomeCommunityId, OtherCommunity> before = known;
        Map<HomeCommunityId, OtherCommunity> now = new LinkedHashMap<>();
        for (RemoteCommunity community : communities) {
            OtherCommunity same = before.get(community.home());
            now.put(community.home(), same != null && same.remote().equals(community) ? same : way.apply(community));
        }
        known = now;
    }

    Collection<OtherCommunity> all() {
        return known.values();
    }

    Optional<OtherCommunity> of(@Nullable String homeCommunityId) {
        return Optional.ofNullable(homeCommunityId)
                .flatMap(HomeCommunityId::parse)
                .flatMap(home -> Optional.ofNullable(known.get(home)));
    }

    /** What people call a community. */
    public Optional<String> nameOf(String homeCommunityId) {
        return of(homeCommunityId).map(community -> community.remote().name());
    }

    /** Those known now. */
    public List<RemoteCommunity> remotes() {
        return known.values().stream().map(OtherCommunity::remote).toList();
    }
}

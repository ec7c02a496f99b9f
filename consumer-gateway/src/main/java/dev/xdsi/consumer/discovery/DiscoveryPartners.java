package dev.xdsi.consumer.discovery;

import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.model.HomeCommunityId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whom to ask about the patients of which community, following the list of communities as it changes. */
public final class DiscoveryPartners implements Function<HomeCommunityId, Optional<DiscoveryPartner>> {
    private final Supplier<List<RemoteCommunity>> communities;
    private final Way way;
    private final Map<RemoteCommunity, DiscoveryPartner> connected = new ConcurrentHashMap<>();

    /** How a community is reached. */
    @FunctionalInterface
    public interface Way {
        DiscoveryPartner to(RemoteCommunity community, URI patientDiscovery);
    }

    public DiscoveryPartners(Supplier<List<RemoteCommunity>> communities, Way way) {
        this.communities = communities;
        this.way = way;
    }

    /** Empty for a community that is not known, or takes no part in patient discovery. */
    @Override
    public Optional<DiscoveryPartner> apply(HomeCommunityId home) {
        List<RemoteCommunity> now = communities.get();
        connected.keySet().retainAll(now);
        return now.stream()
                .filter(community -> community.home().equals(home))
                .findFirst()
                .flatMap(community -> community
                        .patientDiscovery()
                        .map(address -> connected.computeIfAbsent(community, fresh -> way.to(fresh, address))));
    }
}

package dev.xdsi.assertion.issue;

import dev.xdsi.model.Code;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What the provider says in every assertion, and how far wishes go.
 *
 * @param issuer the name of this provider in its assertions
 * @param homeCommunityId {@code urn:oid:…} of its community
 * @param lifetime how long an assertion holds, at most too
 * @param emergencyPurposes purposes of use that are emergencies, as {@code code^^codingScheme}
 */
public record IssuePolicy(
        String issuer, String homeCommunityId, Audiences audiences, Duration lifetime, Set<String> emergencyPurposes) {
    /** Shorter ones would end before they arrive. */
    static final Duration SHORTEST = Duration.ofSeconds(10);

    public IssuePolicy {
        emergencyPurposes = Set.copyOf(emergencyPurposes);
        if (lifetime.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("an assertion must hold for at least " + SHORTEST.toSeconds() + " s");
        }
    }

    /**
     * For whom assertions are.
     *
     * @param always the URIs that stand in every assertion
     * @param onRequest further ones, which a client may name by AppliesTo
     */
    public record Audiences(List<String> always, Set<URI> onRequest) {
        public Audiences {
            always = List.copyOf(always);
            onRequest = Set.copyOf(onRequest);
            if (always.isEmpty()) {
                throw new IllegalArgumentException("an assertion without an audience is for nobody");
            }
        }
    }

    boolean isEmergency(Collection<Code> purposesOfUse) {
        return purposesOfUse.stream().anyMatch(purpose -> emergencyPurposes.contains(purpose.coded()));
    }
}

package dev.xdsi.imaging.reconciliation;

import dev.xdsi.imaging.manifest.Withdrawal.Document;
import dev.xdsi.imaging.manifest.Withdrawal.Standing;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.reconciliation.RegisteredManifests.NoAnswer;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Oid;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifests that should stand beside what the registry has of them, for the studies of one page. A registry that does not answer once
 * is not asked about the others.
 */
final class RegistryComparison {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryComparison.class);
    /** Manifests of one study of which the registry may be at another than the last. */
    private static final int MOST_FORMER = 20;

    private final PublicationStore store;
    private final @Nullable RegisteredManifests registry;
    private @Nullable String silence;
    private int unasked;

    /** @param registry null where there is none to ask */
    RegistryComparison(PublicationStore store, @Nullable RegisteredManifests registry) {
        this.store = store;
        this.registry = registry;
        this.silence = registry == null ? "no registry is known that could be asked" : null;
    }

    /** Documents of the standing manifest that are not registered, or not Approved; nothing where the registry does not say. */
    Map<Drift, Integer> compare(Oid study) {
        Map<Drift, Integer> drifts = new EnumMap<>(Drift.class);
        Optional<Standing> standing = standing(study);
        if (standing.isEmpty()) {
            return drifts;
        }
        if (registry == null || silence != null) {
            unasked++;
            return drifts;
        }
        try {
            Map<Oid, AvailabilityStatus> found = registry.statusOf(documents(standing.get()));
            for (Document document : standing.get().documents()) {
                AvailabilityStatus status = found.get(document.uniqueId());
                if (status != AvailabilityStatus.APPROVED) {
                    drifts.merge(status == null ? Drift.UNREGISTERED : Drift.DEPRECATED, 1, Integer::sum);
                }
            }
        } catch (NoAnswer none) {
            silent(none);
            unasked++;
        }
        return drifts;
    }

    /**
     * Whether publishing anew is meant by who asks for repairs. What is Deprecated somebody has deprecated, and may have meant it: that takes
     * the study's name; and so does what a registry elsewhere does not tell, which may be there. Where only some of its documents are
     * concerned, whoever did that has to say what becomes of the others.
     */
    boolean isMendable(Oid study, Map<Drift, Integer> drifts, boolean named) {
        int missing = drifts.getOrDefault(Drift.UNREGISTERED, 0);
        int deprecated = drifts.getOrDefault(Drift.DEPRECATED, 0);
        boolean whole = standing(study)
                .filter(standing -> standing.documents().size() == missing + deprecated)
                .isPresent();
        boolean meant = named || (deprecated == 0 && registry != null && registry.tellsEverything());
        return whole && meant;
    }

    /**
     * Has the study published anew: as a replacement where a former manifest is Approved in the registry, as after an older one was restored,
     * else as new. False where that cannot be known, or something is under way.
     */
    boolean forget(Oid study, Instant at) {
        List<Standing> registered = store.registered(study, MOST_FORMER);
        if (registry == null || registered.isEmpty()) {
            return false;
        }
        try {
            Oid former = null;
            for (Standing one : registered.subList(1, registered.size())) {
                Map<Oid, AvailabilityStatus> found = registry.statusOf(documents(one));
                if (documents(one).stream().allMatch(document -> found.get(document) == AvailabilityStatus.APPROVED)) {
                    former = one.documentUniqueId();
                    break;
                }
            }
            return store.lost(
                    study, new PublicationStore.Loss(registered.getFirst().documentUniqueId(), former), at);
        } catch (NoAnswer none) {
            silent(none);
            return false;
        }
    }

    private void silent(NoAnswer none) {
        LOG.warn("the registry does not say what it has of manifests", none);
        silence = none.getMessage();
    }

    private Optional<Standing> standing(Oid study) {
        return store.standing(study).map(manifest -> store.registered(study, 1).getFirst());
    }

    private static Set<Oid> documents(Standing manifest) {
        return manifest.documents().stream().map(Document::uniqueId).collect(Collectors.toSet());
    }

    /** Manifests about which the registry was not asked, and why. */
    Unasked unasked() {
        return new Unasked(unasked, silence == null ? "" : silence);
    }
}

package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.Withholding;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the policy keeps out of manifests, as it is now; what a registered manifest lists is published and stays so. A frame is asked for
 * as often as a study: what was found counts until the study or its manifest is another one.
 */
public final class PolicyWithholding implements Withholding {
    private static final int REMEMBERED = 500;

    private final PublicationStore publications;
    private final ManifestPreparation preparation;
    private final PublicationPolicy policy;
    private final Map<Oid, Found> found = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Oid, Found> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Of which state of a study it was found. */
    private record State(
            long changes, @Nullable Oid manifest, @Nullable Instant withdrawnAt) {}

    private record Found(State state, Withheld withheld) {}

    private PolicyWithholding(
            PublicationStore publications, ManifestPreparation preparation, PublicationPolicy policy) {
        this.publications = publications;
        this.preparation = preparation;
        this.policy = policy;
    }

    /** By this policy; nobody is asked anything where no rule of it withholds. */
    public static Withholding by(
            PublicationPolicy policy, PublicationStore publications, ManifestPreparation preparation) {
        return policy.withholds() ? new PolicyWithholding(publications, preparation, policy) : NONE;
    }

    @Override
    public Withheld of(Oid study) {
        Optional<PublicationStatus> status = publications.status(study);
        if (status.isEmpty()) {
            return Withheld.NOTHING;
        }
        State now = new State(
                status.get().progress().changes(),
                status.get().documentUniqueId(),
                status.get().withdrawnAt());
        Found before = remembered(study);
        if (before != null && before.state().equals(now)) {
            return before.withheld();
        }
        Withheld withheld = decide(study);
        remember(study, new Found(now, withheld));
        return withheld;
    }

    private @Nullable Found remembered(Oid study) {
        synchronized (found) {
            return found.get(study);
        }
    }

    private void remember(Oid study, Found now) {
        synchronized (found) {
            found.put(study, now);
        }
    }

    private Withheld decide(Oid study) {
        List<StoredInstance> instances = preparation.shared(study, publications.heldSeries(study));
        if (instances.isEmpty()) {
            return Withheld.NOTHING;
        }
        try {
            Treatment then = policy.rule(preparation.header(instances)).then();
            return then.withholds() ? withheld(study, then, instances) : Withheld.NOTHING;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("what kind of study it is cannot be read", unreadable);
        }
    }

    private Withheld withheld(Oid study, Treatment then, List<StoredInstance> instances) throws IOException {
        Optional<Manifest> standing = publications.standing(study);
        Set<Oid> listed = standing.isPresent() ? ManifestPreparation.listed(standing.get()) : Set.of();
        Predicate<StoredInstance> given =
                instance -> listed.contains(instance.uids().sopInstance())
                        || (then.publish() && then.instances().includes(instance.sopClassUID()));
        Set<Oid> left =
                instances.stream().filter(given).map(it -> it.uids().series()).collect(Collectors.toSet());
        if (left.isEmpty()) {
            return Withheld.ALL;
        }
        List<StoredInstance> kept = instances.stream().filter(given.negate()).toList();
        Set<Oid> series = kept.stream().map(it -> it.uids().series()).collect(Collectors.toCollection(HashSet::new));
        series.removeAll(left);
        return new Withheld(
                false, series, kept.stream().map(it -> it.uids().sopInstance()).collect(Collectors.toSet()));
    }
}

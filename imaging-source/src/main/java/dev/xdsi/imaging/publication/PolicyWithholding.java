package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.archive.InstanceRole;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.Withholding;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the policy keeps out of manifests, as it is now; what a registered manifest lists is published and stays so. A frame is asked for
 * as often as a study: what was found counts until the study or its manifest is another one.
 */
public final class PolicyWithholding implements Withholding {
    /** The UIDs of what is left of studies, together. */
    private static final int REMEMBERED = 200_000;

    private final PublicationStore publications;
    private final ManifestPreparation preparation;
    private final PublicationPolicy policy;
    private final Map<Oid, Found> found = new LinkedHashMap<>(16, 0.75f, true);
    private int remembered;

    /** Of which state of a study it was found. */
    private record State(
            long changes, @Nullable Oid manifest, @Nullable Instant withdrawnAt) {}

    private record Found(State state, Given given) {
        int size() {
            return given instanceof Given.Only(var series, var instances) ? 1 + series.size() + instances.size() : 1;
        }
    }

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
    public Given of(Oid study) {
        Optional<PublicationStatus> status = publications.status(study);
        if (status.isEmpty()) {
            return decide(study);
        }
        State now = new State(
                status.get().progress().changes(),
                status.get().documentUniqueId(),
                status.get().withdrawnAt());
        Found before = remembered(study);
        if (before != null && before.state().equals(now)) {
            return before.given();
        }
        Given given = decide(study);
        remember(study, new Found(now, given));
        return given;
    }

    private @Nullable Found remembered(Oid study) {
        synchronized (found) {
            return found.get(study);
        }
    }

    private void remember(Oid study, Found now) {
        synchronized (found) {
            Found before = found.put(study, now);
            remembered += now.size() - (before == null ? 0 : before.size());
            Iterator<Found> eldest = found.values().iterator();
            while (remembered > REMEMBERED && eldest.hasNext()) {
                remembered -= eldest.next().size();
                eldest.remove();
            }
        }
    }

    /** Of all that would be given, and by what its images say as manifests of it do, where there is something that they may list. */
    private Given decide(Oid study) {
        List<StoredInstance> instances = preparation.given(study);
        if (instances.isEmpty()) {
            return new Given.Everything();
        }
        List<StoredInstance> shared = preparation.shared(study, publications.heldSeries(study));
        try {
            Treatment then = policy.rule(preparation.header(shared.isEmpty() ? instances : shared))
                    .then();
            return then.withholds() ? left(study, then, instances) : new Given.Everything();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("what kind of study it is cannot be read", unreadable);
        }
    }

    /** A manifest made elsewhere names what is kept back, and so is kept back too. */
    private Given left(Oid study, Treatment then, List<StoredInstance> instances) throws IOException {
        Optional<Manifest> standing = publications.standing(study);
        Set<Oid> listed = standing.isPresent() ? ManifestPreparation.listed(standing.get()) : Set.of();
        List<StoredInstance> left = instances.stream()
                .filter(instance -> listed.contains(instance.uids().sopInstance())
                        || (then.publish()
                                && instance.role() == InstanceRole.CONTENT
                                && then.instances().includes(instance.sopClassUID())))
                .toList();
        if (left.isEmpty()) {
            return new Given.Nothing();
        }
        return new Given.Only(
                left.stream().map(it -> it.uids().series()).collect(Collectors.toSet()),
                left.stream().map(it -> it.uids().sopInstance()).collect(Collectors.toSet()));
    }
}

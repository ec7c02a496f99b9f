package dev.xdsi.imaging.reconciliation;

import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule;
import dev.xdsi.imaging.publication.DueStudy;
import dev.xdsi.imaging.publication.ManifestPreparation;
import dev.xdsi.imaging.publication.PublicationStatus;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The manifest of a study beside what a manifest would list now. */
public final class StudyComparison {
    private static final Logger LOG = LoggerFactory.getLogger(StudyComparison.class);

    private final PublicationStore store;
    private final InstanceArchive archive;
    private final ManifestPreparation preparation;
    private final PublicationPolicy policy;

    public StudyComparison(
            PublicationStore store,
            InstanceArchive archive,
            ManifestPreparation preparation,
            PublicationPolicy policy) {
        this.store = store;
        this.archive = archive;
        this.preparation = preparation;
        this.policy = policy;
    }

    /** What is to be listed, and under which rule. */
    private record Shared(List<StoredInstance> instances, PublicationRule rule) {}

    /** How a study that should have come to its end differs from its manifest. */
    Map<Drift, Integer> compare(PublicationStatus status, boolean digests) {
        Oid study = status.study();
        Map<Drift, Integer> drifts = new EnumMap<>(Drift.class);
        int damaged = damaged(study, digests);
        note(Drift.DAMAGED, damaged, drifts);
        try {
            compare(status, drifts);
        } catch (IOException unreadable) {
            if (damaged == 0) {
                throw new UncheckedIOException(unreadable);
            }
            LOG.warn("study {} can only be compared once its files are there again", study, unreadable);
        }
        return drifts;
    }

    private void compare(PublicationStatus status, Map<Drift, Integer> drifts) throws IOException {
        Oid study = status.study();
        Optional<Shared> shared = sharedNow(study);
        Optional<Manifest> standing = store.standing(study);
        if (standing.isEmpty() || shared.isEmpty()) {
            shared.ifPresent(found -> note(Drift.UNPUBLISHED, found.instances().size(), drifts));
            if (standing.isPresent()) {
                drifts.put(
                        Drift.NOTHING_LEFT,
                        ManifestPreparation.listed(standing.get()).size());
            }
            return;
        }
        references(study, ManifestPreparation.listed(standing.get()), shared.get(), drifts);
        if (drifts.keySet().stream().noneMatch(Drift::isMendable) && isOutdated(status, standing.get(), shared.get())) {
            drifts.put(Drift.OUTDATED, shared.get().instances().size());
        }
    }

    private void references(Oid study, Set<Oid> listed, Shared shared, Map<Drift, Integer> drifts) {
        Set<Oid> wanted = uids(shared.instances());
        Set<Oid> kept = uids(archive.kept(StudyPart.study(study)));
        note(Drift.UNLISTED, without(wanted, listed).size(), drifts);
        Set<Oid> unwanted = without(listed, wanted);
        int lost = without(unwanted, kept).size();
        note(Drift.LOST, lost, drifts);
        note(Drift.UNSHARED, unwanted.size() - lost, drifts);
    }

    /** Of manifests of before it was kept what they say nothing is known but the list. */
    private boolean isOutdated(PublicationStatus status, Manifest standing, Shared shared) throws IOException {
        if (standing.content().isEmpty()) {
            return false;
        }
        StudyHeader listed = preparation.header(shared.instances());
        Manifest now = preparation.make(
                new DueStudy(
                        status.study(),
                        status.progress().changes(),
                        status.progress().changedAt(),
                        0,
                        null,
                        null,
                        null,
                        null),
                standing.patientId(),
                preparation.contents(status.study(), listed, shared.instances()),
                shared.rule().then().confidentialityCode(),
                standing.createdAt());
        return !now.content().equals(standing.content());
    }

    private Optional<Shared> sharedNow(Oid study) throws IOException {
        List<StoredInstance> instances = preparation.shared(study, store.heldSeries(study));
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        PublicationRule rule = policy.rule(preparation.header(instances));
        List<StoredInstance> listed = instances.stream()
                .filter(instance -> rule.then().instances().includes(instance.sopClassUID()))
                .toList();
        return !rule.then().publish() || listed.isEmpty() ? Optional.empty() : Optional.of(new Shared(listed, rule));
    }

    /** How many instances there are to be shared, whatever a policy says. */
    int shared(Oid study) {
        return preparation.shared(study, store.heldSeries(study)).size();
    }

    /** Also of those that are not shared: they are what an archive is for. */
    int damaged(Oid study, boolean digests) {
        int damaged = 0;
        for (StoredInstance instance : archive.kept(StudyPart.study(study))) {
            // What a PACS has is for the PACS to keep.
            if (instance.file().origin().isOwn()
                    && !(digests ? archive.isAsReceived(instance) : archive.isIntact(instance))) {
                damaged++;
            }
        }
        return damaged;
    }

    private static void note(Drift drift, int count, Map<Drift, Integer> drifts) {
        if (count > 0) {
            drifts.put(drift, count);
        }
    }

    private static Set<Oid> uids(List<StoredInstance> instances) {
        return instances.stream().map(instance -> instance.uids().sopInstance()).collect(Collectors.toSet());
    }

    private static Set<Oid> without(Set<Oid> some, Set<Oid> others) {
        Set<Oid> left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }
}

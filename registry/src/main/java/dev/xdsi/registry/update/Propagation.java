package dev.xdsi.registry.update;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.submission.Consequences;
import dev.xdsi.registry.submission.Registered;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where an object has a new version, the Approved Associations of the version before are Associations of the new one, and those
 * before are history with it (ITI TF-2: 3.57.4.1.3.3.1.3). Which submission brought a version stays as it was.
 */
final class Propagation {
    private static final Set<AssociationType> PROPAGATED = Set.of(
            AssociationType.HAS_MEMBER,
            AssociationType.RPLC,
            AssociationType.XFRM_RPLC,
            AssociationType.APND,
            AssociationType.XFRM,
            AssociationType.SIGNS,
            AssociationType.IS_SNAPSHOT_OF);

    private final Registered registered;
    private final Consequences consequences;
    private final Map<EntryUuid, EntryUuid> followers = new HashMap<>();
    private final Set<EntryUuid> alone = new HashSet<>();

    Propagation(Registered registered, Consequences consequences) {
        this.registered = registered;
        this.consequences = consequences;
    }

    /** @param propagated whether the new version takes over what the one before is associated with */
    void follows(EntryUuid before, EntryUuid version, boolean propagated) {
        if (propagated) {
            followers.put(before, version);
        } else {
            alone.add(before);
        }
    }

    /** Once all new versions are known: an Association may have two ends that are updated. */
    void carryOut() {
        List<RegisteredAssociation> links =
                registered.approved(PROPAGATED, followers.keySet(), EitherEndIn::new).stream()
                        .distinct()
                        .toList();
        Set<EntryUuid> submissionSets = submissionSets(links);
        List<RegisteredObject> propagated = new ArrayList<>();
        for (RegisteredAssociation link : links) {
            boolean ofSubmission = submissionSets.contains(link.sourceObject());
            if (!ofSubmission && !alone.contains(link.sourceObject()) && !alone.contains(link.targetObject())) {
                propagated.add(link.object());
                if (link.associationType() == AssociationType.HAS_MEMBER) {
                    consequences.contentChanged(List.of(link.sourceObject()));
                }
            }
        }
        registered.texts(propagated).forEach(this::propagate);
    }

    private Set<EntryUuid> submissionSets(List<RegisteredAssociation> links) {
        Set<EntryUuid> sources =
                links.stream().map(RegisteredAssociation::sourceObject).collect(Collectors.toSet());
        Map<EntryUuid, KnownObject> known = registered
                .snapshot()
                .history(new Identifiers(sources, Set.of()))
                .objects();
        return sources.stream()
                .filter(source -> known.containsKey(source) && known.get(source).kind() == ObjectKind.SUBMISSION_SET)
                .collect(Collectors.toSet());
    }

    private void propagate(RegisteredObject link) {
        Association before = DraftReader.association(RegistryObjectXml.read(link.text()));
        consequences.add(
                before.toBuilder()
                        .availabilityStatus(AvailabilityStatus.APPROVED)
                        .sourceObject(followers.getOrDefault(before.sourceObject(), before.sourceObject()))
                        .targetObject(followers.getOrDefault(before.targetObject(), before.targetObject())),
                link.keptUnder());
        consequences.set(link.entryUUID(), AvailabilityStatus.DEPRECATED);
    }
}

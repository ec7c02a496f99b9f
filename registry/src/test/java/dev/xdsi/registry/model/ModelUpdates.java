package dev.xdsi.registry.model;

import static dev.xdsi.model.AssociationType.HAS_MEMBER;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.registry.model.Thing.Document;
import dev.xdsi.registry.model.Thing.Link;
import dev.xdsi.registry.model.Update.NewVersion;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Update Document Set and Remove Metadata (ITI TF-2: 3.57.4.1.3, 3.62.4.1.3) of the model. */
final class ModelUpdates {
    private final ModelRegistry registry;
    private final int now;

    ModelUpdates(ModelRegistry registry, int now) {
        this.registry = registry;
        this.now = now;
    }

    Set<ErrorCode> perform(Update update) {
        Set<ErrorCode> unheard = EnumSet.noneOf(ErrorCode.class);
        if (!registry.patients().isKnown(update.set().patient())) {
            unheard.add(ErrorCode.XDSUnknownPatientId);
        }
        if (update.restricted()) {
            update.operations().forEach(operation -> tooMuch(operation).ifPresent(unheard::add));
        }
        if (updatesTwice(update)) {
            unheard.add(ErrorCode.XDSMetadataUpdateError);
        }
        if (!unheard.isEmpty()) {
            return unheard;
        }
        ModelRegistry after = registry.copy();
        Set<ErrorCode> faults = new ModelRequest(registry, after, update, now).perform();
        if (faults.isEmpty()) {
            registry.become(after);
        }
        return faults;
    }

    /** What a restricted update may not ask for (ITI TF-2: 3.92.4.1.2). */
    private static Optional<ErrorCode> tooMuch(Update.Operation operation) {
        if (!(operation instanceof NewVersion version)) {
            return Optional.of(ErrorCode.XDSMetadataUpdateOperationError);
        }
        if (version.thing().isFolder()) {
            return Optional.of(ErrorCode.XDSObjectTypeError);
        }
        return version.propagated() ? Optional.empty() : Optional.of(ErrorCode.XDSMetadataAnnotationError);
    }

    /** One object has one version in a request, and a uniqueId stands in it once. */
    private static boolean updatesTwice(Update update) {
        List<Thing> versions =
                update.those(NewVersion.class).map(NewVersion::thing).toList();
        return versions.size()
                != Math.min(
                        versions.stream().map(Thing::lineage).distinct().count(),
                        versions.stream().map(Thing::uniqueId).distinct().count());
    }

    /** Why there can be no version after the newest, whatever it says. */
    Set<ErrorCode> faults(NewVersion update, String patient) {
        Thing first = registry.named(update.thing().lineage()).orElse(null);
        if (first == null || !first.lineage().equals(first.name())) {
            return Set.of(ErrorCode.XDSMetadataIdentifierError);
        }
        if (!isOf(patient, first)) {
            return Set.of(ErrorCode.XDSPatientIDReconciliationError);
        }
        Thing newest = newest(first);
        if (newest.version() != update.previous()) {
            return Set.of(ErrorCode.XDSMetadataVersionError);
        }
        return newest.approved() ? Set.of() : Set.of(ErrorCode.XDSMetadataUpdateError);
    }

    /** Which bytes a document has is said once; where an entry says that they come later, the others may have said it already. */
    Set<ErrorCode> bytes(Thing now, Thing before) {
        Set<ErrorCode> faults = EnumSet.noneOf(ErrorCode.class);
        if (now.content() instanceof Document told
                && before.content() instanceof Document known
                && (told.hash() != known.hash() || told.size() != known.size())) {
            if (known.tells()) {
                faults.add(ErrorCode.UnmodifiableMetadataError);
            } else {
                faults.addAll(registry.otherBytes(told));
            }
        }
        return faults;
    }

    /** Why something that is Approved cannot be: it is the second of a chain, or leads to what is not current. */
    Optional<ErrorCode> faultOfApproved(Thing thing, String patient) {
        Link link = thing.link();
        if (link != null) {
            return fault(thing, link, patient);
        }
        Set<String> others = chain(thing, thing);
        others.remove(thing.name());
        return second(others);
    }

    private Optional<ErrorCode> second(Set<String> chain) {
        return chain.stream().map(registry::thing).anyMatch(Thing::approved)
                ? Optional.of(ErrorCode.LocalPolicyRestrictionError)
                : Optional.empty();
    }

    /** What holds again is between what is current, as if it were new; but nothing that was replaced is. */
    private Optional<ErrorCode> fault(Thing thing, Link link, String patient) {
        Thing source = registry.thing(link.source());
        Thing target = registry.thing(link.target());
        if (source.isSubmissionSet()) {
            return Optional.empty();
        }
        if (!isOf(patient, source) || !isOf(patient, target)) {
            return Optional.of(ErrorCode.XDSPatientIDReconciliationError);
        }
        boolean replacing = ModelRegistry.REPLACING.contains(link.type());
        boolean newest = newest(source).equals(source) && newest(target).equals(target);
        if (!newest || !source.approved() || (!replacing && !target.approved())) {
            return Optional.of(ErrorCode.XDSMetadataUpdateError);
        }
        return replacing ? second(chain(target, thing)) : Optional.empty();
    }

    /**
     * A document with all that it replaced, and whatever replaced one of these, in all of their versions, as far as it is the same patient's
     * still.
     *
     * @param without a replacement that does not count
     */
    private Set<String> chain(Thing document, Thing without) {
        String patient = registry.patients().survivor(document.patient());
        List<Link> replacements = registry.things().stream()
                .filter(thing -> thing.approved() && !thing.name().equals(without.name()))
                .flatMap(thing -> Stream.ofNullable(thing.link()))
                .filter(link -> ModelRegistry.REPLACING.contains(link.type()))
                .toList();
        return reached(reached(versions(document), false, patient, replacements), true, patient, replacements);
    }

    private Set<String> reached(Set<String> documents, boolean up, String patient, List<Link> replacements) {
        Set<String> reached = new HashSet<>(documents);
        for (int size = 0; size < reached.size(); ) {
            size = reached.size();
            replacements.stream()
                    .filter(link -> reached.contains(up ? link.target() : link.source()))
                    .map(link -> registry.thing(up ? link.source() : link.target()))
                    .filter(end -> isOf(patient, end))
                    .forEach(end -> reached.addAll(versions(end)));
        }
        return reached;
    }

    Set<String> versions(Thing of) {
        return registry.things().stream()
                .filter(thing -> thing.link() == null && thing.lineage().equals(of.lineage()))
                .map(Thing::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Thing newest(Thing of) {
        return versions(of).stream()
                .map(registry::thing)
                .max(Comparator.comparingInt(Thing::version))
                .orElse(of);
    }

    boolean isOf(String patient, Thing thing) {
        return registry.patients().survivor(thing.patient()).equals(patient);
    }

    /** Everything that hangs on these: Associations, and Associations of these. */
    Set<String> withLinks(Set<String> things) {
        Set<String> all = new HashSet<>(things);
        for (int size = 0; size < all.size(); ) {
            size = all.size();
            registry.things().stream()
                    .filter(thing -> thing.content() instanceof Link link
                            && (all.contains(link.source()) || all.contains(link.target())))
                    .forEach(thing -> all.add(thing.name()));
        }
        return all;
    }

    /** All of them are gone, or none where what is left would not be whole. */
    Set<ErrorCode> remove(Set<String> names) {
        if (names.stream().anyMatch(name -> registry.named(name).isEmpty())) {
            return Set.of(ErrorCode.UnresolvedReferenceException);
        }
        Set<ErrorCode> faults = EnumSet.noneOf(ErrorCode.class);
        boolean halves = names.stream()
                .map(registry::thing)
                .filter(thing -> thing.link() == null)
                .anyMatch(thing -> !names.containsAll(versions(thing)));
        if (!names.containsAll(withLinks(names)) || halves) {
            faults.add(ErrorCode.ReferencesExistException);
        }
        List<Link> gone = names.stream()
                .flatMap(name -> Stream.ofNullable(registry.thing(name).link()))
                .filter(link -> link.type() == HAS_MEMBER)
                .toList();
        boolean orphans = gone.stream()
                .filter(link -> registry.thing(link.source()).isSubmissionSet() && !names.contains(link.target()))
                .anyMatch(link -> registry.things().stream()
                        .filter(thing -> !names.contains(thing.name()))
                        .flatMap(thing -> Stream.ofNullable(thing.link()))
                        .noneMatch(left -> left.type() == HAS_MEMBER
                                && left.target().equals(link.target())
                                && registry.thing(left.source()).isSubmissionSet()));
        if (orphans) {
            faults.add(ErrorCode.XDSUnreferencedObjectException);
        }
        if (faults.isEmpty()) {
            gone.stream()
                    .map(Link::source)
                    .filter(source -> !names.contains(source))
                    .forEach(source -> registry.change(source, now));
            registry.remove(names);
        }
        return faults;
    }
}

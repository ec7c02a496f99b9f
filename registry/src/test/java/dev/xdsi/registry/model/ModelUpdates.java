package dev.xdsi.registry.model;

import static dev.xdsi.model.AssociationType.HAS_MEMBER;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.registry.model.Thing.Document;
import dev.xdsi.registry.model.Thing.Link;
import dev.xdsi.registry.model.Update.NewLink;
import dev.xdsi.registry.model.Update.NewStatus;
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
    private static final Set<AssociationType> FOLLOWING = EnumSet.complementOf(
            EnumSet.of(AssociationType.UPDATE_AVAILABILITY_STATUS, AssociationType.SUBMIT_ASSOCIATION));

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
            tooMuch(update).ifPresent(unheard::add);
        }
        if (!unheard.isEmpty()) {
            return unheard;
        }
        if (update instanceof NewLink link) {
            return new ModelLinks(registry, now).perform(link);
        }
        Set<ErrorCode> faults = switch (update) {
            case NewVersion version -> faults(version);
            case NewStatus status -> fault(status).map(Set::of).orElse(Set.of());
            case NewLink link -> Set.of();
        };
        if (faults.isEmpty()) {
            switch (update) {
                case NewVersion version -> carryOut(version);
                case NewStatus status -> {
                    registry.put(update.set());
                    registry.put(status.asking());
                    Thing thing = registry.thing(status.target());
                    registry.put(status.wasApproved() ? thing.deprecated() : thing.approvedAgain());
                    Link link = thing.link();
                    if (link != null) {
                        changeFolder(registry.thing(link.source()), update.set().patient());
                    }
                }
                case NewLink link -> {}
            }
        }
        return faults;
    }

    /** What a restricted update may not ask for (ITI TF-2: 3.92.4.1.2). */
    private static Optional<ErrorCode> tooMuch(Update update) {
        if (!(update instanceof NewVersion version)) {
            return Optional.of(ErrorCode.XDSMetadataUpdateOperationError);
        }
        if (version.thing().isFolder()) {
            return Optional.of(ErrorCode.XDSObjectTypeError);
        }
        return version.propagated() ? Optional.empty() : Optional.of(ErrorCode.XDSMetadataAnnotationError);
    }

    private Set<ErrorCode> faults(NewVersion update) {
        Thing first = registry.named(update.thing().lineage()).orElse(null);
        if (first == null || !first.lineage().equals(first.name())) {
            return Set.of(ErrorCode.XDSMetadataIdentifierError);
        }
        if (!isOf(update.set().patient(), first)) {
            return Set.of(ErrorCode.XDSPatientIDReconciliationError);
        }
        Thing newest = newest(first);
        if (newest.version() != update.previous()) {
            return Set.of(ErrorCode.XDSMetadataVersionError);
        }
        return newest.approved() ? bytes(update.thing(), newest) : Set.of(ErrorCode.XDSMetadataUpdateError);
    }

    /** Which bytes a document has is said once; where an entry says that they come later, the others may have said it already. */
    private Set<ErrorCode> bytes(Thing now, Thing before) {
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

    /**
     * The version before is history, and so are its Associations, which the new one takes over; all of it stays with the patient whose it
     * was, whoever he is for now.
     */
    private void carryOut(NewVersion update) {
        Thing before = newest(registry.thing(update.thing().lineage()));
        String now = update.thing().name();
        List<Thing> links = registry.things().stream()
                .filter(thing -> thing.approved()
                        && thing.content() instanceof Link link
                        && FOLLOWING.contains(link.type())
                        && !registry.thing(link.source()).isSubmissionSet()
                        && (link.source().equals(before.name()) || link.target().equals(before.name())))
                .toList();
        registry.put(before.deprecated());
        registry.put(ModelRegistry.changed(update.thing().of(before.patient()).as(before.version() + 1), this.now));
        registry.put(update.set().of(before.patient()));
        registry.put(update.membership().of(before.patient()));
        if (update.propagated()) {
            for (Thing thing : links) {
                if (thing.content() instanceof Link link) {
                    String source = link.source().equals(before.name()) ? now : link.source();
                    String target = link.target().equals(before.name()) ? now : link.target();
                    registry.put(thing.deprecated());
                    // It says what the one before said, also where that means nothing, as whether a Folder's member is
                    // a reference.
                    registry.put(Thing.link(
                            registry.maker(), thing.patient(), new Link(link.type(), source, target, link.status())));
                    if (link.type() == HAS_MEMBER) {
                        changeFolder(registry.thing(source), update.set().patient());
                    }
                }
            }
        }
    }

    private void changeFolder(Thing source, String patient) {
        if (source.approved() && isOf(patient, source)) {
            registry.change(source.name(), now);
        }
    }

    private Optional<ErrorCode> fault(NewStatus update) {
        Thing thing = registry.named(update.target()).orElse(null);
        if (thing == null) {
            return Optional.of(ErrorCode.UnresolvedReferenceException);
        }
        if (!isOf(update.set().patient(), thing)) {
            return Optional.of(ErrorCode.XDSPatientIDReconciliationError);
        }
        if (!newest(thing).equals(thing)) {
            return Optional.of(ErrorCode.XDSMetadataVersionError);
        }
        if (thing.approved() != update.wasApproved()) {
            return Optional.of(ErrorCode.XDSMetadataUpdateError);
        }
        if (update.wasApproved()) {
            return Optional.empty();
        }
        Link link = thing.link();
        if (link == null) {
            Set<String> others = chain(thing);
            others.remove(thing.name());
            return second(others);
        }
        return fault(link, update.set().patient());
    }

    private Optional<ErrorCode> second(Set<String> chain) {
        return chain.stream().map(registry::thing).anyMatch(Thing::approved)
                ? Optional.of(ErrorCode.LocalPolicyRestrictionError)
                : Optional.empty();
    }

    /** What holds again is between what is current, as if it were new; but nothing that was replaced is. */
    private Optional<ErrorCode> fault(Link link, String patient) {
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
        return replacing ? second(chain(target)) : Optional.empty();
    }

    /**
     * A document with all that it replaced, and whatever replaced one of these, in all of their versions, as far as it is the same patient's
     * still.
     */
    private Set<String> chain(Thing document) {
        String patient = registry.patients().survivor(document.patient());
        return reached(reached(versions(document), false, patient), true, patient);
    }

    private Set<String> reached(Set<String> documents, boolean up, String patient) {
        Set<String> reached = new HashSet<>(documents);
        for (int size = 0; size < reached.size(); ) {
            size = reached.size();
            registry.things().stream()
                    .filter(Thing::approved)
                    .flatMap(thing -> Stream.ofNullable(thing.link()))
                    .filter(link -> ModelRegistry.REPLACING.contains(link.type()))
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

    private boolean isOf(String patient, Thing thing) {
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

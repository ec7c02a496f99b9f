package dev.xdsi.registry.model;

import static dev.xdsi.model.AssociationType.HAS_MEMBER;
import static dev.xdsi.model.AssociationType.IS_SNAPSHOT_OF;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.registry.model.Thing.Document;
import dev.xdsi.registry.model.Thing.Link;
import dev.xdsi.registry.model.Update.NewLink;
import dev.xdsi.registry.model.Update.NewStatus;
import dev.xdsi.registry.model.Update.NewVersion;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One request of metadata update, carried out in a copy of the model: its versions, then its statuses, then its Associations; and looked at
 * whole when it is done (ITI TF-2: 3.57.4.1.3.3).
 */
final class ModelRequest {
    private static final Set<AssociationType> FOLLOWING = EnumSet.complementOf(
            EnumSet.of(AssociationType.UPDATE_AVAILABILITY_STATUS, AssociationType.SUBMIT_ASSOCIATION));

    private final ModelRegistry before;
    private final ModelRegistry after;
    private final ModelUpdates then;
    private final Update update;
    private final int now;
    private final Set<ErrorCode> faults = EnumSet.noneOf(ErrorCode.class);
    /** What the request gave a status. */
    private final Set<String> settled = new HashSet<>();

    private final Map<String, String> followers = new HashMap<>();
    private final Set<String> alone = new HashSet<>();
    private final Set<String> keptWith = new HashSet<>();
    private final Set<String> contents = new HashSet<>();
    private final Map<String, String> replacements = new LinkedHashMap<>();

    /** @param after a copy of what is before */
    ModelRequest(ModelRegistry before, ModelRegistry after, Update update, int now) {
        this.before = before;
        this.after = after;
        this.then = new ModelUpdates(after, now);
        this.update = update;
        this.now = now;
    }

    /** Without any, all of it is done in the copy. */
    Set<ErrorCode> perform() {
        update.those(NewVersion.class).forEach(this::version);
        follow();
        update.those(NewStatus.class).forEach(this::status);
        update.those(NewLink.class).forEach(this::link);
        if (faults.isEmpty()) {
            finish();
            update.those(NewVersion.class)
                    .forEach(version -> isApproved(version.thing().name()));
            update.those(NewStatus.class)
                    .filter(status -> !status.wasApproved())
                    .forEach(status -> {
                        isApproved(status.target());
                        then.faultOfApproved(after.thing(status.target()), patient())
                                .ifPresent(faults::add);
                    });
            update.those(NewLink.class).map(ModelRequest::linkOf).forEach(link -> {
                isApproved(link.source());
                if (!ModelRegistry.REPLACING.contains(link.type())) {
                    isApproved(link.target());
                }
            });
        }
        return faults;
    }

    private String patient() {
        return update.set().patient();
    }

    private static Link linkOf(NewLink update) {
        return Objects.requireNonNull(update.link().link());
    }

    private void version(NewVersion update) {
        Set<ErrorCode> wrong = then.faults(update, patient());
        faults.addAll(wrong);
        if (wrong.isEmpty()) {
            Thing newest = then.newest(after.thing(update.thing().lineage()));
            faults.addAll(then.bytes(update.thing(), newest));
            // The one before is none to build on either way.
            after.put(newest.deprecated());
            after.put(ModelRegistry.changed(update.thing().of(newest.patient()).as(newest.version() + 1), now));
            settled.add(newest.name());
            keptWith.add(newest.patient());
            if (update.propagated()) {
                followers.put(newest.name(), update.thing().name());
            } else {
                alone.add(newest.name());
            }
        }
    }

    /**
     * The versions before are history, and so are their Associations, which the new ones take over, unless one end of them stays alone. They stay
     * with the patient whose they were.
     */
    private void follow() {
        for (Thing thing : List.copyOf(after.things())) {
            Link link = thing.link();
            if (link == null
                    || !thing.approved()
                    || !FOLLOWING.contains(link.type())
                    || after.thing(link.source()).isSubmissionSet()
                    || alone.contains(link.source())
                    || alone.contains(link.target())
                    || (!followers.containsKey(link.source()) && !followers.containsKey(link.target()))) {
                continue;
            }
            String source = followers.getOrDefault(link.source(), link.source());
            String target = followers.getOrDefault(link.target(), link.target());
            after.put(thing.deprecated());
            settled.add(thing.name());
            // It says what the one before said, also where that means nothing, as whether a Folder's member is a
            // reference.
            after.put(Thing.link(after.maker(), thing.patient(), new Link(link.type(), source, target, link.status())));
            if (link.type() == HAS_MEMBER) {
                contents.add(source);
            }
        }
    }

    private void status(NewStatus update) {
        Thing thing = before.named(update.target()).orElse(null);
        if (thing == null) {
            faults.add(ErrorCode.UnresolvedReferenceException);
        } else if (!then.isOf(patient(), thing)) {
            faults.add(ErrorCode.XDSPatientIDReconciliationError);
        } else if (settled.contains(update.target())) {
            faults.add(ErrorCode.XDSMetadataUpdateError);
        } else if (!then.newest(thing).name().equals(thing.name())) {
            faults.add(ErrorCode.XDSMetadataVersionError);
        } else if (thing.approved() != update.wasApproved()) {
            faults.add(ErrorCode.XDSMetadataUpdateError);
        } else {
            settled.add(thing.name());
            after.put(update.wasApproved() ? thing.deprecated() : thing.approvedAgain());
            Stream.ofNullable(thing.link()).map(Link::source).forEach(contents::add);
        }
    }

    private void link(NewLink update) {
        Link link = linkOf(update);
        Set<ErrorCode> unknown =
                Stream.of(link.source(), link.target()).flatMap(this::unknown).collect(Collectors.toSet());
        faults.addAll(unknown);
        if (unknown.isEmpty()) {
            between(link, before.thing(link.source()), before.thing(link.target()));
        }
    }

    private Stream<ErrorCode> unknown(String end) {
        Thing thing = before.named(end).orElse(null);
        if (thing == null) {
            return Stream.of(ErrorCode.UnresolvedReferenceException);
        }
        return then.isOf(patient(), thing) ? Stream.empty() : Stream.of(ErrorCode.XDSPatientIDReconciliationError);
    }

    private void between(Link link, Thing source, Thing target) {
        boolean kinds = link.type() == HAS_MEMBER ? source.isFolder() : source.isDocument();
        if (!kinds || !target.isDocument()) {
            faults.add(ErrorCode.XDSObjectTypeError);
        } else if (source.equals(target) || !isCurrent(source) || !isCurrent(target)) {
            faults.add(ErrorCode.XDSMetadataUpdateError);
        } else if (link.type() == IS_SNAPSHOT_OF && (isStable(target) || !isStable(source))) {
            faults.add(ErrorCode.XDSObjectTypeError);
        } else if (link.type() == HAS_MEMBER) {
            contents.add(link.source());
        } else if (ModelRegistry.REPLACING.contains(link.type())
                && replacements.put(link.target(), link.source()) != null) {
            faults.add(ErrorCode.XDSMetadataUpdateError);
        }
    }

    private boolean isCurrent(Thing thing) {
        return thing.approved() && !settled.contains(thing.name());
    }

    private static boolean isStable(Thing target) {
        return target.content() instanceof Document document
                && !document.facts().onDemand();
    }

    /** What brings versions is kept with them, if they are all one patient's. */
    private void finish() {
        Thing set = update.set();
        String with = keptWith.size() == 1 ? keptWith.iterator().next() : patient();
        Stream.of(
                        Stream.of(set),
                        update.operations().stream().map(operation -> operation.asking(set)),
                        update.those(NewLink.class).map(NewLink::link))
                .flatMap(things -> things)
                .forEach(thing -> after.put(thing.of(with)));
        List<Thing> all = List.copyOf(after.things());
        replacements.forEach((replaced, by) -> after.replace(replaced, by, new Submission(set, List.of()), all, now));
        contents.stream()
                .map(after::thing)
                .filter(source -> source.approved() && then.isOf(patient(), source))
                .forEach(source -> after.change(source.name(), now));
    }

    private void isApproved(String name) {
        if (!after.thing(name).approved()) {
            faults.add(ErrorCode.XDSMetadataUpdateError);
        }
    }
}

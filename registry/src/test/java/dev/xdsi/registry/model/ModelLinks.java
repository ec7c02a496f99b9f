package dev.xdsi.registry.model;

import static dev.xdsi.model.AssociationType.HAS_MEMBER;
import static dev.xdsi.model.AssociationType.IS_SNAPSHOT_OF;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.registry.model.Thing.Document;
import dev.xdsi.registry.model.Thing.Link;
import dev.xdsi.registry.model.Update.NewLink;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Submit Association of the model (ITI TF-2: 3.57.4.1.3.3.6). */
record ModelLinks(ModelRegistry registry, int now) {

    Set<ErrorCode> perform(NewLink update) {
        Link link = update.link().link();
        if (link == null) {
            throw new IllegalArgumentException("is no Association");
        }
        Submission submission = new Submission(update.set(), List.of());
        Set<ErrorCode> faults = EnumSet.noneOf(ErrorCode.class);
        Stream.of(link.source(), link.target()).forEach(end -> exists(end, submission, faults));
        if (faults.isEmpty()) {
            between(link, registry.thing(link.source()), registry.thing(link.target()), submission, faults);
        }
        if (faults.isEmpty()) {
            List<Thing> before = List.copyOf(registry.things());
            Stream.of(update.set(), update.link(), update.asking()).forEach(registry::put);
            if (link.type() == HAS_MEMBER) {
                registry.change(link.source(), now);
            } else if (ModelRegistry.REPLACING.contains(link.type())) {
                registry.replace(link.target(), link.source(), submission, before, now);
            }
        }
        return faults;
    }

    private void exists(String end, Submission submission, Set<ErrorCode> faults) {
        registry.named(end)
                .ifPresentOrElse(
                        thing -> {
                            String patient = registry.patients().survivor(thing.patient());
                            if (!patient.equals(submission.set().patient())) {
                                faults.add(ErrorCode.XDSPatientIDReconciliationError);
                            }
                        },
                        () -> faults.add(ErrorCode.UnresolvedReferenceException));
    }

    private void between(Link link, Thing source, Thing target, Submission submission, Set<ErrorCode> faults) {
        boolean kinds = link.type() == HAS_MEMBER ? source.isFolder() : source.isDocument();
        if (!kinds || !target.isDocument()) {
            faults.add(ErrorCode.XDSObjectTypeError);
        } else if (source.equals(target) || !source.approved() || !target.approved()) {
            faults.add(ErrorCode.XDSMetadataUpdateError);
        } else if (link.type() == IS_SNAPSHOT_OF && isStable(target)) {
            faults.add(ErrorCode.XDSObjectTypeError);
        } else if (ModelRegistry.REPLACING.contains(link.type())
                && registry.buildsOn(source.name(), target.name(), submission)) {
            faults.add(ErrorCode.XDSMetadataUpdateError);
        }
    }

    private static boolean isStable(Thing target) {
        return target.content() instanceof Document document
                && !document.facts().onDemand();
    }
}

package dev.xdsi.registry.model;

import static dev.xdsi.model.AssociationType.APND;
import static dev.xdsi.model.AssociationType.HAS_MEMBER;
import static dev.xdsi.model.AssociationType.IS_SNAPSHOT_OF;
import static dev.xdsi.model.AssociationType.XFRM;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.registry.model.Thing.Document;
import dev.xdsi.registry.model.Thing.Link;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Everything that is wrong with a submission (ITI TF-2: 3.42.4.1.3). */
final class SubmissionFaults {
    private final ModelRegistry registry;
    private final Submission submission;
    private final Set<ErrorCode> faults = EnumSet.noneOf(ErrorCode.class);

    SubmissionFaults(ModelRegistry registry, Submission submission) {
        this.registry = registry;
        this.submission = submission;
    }

    Set<ErrorCode> all() {
        faultIf(!registry.patients().isKnown(submission.set().patient()), ErrorCode.XDSUnknownPatientId);
        Set<String> replaced = new HashSet<>();
        Set<String> added = new HashSet<>();
        for (Thing thing : submission.all()) {
            faultIf(registry.named(thing.name()).isPresent(), ErrorCode.XDSRegistryMetadataError);
            switch (thing.content()) {
                case Link link
                when link.type() == HAS_MEMBER -> {
                    member(link);
                    if (!link.source().equals(submission.set().name())) {
                        added.add(link.target());
                    }
                }
                case Link link -> {
                    relationship(link);
                    if (link.type() == APND || link.type() == XFRM) {
                        added.add(link.target());
                    }
                    boolean replacing = ModelRegistry.REPLACING.contains(link.type());
                    faultIf(replacing && !replaced.add(link.target()), ErrorCode.XDSRegistryMetadataError);
                }
                case Document document -> {
                    samePatientAs(thing);
                    faults.addAll(registry.otherBytes(document));
                }
                case Thing.Folder folder -> {
                    samePatientAs(thing);
                    isNew(folder.uniqueId());
                }
                case Thing.SubmissionSet set -> isNew(set.uniqueId());
            }
        }
        Set<String> outdated = new HashSet<>(replaced);
        replaced.forEach(document -> outdated.addAll(registry.buildingOn(document, submission)));
        faultIf(!Collections.disjoint(added, outdated), ErrorCode.XDSRegistryDeprecatedDocumentError);
        return faults;
    }

    private void samePatientAs(Thing submitted) {
        faultIf(!submitted.patient().equals(submission.set().patient()), ErrorCode.XDSPatientIdDoesNotMatch);
    }

    private void isNew(String uniqueId) {
        faultIf(
                registry.things().stream().anyMatch(thing -> uniqueId.equals(thing.uniqueId())),
                ErrorCode.XDSDuplicateUniqueIdInRegistry);
    }

    private void member(Link link) {
        boolean ofThisSet = link.source().equals(submission.set().name());
        exists(link.source());
        exists(link.target());
        if (ofThisSet
                && link.status() == SubmissionSetStatus.Reference
                && registered(link.target()).filter(Thing::isDocument).isPresent()) {
            return; // another patient's, or an old one: it is only referred to
        }
        registered(link.source()).ifPresent(source -> {
            faultIf(!source.isFolder(), ErrorCode.XDSRegistryMetadataError);
            isUsable(source);
        });
        registered(link.target()).ifPresent(target -> {
            faultIf(ofThisSet && target.isDocument(), ErrorCode.XDSRegistryMetadataError);
            faultIf(!ofThisSet && !target.isDocument(), ErrorCode.XDSRegistryMetadataError);
            isUsable(target);
        });
    }

    private void relationship(Link link) {
        boolean fromHere =
                submission.named(link.source()).filter(Thing::isDocument).isPresent();
        faultIf(!fromHere, ErrorCode.UnresolvedReferenceException);
        if (ModelRegistry.REPLACING.contains(link.type()) || link.type() == IS_SNAPSHOT_OF) {
            faultIf(registry.named(link.target()).isEmpty(), ErrorCode.UnresolvedReferenceException);
        } else {
            exists(link.target());
        }
        registered(link.target()).ifPresent(target -> {
            faultIf(!target.isDocument(), ErrorCode.UnresolvedReferenceException);
            boolean stable = target.content() instanceof Document document
                    && !document.facts().onDemand();
            faultIf(link.type() == IS_SNAPSHOT_OF && stable, ErrorCode.XDSRegistryMetadataError);
            isUsable(target);
        });
    }

    private void exists(String name) {
        boolean exists = submission.named(name).or(() -> registry.named(name)).isPresent();
        faultIf(!exists, ErrorCode.UnresolvedReferenceException);
    }

    /** What is registered and does not come again. */
    private Optional<Thing> registered(String name) {
        return submission.named(name).isPresent() ? Optional.empty() : registry.named(name);
    }

    /** Under the id of one who was merged into another there is nothing, so nothing fits it. */
    private void isUsable(Thing registered) {
        String patient = registry.patients().survivor(registered.patient());
        faultIf(!registered.approved(), ErrorCode.XDSRegistryDeprecatedDocumentError);
        faultIf(!patient.equals(submission.set().patient()), ErrorCode.XDSPatientIdDoesNotMatch);
    }

    private void faultIf(boolean wrong, ErrorCode code) {
        if (wrong) {
            faults.add(code);
        }
    }
}

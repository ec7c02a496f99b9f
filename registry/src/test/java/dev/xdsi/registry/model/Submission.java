package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.SubmissionSetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is submitted at once: a SubmissionSet, and what comes with it. */
record Submission(Thing set, List<Thing> others) {
    Submission {
        others = List.copyOf(others);
    }

    static Submission of(Thing set) {
        return new Submission(set, List.of());
    }

    /** A new document or folder, which the SubmissionSet has as its member. */
    Submission with(Thing object) {
        return and(object).and(Thing.member(set.name(), set.patient(), object.name(), SubmissionSetStatus.Original));
    }

    /** A relationship between documents. */
    Submission with(AssociationType type, String source, String target) {
        return and(Thing.link(set.name(), set.patient(), type, source, target));
    }

    /** A document that is there already, as a member. */
    Submission refersTo(String document, SubmissionSetStatus status) {
        return and(Thing.member(set.name(), set.patient(), document, status));
    }

    /** A document goes into a folder as if that were a SubmissionSet that refers to it. */
    Submission refersTo(String document, String folder) {
        AssociationType member = AssociationType.HAS_MEMBER;
        Thing place = Thing.link(set.name(), set.patient(), member, folder, document)
                .with(new Thing.Link(member, folder, document, SubmissionSetStatus.Reference));
        return and(place).and(Thing.link(set.name(), set.patient(), member, set.name(), place.name()));
    }

    /** A document goes into a folder, which the SubmissionSet remembers. */
    Submission puts(String document, String folder) {
        Thing place = Thing.link(set.name(), set.patient(), AssociationType.HAS_MEMBER, folder, document);
        return and(place)
                .and(Thing.link(set.name(), set.patient(), AssociationType.HAS_MEMBER, set.name(), place.name()));
    }

    Submission and(Thing object) {
        List<Thing> more = new ArrayList<>(others);
        more.add(object);
        return new Submission(set, more);
    }

    /** Whether it is one of Register On-Demand Document Entry [ITI-61]. */
    boolean isOnDemand() {
        return others.stream()
                .anyMatch(thing -> thing.content() instanceof Thing.Document document
                        && document.facts().onDemand());
    }

    List<Thing> all() {
        List<Thing> all = new ArrayList<>(List.of(set));
        all.addAll(others);
        return all;
    }

    Optional<Thing> named(String name) {
        return all().stream().filter(thing -> thing.name().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return "submit for " + set.patient() + ": "
                + all().stream().map(Submission::shown).collect(Collectors.joining(", "));
    }

    private static String shown(Thing thing) {
        return switch (thing.content()) {
            case Thing.Document document ->
                thing.name() + " of " + thing.patient() + " (" + document.uniqueId() + ", hash " + document.hash()
                        + ", size " + document.size() + ", " + document.facts() + ")";
            case Thing.SubmissionSet other -> thing.name() + " (" + other.uniqueId() + ")";
            case Thing.Folder folder -> thing.name() + " (" + folder.uniqueId() + ")";
            case Thing.Link link -> thing.reference() + (link.status() == null ? "" : " " + link.status());
        };
    }
}

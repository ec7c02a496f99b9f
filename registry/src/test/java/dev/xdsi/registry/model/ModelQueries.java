package dev.xdsi.registry.model;

import static dev.xdsi.model.AssociationType.HAS_MEMBER;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.registry.model.Thing.Document;
import dev.xdsi.registry.model.Thing.Link;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stored queries (ITI TF-2: 3.18.4.1.2.3.7), each told as which of all things it finds. */
final class ModelQueries {
    private final ModelRegistry registry;
    private final Question question;

    private ModelQueries(ModelRegistry registry, Question question) {
        this.registry = registry;
        this.question = question;
    }

    static Answer answer(ModelRegistry registry, Question question) {
        Set<Thing> found = new ModelQueries(registry, question).found();
        if (question.returnType() == ReturnType.ObjectRef) {
            return Answer.found(found.stream().map(Thing::reference).toList());
        }
        List<Thing> now = found.stream()
                .map(thing -> thing.of(registry.patients().survivor(thing.patient())))
                .toList();
        return !question.query().ofMany()
                        && now.stream()
                                        .filter(thing -> thing.link() == null)
                                        .map(Thing::patient)
                                        .distinct()
                                        .count()
                                > 1
                ? Answer.refused(Set.of(ErrorCode.XDSResultNotSinglePatient))
                : Answer.found(now.stream().map(Thing::seen).toList());
    }

    private Set<Thing> found() {
        return switch (question.query()) {
            case FindDocuments, FindDocumentsForMultiplePatients ->
                which(thing -> thing.isDocument() && isAskedFor(thing) && isMeant(thing));
            case FindSubmissionSets -> which(thing -> thing.isSubmissionSet() && isAskedFor(thing));
            case FindFolders, FindFoldersForMultiplePatients -> which(thing -> thing.isFolder() && isAskedFor(thing));
            case FindDocumentsByReferenceId, FindDocumentsByReferenceIdForMultiplePatients ->
                which(thing -> thing.isDocument()
                        && isAskedFor(thing)
                        && isMeant(thing)
                        && question.objects().contains(thing.uniqueId()));
            case GetAll -> withAllLinks(which(thing -> thing.link() == null && isAskedFor(thing) && isMeant(thing)));
            case GetDocuments -> which(thing -> thing.isDocument() && isNamed(thing));
            case GetFolders -> which(thing -> thing.isFolder() && isNamed(thing));
            case GetAssociations ->
                links(link -> question.objects().contains(link.source())
                        || question.objects().contains(link.target()));
            case GetDocumentsAndAssociations -> withAllLinks(which(thing -> thing.isDocument() && isNamed(thing)));
            case GetSubmissionSets -> submissionSets();
            case GetSubmissionSetAndContents -> contents(which(thing -> thing.isSubmissionSet() && isNamed(thing)));
            case GetFolderAndContents -> folder(which(thing -> thing.isFolder() && isNamed(thing)));
            case GetFoldersForDocument -> foldersOf(which(thing -> thing.isDocument() && isNamed(thing)));
            case GetRelatedDocuments -> related(which(thing -> thing.isDocument() && isNamed(thing)));
        };
    }

    /** Of the patient, under the id under which he is known now, and of a status that was asked for. */
    private boolean isAskedFor(Thing thing) {
        return question.patients().contains(registry.patients().survivor(thing.patient()))
                && question.status().contains(status(thing));
    }

    private boolean isMeant(Thing thing) {
        return !(thing.content() instanceof Document document)
                || question.documents().isMetBy(document.facts());
    }

    private boolean isNamed(Thing thing) {
        return question.objects().contains(question.byUniqueId() ? thing.uniqueId() : thing.name());
    }

    private Set<Thing> withAllLinks(Set<Thing> found) {
        Set<String> names = names(found);
        return union(found, links(link -> names.contains(link.source()) || names.contains(link.target())));
    }

    private Set<Thing> submissionSets() {
        Set<String> sets = names(which(Thing::isSubmissionSet));
        Set<Thing> memberships = links(link -> link.type() == HAS_MEMBER
                && sets.contains(link.source())
                && question.objects().contains(link.target()));
        Set<String> sources = ends(memberships, Link::source);
        return union(which(thing -> sources.contains(thing.name())), memberships);
    }

    /** What is in it, and in the folders that are in it; and the memberships both of whose ends are found. */
    private Set<Thing> contents(Set<Thing> containers) {
        Set<Thing> members = union(members(containers, Thing::isFolder), members(containers, Thing::isDocument));
        Set<Thing> found =
                union(containers, members.stream().filter(this::isMeant).collect(Collectors.toSet()));
        Set<String> holding = found.stream()
                .filter(thing -> !thing.isDocument())
                .map(Thing::name)
                .collect(Collectors.toSet());
        for (int depth = 0; depth < 2; depth++) { // a membership may itself be a member
            Set<String> inside = names(found);
            found = union(
                    found,
                    links(link -> link.type() == HAS_MEMBER
                            && holding.contains(link.source())
                            && inside.contains(link.target())));
        }
        return found;
    }

    /** A Folder is one patient's, and shows nothing of another's whom he was separated from. */
    private Set<Thing> folder(Set<Thing> folders) {
        Set<Thing> found = contents(folders);
        Set<String> others = names(found.stream()
                .filter(thing -> thing.isDocument() && !isOfOne(folders, thing))
                .collect(Collectors.toSet()));
        return found.stream()
                .filter(thing -> !others.contains(thing.name()))
                .filter(thing -> !(thing.content() instanceof Link link) || !others.contains(link.target()))
                .collect(Collectors.toSet());
    }

    private boolean isOfOne(Set<Thing> of, Thing thing) {
        return of.stream()
                .map(Thing::patient)
                .map(registry.patients()::survivor)
                .anyMatch(registry.patients().survivor(thing.patient())::equals);
    }

    private Set<Thing> members(Set<Thing> containers, Predicate<Thing> which) {
        Set<String> names = names(containers);
        Set<String> members =
                ends(links(link -> link.type() == HAS_MEMBER && names.contains(link.source())), Link::target);
        return which(member -> which.test(member) && members.contains(member.name()));
    }

    private Set<Thing> foldersOf(Set<Thing> documents) {
        Set<String> names = names(documents);
        Set<String> containers =
                ends(links(link -> link.type() == HAS_MEMBER && names.contains(link.target())), Link::source);
        return which(folder -> folder.isFolder() && containers.contains(folder.name()) && isOfOne(documents, folder));
    }

    /** Relationships of the document, and their other ends of the types that are meant; without any not even the document. */
    private Set<Thing> related(Set<Thing> documents) {
        Set<String> names = names(documents);
        Set<String> meant = names(which(this::isMeant));
        meant.addAll(names);
        Set<Thing> relationships = links(link -> question.types().contains(link.type())
                && (names.contains(link.source()) || names.contains(link.target()))
                && meant.contains(link.source())
                && meant.contains(link.target()));
        Set<String> sources = ends(relationships, Link::source);
        Set<String> targets = ends(relationships, Link::target);
        return union(which(thing -> sources.contains(thing.name()) || targets.contains(thing.name())), relationships);
    }

    private Set<Thing> which(Predicate<Thing> wanted) {
        return registry.things().stream().filter(wanted).collect(Collectors.toSet());
    }

    private Set<Thing> links(Predicate<Link> wanted) {
        return which(thing -> thing.content() instanceof Link link && counts(thing) && wanted.test(link));
    }

    /** Where nobody asks for their status, those that hold; and to what a SubmissionSet brought it does not matter. */
    private boolean counts(Thing link) {
        return !question.query().takesStatusOfLinks()
                || (question.ofLinks().isEmpty()
                        ? link.approved()
                        : question.ofLinks().contains(status(link)));
    }

    private static AvailabilityStatus status(Thing thing) {
        return thing.approved() ? AvailabilityStatus.APPROVED : AvailabilityStatus.DEPRECATED;
    }

    private static Set<String> ends(Set<Thing> links, Function<Link, String> end) {
        return links.stream()
                .flatMap(thing -> Stream.ofNullable(thing.link()))
                .map(end)
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Set<Thing> things) {
        return things.stream().map(Thing::name).collect(Collectors.toSet());
    }

    private static Set<Thing> union(Set<Thing> one, Set<Thing> other) {
        Set<Thing> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}

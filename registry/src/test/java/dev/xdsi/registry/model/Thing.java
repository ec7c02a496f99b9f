package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.SubmissionSetStatus;
import org.jspecify.annotations.Nullable;

/**
 * Something in a registry, under the name by which a history calls it.
 *
 * @param patient by name
 * @param lineage the name of its first version
 */
record Thing(String name, String patient, boolean approved, String lineage, int version, Content content) {

    sealed interface Content {}

    /**
     * @param hash which bytes; 0 where they come later, less where there are none before somebody asks
     * @param size how many
     */
    record Document(String uniqueId, int hash, int size, Facts facts) implements Content {
        /** Whether it says which bytes. */
        boolean tells() {
            return hash > 0;
        }
    }

    record SubmissionSet(String uniqueId) implements Content {}

    /** @param changed when its content or itself last did */
    record Folder(String uniqueId, int changed) implements Content {}

    record Link(
            AssociationType type,
            String source,
            String target,
            @Nullable SubmissionSetStatus status) implements Content {}

    /** The first version. */
    static Thing of(String name, String patient, Content content) {
        return new Thing(name, patient, true, name, 1, content);
    }

    static Thing document(String name, String patient) {
        return document(name, patient, Facts.PLAIN);
    }

    static Thing document(String name, String patient, Facts facts) {
        int bytes = facts.onDemand() ? -1 : 1;
        return of(name, patient, new Document(name, bytes, bytes, facts));
    }

    static Thing submissionSet(String name, String patient) {
        return of(name, patient, new SubmissionSet(name));
    }

    static Thing folder(String name, String patient) {
        return of(name, patient, new Folder(name, 0));
    }

    /** By its ends, and by who made it, for there may be two between the same ends. */
    static Thing link(String maker, String patient, AssociationType type, String source, String target) {
        return link(maker, patient, new Link(type, source, target, null));
    }

    static Thing link(String maker, String patient, Link link) {
        return of(maker + ":" + linkName(link.type(), link.source(), link.target()), patient, link);
    }

    static Thing member(String set, String patient, String target, SubmissionSetStatus status) {
        AssociationType type = AssociationType.HAS_MEMBER;
        return of(set + ":" + linkName(type, set, target), patient, new Link(type, set, target, status));
    }

    static String linkName(AssociationType type, String source, String target) {
        String[] urn = type.urn().split(":", -1);
        return "(" + source + " " + urn[urn.length - 1] + " " + target + ")";
    }

    Thing deprecated() {
        return new Thing(name, patient, false, lineage, version, content);
    }

    Thing approvedAgain() {
        return new Thing(name, patient, true, lineage, version, content);
    }

    /** As this version. */
    Thing as(int number) {
        return new Thing(name, patient, approved, lineage, number, content);
    }

    /** As a version, under this name, of another. */
    Thing after(String other) {
        return new Thing(name, patient, approved, other, version, content);
    }

    Thing of(String otherPatient) {
        return new Thing(name, otherPatient, approved, lineage, version, content);
    }

    Thing with(Content other) {
        return new Thing(name, patient, approved, lineage, version, other);
    }

    boolean isDocument() {
        return content instanceof Document;
    }

    boolean isSubmissionSet() {
        return content instanceof SubmissionSet;
    }

    boolean isFolder() {
        return content instanceof Folder;
    }

    @Nullable
    Link link() {
        return content instanceof Link link ? link : null;
    }

    /** The uniqueId; an Association has none. */
    @Nullable
    String uniqueId() {
        return switch (content) {
            case Document document -> document.uniqueId();
            case SubmissionSet set -> set.uniqueId();
            case Folder folder -> folder.uniqueId();
            case Link link -> null;
        };
    }

    /** What a Document Consumer sees of it: the registry may call an Association that it made itself as it likes. */
    String seen() {
        String status = approved ? "Approved" : "Deprecated";
        return switch (content) {
            case Link link -> reference() + " " + status + (link.status() == null ? "" : " " + link.status());
            case Folder folder -> known(status) + " changed at " + folder.changed();
            case Document document -> known(status) + " " + document.facts();
            case SubmissionSet set -> known(status);
        };
    }

    private String known(String status) {
        return name + " " + status + " of " + patient + ", version " + version + " of " + lineage;
    }

    /** A reference to it. */
    String reference() {
        return bare(name);
    }

    /** Without the makers of Associations, which may be the ends of others. */
    static String bare(String text) {
        return text.replaceAll("[a-z]+[0-9]+(:[0-9]+)?:\\(", "(");
    }
}

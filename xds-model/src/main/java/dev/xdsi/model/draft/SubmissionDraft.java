package dev.xdsi.model.draft;

import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The objects of one {@code lcm:SubmitObjectsRequest} in the order written.
 *
 * @param strays what was submitted beside them and is no part of XDS, each in words that the sender can act on
 */
public record SubmissionDraft(List<RegistryObjectDraft> objects, List<String> strays) {
    public SubmissionDraft {
        objects = List.copyOf(objects);
        strays = List.copyOf(strays);
    }

    public SubmissionDraft(List<RegistryObjectDraft> objects) {
        this(objects, List.of());
    }

    public Stream<RegistryObjectDraft> documentEntries() {
        return objects.stream().filter(object -> object.kind() == Kind.ExtrinsicObject);
    }

    public Stream<RegistryObjectDraft> submissionSets() {
        return packages(Vocabulary.SUBMISSION_SET_NODE);
    }

    public Stream<RegistryObjectDraft> folders() {
        return packages(Vocabulary.FOLDER_NODE);
    }

    public Stream<RegistryObjectDraft> associations() {
        return objects.stream().filter(object -> object.kind() == Kind.Association);
    }

    /** A copy in which every DocumentEntry is changed. */
    public SubmissionDraft mapDocumentEntries(UnaryOperator<RegistryObjectDraft> change) {
        return new SubmissionDraft(
                objects.stream()
                        .map(object -> object.kind() == Kind.ExtrinsicObject ? change.apply(object) : object)
                        .toList(),
                strays);
    }

    private Stream<RegistryObjectDraft> packages(String node) {
        return objects.stream()
                .filter(object -> object.kind() == Kind.RegistryPackage)
                .filter(object -> object.hasNode(node));
    }
}

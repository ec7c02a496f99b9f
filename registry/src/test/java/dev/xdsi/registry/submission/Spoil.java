package dev.xdsi.registry.submission;

import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.SubmissionDraft;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes valid submissions for tests. */
public final class Spoil {
    private Spoil() {}

    /** The same submission with another id for one of its objects. */
    public static SubmissionDraft rename(SubmissionDraft submission, String from, String to) {
        return new SubmissionDraft(submission.objects().stream()
                .map(object -> rename(object, from, to))
                .toList());
    }

    public static SubmissionDraft associations(SubmissionDraft submission, UnaryOperator<Link> change) {
        return new SubmissionDraft(submission.objects().stream()
                .map(object -> object.link() == null
                        ? object
                        : build(object, object.header(), change.apply(Objects.requireNonNull(object.link()))))
                .toList());
    }

    private static RegistryObjectDraft rename(RegistryObjectDraft object, String from, String to) {
        Link link = object.link();
        return new RegistryObjectDraft(
                object.kind(),
                object.header().withId(other(object.header().id(), from, to)),
                object.name(),
                object.description(),
                object.slots(),
                object.classifications().stream()
                        .map(part -> new ClassificationDraft(
                                "part",
                                part.classificationScheme(),
                                part.classificationNode(),
                                other(part.classifiedObject(), from, to),
                                part.nodeRepresentation(),
                                part.name(),
                                part.slots()))
                        .toList(),
                object.externalIdentifiers().stream()
                        .map(part -> new ExternalIdentifierDraft(
                                "part",
                                part.identificationScheme(),
                                other(part.registryObject(), from, to),
                                part.value(),
                                part.name()))
                        .toList(),
                link == null
                        ? null
                        : new Link(
                                link.associationType(),
                                other(link.sourceObject(), from, to),
                                other(link.targetObject(), from, to)));
    }

    private static RegistryObjectDraft build(
            RegistryObjectDraft object, RegistryObjectDraft.Header header, @Nullable Link link) {
        return new RegistryObjectDraft(
                object.kind(),
                header,
                object.name(),
                object.description(),
                object.slots(),
                object.classifications(),
                object.externalIdentifiers(),
                link);
    }

    private static @Nullable String other(@Nullable String id, String from, String to) {
        return from.equals(id) ? to : id;
    }
}

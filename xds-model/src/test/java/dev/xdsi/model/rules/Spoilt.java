package dev.xdsi.model.rules;

import static dev.xdsi.model.draft.Submissions.ofOneManifest;

import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SubmissionDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A valid submission, and what it takes to spoil it. */
final class Spoilt {
    static final SubmissionDraft VALID = ofOneManifest("a");

    private Spoilt() {}

    static SubmissionDraft entry(UnaryOperator<RegistryObjectDraft> change) {
        return VALID.mapDocumentEntries(change);
    }

    static SubmissionDraft map(Kind kind, UnaryOperator<RegistryObjectDraft> change) {
        return new SubmissionDraft(VALID.objects().stream()
                .map(object -> object.kind() == kind ? change.apply(object) : object)
                .toList());
    }

    static SubmissionDraft filter(Predicate<RegistryObjectDraft> keep) {
        return new SubmissionDraft(VALID.objects().stream().filter(keep).toList());
    }

    static SubmissionDraft add(SubmissionDraft more) {
        return new SubmissionDraft(
                Stream.concat(VALID.objects().stream(), more.objects().stream()).toList());
    }

    static RegistryObjectDraft without(RegistryObjectDraft draft, String scheme) {
        return withClassifications(
                draft,
                draft.classifications().stream()
                        .filter(part -> !scheme.equals(part.classificationScheme()))
                        .toList());
    }

    static RegistryObjectDraft with(RegistryObjectDraft draft, ClassificationDraft part) {
        return withClassifications(draft, concat(draft.classifications(), part));
    }

    private static RegistryObjectDraft withClassifications(
            RegistryObjectDraft draft, List<ClassificationDraft> classifications) {
        return new RegistryObjectDraft(
                draft.kind(),
                draft.header(),
                draft.name(),
                draft.description(),
                draft.slots(),
                classifications,
                draft.externalIdentifiers(),
                draft.link());
    }

    static RegistryObjectDraft withoutSlot(RegistryObjectDraft draft, String name) {
        return new RegistryObjectDraft(
                draft.kind(),
                draft.header(),
                draft.name(),
                draft.description(),
                draft.slots().stream().filter(slot -> !slot.name().equals(name)).toList(),
                draft.classifications(),
                draft.externalIdentifiers(),
                draft.link());
    }

    static RegistryObjectDraft withIdentifier(RegistryObjectDraft draft, String scheme, String value) {
        return new RegistryObjectDraft(
                draft.kind(),
                draft.header(),
                draft.name(),
                draft.description(),
                draft.slots(),
                draft.classifications(),
                draft.externalIdentifiers().stream()
                        .map(part -> scheme.equals(part.identificationScheme())
                                ? new ExternalIdentifierDraft(
                                        part.id(), scheme, part.registryObject(), value, part.name())
                                : part)
                        .toList(),
                draft.link());
    }

    static <T> List<T> concat(List<T> list, T last) {
        List<T> all = new ArrayList<>(list);
        all.add(last);
        return all;
    }
}

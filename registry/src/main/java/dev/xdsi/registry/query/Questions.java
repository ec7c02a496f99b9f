package dev.xdsi.registry.query;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.OfAssociation;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.registry.store.StoreQuestions.TooManyResultsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** The four questions of the store, none of which may have a longer answer than the registry wants to give: XDSTooManyResults. */
final class Questions {
    /** A statement of a database does not take any number of values. */
    static final int NAMED_AT_ONCE = 1_000;

    private final StoreQuestions store;
    private final int atMost;

    Questions(StoreQuestions store, int atMost) {
        this.store = store;
        this.atMost = atMost;
    }

    List<RegisteredObject> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf) {
        return bounded(store.documentEntries(allOf, atMost + 1)).stream()
                .map(RegisteredEntry::object)
                .toList();
    }

    List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf) {
        return bounded(store.submissionSets(allOf, atMost + 1));
    }

    List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf) {
        return bounded(store.folders(allOf, atMost + 1));
    }

    List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf) {
        return bounded(store.associations(allOf, atMost + 1));
    }

    /** Those of the named objects that are DocumentEntries and meet the restriction. */
    List<RegisteredObject> documentEntries(Set<EntryUuid> named, List<Criterion.OfDocumentEntry> restriction) {
        return portions(
                named,
                RegisteredObject::entryUUID,
                some -> documentEntries(Stream.concat(Stream.of(new EntryUuidIn(some)), restriction.stream())
                        .toList()));
    }

    /** Those of the named objects that are SubmissionSets. */
    List<RegisteredObject> submissionSets(Set<EntryUuid> named) {
        return portions(named, RegisteredObject::entryUUID, some -> submissionSets(List.of(new EntryUuidIn(some))));
    }

    /** Those of the named objects that are Folders. */
    List<RegisteredObject> folders(Set<EntryUuid> named) {
        return portions(named, RegisteredObject::entryUUID, some -> folders(List.of(new EntryUuidIn(some))));
    }

    /**
     * The Associations of the named objects.
     *
     * @param end which of their ends must be one of the objects
     */
    List<RegisteredAssociation> associations(
            Function<Set<EntryUuid>, OfAssociation> end, Set<EntryUuid> named, List<OfAssociation> restriction) {
        return portions(
                named,
                link -> link.object().entryUUID(),
                some -> associations(Stream.concat(Stream.of(end.apply(some)), restriction.stream())
                        .toList()));
    }

    private <T> List<T> portions(
            Set<EntryUuid> named, Function<T, EntryUuid> entryUUID, Function<Set<EntryUuid>, List<T>> question) {
        Map<EntryUuid, T> found = new LinkedHashMap<>();
        for (List<EntryUuid> some :
                named.stream().gather(Gatherers.windowFixed(NAMED_AT_ONCE)).toList()) {
            question.apply(Set.copyOf(some)).forEach(object -> found.put(entryUUID.apply(object), object));
            if (found.size() > atMost) {
                throw new TooManyResultsException(atMost);
            }
        }
        return List.copyOf(found.values());
    }

    <T> List<T> bounded(List<T> found) {
        if (found.size() > atMost) {
            throw new TooManyResultsException(atMost);
        }
        return found;
    }
}

package dev.xdsi.registry.dsub;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.XdsError.Severity;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.registry.dsub.Notification.Content;
import dev.xdsi.registry.store.Happening;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Whether a subscription matches a happening: its filter, asked as a stored query, finds objects among those that changed
 * (ITI TF-2: 3.52.5.2). Throws where the query cannot be answered as a whole: a part of the answer is none to go by.
 *
 * @param survivor who a patient is after merges
 */
public record Matching(StoredQueries queries, UnaryOperator<PatientId> survivor) {
    PatientId patientOf(Happening happening) {
        return survivor.apply(happening.patientId());
    }

    boolean matches(Subscription subscription, Happening happening, StoreQuestions store) {
        return !found(subscription, happening, store).isEmpty();
    }

    /** What the recipient is sent of it by the topic; nothing where nothing matches. */
    Content content(Subscription subscription, Happening happening, StoreQuestions store) {
        List<RegistryObjectDraft> found = found(subscription, happening, store);
        return switch (subscription.interest().topic()) {
            case MINIMAL_DOCUMENT_ENTRY ->
                new Content.References(
                        found.stream().map(entry -> new EntryUuid(entry.id())).toList());
            case FULL_DOCUMENT_ENTRY -> new Content.Objects(withSubmissionSets(found, happening, store));
            case SUBMISSION_SET_METADATA, FOLDER_METADATA -> new Content.Objects(found);
        };
    }

    private List<RegistryObjectDraft> found(Subscription subscription, Happening happening, StoreQuestions store) {
        Filter filter = subscription.interest().filter();
        PatientId patient = filter.patientId().orElseGet(() -> patientOf(happening));
        return ask(filter.queryFor(patient), happening, store);
    }

    private List<RegistryObjectDraft> withSubmissionSets(
            List<RegistryObjectDraft> entries, Happening happening, StoreQuestions store) {
        if (entries.isEmpty()) {
            return entries;
        }
        Set<String> documents = ids(entries);
        String patient = patientOf(happening).cx();
        List<RegistryObjectDraft> sets = ask(
                query(
                        StoredQueryId.FindSubmissionSets.urn(),
                        SlotDraft.of("$XDSSubmissionSetPatientId", literal(patient)),
                        SlotDraft.of(
                                "$XDSSubmissionSetStatus", "(" + literal(AvailabilityStatus.APPROVED.urn()) + ")")),
                happening,
                store);
        String uuids = documents.stream().map(Matching::literal).collect(Collectors.joining(",", "(", ")"));
        Set<String> ofSets = ids(sets);
        List<RegistryObjectDraft> all = new ArrayList<>(entries);
        all.addAll(sets);
        ask(query(StoredQueryId.GetAssociations.urn(), SlotDraft.of("$uuid", uuids)), happening, store).stream()
                .filter(link -> isMembership(link, ofSets, documents))
                .forEach(all::add);
        return all;
    }

    private static StoredQueryRequest query(String id, SlotDraft... parameters) {
        return new StoredQueryRequest(id, ReturnType.LeafClass, null, List.of(parameters));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Set<String> ids(List<RegistryObjectDraft> objects) {
        return objects.stream().map(RegistryObjectDraft::id).collect(Collectors.toSet());
    }

    private static boolean isMembership(RegistryObjectDraft object, Set<String> sources, Set<String> targets) {
        RegistryObjectDraft.Link link = object.link();
        return link != null
                && AssociationType.HAS_MEMBER.urn().equals(link.associationType())
                && sources.contains(link.sourceObject())
                && targets.contains(link.targetObject());
    }

    private List<RegistryObjectDraft> ask(StoredQueryRequest query, Happening happening, StoreQuestions store) {
        StoredQueryResponse response = queries.answer(query, new Among(store, happening.objects()));
        List<String> errors = response.errors().stream()
                .filter(error -> error.severity() == Severity.ERROR)
                .map(XdsError::codeContext)
                .toList();
        if (!errors.isEmpty()) {
            throw new IllegalStateException("the stored query of a filter was answered with " + errors);
        }
        return response.objects();
    }
}

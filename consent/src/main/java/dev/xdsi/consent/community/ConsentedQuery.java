package dev.xdsi.consent.community;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError.Severity;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Around a stored query that other communities answer (ITI TF-2: 3.38): of their answers only that passes which our own consents allow
 * too. References are too little to decide by, so whole objects are asked for and references made of what is left.
 */
public final class ConsentedQuery implements Transaction<StoredQueryRequest, StoredQueryResponse> {

    private final Transaction<StoredQueryRequest, StoredQueryResponse> query;
    private final OurConsents consents;
    private final String transaction;

    /** @param transaction by which the decision is asked for: {@code ITI-18} toward our consumers */
    public ConsentedQuery(
            Transaction<StoredQueryRequest, StoredQueryResponse> query, OurConsents consents, String transaction) {
        this.query = query;
        this.consents = consents;
        this.transaction = transaction;
    }

    @Override
    public StoredQueryResponse perform(StoredQueryRequest request, Caller caller) {
        StoredQueryResponse answer = query.perform(
                new StoredQueryRequest(request.queryId(), ReturnType.LeafClass, request.home(), request.parameters()),
                caller);
        // Who asks about a patient of ours is told about no other. In queries for something else a patient's id means
        // nothing, and who writes one there must not choose by whose consents it is decided.
        Optional<PatientId> asked = request.onePatient();
        ForeignObjects objects = new ForeignObjects(
                consents,
                consents.consent().viewOf(caller, transaction),
                (theirs, home) -> asked.or(() -> consents.patients().idOf(theirs, home, caller)));
        List<RegistryObjectDraft> left = left(answer.objects(), objects, caller);
        return request.returnType() == ReturnType.LeafClass
                ? new StoredQueryResponse(left, List.of(), answer.errors(), answer.partial())
                : new StoredQueryResponse(
                        List.of(),
                        left.stream().map(ConsentedQuery::reference).toList(),
                        answer.errors(),
                        answer.partial());
    }

    private static ObjectRef reference(RegistryObjectDraft object) {
        return new ObjectRef(object.id(), object.header().home());
    }

    private List<RegistryObjectDraft> left(List<RegistryObjectDraft> found, ForeignObjects objects, Caller caller) {
        Map<String, Boolean> documents = found.stream()
                .filter(object -> object.kind() == Kind.ExtrinsicObject)
                .collect(Collectors.toMap(RegistryObjectDraft::id, objects::isDisclosed, (a, b) -> a && b));
        Set<String> gone = documents.entrySet().stream()
                .filter(document -> !document.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        found.stream()
                .filter(object -> object.kind() == Kind.RegistryPackage)
                .filter(object -> !objects.mayBeAskedAbout(object) || hasOnly(gone, documents, object, found))
                .forEach(object -> gone.add(object.id()));
        gone.addAll(goneElsewhere(found, objects, caller));
        return found.stream()
                .filter(object -> !gone.contains(object.id()))
                .filter(object -> ends(object).noneMatch(gone::contains))
                .toList();
    }

    /** Whether the answer shows documents of the package, and none of them may be seen. */
    private static boolean hasOnly(
            Set<String> gone, Map<String, Boolean> documents, RegistryObjectDraft of, List<RegistryObjectDraft> found) {
        List<String> members = found.stream()
                .map(RegistryObjectDraft::link)
                .flatMap(Stream::ofNullable)
                .filter(link -> AssociationType.HAS_MEMBER.urn().equals(link.associationType()))
                .filter(link -> of.id().equals(link.sourceObject()))
                .flatMap(link -> Stream.ofNullable(link.targetObject()))
                .filter(documents::containsKey)
                .toList();
        return !members.isEmpty() && gone.containsAll(members);
    }

    /** Associations may come without their ends, which must be known to decide: those that are documents are asked for. */
    private Set<String> goneElsewhere(List<RegistryObjectDraft> found, ForeignObjects objects, Caller caller) {
        Set<String> here = found.stream().map(RegistryObjectDraft::id).collect(Collectors.toSet());
        Map<Optional<String>, Set<String>> missing = found.stream()
                .filter(object -> object.kind() == Kind.Association)
                .filter(object -> ends(object).anyMatch(end -> !here.contains(end)))
                .collect(Collectors.toMap(
                        object -> Optional.ofNullable(object.header().home()),
                        object ->
                                ends(object).filter(end -> !here.contains(end)).collect(Collectors.toSet()),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).collect(Collectors.toSet())));
        Set<String> gone = new HashSet<>();
        missing.forEach((home, ends) -> gone.addAll(denied(home.orElse(null), ends, objects, caller)));
        return gone;
    }

    private Set<String> denied(@Nullable String home, Set<String> ends, ForeignObjects objects, Caller caller) {
        StoredQueryResponse answer = query.perform(
                new StoredQueryRequest(
                        StoredQueryId.GetDocuments.urn(),
                        ReturnType.LeafClass,
                        home,
                        List.of(SlotDraft.of(
                                "$XDSDocumentEntryEntryUUID",
                                ends.stream()
                                        .map(end -> "'" + end.replace("'", "''") + "'")
                                        .collect(Collectors.joining(",", "(", ")"))))),
                caller);
        boolean known = answer.errors().stream().noneMatch(error -> error.severity() == Severity.ERROR);
        return known
                ? answer.objects().stream()
                        .filter(object -> object.kind() == Kind.ExtrinsicObject)
                        .filter(object -> !objects.isDisclosed(object))
                        .map(RegistryObjectDraft::id)
                        .collect(Collectors.toSet())
                : ends;
    }

    private static Stream<String> ends(RegistryObjectDraft object) {
        Link link = object.link();
        return link == null ? Stream.empty() : Stream.of(link).flatMap(ConsentedQuery::ends);
    }

    private static Stream<String> ends(Link link) {
        return Stream.concat(Stream.ofNullable(link.sourceObject()), Stream.ofNullable(link.targetObject()));
    }
}

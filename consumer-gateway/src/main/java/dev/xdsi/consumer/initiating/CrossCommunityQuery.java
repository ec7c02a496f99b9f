package dev.xdsi.consumer.initiating;

import dev.xdsi.consumer.community.LocalCommunity;
import dev.xdsi.consumer.consolidation.FanOut;
import dev.xdsi.consumer.consolidation.FanOut.Came;
import dev.xdsi.consumer.consolidation.FanOut.Missing;
import dev.xdsi.consumer.consolidation.FanOut.Question;
import dev.xdsi.consumer.consolidation.FanOut.Reply;
import dev.xdsi.consumer.consolidation.Respondent;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Registry Stored Query [ITI-18] as an Initiating Gateway answers it (ITI TF-2: 3.18.4.1.3, 3.38.4.1.3). A query about a patient goes to
 * this community's registry and to every community that knows the patient, all at once; any other goes where {@code AdhocQuery/@home}
 * says. What some answer is not held back because others do not: that they have nothing is an answer too.
 */
final class CrossCommunityQuery implements Transaction<StoredQueryRequest, StoredQueryResponse> {
    private final LocalCommunity local;
    private final OtherCommunities others;
    private final PatientIds patientIds;
    private final int mostResults;

    /** @param mostResults of one community */
    CrossCommunityQuery(LocalCommunity local, OtherCommunities others, PatientIds patientIds, int mostResults) {
        this.local = local;
        this.others = others;
        this.patientIds = patientIds;
        this.mostResults = mostResults;
    }

    @Override
    public StoredQueryResponse perform(StoredQueryRequest request, Caller caller) {
        String home = request.home();
        if (home == null || home.isEmpty()) {
            return request.namesPatient()
                    ? ask(everyone(request), caller)
                    : refused(
                            ErrorCode.XDSMissingHomeCommunityId,
                            "a query that names no patient needs AdhocQuery/@home: " + request.queryId());
        }
        if (home.equals(local.home().urn())) {
            return ask(List.of(ourselves(request)), caller);
        }
        Optional<OtherCommunity> other = others.of(home);
        return other.isPresent()
                ? ask(List.of(askedOf(other.get(), request)), caller)
                : refused(ErrorCode.XDSUnknownCommunity, "no such community is known here: " + home);
    }

    private StoredQueryResponse refused(ErrorCode code, String codeContext) {
        return StoredQueryResponse.failure(
                List.of(XdsError.of(code, codeContext, local.home().urn())));
    }

    private List<Asked> everyone(StoredQueryRequest request) {
        List<Asked> everyone = new ArrayList<>();
        everyone.add(ourselves(request));
        others.all().forEach(other -> everyone.add(askedOf(other, request)));
        return everyone;
    }

    /** The registry of one community knows of no other. */
    private Asked ourselves(StoredQueryRequest request) {
        Respondent<StoredQueryRequest, StoredQueryResponse> registry = local.registry();
        return new Asked(
                registry,
                caller -> Optional.of(ofThisCommunity(registry.transaction().perform(request.withHome(null), caller))));
    }

    private Asked askedOf(OtherCommunity other, StoredQueryRequest request) {
        Respondent<StoredQueryRequest, StoredQueryResponse> gateway = other.query();
        return new Asked(
                gateway,
                caller -> translated(request, other, caller).map(asked -> {
                    StoredQueryResponse answer = gateway.transaction().perform(asked, caller);
                    return asked.onePatient()
                            .map(patient -> new AskedPatient(gateway.identity(), patient).only(answer))
                            .orElse(answer);
                }));
    }

    /** The query with the patient's id in the other community; empty where it does not know the patient. */
    private Optional<StoredQueryRequest> translated(StoredQueryRequest request, OtherCommunity other, Caller caller) {
        if (!request.namesPatient()) {
            return Optional.of(request);
        }
        List<String> patients = request.patients();
        return patients.size() == 1
                ? PatientId.parse(patients.getFirst())
                        .flatMap(patient -> patientIds.idOf(patient, other.home(), caller))
                        .map(request::about)
                : Optional.empty();
    }

    private StoredQueryResponse ask(List<Asked> asked, Caller caller) {
        List<Question<Optional<StoredQueryResponse>>> questions = asked.stream()
                .map(one -> new Question<>(
                        () -> one.question().of(caller), one.respondent().budget()))
                .toList();
        List<Reply<Optional<StoredQueryResponse>>> replies = FanOut.ask(questions, late -> {});
        ConsolidatedAnswer whole = new ConsolidatedAnswer();
        for (int i = 0; i < asked.size(); i++) {
            Respondent<StoredQueryRequest, StoredQueryResponse> respondent =
                    asked.get(i).respondent();
            switch (replies.get(i)) {
                case Came<Optional<StoredQueryResponse>>(var answer) ->
                    answer.map(new CheckedQueryAnswer(respondent.identity(), mostResults)::of)
                            .ifPresent(whole::add);
                case Missing<Optional<StoredQueryResponse>>(Throwable reason) ->
                    whole.add(respondent.unavailable(reason));
            }
        }
        return whole.response();
    }

    /** The registry's objects have no homeCommunityId yet; here they get it. */
    private StoredQueryResponse ofThisCommunity(StoredQueryResponse answer) {
        String home = local.home().urn();
        return new StoredQueryResponse(
                answer.objects().stream()
                        .map(object -> object.with(header -> header.withHome(home)))
                        .toList(),
                answer.refs().stream().map(ref -> new ObjectRef(ref.id(), home)).toList(),
                answer.errors(),
                answer.partial());
    }

    /** Who is asked, and by which call. */
    private record Asked(Respondent<StoredQueryRequest, StoredQueryResponse> respondent, Call question) {}

    @FunctionalInterface
    private interface Call {
        /** Empty where nobody was asked, for the community does not know the patient. */
        Optional<StoredQueryResponse> of(Caller caller);
    }
}

package dev.xdsi.registry.query;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.query.ParameterCheck.Judgement;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which stored queries a transaction offers. */
public enum QueryTable {
    /** Registry Stored Query [ITI-18]: ITI TF-2: 3.18.4.1.2.3.7. */
    REGISTRY_STORED_QUERY("Registry Stored Query [ITI-18]", OnePatientQueries.ALL),

    /** Multi-Patient Stored Query [ITI-51]: ITI TF-2: 3.51.4.1.2.3. */
    MULTI_PATIENT_STORED_QUERY("Multi-Patient Stored Query [ITI-51]", MultiPatientQueries.ALL);

    private final String title;
    private final List<QueryParameters> queries;

    QueryTable(String title, List<QueryParameters> queries) {
        this.title = title;
        this.queries = List.copyOf(queries);
    }

    /** The names of the queries, as the standard has them. */
    public List<String> names() {
        return queries.stream().map(QueryParameters::name).toList();
    }

    /** The parameters of a query, as the standard has them. */
    public Set<String> parameters(String queryId) {
        return query(queryId).stream()
                .flatMap(query -> query.rules().stream())
                .map(rule -> rule.parameter().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an answer with whole objects must be about one patient (ITI TF-2: 3.18.4.1.2.3.8). */
    boolean ofOnePatient() {
        return this == REGISTRY_STORED_QUERY;
    }

    String title() {
        return title;
    }

    List<QueryParameters> queries() {
        return queries;
    }

    Optional<QueryParameters> query(String queryId) {
        return queries.stream()
                .filter(query -> query.id().equalsIgnoreCase(queryId))
                .findFirst();
    }

    Reading read(StoredQueryRequest request) {
        return query(request.queryId())
                .map(query -> judged(query, request))
                .orElseGet(() -> new Reading.Refused(List.of(
                        XdsError.of(ErrorCode.XDSUnknownStoredQuery, "AdhocQuery/@id is no query of " + title))));
    }

    private static Reading judged(QueryParameters query, StoredQueryRequest request) {
        return switch (ParameterCheck.judge(query, request.parameters())) {
            case Judgement.Refused(List<XdsError> errors) -> new Reading.Refused(errors);
            case Judgement.Accepted(Arguments arguments) ->
                new Reading.Understood(query.read().apply(arguments));
        };
    }
}
